from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.webhook_event_type import WebhookEventType
from ..types import UNSET, Unset

T = TypeVar("T", bound="SaveWebhookEndpoint")


@_attrs_define
class SaveWebhookEndpoint:
    """Where a client wants to be told, and of what.

    Attributes:
        events (list[WebhookEventType]): What is sent there; a test is sent when it is asked for.
        url (str): The address that events are posted to: https, a name that leads to public addresses alone. Example:
            https://hooks.example.cn/anju.
        description (str | Unset): What the client calls it; for the client alone. Example: Signing system, production.
        enabled (bool | Unset): Whether anything is sent there. Switched on again after it was disabled, it begins anew;
            what
            was given up meanwhile goes again when it is asked for.
    """

    events: list[WebhookEventType]
    url: str
    description: str | Unset = UNSET
    enabled: bool | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        events = []
        for events_item_data in self.events:
            events_item = events_item_data.value
            events.append(events_item)

        url = self.url

        description = self.description

        enabled = self.enabled

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "events": events,
                "url": url,
            }
        )
        if description is not UNSET:
            field_dict["description"] = description
        if enabled is not UNSET:
            field_dict["enabled"] = enabled

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        events = []
        _events = d.pop("events")
        for events_item_data in _events:
            events_item = WebhookEventType(events_item_data)

            events.append(events_item)

        url = d.pop("url")

        description = d.pop("description", UNSET)

        enabled = d.pop("enabled", UNSET)

        save_webhook_endpoint = cls(
            events=events,
            url=url,
            description=description,
            enabled=enabled,
        )

        return save_webhook_endpoint
