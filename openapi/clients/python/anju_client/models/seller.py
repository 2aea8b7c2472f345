from enum import StrEnum


class Seller(StrEnum):
    DEVELOPER = "developer"
    OWNER = "owner"

    def __str__(self) -> str:
        return str(self.value)
