from enum import StrEnum


class HoldState(StrEnum):
    EXPIRED = "expired"
    LIVE = "live"
    RELEASED = "released"
    SIGNED = "signed"
    VOIDED = "voided"

    def __str__(self) -> str:
        return str(self.value)
