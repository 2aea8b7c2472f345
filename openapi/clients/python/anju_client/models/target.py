from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.home_kind import HomeKind
from ..models.place import Place
from ..models.transfer import Transfer
from ..types import UNSET, Unset

T = TypeVar("T", bound="Target")


@_attrs_define
class Target:
    """What is to be bought.

    Attributes:
        address (None | str | Unset): The address, where it is known already.
        kind (HomeKind | None | Unset):
        place (None | Place | Unset):
        transfer (None | Transfer | Unset):
    """

    address: None | str | Unset = UNSET
    kind: HomeKind | None | Unset = UNSET
    place: None | Place | Unset = UNSET
    transfer: None | Transfer | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        address: None | str | Unset
        if isinstance(self.address, Unset):
            address = UNSET
        else:
            address = self.address

        kind: None | str | Unset
        if isinstance(self.kind, Unset):
            kind = UNSET
        elif isinstance(self.kind, HomeKind):
            kind = self.kind.value
        else:
            kind = self.kind

        place: None | str | Unset
        if isinstance(self.place, Unset):
            place = UNSET
        elif isinstance(self.place, Place):
            place = self.place.value
        else:
            place = self.place

        transfer: None | str | Unset
        if isinstance(self.transfer, Unset):
            transfer = UNSET
        elif isinstance(self.transfer, Transfer):
            transfer = self.transfer.value
        else:
            transfer = self.transfer

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if address is not UNSET:
            field_dict["address"] = address
        if kind is not UNSET:
            field_dict["kind"] = kind
        if place is not UNSET:
            field_dict["place"] = place
        if transfer is not UNSET:
            field_dict["transfer"] = transfer

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_address(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        address = _parse_address(d.pop("address", UNSET))

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

        def _parse_transfer(data: object) -> None | Transfer | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                transfer_type_0 = Transfer(data)

                return transfer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Transfer | Unset, data)

        transfer = _parse_transfer(d.pop("transfer", UNSET))

        target = cls(
            address=address,
            kind=kind,
            place=place,
            transfer=transfer,
        )

        return target
