from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.referral import Referral


T = TypeVar("T", bound="ReferralLink")


@_attrs_define
class ReferralLink:
    """A referral with its link, which is told this once.

    Attributes:
        referral (Referral): A referral as its client sees it.
        url (str): The address to hand to the person. Example: https://anju.example.cn/refer/mZ0kQf4yT2S1x8b7H6cWvA.
    """

    referral: Referral
    url: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        referral = self.referral.to_dict()

        url = self.url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "referral": referral,
                "url": url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.referral import Referral

        d = dict(src_dict)
        referral = Referral.from_dict(d.pop("referral"))

        url = d.pop("url")

        referral_link = cls(
            referral=referral,
            url=url,
        )

        referral_link.additional_properties = d
        return referral_link

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
