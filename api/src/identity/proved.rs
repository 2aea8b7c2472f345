//! Whom the provider has proved somebody to be, and what it says of that person.

use openidconnect::{EndUserBirthday, EndUserName, LocalizedClaim};
use shared::officer::OfficerRole;
use shared::organization::OrganizationCode;
use shared::values::Day;

use super::claims::{Further, IdTokenClaims};
use crate::config::{IdentityConfig, OfficersConfig, SellersConfig};

/// Somebody whose identity the provider has proved.
#[derive(Debug)]
pub struct Proved {
    /// The provider.
    pub issuer: String,
    /// The person's name for ever at this provider.
    pub subject: String,
    /// The full name.
    pub name: String,
    /// The date of birth, where told.
    pub born: Option<Day>,
    /// Whether the provider has verified who this is.
    pub verified: bool,
    /// The number of the person's document, where the provider asserts it.
    pub document_number: Option<String>,
    /// How the person proved who they are (`acr`, Core 1.0, section 2), where told.
    pub acr: Option<String>,
    /// What the person may do as an officer.
    pub roles: Vec<OfficerRole>,
    /// For which organisation the person acts.
    pub organization: Option<OrganizationCode>,
}

/// Which claims to read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    /// Of everybody.
    pub(super) identity: &'a IdentityConfig,
    /// Of officers.
    pub(super) officers: &'a OfficersConfig,
    /// Of sellers.
    pub(super) sellers: &'a SellersConfig,
    /// What the identity token says.
    pub(super) token: &'a IdTokenClaims,
}

impl Reader<'_> {
    /// Who it is, by what stands in the token or at the user-information endpoint. How the person
    /// proved it stands in the token alone.
    pub(super) fn read(
        &self,
        name: String,
        birthdate: Option<&EndUserBirthday>,
        further: &Further,
    ) -> Proved {
        let document_claim = self.identity.document_claim.as_deref();
        let roles_claim = self.officers.roles_claim.as_deref();
        let roles = roles_claim.map(|claim| further.texts(claim));
        let roles = roles.unwrap_or_default();
        let organization_claim = self.sellers.organization_claim.as_deref();
        let acr = self.token.auth_context_ref();
        Proved {
            issuer: self.identity.issuer.clone(),
            subject: self.token.subject().to_string(),
            name,
            born: day_of(birthdate),
            verified: further.is_verified(),
            document_number: document_claim
                .and_then(|claim| further.text(claim))
                .map(str::to_owned),
            acr: acr.map(|acr| acr.to_string()),
            roles: roles
                .into_iter()
                .filter_map(OfficerRole::from_slug)
                .collect(),
            organization: organization_claim
                .and_then(|claim| OrganizationCode::read(further.text(claim)?).ok()),
        }
    }
}

/// The name, where there is one.
pub(super) fn full_name(name: Option<&LocalizedClaim<EndUserName>>) -> Option<String> {
    let name = name?.get(None)?.trim().to_owned();
    (!name.is_empty()).then_some(name)
}

/// A birthday may hold a year only, or no year (Core 1.0, section 5.1): then it is none.
fn day_of(birthdate: Option<&EndUserBirthday>) -> Option<Day> {
    Day::parse_from_str(birthdate?, "%Y-%m-%d").ok()
}
