//! The description of the API (OpenAPI 3.1), made from the handlers themselves and from two tables
//! beside this file: what each operation can refuse, and an example for each body.

mod examples;
mod refusals;

use shared::problem::{Problem, ProblemKind};
use utoipa::openapi::example::ExampleBuilder;
use utoipa::openapi::path::{Operation, ParameterBuilder, PathItem};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ContentBuilder, Header, Object, Ref, RefOr, Response, ResponseBuilder, Type,
};
use utoipa::{OpenApi, ToSchema};
use utoipa_actix_web::AppExt;

use super::problems::MEDIA_TYPE;
use super::routes::routes;
use refusals::Caller;

const SESSION: &str = "session";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Anju 安居核验",
        description = "Verification of home-purchase eligibility: sign in, bind a document, apply, \
            read an itemised result.\n\nEvery error is a problem (RFC 9457) in the language of \
            `Accept-Language`: `zh-CN` (default) or `en`. Its `type` is stable; its words are for \
            people. Every answer carries `X-Request-Id`.\n\nA request whose \
            head cannot be read is answered before all of this with a bare status, and its \
            connection ends: 400 malformed, 408 not complete within ten seconds, 431 too \
            large.\n\nDays are calendar days in \
            Asia/Shanghai, moments are UTC (RFC 3339).",
    ),
    tags(
        (name = "session", description = "Signing in at the identity platform, staying signed in, signing out"),
        (name = "account", description = "The document that is bound to an account"),
        (name = "applications", description = "Home page, drafts, submission, result"),
        (name = "policy", description = "The rules for everybody to read and to try: every version, what it changed, where it stands, and what it says of a situation"),
        (name = "health", description = "For those who run the platform"),
        (name = "description", description = "This description"),
    ),
    components(schemas(Problem)),
)]
struct Base;

/// The whole description. Needs neither configuration nor database.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    let (_, mut document) = actix_web::App::new()
        .into_utoipa_app()
        .openapi(Base::openapi())
        .configure(routes)
        .split_for_parts();
    document.info.contact = None;
    let mut kind_schemas = vec![(
        Problem::name().into_owned(),
        <Problem as utoipa::PartialSchema>::schema(),
    )];
    Problem::schemas(&mut kind_schemas);
    let components = document.components.get_or_insert_default();
    components.schemas.extend(kind_schemas);
    let cookie = ApiKeyValue::with_description(
        "anju",
        "The session's cookie, `__Host-anju` under https. Only the browser that signed in has it.",
    );
    components.add_security_scheme(SESSION, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    for item in document.paths.paths.values_mut() {
        for (method, operation) in operations(item) {
            complete(method, operation);
        }
    }
    document
}

/// The description as it is committed and served: pretty JSON with one newline at its end.
///
/// # Errors
/// It has no JSON; a test shows that it has.
pub fn text() -> Result<String, serde_json::Error> {
    Ok(format!("{}\n", document().to_pretty_json()?))
}

/// Methods and operations of a path.
pub(super) fn operations(item: &mut PathItem) -> Vec<(&'static str, &mut Operation)> {
    [
        ("GET", item.get.as_mut()),
        ("PUT", item.put.as_mut()),
        ("POST", item.post.as_mut()),
        ("DELETE", item.delete.as_mut()),
        ("PATCH", item.patch.as_mut()),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation?)))
    .collect()
}

/// Adds what the handler's signature does not tell.
fn complete(method: &str, operation: &mut Operation) {
    let id = operation.operation_id.clone().unwrap_or_default();
    let (caller, own) = refusals::of(&id);
    let mut kinds = own.to_vec();
    if caller != Caller::Anybody {
        kinds.push(ProblemKind::NotSignedIn);
        operation.security = Some(vec![SecurityRequirement::new::<_, [&str; 0], &str>(
            SESSION,
            [],
        )]);
    }
    if caller == Caller::Bound {
        kinds.push(ProblemKind::NotBound);
    }
    if method != "GET" {
        kinds.push(ProblemKind::CrossSite);
    }
    if operation.request_body.is_some() {
        kinds.extend([
            ProblemKind::MalformedBody,
            ProblemKind::RequestTimeout,
            ProblemKind::BodyTooLarge,
            ProblemKind::UnsupportedMediaType,
        ]);
    }
    kinds.push(ProblemKind::Unexpected);
    kinds.sort_by_key(|kind| (kind.status(), kind.slug()));
    for same_status in kinds.chunk_by(|one, other| one.status() == other.status()) {
        if let Some(first) = same_status.first() {
            let status = first.status().to_string();
            operation
                .responses
                .responses
                .insert(status, RefOr::T(refusal(same_status)));
        }
    }
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
    for response in operation.responses.responses.values_mut() {
        let RefOr::T(response) = response else {
            continue;
        };
        if let Some(RefOr::T(content)) = response.content.get_mut("application/json") {
            content.example = examples::response(&id);
        }
    }
}

/// One status with the problems that have it, each with an example.
fn refusal(kinds: &[ProblemKind]) -> Response {
    let names: Vec<String> = kinds
        .iter()
        .map(|kind| format!("`{}`", kind.slug()))
        .collect();
    let mut content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem")));
    for kind in kinds {
        let problem = examples::problem(*kind);
        let example = ExampleBuilder::new()
            .summary(problem.title.clone())
            .value(serde_json::to_value(&problem).ok())
            .build();
        content = content.examples_from_iter([(kind.slug(), example)]);
    }
    let told = ResponseBuilder::new()
        .description(names.join(", "))
        .content(MEDIA_TYPE, content.build());
    let waits = kinds.iter().any(|kind| matches!(kind.status(), 429 | 503));
    if !waits {
        return told.build();
    }
    let seconds = Object::with_type(Type::Integer);
    let mut header = Header::new(seconds);
    header.description = Some("Seconds until it makes sense to try again".to_owned());
    told.header("Retry-After", header).build()
}

/// Which methods each path has, to tell an unknown path from an unknown method.
#[derive(Debug)]
pub(super) struct Paths(Vec<(String, Vec<&'static str>)>);

impl Paths {
    /// The paths of the description.
    pub(super) fn of(mut document: utoipa::openapi::OpenApi) -> Self {
        let paths = document.paths.paths.iter_mut();
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

    /// The methods of the path that fits, as `Allow` wants them; none where no path does.
    pub(super) fn allow(&self, asked: &str) -> Option<String> {
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
        let paths = Paths::of(document());
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
                    refusals::KNOWN.iter().any(|(known, ..)| *known == id),
                    "{place}: refusals"
                );
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
        for (known, ..) in refusals::KNOWN {
            assert!(seen.iter().any(|id| id == known), "{known} is no operation");
        }
    }
}
