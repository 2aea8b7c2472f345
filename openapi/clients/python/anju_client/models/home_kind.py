from enum import StrEnum


class HomeKind(StrEnum):
    NEW = "new"
    RESALE = "resale"
    SINGLE_STOREY = "single_storey"

    def __str__(self) -> str:
        return str(self.value)
