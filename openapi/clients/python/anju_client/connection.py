"""How a program is connected with the platform."""

import ssl

import httpx

from .client import AuthenticatedClient
from .repeating import TRIES, Repeating
from .tokens import Proof, Tokens

# Without an answer for so long there is none. A hold asks registries, which takes seconds.
_TIMEOUT_SECONDS = 30


def connect(
    address: str,
    client_id: str,
    proof: Proof,
    *,
    tries: int = TRIES,
    verify: ssl.SSLContext | bool = True,
    proxy: str | None = None,
) -> AuthenticatedClient:
    """A client that asks for its access tokens by itself, and repeats what can be repeated.

    Args:
        address: The platform's, such as `https://anju.example`.
        client_id: What the platform's administrator registered.
        proof: What the program proves itself with, `ClientSecret` or `PrivateKey`.
        tries: How often a request is sent at the most where the platform is busy or silent.
        verify: Which certificates of servers are believed.
        proxy: The address of a proxy on the way.
    """
    address = address.rstrip("/")
    return AuthenticatedClient(
        base_url=address,
        # Each request gets that of its time.
        token="",
        timeout=httpx.Timeout(_TIMEOUT_SECONDS),
        httpx_args={
            "auth": Tokens(address, client_id, proof),
            "transport": Repeating(tries, verify=verify, proxy=proxy),
        },
    )
