from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.module import Module
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.target import Target
    from ..models.unit import Unit


T = TypeVar("T", bound="NewReferral")


@_attrs_define
class NewReferral:
    """Makes a referral.

    Attributes:
        module (Module): The two modules of the platform.
        reference (str): By what the client knows the matter: 1 to 64 characters that tell nothing of anybody. Numbers
            that
            look like those of identity documents or telephones are refused. The applicant sees it. Example:
            LEAD-2026-118842.
        target (None | Target | Unset):
        unit (None | Unit | Unset):
    """

    module: Module
    reference: str
    target: None | Target | Unset = UNSET
    unit: None | Unit | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.target import Target
        from ..models.unit import Unit

        module = self.module.value

        reference = self.reference

        target: dict[str, Any] | None | Unset
        if isinstance(self.target, Unset):
            target = UNSET
        elif isinstance(self.target, Target):
            target = self.target.to_dict()
        else:
            target = self.target

        unit: dict[str, Any] | None | Unset
        if isinstance(self.unit, Unset):
            unit = UNSET
        elif isinstance(self.unit, Unit):
            unit = self.unit.to_dict()
        else:
            unit = self.unit

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "module": module,
                "reference": reference,
            }
        )
        if target is not UNSET:
            field_dict["target"] = target
        if unit is not UNSET:
            field_dict["unit"] = unit

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.target import Target
        from ..models.unit import Unit

        d = dict(src_dict)
        module = Module(d.pop("module"))

        reference = d.pop("reference")

        def _parse_target(data: object) -> None | Target | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                target_type_0 = Target.from_dict(data)

                return target_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Target | Unset, data)

        target = _parse_target(d.pop("target", UNSET))

        def _parse_unit(data: object) -> None | Unit | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                unit_type_0 = Unit.from_dict(data)

                return unit_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unit | Unset, data)

        unit = _parse_unit(d.pop("unit", UNSET))

        new_referral = cls(
            module=module,
            reference=reference,
            target=target,
            unit=unit,
        )

        return new_referral
