//! The description of the API (OpenAPI 3.1), made from the handlers themselves, where they are
//! mounted, and from the table of examples beside this file.

mod access_examples;
mod authority_examples;
mod certificate_examples;
mod desk_examples;
mod exact;
mod examples;
mod flat;
mod hold_examples;
pub(super) mod manners;
mod member_examples;
mod message_examples;
mod officer_examples;
mod referral_examples;
pub(super) mod refusals;
mod sandbox_examples;
mod take_over_examples;
mod webhook_examples;
mod webhooks;

use std::sync::LazyLock;

use shared::problem::Problem;
use shared::scope::Scope;
use shared::values::Lang;
use utoipa::openapi::RefOr;
use utoipa::openapi::path::{Operation, ParameterBuilder};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, ClientCredentials, Flow, HttpAuthScheme, HttpBuilder, OAuth2, Scopes,
    SecurityScheme,
};
use utoipa::{OpenApi, ToSchema};

use super::mounting::describe;
use super::operation::operations;
use super::roles::{CLIENT, OFFICER, SELLER, SESSION};
use super::routes::routes;
use crate::words::locale::pages::sandbox;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Anju",
        version = "1.0.0",
        description = "安居核验, verification of home-purchase eligibility: sign in, bind a document, apply, \
            read an itemised result.\n\nEvery error is a problem (RFC 9457) in the language of \
            `Accept-Language`: `zh-CN` (default) or `en`. Its `type` is stable; its words are for \
            people. Every answer carries `X-Request-Id`.\n\nPrograms may rely on the operations of `x-audience` \
            `clients` and `everybody`; those of `web` belong to the pages and change with them. What is on \
            its way out says so in each answer, with `Deprecation` (RFC 9745) and `Sunset` (RFC 8594), a year \
            before it ends at the least. Programs are told of events without asking: see the \
            webhooks.\n\nA request whose \
            head cannot be read is answered before all of this with a bare status, and its \
            connection ends: 400 malformed, 408 not complete within ten seconds, 431 too \
            large.\n\nDays are calendar days in \
            Asia/Shanghai, moments are UTC (RFC 3339).",
    ),
    tags(
        (name = "session", description = "Signing in at the identity platform, staying signed in, signing out"),
        (name = "account", description = "The document that is bound to an account, and asking a window for one's own"),
        (name = "applications", description = "Home page, drafts, submission, result"),
        (name = "uploads", description = "Papers of an application: evidence, and what an agent shows"),
        (name = "memberships", description = "Applications that name the caller in a household, and objections to them"),
        (name = "messages", description = "What people are told, and what of it comes by e-mail and SMS"),
        (name = "authorities", description = "Agents and principals: what an agent files for somebody, and whether the authority stands"),
        (name = "sellers", description = "Sellers: the people of a client that has no program of its own, who sign in on a page and call what is of clients there"),
        (name = "officers", description = "Officers: signing in, the queue of cases that a person decides, claims, rulings, and take-overs of bindings at a window"),
        (name = "access", description = "Third parties' programs: access tokens, and the clients that administrators register"),
        (name = "policy", description = "The rules for everybody to read and to try: every version, what it changed, where it stands, and what it says of a situation"),
        (name = "certificates", description = "Certificates for sellers and everybody else: signed codes, checks, status lists"),
        (name = "holds", description = "For third parties: holds of certificates, and the contracts that are signed under them"),
        (name = "referrals", description = "Links by which third parties' programs send people to apply, and what they are told of it"),
        (name = "keys", description = "The keys with which the platform signs"),
        (name = "webhooks", description = "What registered clients are told without asking, at addresses of their own"),
        (name = "operator", description = "Who runs the platform, and where people are helped in person"),
        (name = "sandbox", description = "What only sandboxes have, where nothing is about real people"),
        (name = "health", description = "For those who run the platform"),
        (name = "description", description = "This description"),
    ),
    servers((url = "/", description = "This platform")),
    components(schemas(Problem)),
)]
struct Base;

