//! What a registered client, a third party's program, may be allowed to do: one scope a resource and
//! verb (OAuth 2.0, RFC 6749, 3.3).

use crate::names::named;

named! {
    /// A scope. Its name is what access tokens and requests for them carry.
    pub enum Scope {
        /// Ask whether a certificate holds.
        CertificatesCheck = "certificates:check",
        /// See the client's own holds.
        HoldsRead = "holds:read",
        /// Take, renew and release holds, and sign contracts.
        HoldsWrite = "holds:write",
        /// See the contracts that the client has signed.
        ContractsRead = "contracts:read",
        /// See what became of the client's own referrals.
        ReferralsRead = "referrals:read",
        /// Make referrals.
        ReferralsWrite = "referrals:write",
        /// See the client's own webhook endpoints and what was delivered there.
        WebhooksRead = "webhooks:read",
        /// Set webhook endpoints up and change them.
        WebhooksWrite = "webhooks:write",
    }
}

impl Scope {
    /// Whether it lets a client sign, so that a second administrator has to confirm it.
    #[must_use]
    pub fn signs(self) -> bool {
        match self {
            Self::HoldsWrite => true,
            Self::CertificatesCheck
            | Self::HoldsRead
            | Self::ContractsRead
            | Self::ReferralsRead
            | Self::ReferralsWrite
            | Self::WebhooksRead
            | Self::WebhooksWrite => false,
        }
    }

    /// Whether the people of a client may do it, too, who sign in on the page for sellers.
    #[must_use]
    pub const fn is_of_sellers(self) -> bool {
        match self {
            Self::CertificatesCheck | Self::HoldsRead | Self::HoldsWrite | Self::ContractsRead => {
                true
            }
            Self::ReferralsRead
            | Self::ReferralsWrite
            | Self::WebhooksRead
            | Self::WebhooksWrite => false,
        }
    }

    /// Scopes as OAuth writes them: names with a blank between.
    #[must_use]
    pub fn join(scopes: &[Self]) -> String {
        let names: Vec<&str> = scopes.iter().map(|scope| scope.slug()).collect();
        names.join(" ")
    }

    /// Reads what [`Scope::join`] wrote, each once and in their order; names that there are not are
    /// left out.
    #[must_use]
    pub fn split(text: &str) -> Vec<Self> {
        let mut scopes: Vec<Self> = text.split(' ').filter_map(Self::from_slug).collect();
        scopes.sort_unstable();
        scopes.dedup();
        scopes
    }
}
