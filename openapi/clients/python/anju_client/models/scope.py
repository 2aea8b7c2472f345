from enum import StrEnum


class Scope(StrEnum):
    CERTIFICATES_CHECK = "certificates:check"
    CONTRACTS_READ = "contracts:read"
    HOLDS_READ = "holds:read"
    HOLDS_WRITE = "holds:write"
    REFERRALS_READ = "referrals:read"
    REFERRALS_WRITE = "referrals:write"
    WEBHOOKS_READ = "webhooks:read"
    WEBHOOKS_WRITE = "webhooks:write"

    def __str__(self) -> str:
        return str(self.value)
