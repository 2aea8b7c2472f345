from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.certificate_status import CertificateStatus
from ..models.module import Module

T = TypeVar("T", bound="KnownCertificate")


@_attrs_define
class KnownCertificate:
    """What a client may look up again of a certificate that it holds, has signed with, or has had checked
    lately.

        Attributes:
            module (Module): The two modules of the platform.
            number (str): The number. Example: AJ-7KQ2-M9XW-4T8D.
            status (CertificateStatus): What has become of a certificate.
            valid_until (datetime.date): The last day of the validity.
    """

    module: Module
    number: str
    status: CertificateStatus
    valid_until: datetime.date
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        module = self.module.value

        number = self.number

        status = self.status.value

        valid_until = self.valid_until.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "module": module,
                "number": number,
                "status": status,
                "valid_until": valid_until,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        module = Module(d.pop("module"))

        number = d.pop("number")

        status = CertificateStatus(d.pop("status"))

        valid_until = datetime.date.fromisoformat(d.pop("valid_until"))

        known_certificate = cls(
            module=module,
            number=number,
            status=status,
            valid_until=valid_until,
        )

        known_certificate.additional_properties = d
        return known_certificate

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
