from enum import StrEnum


class UnitKind(StrEnum):
    MIXED = "mixed"
    OFFICE = "office"
    SHOP = "shop"

    def __str__(self) -> str:
        return str(self.value)
