from enum import StrEnum


class CertificateStatus(StrEnum):
    IN_SIGNING = "in_signing"
    NOT_CONFIRMED = "not_confirmed"
    USED = "used"
    VALID = "valid"
    VOID = "void"

    def __str__(self) -> str:
        return str(self.value)
