from enum import StrEnum


class WebhookDisabled(StrEnum):
    BY_CLIENT = "by_client"
    FAILING = "failing"
    GONE = "gone"

    def __str__(self) -> str:
        return str(self.value)
