from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.save_webhook_endpoint import SaveWebhookEndpoint
from ...models.webhook_secret import WebhookSecret
from ...types import Response


def _get_kwargs(
    *,
    body: SaveWebhookEndpoint,
    idempotency_key: str,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/webhook-endpoints",
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
    *,
    client: AuthenticatedClient,
    body: SaveWebhookEndpoint,
    idempotency_key: str,
) -> Response[Problem | WebhookSecret]:
    """Make a webhook endpoint

     From then on the events that it names are posted there, after Standard Webhooks 1.0.0: with
    `webhook-id` (the event's, the same in every attempt), `webhook-timestamp` and `webhook-signature`,
    which has signatures `v1` (HMAC-SHA256 with the secret that is told here, this once) and `v1a`
    (Ed25519, verified by the public key). An event arrives at least once; any answer 2xx within ten
    seconds says that it has. What does not arrive is tried again for three days; a receiver that takes
    nothing for five days, or answers 410, is sent nothing any more.

    Args:
        idempotency_key (str):
        body (SaveWebhookEndpoint): Where a client wants to be told, and of what.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | WebhookSecret]
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
    body: SaveWebhookEndpoint,
    idempotency_key: str,
) -> Problem | WebhookSecret | None:
    """Make a webhook endpoint

     From then on the events that it names are posted there, after Standard Webhooks 1.0.0: with
    `webhook-id` (the event's, the same in every attempt), `webhook-timestamp` and `webhook-signature`,
    which has signatures `v1` (HMAC-SHA256 with the secret that is told here, this once) and `v1a`
    (Ed25519, verified by the public key). An event arrives at least once; any answer 2xx within ten
    seconds says that it has. What does not arrive is tried again for three days; a receiver that takes
    nothing for five days, or answers 410, is sent nothing any more.

    Args:
        idempotency_key (str):
        body (SaveWebhookEndpoint): Where a client wants to be told, and of what.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | WebhookSecret
    """

    return sync_detailed(
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: SaveWebhookEndpoint,
    idempotency_key: str,
) -> Response[Problem | WebhookSecret]:
    """Make a webhook endpoint

     From then on the events that it names are posted there, after Standard Webhooks 1.0.0: with
    `webhook-id` (the event's, the same in every attempt), `webhook-timestamp` and `webhook-signature`,
    which has signatures `v1` (HMAC-SHA256 with the secret that is told here, this once) and `v1a`
    (Ed25519, verified by the public key). An event arrives at least once; any answer 2xx within ten
    seconds says that it has. What does not arrive is tried again for three days; a receiver that takes
    nothing for five days, or answers 410, is sent nothing any more.

    Args:
        idempotency_key (str):
        body (SaveWebhookEndpoint): Where a client wants to be told, and of what.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | WebhookSecret]
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
    body: SaveWebhookEndpoint,
    idempotency_key: str,
) -> Problem | WebhookSecret | None:
    """Make a webhook endpoint

     From then on the events that it names are posted there, after Standard Webhooks 1.0.0: with
    `webhook-id` (the event's, the same in every attempt), `webhook-timestamp` and `webhook-signature`,
    which has signatures `v1` (HMAC-SHA256 with the secret that is told here, this once) and `v1a`
    (Ed25519, verified by the public key). An event arrives at least once; any answer 2xx within ten
    seconds says that it has. What does not arrive is tried again for three days; a receiver that takes
    nothing for five days, or answers 410, is sent nothing any more.

    Args:
        idempotency_key (str):
        body (SaveWebhookEndpoint): Where a client wants to be told, and of what.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | WebhookSecret
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
