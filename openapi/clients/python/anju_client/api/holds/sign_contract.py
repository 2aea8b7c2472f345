from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.contract import Contract
from ...models.new_contract import NewContract
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    id: str,
    *,
    body: NewContract,
    idempotency_key: str,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/holds/{id}/contract".format(
            id=quote(str(id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Contract | Problem:
    if response.status_code == 201:
        response_201 = Contract.from_dict(response.json())

        return response_201

    response_default = Problem.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Contract | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    id: str,
    *,
    client: AuthenticatedClient,
    body: NewContract,
    idempotency_key: str,
) -> Response[Contract | Problem]:
    """Sign the contract

     签约完成: the certificate is used up. Within the term of the hold, also where the certificate has run
    out meanwhile.

    Args:
        id (str):
        idempotency_key (str):
        body (NewContract): Signs a contract under a hold.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Contract | Problem]
    """

    kwargs = _get_kwargs(
        id=id,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    id: str,
    *,
    client: AuthenticatedClient,
    body: NewContract,
    idempotency_key: str,
) -> Contract | Problem | None:
    """Sign the contract

     签约完成: the certificate is used up. Within the term of the hold, also where the certificate has run
    out meanwhile.

    Args:
        id (str):
        idempotency_key (str):
        body (NewContract): Signs a contract under a hold.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Contract | Problem
    """

    return sync_detailed(
        id=id,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    id: str,
    *,
    client: AuthenticatedClient,
    body: NewContract,
    idempotency_key: str,
) -> Response[Contract | Problem]:
    """Sign the contract

     签约完成: the certificate is used up. Within the term of the hold, also where the certificate has run
    out meanwhile.

    Args:
        id (str):
        idempotency_key (str):
        body (NewContract): Signs a contract under a hold.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Contract | Problem]
    """

    kwargs = _get_kwargs(
        id=id,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    id: str,
    *,
    client: AuthenticatedClient,
    body: NewContract,
    idempotency_key: str,
) -> Contract | Problem | None:
    """Sign the contract

     签约完成: the certificate is used up. Within the term of the hold, also where the certificate has run
    out meanwhile.

    Args:
        id (str):
        idempotency_key (str):
        body (NewContract): Signs a contract under a hold.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Contract | Problem
    """

    return (
        await asyncio_detailed(
            id=id,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
