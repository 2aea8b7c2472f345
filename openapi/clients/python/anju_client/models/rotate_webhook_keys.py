from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="RotateWebhookKeys")


@_attrs_define
class RotateWebhookKeys:
    """How the keys of an endpoint are replaced.

    Attributes:
        overlap_hours (int | Unset): How many hours the older ones sign beside the new ones: 24 unless it is said, 0
            where somebody
            else may know the secret. Example: 24.
    """

    overlap_hours: int | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        overlap_hours = self.overlap_hours

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if overlap_hours is not UNSET:
            field_dict["overlap_hours"] = overlap_hours

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        overlap_hours = d.pop("overlap_hours", UNSET)

        rotate_webhook_keys = cls(
            overlap_hours=overlap_hours,
        )

        return rotate_webhook_keys
