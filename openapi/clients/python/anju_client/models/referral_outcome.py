from enum import StrEnum


class ReferralOutcome(StrEnum):
    FAILED = "failed"
    PASSED = "passed"
    VOID = "void"

    def __str__(self) -> str:
        return str(self.value)
