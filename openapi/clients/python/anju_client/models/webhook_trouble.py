from enum import StrEnum


class WebhookTrouble(StrEnum):
    ANSWER_TOO_LARGE = "answer_too_large"
    BROKEN = "broken"
    NO_ADDRESS = "no_address"
    REFUSED = "refused"
    TIMED_OUT = "timed_out"
    UNPROTECTED = "unprotected"
    UNREACHABLE = "unreachable"

    def __str__(self) -> str:
        return str(self.value)
