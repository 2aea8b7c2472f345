from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.hold_state import HoldState
from ..models.home_kind import HomeKind
from ..models.module import Module
from ..models.zone import Zone
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.held_unit import HeldUnit


T = TypeVar("T", bound="Hold")


@_attrs_define
class Hold:
    """A hold.

    Attributes:
        certificate_number (str): The number on the certificate. Example: AJ-7KQM-2X4T-9PRW.
        created_at (datetime.datetime): Since when it holds.
        expires_at (datetime.datetime): From this moment on it holds no more, unless it is renewed.
        id (str): `hold_` and a UUID of version 7. Example: hold_019d0000000070008000000000000021.
        module (Module): The two modules of the platform.
        renewals_left (int): How often it can still be renewed.
        state (HoldState): How far a hold is.
        unit (HeldUnit): What is to be bought or is bought.
        contract (None | str | Unset): The contract that was signed under it. Example:
            contract_019d0000000070008000000000000022.
        ended_at (datetime.datetime | None | Unset): When it ended.
        kind (HomeKind | None | Unset):
        taken_by (None | str | Unset): The name of the seller who took it on the page for sellers; none where the
            client's program did. Example: 安然.
        zone (None | Unset | Zone):
    """

    certificate_number: str
    created_at: datetime.datetime
    expires_at: datetime.datetime
    id: str
    module: Module
    renewals_left: int
    state: HoldState
    unit: HeldUnit
    contract: None | str | Unset = UNSET
    ended_at: datetime.datetime | None | Unset = UNSET
    kind: HomeKind | None | Unset = UNSET
    taken_by: None | str | Unset = UNSET
    zone: None | Unset | Zone = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        certificate_number = self.certificate_number

        created_at = self.created_at.isoformat()

        expires_at = self.expires_at.isoformat()

        id = self.id

        module = self.module.value

        renewals_left = self.renewals_left

        state = self.state.value

        unit = self.unit.to_dict()

        contract: None | str | Unset
        if isinstance(self.contract, Unset):
            contract = UNSET
        else:
            contract = self.contract

        ended_at: None | str | Unset
        if isinstance(self.ended_at, Unset):
            ended_at = UNSET
        elif isinstance(self.ended_at, datetime.datetime):
            ended_at = self.ended_at.isoformat()
        else:
            ended_at = self.ended_at

        kind: None | str | Unset
        if isinstance(self.kind, Unset):
            kind = UNSET
        elif isinstance(self.kind, HomeKind):
            kind = self.kind.value
        else:
            kind = self.kind

        taken_by: None | str | Unset
        if isinstance(self.taken_by, Unset):
            taken_by = UNSET
        else:
            taken_by = self.taken_by

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
                "created_at": created_at,
                "expires_at": expires_at,
                "id": id,
                "module": module,
                "renewals_left": renewals_left,
                "state": state,
                "unit": unit,
            }
        )
        if contract is not UNSET:
            field_dict["contract"] = contract
        if ended_at is not UNSET:
            field_dict["ended_at"] = ended_at
        if kind is not UNSET:
            field_dict["kind"] = kind
        if taken_by is not UNSET:
            field_dict["taken_by"] = taken_by
        if zone is not UNSET:
            field_dict["zone"] = zone

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.held_unit import HeldUnit

        d = dict(src_dict)
        certificate_number = d.pop("certificate_number")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        id = d.pop("id")

        module = Module(d.pop("module"))

        renewals_left = d.pop("renewals_left")

        state = HoldState(d.pop("state"))

        unit = HeldUnit.from_dict(d.pop("unit"))

        def _parse_contract(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        contract = _parse_contract(d.pop("contract", UNSET))

        def _parse_ended_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ended_at_type_0 = datetime.datetime.fromisoformat(data)

                return ended_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        ended_at = _parse_ended_at(d.pop("ended_at", UNSET))

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

        def _parse_taken_by(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        taken_by = _parse_taken_by(d.pop("taken_by", UNSET))

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

        hold = cls(
            certificate_number=certificate_number,
            created_at=created_at,
            expires_at=expires_at,
            id=id,
            module=module,
            renewals_left=renewals_left,
            state=state,
            unit=unit,
            contract=contract,
            ended_at=ended_at,
            kind=kind,
            taken_by=taken_by,
            zone=zone,
        )

        hold.additional_properties = d
        return hold

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
