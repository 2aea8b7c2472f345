from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.rotate_webhook_keys import RotateWebhookKeys
from ...models.webhook_secret import WebhookSecret
from ...types import Response


def _get_kwargs(
    id: str,
    *,
    body: RotateWebhookKeys,
    idempotency_key: str,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/webhook-endpoints/{id}/key-rotations".format(
            id=quote(str(id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | WebhookSecret:
    if response.status_code == 201:
        response_201 = WebhookSecret.from_dict(response.json())

        return response_201

    response_default = Problem.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Problem | WebhookSecret]:
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
    body: RotateWebhookKeys,
    idempotency_key: str,
) -> Response[Problem | WebhookSecret]:
    """Replace the keys of a webhook endpoint

     The answer tells the new secret, this once. The older keys go on to sign beside the new ones for a
    day, or as long as it is said: `webhook-signature` then has signatures of each, one of which the
    receiver knows.

    Args:
        id (str):
        idempotency_key (str):
        body (RotateWebhookKeys): How the keys of an endpoint are replaced.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | WebhookSecret]
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
    body: RotateWebhookKeys,
    idempotency_key: str,
) -> Problem | WebhookSecret | None:
    """Replace the keys of a webhook endpoint

     The answer tells the new secret, this once. The older keys go on to sign beside the new ones for a
    day, or as long as it is said: `webhook-signature` then has signatures of each, one of which the
    receiver knows.

    Args:
        id (str):
        idempotency_key (str):
        body (RotateWebhookKeys): How the keys of an endpoint are replaced.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | WebhookSecret
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
    body: RotateWebhookKeys,
    idempotency_key: str,
) -> Response[Problem | WebhookSecret]:
    """Replace the keys of a webhook endpoint

     The answer tells the new secret, this once. The older keys go on to sign beside the new ones for a
    day, or as long as it is said: `webhook-signature` then has signatures of each, one of which the
    receiver knows.

    Args:
        id (str):
        idempotency_key (str):
        body (RotateWebhookKeys): How the keys of an endpoint are replaced.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | WebhookSecret]
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
    body: RotateWebhookKeys,
    idempotency_key: str,
) -> Problem | WebhookSecret | None:
    """Replace the keys of a webhook endpoint

     The answer tells the new secret, this once. The older keys go on to sign beside the new ones for a
    day, or as long as it is said: `webhook-signature` then has signatures of each, one of which the
    receiver knows.

    Args:
        id (str):
        idempotency_key (str):
        body (RotateWebhookKeys): How the keys of an endpoint are replaced.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | WebhookSecret
    """

    return (
        await asyncio_detailed(
            id=id,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
