//! The user-information endpoint (OpenID Connect Core, section 5.3): what each scope opens there.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use shared::officer::OfficerRole;
use shared::organization::OrganizationCode;
use shared::values::Day;

use crate::accounts::Identity;
use crate::clock;
use crate::town::{Town, lock};

pub(super) async fn show(town: web::Data<Town>, request: HttpRequest) -> HttpResponse {
    let token = request
        .headers()
        .get("authorization")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    let access = token.and_then(|token| lock(&town.desk).access(token, clock::now()));
    match access {
        Some(access) => HttpResponse::Ok()
            .insert_header(("cache-control", "no-store"))
            .json(opened(&access.identity, &access.scope)),
        None => HttpResponse::Unauthorized()
            .insert_header(("www-authenticate", "Bearer error=\"invalid_token\""))
            .finish(),
    }
}

/// What is told of an identity.
#[derive(Debug, Serialize)]
struct UserInfo<'a> {
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
    #[serde(skip_serializing_if = "Option::is_none")]
    document_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    roles: Option<&'a [OfficerRole]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization_code: Option<&'a OrganizationCode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization_name: Option<&'a str>,
}

/// What the scopes open of an identity.
fn opened<'a>(identity: &'a Identity, scope: &str) -> UserInfo<'a> {
    let has = |wanted: &str| scope.split_ascii_whitespace().any(|one| one == wanted);
    let profile = has("profile").then_some(identity);
    let phone = identity.mobile.as_ref().filter(|_| has("phone"));
    let organization = identity.organization.as_ref();
    let organization = organization.filter(|_| has("organization"));
    UserInfo {
        sub: &identity.sub,
        name: profile.map(|identity| identity.name.as_str()),
        preferred_username: profile.map(|identity| identity.user_name.as_str()),
        identity_level: profile.map(|i| if i.verified { "verified" } else { "registered" }),
        birthdate: profile.and_then(|identity| identity.born),
        phone_number: phone.map(|mobile| format!("+86 {mobile}")),
        document_number: identity
            .document_number
            .as_deref()
            .filter(|_| has("document")),
        organization_code: organization.map(|one| &one.code),
        organization_name: organization.map(|one| one.name.as_str()),
        roles: has("roles").then_some(identity.roles.as_slice()),
    }
}
