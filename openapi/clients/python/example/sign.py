"""From an access token to a signed contract: check the certificate, hold it, sign.

With `ANJU_RELEASE=1` the hold is given back instead, and the certificate can be used again.
"""

import base64
import os
import sys
import uuid
from typing import TypeVar
from urllib.parse import quote

from anju_client import AuthenticatedClient
from anju_client.api.access import create_token
from anju_client.api.certificates import check_certificate
from anju_client.api.holds import hold_certificate, release_hold, sign_contract
from anju_client.models import (
    CertificateStatus,
    CheckCertificate,
    HeldUnit,
    HomeKind,
    NewContract,
    NewHold,
    Problem,
    TokenError,
    TokenForm,
)
from anju_client.types import UNSET

T = TypeVar("T")


def setting(name: str) -> str:
    return os.environ.get(name) or sys.exit(f"{name} is not set.")


def accepted(answer: T | Problem | TokenError | None) -> T:
    """The answer, or an end that says what to do."""
    if isinstance(answer, Problem):
        sys.exit(f"{answer.title}: {answer.detail} ({answer.request_id})")
    if isinstance(answer, TokenError):
        sys.exit(f"{answer.error.value}: {answer.error_description}")
    if answer is None:
        sys.exit("The answer is none that the description knows.")
    return answer


def with_token(address: str, client_id: str, client_secret: str) -> AuthenticatedClient:
    """A client with an access token, which can be used for ten minutes: then ask for another one."""
    # Form-encoded first, as RFC 6749 wants it (section 2.3.1).
    pair = f"{quote(client_id, safe='')}:{quote(client_secret, safe='')}"
    proof = base64.b64encode(pair.encode()).decode()
    with AuthenticatedClient(base_url=address, token=proof, prefix="Basic") as client:
        asked = TokenForm(grant_type="client_credentials")
        token = accepted(create_token.sync(client=client, body=asked))
    return AuthenticatedClient(base_url=address, token=token.access_token)


def main() -> None:
    certificate = setting("ANJU_CERTIFICATE_NUMBER")
    document = setting("ANJU_DOCUMENT_NUMBER")
    anju = with_token(
        setting("ANJU_ADDRESS"), setting("ANJU_CLIENT_ID"), setting("ANJU_CLIENT_SECRET")
    )
    asked = CheckCertificate(certificate_number=certificate, document_number=document)
    check = accepted(check_certificate.sync(client=anju, body=asked))
    print(f"checked: {check.status}, valid until {check.valid_until}")
    if check.status is not CertificateStatus.VALID:
        sys.exit("This certificate cannot be held now.")

    # A request that got no answer is repeated under the same key, and done once.
    key = str(uuid.uuid4())
    unit = HeldUnit(address="北京市丰台区示例路 1 号院 2 号楼 301")
    zone = check.zones[0].zone if check.zones else UNSET
    wanted = NewHold(
        certificate_number=certificate,
        document_number=document,
        unit=unit,
        zone=zone,
        kind=HomeKind.RESALE if zone else UNSET,
    )
    hold = accepted(
        hold_certificate.sync(client=anju, body=wanted, idempotency_key=f"{key}-hold")
    )
    print(f"held: {hold.id}, until {hold.expires_at}")

    if os.environ.get("ANJU_RELEASE"):
        over = accepted(
            release_hold.sync(hold.id, client=anju, idempotency_key=f"{key}-release")
        )
        print(f"released: {over.state}")
        return
    signed = NewContract(number=f"EXAMPLE-{key}", unit=unit, zone=zone)
    contract = accepted(
        sign_contract.sync(
            hold.id, client=anju, body=signed, idempotency_key=f"{key}-contract"
        )
    )
    print(f"signed: {contract.number}, {contract.signed_at}")


if __name__ == "__main__":
    main()
