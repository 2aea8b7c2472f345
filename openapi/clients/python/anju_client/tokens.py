"""How a program proves itself, and the access token that it has for that: asked for when it is needed,
and kept until shortly before it runs out."""

import asyncio
import base64
import threading
import time
import uuid
from collections.abc import AsyncGenerator, Generator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx

from .models import Problem, TokenAnswer, TokenError
from .refusals import Refused, TokenRefused


@dataclass(frozen=True)
class ClientSecret:
    """A secret (`client_secret_basic`)."""

    secret: str


@dataclass(frozen=True)
class PrivateKey:
    """A key of the program's own (`private_key_jwt`); needs `pip install anju-client[key]`."""

    pem: str
    """The private key whose public half the platform has: P-256 (ES256) or RSA (PS256), as PEM."""
    kid: str | None = None
    """Which of two keys it is; not needed for one."""
    issuer: str | None = None
    """What the platform calls itself, where it is reached under another address."""


Proof = ClientSecret | PrivateKey

# Asked for again so long before a token runs out, so that none runs out on its way.
_MARGIN_SECONDS = 30
# For how long an assertion can be shown: a minute, of the five that the platform allows.
_ASSERTION_SECONDS = 60
_ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class Tokens(httpx.Auth):
    """Shows an access token with each request, and asks for another one where one is refused."""

    requires_response_body = True

    def __init__(self, address: str, client_id: str, proof: Proof) -> None:
        self._address = address
        self._client_id = client_id
        self._proof = proof
        self._kept: tuple[str, float] | None = None
        # Of several calls at once the first asks.
        self._thread = threading.Lock()
        self._task = asyncio.Lock()

    def sync_auth_flow(
        self, request: httpx.Request
    ) -> Generator[httpx.Request, httpx.Response, None]:
        refused = None
        for _ in range(2):
            with self._thread:
                token = self._known(refused)
                if token is None:
                    answer = yield self._question()
                    answer.read()
                    token = self._keep(answer)
            refused = token
            request.headers["Authorization"] = f"Bearer {token}"
            # Nothing was done where a token is refused: once more, with another one.
            if (yield request).status_code != httpx.codes.UNAUTHORIZED:
                return

    async def async_auth_flow(
        self, request: httpx.Request
    ) -> AsyncGenerator[httpx.Request, httpx.Response]:
        refused = None
        for _ in range(2):
            async with self._task:
                token = self._known(refused)
                if token is None:
                    answer = yield self._question()
                    await answer.aread()
                    token = self._keep(answer)
            refused = token
            request.headers["Authorization"] = f"Bearer {token}"
            if (yield request).status_code != httpx.codes.UNAUTHORIZED:
                return

    def _known(self, refused: str | None) -> str | None:
        """A token that can be used now: none that was refused, such as one whose secret was taken away."""
        if self._kept is None:
            return None
        token, until = self._kept
        return token if token != refused and time.monotonic() < until else None

    def _question(self) -> httpx.Request:
        form = {"grant_type": "client_credentials"}
        headers = {}
        match self._proof:
            case ClientSecret(secret):
                # Form-encoded first, as RFC 6749 wants it (section 2.3.1).
                pair = f"{quote(self._client_id, safe='')}:{quote(secret, safe='')}"
                headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
            case PrivateKey() as key:
                form["client_assertion_type"] = _ASSERTION_TYPE
                form["client_assertion"] = self._assertion(key)
        return httpx.Request(
            "POST", f"{self._address}/oauth/token", data=form, headers=headers
        )

    def _assertion(self, key: PrivateKey) -> str:
        """What the program says of itself (RFC 7523), anew for each question: the platform takes it once."""
        import jwt
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        private = load_pem_private_key(key.pem.encode(), password=None)
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self._client_id,
            "sub": self._client_id,
            "aud": key.issuer or self._address,
            "iat": now,
            "exp": now + _ASSERTION_SECONDS,
            "jti": str(uuid.uuid4()),
        }
        algorithm = "PS256" if isinstance(private, RSAPrivateKey) else "ES256"
        headers = {} if key.kid is None else {"kid": key.kid}
        return jwt.encode(claims, key.pem, algorithm=algorithm, headers=headers)

    def _keep(self, answer: httpx.Response) -> str:
        if answer.status_code != httpx.codes.OK:
            raise _refusal(answer)
        told = TokenAnswer.from_dict(answer.json())
        self._kept = (told.access_token, time.monotonic() + told.expires_in - _MARGIN_SECONDS)
        return told.access_token


def _refusal(answer: httpx.Response) -> Exception:
    try:
        said = answer.json()
        if "request_id" in said:
            return Refused(Problem.from_dict(said))
        return TokenRefused(answer.status_code, TokenError.from_dict(said))
    except (KeyError, TypeError, ValueError):
        # Such as of something between the program and the platform.
        return TokenRefused(answer.status_code, None)
