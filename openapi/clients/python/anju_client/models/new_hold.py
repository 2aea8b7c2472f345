from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.home_kind import HomeKind
from ..models.zone import Zone
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.held_unit import HeldUnit


T = TypeVar("T", bound="NewHold")


@_attrs_define
class NewHold:
    """Takes a hold.

    Attributes:
        certificate_number (str): The number on the certificate. Example: AJ-7KQM-2X4T-9PRW.
        document_number (str): The number of the identity document that the seller has seen: of an adult whom the
            certificate names. Example: 11010519491231002X.
        unit (HeldUnit): What is to be bought or is bought.
        kind (HomeKind | None | Unset):
        zone (None | Unset | Zone):
    """

    certificate_number: str
    document_number: str
    unit: HeldUnit
    kind: HomeKind | None | Unset = UNSET
    zone: None | Unset | Zone = UNSET

    def to_dict(self) -> dict[str, Any]:
        certificate_number = self.certificate_number

        document_number = self.document_number

        unit = self.unit.to_dict()

        kind: None | str | Unset
        if isinstance(self.kind, Unset):
            kind = UNSET
        elif isinstance(self.kind, HomeKind):
            kind = self.kind.value
        else:
            kind = self.kind

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
                "certificate_number": certificate_number,
                "document_number": document_number,
                "unit": unit,
            }
        )
        if kind is not UNSET:
            field_dict["kind"] = kind
        if zone is not UNSET:
            field_dict["zone"] = zone

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.held_unit import HeldUnit

        d = dict(src_dict)
        certificate_number = d.pop("certificate_number")

        document_number = d.pop("document_number")

        unit = HeldUnit.from_dict(d.pop("unit"))

        def _parse_kind(data: object) -> HomeKind | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kind_type_0 = HomeKind(data)

                return kind_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(HomeKind | None | Unset, data)

        kind = _parse_kind(d.pop("kind", UNSET))

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

        new_hold = cls(
            certificate_number=certificate_number,
            document_number=document_number,
            unit=unit,
            kind=kind,
            zone=zone,
        )

        return new_hold
