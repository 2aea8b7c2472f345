from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.new_referral import NewReferral
from ...models.problem import Problem
from ...models.referral_link import ReferralLink
from ...types import Response


def _get_kwargs(
    *,
    body: NewReferral,
    idempotency_key: str,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/referrals",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | ReferralLink:
    if response.status_code == 201:
        response_201 = ReferralLink.from_dict(response.json())

        return response_201

    response_default = Problem.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Problem | ReferralLink]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: NewReferral,
    idempotency_key: str,
) -> Response[Problem | ReferralLink]:
    """Make a referral

     A link to hand to somebody who wants to buy: an application begins with what is said here of the
    purchase. Nothing of any person belongs in it, not even in the reference. What becomes of the
    application is told only where the applicant consents. The link is told this once, leads to one
    application, and can be used for thirty days.

    Args:
        idempotency_key (str):
        body (NewReferral): Makes a referral.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | ReferralLink]
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
    body: NewReferral,
    idempotency_key: str,
) -> Problem | ReferralLink | None:
    """Make a referral

     A link to hand to somebody who wants to buy: an application begins with what is said here of the
    purchase. Nothing of any person belongs in it, not even in the reference. What becomes of the
    application is told only where the applicant consents. The link is told this once, leads to one
    application, and can be used for thirty days.

    Args:
        idempotency_key (str):
        body (NewReferral): Makes a referral.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | ReferralLink
    """

    return sync_detailed(
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: NewReferral,
    idempotency_key: str,
) -> Response[Problem | ReferralLink]:
    """Make a referral

     A link to hand to somebody who wants to buy: an application begins with what is said here of the
    purchase. Nothing of any person belongs in it, not even in the reference. What becomes of the
    application is told only where the applicant consents. The link is told this once, leads to one
    application, and can be used for thirty days.

    Args:
        idempotency_key (str):
        body (NewReferral): Makes a referral.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | ReferralLink]
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
    body: NewReferral,
    idempotency_key: str,
) -> Problem | ReferralLink | None:
    """Make a referral

     A link to hand to somebody who wants to buy: an application begins with what is said here of the
    purchase. Nothing of any person belongs in it, not even in the reference. What becomes of the
    application is told only where the applicant consents. The link is told this once, leads to one
    application, and can be used for thirty days.

    Args:
        idempotency_key (str):
        body (NewReferral): Makes a referral.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | ReferralLink
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
