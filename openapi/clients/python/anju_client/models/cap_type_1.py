from enum import StrEnum


class CapType1(StrEnum):
    UNLIMITED = "unlimited"

    def __str__(self) -> str:
        return str(self.value)
