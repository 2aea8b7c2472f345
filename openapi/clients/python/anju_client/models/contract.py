from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.module import Module
from ..models.zone import Zone
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.held_unit import HeldUnit


T = TypeVar("T", bound="Contract")


@_attrs_define
class Contract:
    """A contract that was signed under a hold.

    Attributes:
        certificate_number (str): The number on the certificate, which is used up. Example: AJ-7KQM-2X4T-9PRW.
        hold (str): The hold under which it was signed. Example: hold_019d0000000070008000000000000021.
        id (str): `contract_` and a UUID of version 7. Example: contract_019d0000000070008000000000000022.
        module (Module): The two modules of the platform.
        number (str): The number of the contract. Example: FT-2026-118842.
        signed_at (datetime.datetime): When it was signed here.
        unit (HeldUnit): What is to be bought or is bought.
        signed_by (None | str | Unset): The name of the seller who signed on the page for sellers; none where the
            client's program did. Example: 安然.
        zone (None | Unset | Zone):
    """

    certificate_number: str
    hold: str
    id: str
    module: Module
    number: str
    signed_at: datetime.datetime
    unit: HeldUnit
    signed_by: None | str | Unset = UNSET
    zone: None | Unset | Zone = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        certificate_number = self.certificate_number

        hold = self.hold

        id = self.id

        module = self.module.value

        number = self.number

        signed_at = self.signed_at.isoformat()

        unit = self.unit.to_dict()

        signed_by: None | str | Unset
        if isinstance(self.signed_by, Unset):
            signed_by = UNSET
        else:
            signed_by = self.signed_by

        zone: None | str | Unset
        if isinstance(self.zone, Unset):
            zone = UNSET
        elif isinstance(self.zone, Zone):
            zone = self.zone.value
        else:
            zone = self.zone

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "certificate_number": certificate_number,
                "hold": hold,
                "id": id,
                "module": module,
                "number": number,
                "signed_at": signed_at,
                "unit": unit,
            }
        )
        if signed_by is not UNSET:
            field_dict["signed_by"] = signed_by
        if zone is not UNSET:
            field_dict["zone"] = zone

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.held_unit import HeldUnit

        d = dict(src_dict)
        certificate_number = d.pop("certificate_number")

        hold = d.pop("hold")

        id = d.pop("id")

        module = Module(d.pop("module"))

        number = d.pop("number")

        signed_at = datetime.datetime.fromisoformat(d.pop("signed_at"))

        unit = HeldUnit.from_dict(d.pop("unit"))

        def _parse_signed_by(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        signed_by = _parse_signed_by(d.pop("signed_by", UNSET))

        def _parse_zone(data: object) -> None | Unset | Zone:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                zone_type_0 = Zone(data)

                return zone_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | Zone, data)

        zone = _parse_zone(d.pop("zone", UNSET))

        contract = cls(
            certificate_number=certificate_number,
            hold=hold,
            id=id,
            module=module,
            number=number,
            signed_at=signed_at,
            unit=unit,
            signed_by=signed_by,
            zone=zone,
        )

        contract.additional_properties = d
        return contract

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
