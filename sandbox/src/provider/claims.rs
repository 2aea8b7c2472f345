//! What the scopes open of an identity (OpenID Connect Core, section 5.4).

use serde::Serialize;
use shared::values::Day;

use crate::accounts::Identity;

/// What is told of an identity.
#[derive(Debug, Serialize)]
pub(super) struct Claims<'a> {
    sub: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preferred_username: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identity_level: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    birthdate: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone_number: Option<String>,
}

/// What the scopes open of an identity.
pub(super) fn claims<'a>(identity: &'a Identity, scope: &str) -> Claims<'a> {
    let has = |wanted: &str| scope.split_ascii_whitespace().any(|one| one == wanted);
    let profile = has("profile").then_some(identity);
    let phone = identity.mobile.as_ref().filter(|_| has("phone"));
    Claims {
        sub: &identity.sub,
        name: profile.map(|identity| identity.name.as_str()),
        preferred_username: profile.map(|identity| identity.user_name.as_str()),
        identity_level: profile.map(|i| if i.verified { "verified" } else { "registered" }),
        birthdate: profile.and_then(|identity| identity.born),
        phone_number: phone.map(|mobile| format!("+86 {mobile}")),
    }
}
