from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.hold import Hold
from ...models.new_hold import NewHold
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    *,
    body: NewHold,
    idempotency_key: str,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/holds",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Hold | Problem:
    if response.status_code == 201:
        response_201 = Hold.from_dict(response.json())

        return response_201

    response_default = Problem.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Hold | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: NewHold,
    idempotency_key: str,
) -> Response[Hold | Problem]:
    """Hold a certificate

     签约中: for a contract, exclusively, for 72 hours as a rule. It takes the number of the certificate
    and that of the identity document of an adult whom it names; whatever is wrong with the pair is told
    alike, and a few wrong ones lock for a while. People, marriage, homes, units and permits are checked
    again first, under the rules of the certificate: where something is not as it was, nothing is held,
    and the certificate is not confirmed until a later check is clean. While a registry is silent
    nothing
    is held either: try again, under the same key.

    Args:
        idempotency_key (str):
        body (NewHold): Takes a hold.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Hold | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: NewHold,
    idempotency_key: str,
) -> Hold | Problem | None:
    """Hold a certificate

     签约中: for a contract, exclusively, for 72 hours as a rule. It takes the number of the certificate
    and that of the identity document of an adult whom it names; whatever is wrong with the pair is told
    alike, and a few wrong ones lock for a while. People, marriage, homes, units and permits are checked
    again first, under the rules of the certificate: where something is not as it was, nothing is held,
    and the certificate is not confirmed until a later check is clean. While a registry is silent
    nothing
    is held either: try again, under the same key.

    Args:
        idempotency_key (str):
        body (NewHold): Takes a hold.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Hold | Problem
    """

    return sync_detailed(
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: NewHold,
    idempotency_key: str,
) -> Response[Hold | Problem]:
    """Hold a certificate

     签约中: for a contract, exclusively, for 72 hours as a rule. It takes the number of the certificate
    and that of the identity document of an adult whom it names; whatever is wrong with the pair is told
    alike, and a few wrong ones lock for a while. People, marriage, homes, units and permits are checked
    again first, under the rules of the certificate: where something is not as it was, nothing is held,
    and the certificate is not confirmed until a later check is clean. While a registry is silent
    nothing
    is held either: try again, under the same key.

    Args:
        idempotency_key (str):
        body (NewHold): Takes a hold.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Hold | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: NewHold,
    idempotency_key: str,
) -> Hold | Problem | None:
    """Hold a certificate

     签约中: for a contract, exclusively, for 72 hours as a rule. It takes the number of the certificate
    and that of the identity document of an adult whom it names; whatever is wrong with the pair is told
    alike, and a few wrong ones lock for a while. People, marriage, homes, units and permits are checked
    again first, under the rules of the certificate: where something is not as it was, nothing is held,
    and the certificate is not confirmed until a later check is clean. While a registry is silent
    nothing
    is held either: try again, under the same key.

    Args:
        idempotency_key (str):
        body (NewHold): Takes a hold.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Hold | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
