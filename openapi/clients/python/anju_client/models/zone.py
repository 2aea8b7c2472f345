from enum import StrEnum


class Zone(StrEnum):
    INSIDE_FIFTH_RING = "inside_fifth_ring"
    OUTSIDE_FIFTH_RING = "outside_fifth_ring"

    def __str__(self) -> str:
        return str(self.value)
