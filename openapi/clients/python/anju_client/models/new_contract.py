from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.zone import Zone
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.held_unit import HeldUnit


T = TypeVar("T", bound="NewContract")


@_attrs_define
class NewContract:
    """Signs a contract under a hold.

    Attributes:
        number (str): The number of the contract: 1 to 200 characters. Example: FT-2026-118842.
        unit (HeldUnit): What is to be bought or is bought.
        zone (None | Unset | Zone):
    """

    number: str
    unit: HeldUnit
    zone: None | Unset | Zone = UNSET

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        unit = self.unit.to_dict()

        zone: None | str | Unset
        if isinstance(self.zone, Unset):
            zone = UNSET
        elif isinstance(self.zone, Zone):
            zone = self.zone.value
        else:
            zone = self.zone

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "number": number,
                "unit": unit,
            }
        )
        if zone is not UNSET:
            field_dict["zone"] = zone

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.held_unit import HeldUnit

        d = dict(src_dict)
        number = d.pop("number")

        unit = HeldUnit.from_dict(d.pop("unit"))

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

        new_contract = cls(
            number=number,
            unit=unit,
            zone=zone,
        )

        return new_contract
