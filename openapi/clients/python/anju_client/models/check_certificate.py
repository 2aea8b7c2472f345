from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="CheckCertificate")


@_attrs_define
class CheckCertificate:
    """A certificate and a document that a seller has seen.

    Attributes:
        certificate_number (str): The number of the certificate. Example: AJ-7KQ2-M9XW-4T8D.
        document_number (str): The number of the document of the applicant or of the spouse; of a serviceman that of the
            military
            document or the citizen's number. Example: 110105199001011234.
    """

    certificate_number: str
    document_number: str

    def to_dict(self) -> dict[str, Any]:
        certificate_number = self.certificate_number

        document_number = self.document_number

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "certificate_number": certificate_number,
                "document_number": document_number,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        certificate_number = d.pop("certificate_number")

        document_number = d.pop("document_number")

        check_certificate = cls(
            certificate_number=certificate_number,
            document_number=document_number,
        )

        return check_certificate
