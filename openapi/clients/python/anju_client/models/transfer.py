from enum import StrEnum


class Transfer(StrEnum):
    GIFT_OTHER = "gift_other"
    GIFT_PARENT_TO_ADULT_CHILD = "gift_parent_to_adult_child"
    PURCHASE = "purchase"

    def __str__(self) -> str:
        return str(self.value)
