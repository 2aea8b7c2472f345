from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.module import Module
from ..models.referral_state import ReferralState
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.referred_outcome import ReferredOutcome


T = TypeVar("T", bound="Referral")


@_attrs_define
class Referral:
    """A referral as its client sees it.

    Attributes:
        created_at (datetime.datetime): When it was made.
        expires_at (datetime.datetime): Until when the link can be used.
        id (str): `ref_` and a UUID of version 7. Example: ref_019d0000000070008000000000000041.
        module (Module): The two modules of the platform.
        reference (str): The client's own reference. Example: LEAD-2026-118842.
        state (ReferralState): How a referral stands, as far as its client may know.
        outcome (None | ReferredOutcome | Unset):
    """

    created_at: datetime.datetime
    expires_at: datetime.datetime
    id: str
    module: Module
    reference: str
    state: ReferralState
    outcome: None | ReferredOutcome | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.referred_outcome import ReferredOutcome

        created_at = self.created_at.isoformat()

        expires_at = self.expires_at.isoformat()

        id = self.id

        module = self.module.value

        reference = self.reference

        state = self.state.value

        outcome: dict[str, Any] | None | Unset
        if isinstance(self.outcome, Unset):
            outcome = UNSET
        elif isinstance(self.outcome, ReferredOutcome):
            outcome = self.outcome.to_dict()
        else:
            outcome = self.outcome

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "expires_at": expires_at,
                "id": id,
                "module": module,
                "reference": reference,
                "state": state,
            }
        )
        if outcome is not UNSET:
            field_dict["outcome"] = outcome

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.referred_outcome import ReferredOutcome

        d = dict(src_dict)
        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        id = d.pop("id")

        module = Module(d.pop("module"))

        reference = d.pop("reference")

        state = ReferralState(d.pop("state"))

        def _parse_outcome(data: object) -> None | ReferredOutcome | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                outcome_type_0 = ReferredOutcome.from_dict(data)

                return outcome_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReferredOutcome | Unset, data)

        outcome = _parse_outcome(d.pop("outcome", UNSET))

        referral = cls(
            created_at=created_at,
            expires_at=expires_at,
            id=id,
            module=module,
            reference=reference,
            state=state,
            outcome=outcome,
        )

        referral.additional_properties = d
        return referral

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
