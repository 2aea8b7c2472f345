from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.referral_outcome import ReferralOutcome

T = TypeVar("T", bound="ReferredOutcome")


@_attrs_define
class ReferredOutcome:
    """What became of an application: this, and nothing else.

    Attributes:
        on (datetime.date): On which day.
        outcome (ReferralOutcome): What became of an application, as it is told to whoever referred the applicant.
    """

    on: datetime.date
    outcome: ReferralOutcome
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        on = self.on.isoformat()

        outcome = self.outcome.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "on": on,
                "outcome": outcome,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        on = datetime.date.fromisoformat(d.pop("on"))

        outcome = ReferralOutcome(d.pop("outcome"))

        referred_outcome = cls(
            on=on,
            outcome=outcome,
        )

        referred_outcome.additional_properties = d
        return referred_outcome

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
