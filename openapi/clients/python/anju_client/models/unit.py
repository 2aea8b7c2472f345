from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.seller import Seller
from ..models.unit_kind import UnitKind
from ..types import UNSET, Unset

T = TypeVar("T", bound="Unit")


@_attrs_define
class Unit:
    """The commercial unit that is to be bought.

    Attributes:
        certificate (None | str | Unset): The number of its certificate (不动产权证号), by which the registry finds it.
        has_certificate (bool | None | Unset): Whether the number of its certificate is known.
        in_tongzhou (bool | None | Unset): Whether it lies in Tongzhou; what the registry has on record comes first.
        kind (None | UnitKind | Unset):
        location (None | str | Unset): Its address.
        seller (None | Seller | Unset):
    """

    certificate: None | str | Unset = UNSET
    has_certificate: bool | None | Unset = UNSET
    in_tongzhou: bool | None | Unset = UNSET
    kind: None | UnitKind | Unset = UNSET
    location: None | str | Unset = UNSET
    seller: None | Seller | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        certificate: None | str | Unset
        if isinstance(self.certificate, Unset):
            certificate = UNSET
        else:
            certificate = self.certificate

        has_certificate: bool | None | Unset
        if isinstance(self.has_certificate, Unset):
            has_certificate = UNSET
        else:
            has_certificate = self.has_certificate

        in_tongzhou: bool | None | Unset
        if isinstance(self.in_tongzhou, Unset):
            in_tongzhou = UNSET
        else:
            in_tongzhou = self.in_tongzhou

        kind: None | str | Unset
        if isinstance(self.kind, Unset):
            kind = UNSET
        elif isinstance(self.kind, UnitKind):
            kind = self.kind.value
        else:
            kind = self.kind

        location: None | str | Unset
        if isinstance(self.location, Unset):
            location = UNSET
        else:
            location = self.location

        seller: None | str | Unset
        if isinstance(self.seller, Unset):
            seller = UNSET
        elif isinstance(self.seller, Seller):
            seller = self.seller.value
        else:
            seller = self.seller

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if certificate is not UNSET:
            field_dict["certificate"] = certificate
        if has_certificate is not UNSET:
            field_dict["has_certificate"] = has_certificate
        if in_tongzhou is not UNSET:
            field_dict["in_tongzhou"] = in_tongzhou
        if kind is not UNSET:
            field_dict["kind"] = kind
        if location is not UNSET:
            field_dict["location"] = location
        if seller is not UNSET:
            field_dict["seller"] = seller

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_certificate(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        certificate = _parse_certificate(d.pop("certificate", UNSET))

        def _parse_has_certificate(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        has_certificate = _parse_has_certificate(d.pop("has_certificate", UNSET))

        def _parse_in_tongzhou(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        in_tongzhou = _parse_in_tongzhou(d.pop("in_tongzhou", UNSET))

        def _parse_kind(data: object) -> None | UnitKind | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kind_type_0 = UnitKind(data)

                return kind_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UnitKind | Unset, data)

        kind = _parse_kind(d.pop("kind", UNSET))

        def _parse_location(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        location = _parse_location(d.pop("location", UNSET))

        def _parse_seller(data: object) -> None | Seller | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                seller_type_0 = Seller(data)

                return seller_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Seller | Unset, data)

        seller = _parse_seller(d.pop("seller", UNSET))

        unit = cls(
            certificate=certificate,
            has_certificate=has_certificate,
            in_tongzhou=in_tongzhou,
            kind=kind,
            location=location,
            seller=seller,
        )

        return unit
