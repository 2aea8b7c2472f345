from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="HeldUnit")


@_attrs_define
class HeldUnit:
    """What is to be bought or is bought.

    Attributes:
        address (str): Where it lies: 1 to 200 characters. Example: 北京市丰台区丰科路9号院3号楼2单元501.
        certificate_number (None | str | Unset): The number of its certificate of real estate, where it has one: 1 to
            200 characters. Of a
            commercial unit it has to be the one for which the application was checked. Example: 京（2025）丰不动产权第0012345号.
    """

    address: str
    certificate_number: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        address = self.address

        certificate_number: None | str | Unset
        if isinstance(self.certificate_number, Unset):
            certificate_number = UNSET
        else:
            certificate_number = self.certificate_number

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "address": address,
            }
        )
        if certificate_number is not UNSET:
            field_dict["certificate_number"] = certificate_number

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        address = d.pop("address")

        def _parse_certificate_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        certificate_number = _parse_certificate_number(
            d.pop("certificate_number", UNSET)
        )

        held_unit = cls(
            address=address,
            certificate_number=certificate_number,
        )

        return held_unit
