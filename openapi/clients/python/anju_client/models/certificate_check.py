from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.certificate_status import CertificateStatus
from ..models.module import Module
from ..models.place import Place
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.certified_zone import CertifiedZone


T = TypeVar("T", bound="CertificateCheck")


@_attrs_define
class CertificateCheck:
    """What a seller has to know of a certificate, and no more.

    Attributes:
        module (Module): The two modules of the platform.
        status (CertificateStatus): What has become of a certificate.
        valid_from (datetime.date): The first day of the validity.
        valid_until (datetime.date): The last day of the validity.
        zones (list[CertifiedZone]): Where homes may be bought, and how many more; nothing of a certificate that is of
            no effect any
            more, of commercial units, or where an officer gave the pass.
        place (None | Place | Unset):
        unit (None | str | Unset): The commercial unit for which alone it holds, as it was told.
    """

    module: Module
    status: CertificateStatus
    valid_from: datetime.date
    valid_until: datetime.date
    zones: list[CertifiedZone]
    place: None | Place | Unset = UNSET
    unit: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        module = self.module.value

        status = self.status.value

        valid_from = self.valid_from.isoformat()

        valid_until = self.valid_until.isoformat()

        zones = []
        for zones_item_data in self.zones:
            zones_item = zones_item_data.to_dict()
            zones.append(zones_item)

        place: None | str | Unset
        if isinstance(self.place, Unset):
            place = UNSET
        elif isinstance(self.place, Place):
            place = self.place.value
        else:
            place = self.place

        unit: None | str | Unset
        if isinstance(self.unit, Unset):
            unit = UNSET
        else:
            unit = self.unit

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "module": module,
                "status": status,
                "valid_from": valid_from,
                "valid_until": valid_until,
                "zones": zones,
            }
        )
        if place is not UNSET:
            field_dict["place"] = place
        if unit is not UNSET:
            field_dict["unit"] = unit

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.certified_zone import CertifiedZone

        d = dict(src_dict)
        module = Module(d.pop("module"))

        status = CertificateStatus(d.pop("status"))

        valid_from = datetime.date.fromisoformat(d.pop("valid_from"))

        valid_until = datetime.date.fromisoformat(d.pop("valid_until"))

        zones = []
        _zones = d.pop("zones")
        for zones_item_data in _zones:
            zones_item = CertifiedZone.from_dict(zones_item_data)

            zones.append(zones_item)

        def _parse_place(data: object) -> None | Place | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                place_type_0 = Place(data)

                return place_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Place | Unset, data)

        place = _parse_place(d.pop("place", UNSET))

        def _parse_unit(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        unit = _parse_unit(d.pop("unit", UNSET))

        certificate_check = cls(
            module=module,
            status=status,
            valid_from=valid_from,
            valid_until=valid_until,
            zones=zones,
            place=place,
            unit=unit,
        )

        certificate_check.additional_properties = d
        return certificate_check

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