/// The whole description. Needs neither configuration nor database.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    let described = describe(routes);
    let mut document = Base::openapi();
    document.paths.merge(described.paths);
    let components = document.components.get_or_insert_default();
    components.schemas.extend(described.schemas);
    document.info.contact = None;
    let mut kind_schemas = vec![(
        Problem::name().into_owned(),
        <Problem as utoipa::PartialSchema>::schema(),
    )];
    Problem::schemas(&mut kind_schemas);
    let components = document.components.get_or_insert_default();
    components.schemas.extend(kind_schemas);
    flat::flatten(&mut components.schemas);
    components.schemas.values_mut().for_each(exact::sharpen);
    let cookie = ApiKeyValue::with_description(
        "anju",
        "The session's cookie, `__Host-anju` under https. Only the browser that signed in has it.",
    );
    components.add_security_scheme(SESSION, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    let cookie = ApiKeyValue::with_description(
        "anju-officer",
        "The cookie of an officer's session, `__Host-anju-officer` under https. That of a person \
         opens nothing of officers, nor the other way round.",
    );
    components.add_security_scheme(OFFICER, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    let cookie = ApiKeyValue::with_description(
        "anju-seller",
        "The cookie of a seller's session, `__Host-anju-seller` under https: somebody who acts for a \
         client on the page `/seller`. It opens what the client's scopes do, but webhooks and referrals.",
    );
    components.add_security_scheme(SELLER, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    let scopes = Scope::ALL.map(|scope| (scope.slug(), scope_meaning(scope)));
    let flow = ClientCredentials::new("/oauth/token", Scopes::from_iter(scopes));
    let of_programs = OAuth2::with_description(
        [Flow::ClientCredentials(flow)],
        "The access token of a registered program, from the token endpoint. No session of a person \
         or an officer opens what is of programs, nor the other way round.",
    );
    components.add_security_scheme(CLIENT, SecurityScheme::OAuth2(of_programs));
    let proof = HttpBuilder::new()
        .scheme(HttpAuthScheme::Basic)
        .description(Some(
            "The id and secret of a registered program (`client_secret_basic`), at the token \
             endpoint alone.",
        ))
        .build();
    components.add_security_scheme("client_secret", SecurityScheme::Http(proof));
    let mut anything_ends = false;
    for item in document.paths.paths.values_mut() {
        for (_, operation) in operations(item) {
            anything_ends |= manners::is_ending(operation);
            exact::sharpen_parameters(operation);
            illustrate(operation);
        }
    }
    manners::describe(document.components.get_or_insert_default(), anything_ends);
    document.webhooks = Some(webhooks::describe(examples::moment(12, 0)));
    document
}

/// What a scope is for, in the description.
fn scope_meaning(scope: Scope) -> &'static str {
    match scope {
        Scope::CertificatesCheck => "Ask whether a certificate holds",
        Scope::HoldsRead => "See the program's own holds",
        Scope::HoldsWrite => "Take, renew and release holds, and sign contracts",
        Scope::ContractsRead => "See the contracts that the program has signed",
        Scope::ReferralsRead => "See what became of the program's own referrals",
        Scope::ReferralsWrite => "Make referrals",
        Scope::WebhooksRead => "See webhook endpoints and deliveries",
        Scope::WebhooksWrite => "Set webhook endpoints up and change them",
    }
}

/// The description as it is committed and served: pretty JSON with one newline at its end.
///
/// # Errors
/// It has no JSON; a test shows that it has.
pub fn text() -> Result<String, serde_json::Error> {
    Ok(format!("{}\n", document().to_pretty_json()?))
}

/// The description as a sandbox serves it, which says so.
///
/// # Errors
/// It has no JSON; a test shows that it has.
pub(super) fn text_of_sandbox() -> Result<String, serde_json::Error> {
    let mut document = document();
    let notice = [Lang::Zh, Lang::En].map(|lang| format!("**{}**", sandbox::notice.say(lang)));
    let description = document.info.description.unwrap_or_default();
    document.info.description = Some(format!("{}\n\n{description}", notice.join("\n\n")));
    Ok(format!("{}\n", document.to_pretty_json()?))
}

/// Adds the examples.
fn illustrate(operation: &mut Operation) {
    let id = operation.operation_id.clone().unwrap_or_default();
    for parameter in operation.parameters.iter_mut().flatten() {
        let RefOr::T(parameter) = parameter else {
            continue;
        };
        if let Some(example) = examples::parameter(&id, &parameter.name) {
            let with_example = ParameterBuilder::from(parameter.clone()).example(Some(example));
            *parameter = with_example.build();
        }
    }
    if let Some(RefOr::T(body)) = operation.request_body.as_mut() {
        for content in body.content.values_mut() {
            if let RefOr::T(content) = content {
                content.example = examples::request(&id);
            }
        }
    }
    for (status, response) in &mut operation.responses.responses {
        let RefOr::T(response) = response else {
            continue;
        };
        for (media_type, content) in &mut response.content {
            let RefOr::T(content) = content else { continue };
            match media_type.as_str() {
                // Other refusals are problems, which have examples of their own.
                "application/json" if status.starts_with('4') => {
                    content.example = access_examples::refusal(&id, status);
                }
                "application/json" | "application/statuslist+jwt" => {
                    content.example = examples::response(&id);
                }
                "image/jpeg" | "application/pdf" => content.example = Some(examples::file()),
                _ => {}
            }
        }
    }
}

/// The methods of the path that fits, as `Allow` wants them; none where no path does.
pub(super) fn allow(path: &str) -> Option<String> {
    static PATHS: LazyLock<Paths> = LazyLock::new(|| Paths::of(describe(routes).paths));
    PATHS.allow(path)
}

/// Which methods each path has, to tell an unknown path from an unknown method.
#[derive(Debug)]
struct Paths(Vec<(String, Vec<&'static str>)>);

impl Paths {
    /// The paths of the description.
    fn of(mut described: utoipa::openapi::Paths) -> Self {
        let paths = described.paths.iter_mut();
        Self(
            paths
                .map(|(path, item)| {
                    let methods = operations(item).into_iter().flat_map(|(method, _)| {
                        // Where there is GET there is HEAD.
                        let head = (method == "GET").then_some("HEAD");
                        std::iter::once(method).chain(head)
                    });
                    (path.clone(), methods.collect())
                })
                .collect(),
        )
    }

    fn allow(&self, asked: &str) -> Option<String> {
        let (_, methods) = self.0.iter().find(|(path, _)| {
            path.split('/').count() == asked.split('/').count()
                && path.split('/').zip(asked.split('/')).all(|(part, asked)| {
                    part == asked || part.starts_with('{') && !asked.is_empty()
                })
        })?;
        Some(methods.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_known_by_its_template() {
        let paths = Paths::of(describe(routes).paths);
        assert_eq!(
            paths.allow("/api/v1/session").as_deref(),
            Some("GET, HEAD, DELETE")
        );
        assert_eq!(
            paths.allow("/api/v1/applications/app_1/answers").as_deref(),
            Some("GET, HEAD, PUT")
        );
        assert_eq!(paths.allow("/api/v1/applications//answers"), None);
        assert_eq!(paths.allow("/api/v1/nothing"), None);
    }

    #[test]
    fn every_operation_is_described_completely() {
        let mut seen = Vec::new();
        for (path, item) in &mut document().paths.paths {
            for (method, operation) in operations(item) {
                let id = operation.operation_id.clone().unwrap_or_default();
                let place = format!("{method} {path} ({id})");
                assert!(!seen.contains(&id) && id.contains('_'), "{place}: name");
                assert!(
                    operation.summary.as_ref().is_some_and(|s| !s.is_empty()),
                    "{place}: summary"
                );
                assert!(
                    operation
                        .description
                        .as_ref()
                        .is_some_and(|d| !d.is_empty()),
                    "{place}: description"
                );
                assert!(
                    operation.tags.as_ref().is_some_and(|tags| tags.len() == 1),
                    "{place}: tag"
                );
                seen.push(id);
            }
        }
    }
}
