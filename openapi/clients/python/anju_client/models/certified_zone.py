from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.cap_type_1 import CapType1
from ..models.zone import Zone
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.cap_type_0 import CapType0


T = TypeVar("T", bound="CertifiedZone")


@_attrs_define
class CertifiedZone:
    """A zone in which homes may be bought.

    Attributes:
        zone (Zone): The parts of the city that the purchase rules tell apart since 2025-08-09.
        cap (CapType0 | CapType1 | None | Unset):
        remaining (CapType0 | CapType1 | None | Unset):
    """

    zone: Zone
    cap: CapType0 | CapType1 | None | Unset = UNSET
    remaining: CapType0 | CapType1 | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.cap_type_0 import CapType0

        zone = self.zone.value

        cap: dict[str, Any] | None | str | Unset
        if isinstance(self.cap, Unset):
            cap = UNSET
        elif isinstance(self.cap, CapType0):
            cap = self.cap.to_dict()
        elif isinstance(self.cap, CapType1):
            cap = self.cap.value
        else:
            cap = self.cap

        remaining: dict[str, Any] | None | str | Unset
        if isinstance(self.remaining, Unset):
            remaining = UNSET
        elif isinstance(self.remaining, CapType0):
            remaining = self.remaining.to_dict()
        elif isinstance(self.remaining, CapType1):
            remaining = self.remaining.value
        else:
            remaining = self.remaining

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "zone": zone,
            }
        )
        if cap is not UNSET:
            field_dict["cap"] = cap
        if remaining is not UNSET:
            field_dict["remaining"] = remaining

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.cap_type_0 import CapType0

        d = dict(src_dict)
        zone = Zone(d.pop("zone"))

        def _parse_cap(data: object) -> CapType0 | CapType1 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_cap_type_0 = CapType0.from_dict(data)

                return componentsschemas_cap_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                componentsschemas_cap_type_1 = CapType1(data)

                return componentsschemas_cap_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CapType0 | CapType1 | None | Unset, data)

        cap = _parse_cap(d.pop("cap", UNSET))

        def _parse_remaining(data: object) -> CapType0 | CapType1 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_cap_type_0 = CapType0.from_dict(data)

                return componentsschemas_cap_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                componentsschemas_cap_type_1 = CapType1(data)

                return componentsschemas_cap_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CapType0 | CapType1 | None | Unset, data)

        remaining = _parse_remaining(d.pop("remaining", UNSET))

        certified_zone = cls(
            zone=zone,
            cap=cap,
            remaining=remaining,
        )

        certified_zone.additional_properties = d
        return certified_zone

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
