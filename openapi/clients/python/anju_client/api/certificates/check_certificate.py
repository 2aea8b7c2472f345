from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.certificate_check import CertificateCheck
from ...models.check_certificate import CheckCertificate
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    *,
    body: CheckCertificate,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/certificate-checks",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CertificateCheck | Problem:
    if response.status_code == 200:
        response_200 = CertificateCheck.from_dict(response.json())

        return response_200

    response_default = Problem.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CertificateCheck | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: CheckCertificate,
) -> Response[CertificateCheck | Problem]:
    """Check a certificate

     Compares a certificate with the number of a document that the seller has seen: of the applicant or
    of
    the spouse. A number that there is not and a document of somebody else are answered alike. A few
    wrong pairs lock the client, or the certificate, for half an hour. The applicant is told who asked.

    Args:
        body (CheckCertificate): A certificate and a document that a seller has seen.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CertificateCheck | Problem]
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
    body: CheckCertificate,
) -> CertificateCheck | Problem | None:
    """Check a certificate

     Compares a certificate with the number of a document that the seller has seen: of the applicant or
    of
    the spouse. A number that there is not and a document of somebody else are answered alike. A few
    wrong pairs lock the client, or the certificate, for half an hour. The applicant is told who asked.

    Args:
        body (CheckCertificate): A certificate and a document that a seller has seen.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CertificateCheck | Problem
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: CheckCertificate,
) -> Response[CertificateCheck | Problem]:
    """Check a certificate

     Compares a certificate with the number of a document that the seller has seen: of the applicant or
    of
    the spouse. A number that there is not and a document of somebody else are answered alike. A few
    wrong pairs lock the client, or the certificate, for half an hour. The applicant is told who asked.

    Args:
        body (CheckCertificate): A certificate and a document that a seller has seen.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CertificateCheck | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: CheckCertificate,
) -> CertificateCheck | Problem | None:
    """Check a certificate

     Compares a certificate with the number of a document that the seller has seen: of the applicant or
    of
    the spouse. A number that there is not and a document of somebody else are answered alike. A few
    wrong pairs lock the client, or the certificate, for half an hour. The applicant is told who asked.

    Args:
        body (CheckCertificate): A certificate and a document that a seller has seen.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CertificateCheck | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
