from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.webhook_trouble import WebhookTrouble
from ..types import UNSET, Unset

T = TypeVar("T", bound="WebhookAttempt")


@_attrs_define
class WebhookAttempt:
    """One attempt to deliver an event.

    Attributes:
        answer (str): How the answer begins, as text: its first 500 bytes. Example: upstream connect error.
        at (datetime.datetime): When it began.
        took_ms (int): How long it took, in milliseconds. Example: 84.
        status (int | None | Unset): The status of the answer, where one came. Example: 503.
        trouble (None | Unset | WebhookTrouble):
    """

    answer: str
    at: datetime.datetime
    took_ms: int
    status: int | None | Unset = UNSET
    trouble: None | Unset | WebhookTrouble = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        answer = self.answer

        at = self.at.isoformat()

        took_ms = self.took_ms

        status: int | None | Unset
        if isinstance(self.status, Unset):
            status = UNSET
        else:
            status = self.status

        trouble: None | str | Unset
        if isinstance(self.trouble, Unset):
            trouble = UNSET
        elif isinstance(self.trouble, WebhookTrouble):
            trouble = self.trouble.value
        else:
            trouble = self.trouble

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "answer": answer,
                "at": at,
                "took_ms": took_ms,
            }
        )
        if status is not UNSET:
            field_dict["status"] = status
        if trouble is not UNSET:
            field_dict["trouble"] = trouble

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        answer = d.pop("answer")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        took_ms = d.pop("took_ms")

        def _parse_status(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        status = _parse_status(d.pop("status", UNSET))

        def _parse_trouble(data: object) -> None | Unset | WebhookTrouble:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                trouble_type_0 = WebhookTrouble(data)

                return trouble_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | WebhookTrouble, data)

        trouble = _parse_trouble(d.pop("trouble", UNSET))

        webhook_attempt = cls(
            answer=answer,
            at=at,
            took_ms=took_ms,
            status=status,
            trouble=trouble,
        )

        webhook_attempt.additional_properties = d
        return webhook_attempt

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
