from enum import StrEnum


class Place(StrEnum):
    INSIDE_FIFTH_RING = "inside_fifth_ring"
    OUTSIDE_FIFTH_RING = "outside_fifth_ring"
    TONGZHOU = "tongzhou"

    def __str__(self) -> str:
        return str(self.value)
