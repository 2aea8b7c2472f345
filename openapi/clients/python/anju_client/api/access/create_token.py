from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.token_answer import TokenAnswer
from ...models.token_error import TokenError
from ...models.token_form import TokenForm
from ...types import Response


def _get_kwargs(
    *,
    body: TokenForm,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/oauth/token",
    }

    _kwargs["data"] = body.to_dict()
    headers["Content-Type"] = "application/x-www-form-urlencoded"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | TokenAnswer | TokenError:
    if response.status_code == 200:
        response_200 = TokenAnswer.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = TokenError.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = TokenError.from_dict(response.json())

        return response_401

    response_default = Problem.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Problem | TokenAnswer | TokenError]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: TokenForm,
) -> Response[Problem | TokenAnswer | TokenError]:
    """Create an access token

     OAuth 2.0 client credentials (RFC 6749, section 4.4). The client proves who it is in one of two
    ways:
    its id and secret in `Authorization: Basic` (`client_secret_basic`), or an assertion that it signs
    (`private_key_jwt`, RFC 7523) with ES256 or PS256, as `iss` and `sub` its id, as `aud` this
    platform's
    issuer or token endpoint alone, an `exp` at most 5 minutes ahead, and a `jti` that is used once. The
    token (RFC 9068) can be used for 10 minutes, at `/api/v1` alone. Without `scope` it has all scopes
    of
    the client.

    Args:
        body (TokenForm): What is sent for a token.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | TokenAnswer | TokenError]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: TokenForm,
) -> Problem | TokenAnswer | TokenError | None:
    """Create an access token

     OAuth 2.0 client credentials (RFC 6749, section 4.4). The client proves who it is in one of two
    ways:
    its id and secret in `Authorization: Basic` (`client_secret_basic`), or an assertion that it signs
    (`private_key_jwt`, RFC 7523) with ES256 or PS256, as `iss` and `sub` its id, as `aud` this
    platform's
    issuer or token endpoint alone, an `exp` at most 5 minutes ahead, and a `jti` that is used once. The
    token (RFC 9068) can be used for 10 minutes, at `/api/v1` alone. Without `scope` it has all scopes
    of
    the client.

    Args:
        body (TokenForm): What is sent for a token.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | TokenAnswer | TokenError
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: TokenForm,
) -> Response[Problem | TokenAnswer | TokenError]:
    """Create an access token

     OAuth 2.0 client credentials (RFC 6749, section 4.4). The client proves who it is in one of two
    ways:
    its id and secret in `Authorization: Basic` (`client_secret_basic`), or an assertion that it signs
    (`private_key_jwt`, RFC 7523) with ES256 or PS256, as `iss` and `sub` its id, as `aud` this
    platform's
    issuer or token endpoint alone, an `exp` at most 5 minutes ahead, and a `jti` that is used once. The
    token (RFC 9068) can be used for 10 minutes, at `/api/v1` alone. Without `scope` it has all scopes
    of
    the client.

    Args:
        body (TokenForm): What is sent for a token.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | TokenAnswer | TokenError]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: TokenForm,
) -> Problem | TokenAnswer | TokenError | None:
    """Create an access token

     OAuth 2.0 client credentials (RFC 6749, section 4.4). The client proves who it is in one of two
    ways:
    its id and secret in `Authorization: Basic` (`client_secret_basic`), or an assertion that it signs
    (`private_key_jwt`, RFC 7523) with ES256 or PS256, as `iss` and `sub` its id, as `aud` this
    platform's
    issuer or token endpoint alone, an `exp` at most 5 minutes ahead, and a `jti` that is used once. The
    token (RFC 9068) can be used for 10 minutes, at `/api/v1` alone. Without `scope` it has all scopes
    of
    the client.

    Args:
        body (TokenForm): What is sent for a token.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | TokenAnswer | TokenError
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
