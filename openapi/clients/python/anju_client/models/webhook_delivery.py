from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.webhook_delivery_state import WebhookDeliveryState
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.webhook_event import WebhookEvent


T = TypeVar("T", bound="WebhookDelivery")


@_attrs_define
class WebhookDelivery:
    """What became of an event at an endpoint.

    Attributes:
        at (datetime.datetime): Since when.
        attempts (int): How often it was tried. Example: 2.
        event (WebhookEvent): What is sent: the body of the request, as it is signed.
        event_id (str): The event's id, the same as in `webhook-id`: by it a receiver knows what it has already.
            Example: evt_019d0000000070008000000000000001.
        id (str): The id. Example: dlv_019d0000000070008000000000000001.
        state (WebhookDeliveryState): What has become of an event on its way to an endpoint.
        next_at (datetime.datetime | None | Unset): When it is tried again.
    """

    at: datetime.datetime
    attempts: int
    event: WebhookEvent
    event_id: str
    id: str
    state: WebhookDeliveryState
    next_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        attempts = self.attempts

        event = self.event.to_dict()

        event_id = self.event_id

        id = self.id

        state = self.state.value

        next_at: None | str | Unset
        if isinstance(self.next_at, Unset):
            next_at = UNSET
        elif isinstance(self.next_at, datetime.datetime):
            next_at = self.next_at.isoformat()
        else:
            next_at = self.next_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "attempts": attempts,
                "event": event,
                "event_id": event_id,
                "id": id,
                "state": state,
            }
        )
        if next_at is not UNSET:
            field_dict["next_at"] = next_at

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.webhook_event import WebhookEvent

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        attempts = d.pop("attempts")

        event = WebhookEvent.from_dict(d.pop("event"))

        event_id = d.pop("event_id")

        id = d.pop("id")

        state = WebhookDeliveryState(d.pop("state"))

        def _parse_next_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_at_type_0 = datetime.datetime.fromisoformat(data)

                return next_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        next_at = _parse_next_at(d.pop("next_at", UNSET))

        webhook_delivery = cls(
            at=at,
            attempts=attempts,
            event=event,
            event_id=event_id,
            id=id,
            state=state,
            next_at=next_at,
        )

        webhook_delivery.additional_properties = d
        return webhook_delivery

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
