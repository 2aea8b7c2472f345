"""From an access token to a signed contract: check the certificate, hold it, sign.

With `ANJU_RELEASE=1` the hold is given back instead, and the certificate can be used again.
"""

import os
import sys
import uuid
from pathlib import Path

from anju_client import ClientSecret, PrivateKey, accepted, connect
from anju_client.api.certificates import check_certificate
from anju_client.api.holds import hold_certificate, release_hold, sign_contract
from anju_client.models import (
    CertificateStatus,
    CheckCertificate,
    HeldUnit,
    HomeKind,
    NewContract,
    NewHold,
)
from anju_client.types import UNSET


def setting(name: str) -> str:
    return os.environ.get(name) or sys.exit(f"{name} is not set.")


def proof() -> ClientSecret | PrivateKey:
    """A key where there is one, or the secret."""
    if key := os.environ.get("ANJU_CLIENT_KEY"):
        return PrivateKey(Path(key).read_text(), issuer=os.environ.get("ANJU_ISSUER"))
    return ClientSecret(setting("ANJU_CLIENT_SECRET"))


def main() -> None:
    certificate = setting("ANJU_CERTIFICATE_NUMBER")
    document = setting("ANJU_DOCUMENT_NUMBER")
    anju = connect(setting("ANJU_ADDRESS"), setting("ANJU_CLIENT_ID"), proof())

    asked = CheckCertificate(certificate_number=certificate, document_number=document)
    check = accepted(check_certificate.sync(client=anju, body=asked))
    print(f"checked: {check.status}, valid until {check.valid_until}")
    if check.status is not CertificateStatus.VALID:
        sys.exit("This certificate cannot be held now.")

    # Kept with the sale before anything is sent, so that also a program that was started again repeats
    # under the same key what it had begun.
    sale = f"FT-{uuid.uuid4()}"
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
        hold_certificate.sync(client=anju, body=wanted, idempotency_key=f"{sale}-hold")
    )
    print(f"held: {hold.id}, until {hold.expires_at}")

    if os.environ.get("ANJU_RELEASE"):
        over = accepted(
            release_hold.sync(hold.id, client=anju, idempotency_key=f"{sale}-release")
        )
        print(f"released: {over.state}")
        return
    signed = NewContract(number=sale, unit=unit, zone=zone)
    contract = accepted(
        sign_contract.sync(
            hold.id, client=anju, body=signed, idempotency_key=f"{sale}-contract"
        )
    )
    print(f"signed: {contract.number}, {contract.signed_at}")


if __name__ == "__main__":
    main()
