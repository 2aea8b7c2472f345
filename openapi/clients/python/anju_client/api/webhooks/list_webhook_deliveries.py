import datetime
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.list_webhook_deliveries_state import ListWebhookDeliveriesState
from ...models.problem import Problem
from ...models.webhook_delivery_page import WebhookDeliveryPage
from ...types import UNSET, Response, Unset


def _get_kwargs(
    id: str,
    *,
    state: ListWebhookDeliveriesState | Unset = UNSET,
    cursor: str | Unset = UNSET,
    created_after: datetime.datetime | Unset = UNSET,
    limit: int | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match

    params: dict[str, Any] = {}

    json_state: str | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = state.value

    params["state"] = json_state

    params["cursor"] = cursor

    json_created_after: str | Unset = UNSET
    if not isinstance(created_after, Unset):
        json_created_after = created_after.isoformat()
    params["created_after"] = json_created_after

    params["limit"] = limit

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/webhook-endpoints/{id}/deliveries".format(
            id=quote(str(id), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Problem | WebhookDeliveryPage:
    if response.status_code == 200:
        response_200 = WebhookDeliveryPage.from_dict(response.json())

        return response_200

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

    response_default = Problem.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Any | Problem | WebhookDeliveryPage]:
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
    state: ListWebhookDeliveriesState | Unset = UNSET,
    cursor: str | Unset = UNSET,
    created_after: datetime.datetime | Unset = UNSET,
    limit: int | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
) -> Response[Any | Problem | WebhookDeliveryPage]:
    """List what became of events at an endpoint

     Newest first, for thirty days: what waits, what was delivered, and what was given up (`dead`).

    Args:
        id (str):
        state (ListWebhookDeliveriesState | Unset): What has become of an event on its way to an
            endpoint.
        cursor (str | Unset):
        created_after (datetime.datetime | Unset):
        limit (int | Unset):
        if_none_match (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | WebhookDeliveryPage]
    """

    kwargs = _get_kwargs(
        id=id,
        state=state,
        cursor=cursor,
        created_after=created_after,
        limit=limit,
        if_none_match=if_none_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    id: str,
    *,
    client: AuthenticatedClient,
    state: ListWebhookDeliveriesState | Unset = UNSET,
    cursor: str | Unset = UNSET,
    created_after: datetime.datetime | Unset = UNSET,
    limit: int | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
) -> Any | Problem | WebhookDeliveryPage | None:
    """List what became of events at an endpoint

     Newest first, for thirty days: what waits, what was delivered, and what was given up (`dead`).

    Args:
        id (str):
        state (ListWebhookDeliveriesState | Unset): What has become of an event on its way to an
            endpoint.
        cursor (str | Unset):
        created_after (datetime.datetime | Unset):
        limit (int | Unset):
        if_none_match (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | WebhookDeliveryPage
    """

    return sync_detailed(
        id=id,
        client=client,
        state=state,
        cursor=cursor,
        created_after=created_after,
        limit=limit,
        if_none_match=if_none_match,
    ).parsed


async def asyncio_detailed(
    id: str,
    *,
    client: AuthenticatedClient,
    state: ListWebhookDeliveriesState | Unset = UNSET,
    cursor: str | Unset = UNSET,
    created_after: datetime.datetime | Unset = UNSET,
    limit: int | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
) -> Response[Any | Problem | WebhookDeliveryPage]:
    """List what became of events at an endpoint

     Newest first, for thirty days: what waits, what was delivered, and what was given up (`dead`).

    Args:
        id (str):
        state (ListWebhookDeliveriesState | Unset): What has become of an event on its way to an
            endpoint.
        cursor (str | Unset):
        created_after (datetime.datetime | Unset):
        limit (int | Unset):
        if_none_match (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | WebhookDeliveryPage]
    """

    kwargs = _get_kwargs(
        id=id,
        state=state,
        cursor=cursor,
        created_after=created_after,
        limit=limit,
        if_none_match=if_none_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    id: str,
    *,
    client: AuthenticatedClient,
    state: ListWebhookDeliveriesState | Unset = UNSET,
    cursor: str | Unset = UNSET,
    created_after: datetime.datetime | Unset = UNSET,
    limit: int | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
) -> Any | Problem | WebhookDeliveryPage | None:
    """List what became of events at an endpoint

     Newest first, for thirty days: what waits, what was delivered, and what was given up (`dead`).

    Args:
        id (str):
        state (ListWebhookDeliveriesState | Unset): What has become of an event on its way to an
            endpoint.
        cursor (str | Unset):
        created_after (datetime.datetime | Unset):
        limit (int | Unset):
        if_none_match (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | WebhookDeliveryPage
    """

    return (
        await asyncio_detailed(
            id=id,
            client=client,
            state=state,
            cursor=cursor,
            created_after=created_after,
            limit=limit,
            if_none_match=if_none_match,
        )
    ).parsed
