import datetime
from http import HTTPStatus
from typing import Any, cast

import httpx

from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.referral_page import ReferralPage
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    cursor: str | Unset = UNSET,
    created_after: datetime.datetime | Unset = UNSET,
    limit: int | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match

    params: dict[str, Any] = {}

    params["cursor"] = cursor

    json_created_after: str | Unset = UNSET
    if not isinstance(created_after, Unset):
        json_created_after = created_after.isoformat()
    params["created_after"] = json_created_after

    params["limit"] = limit

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/referrals",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Problem | ReferralPage:
    if response.status_code == 200:
        response_200 = ReferralPage.from_dict(response.json())

        return response_200

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

    response_default = Problem.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Any | Problem | ReferralPage]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    cursor: str | Unset = UNSET,
    created_after: datetime.datetime | Unset = UNSET,
    limit: int | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
) -> Response[Any | Problem | ReferralPage]:
    """List one's referrals

     Oldest first, so that those that are added come last and a page that was read stays as it is.

    Args:
        cursor (str | Unset):
        created_after (datetime.datetime | Unset):
        limit (int | Unset):
        if_none_match (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | ReferralPage]
    """

    kwargs = _get_kwargs(
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
    *,
    client: AuthenticatedClient,
    cursor: str | Unset = UNSET,
    created_after: datetime.datetime | Unset = UNSET,
    limit: int | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
) -> Any | Problem | ReferralPage | None:
    """List one's referrals

     Oldest first, so that those that are added come last and a page that was read stays as it is.

    Args:
        cursor (str | Unset):
        created_after (datetime.datetime | Unset):
        limit (int | Unset):
        if_none_match (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | ReferralPage
    """

    return sync_detailed(
        client=client,
        cursor=cursor,
        created_after=created_after,
        limit=limit,
        if_none_match=if_none_match,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    cursor: str | Unset = UNSET,
    created_after: datetime.datetime | Unset = UNSET,
    limit: int | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
) -> Response[Any | Problem | ReferralPage]:
    """List one's referrals

     Oldest first, so that those that are added come last and a page that was read stays as it is.

    Args:
        cursor (str | Unset):
        created_after (datetime.datetime | Unset):
        limit (int | Unset):
        if_none_match (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | ReferralPage]
    """

    kwargs = _get_kwargs(
        cursor=cursor,
        created_after=created_after,
        limit=limit,
        if_none_match=if_none_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    cursor: str | Unset = UNSET,
    created_after: datetime.datetime | Unset = UNSET,
    limit: int | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
) -> Any | Problem | ReferralPage | None:
    """List one's referrals

     Oldest first, so that those that are added come last and a page that was read stays as it is.

    Args:
        cursor (str | Unset):
        created_after (datetime.datetime | Unset):
        limit (int | Unset):
        if_none_match (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | ReferralPage
    """

    return (
        await asyncio_detailed(
            client=client,
            cursor=cursor,
            created_after=created_after,
            limit=limit,
            if_none_match=if_none_match,
        )
    ).parsed
