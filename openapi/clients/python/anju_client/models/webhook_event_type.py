from enum import StrEnum


class WebhookEventType(StrEnum):
    CERTIFICATE_VOIDED = "certificate.voided"
    HOLD_EXPIRED = "hold.expired"
    HOLD_RELEASED = "hold.released"
    HOLD_SIGNED = "hold.signed"
    POLICY_PUBLISHED = "policy.published"
    REFERRAL_DECIDED = "referral.decided"
    TEST = "test"

    def __str__(self) -> str:
        return str(self.value)
