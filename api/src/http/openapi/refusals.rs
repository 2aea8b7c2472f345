//! What an operation can refuse, in its description: what keeps others than its callers out, what
//! all operations of its kind can refuse, and what is its own.

use shared::issue::IssueCode;
use shared::problem::{FieldProblem, Problem, ProblemKind};
use shared::scope::Scope;
use shared::values::Lang;
use utoipa::openapi::example::ExampleBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};

use crate::http::problems::{MEDIA_TYPE, SOON};
use crate::http::roles::Role;

/// What a session asks for beside itself.
const NO_SCOPES: [&str; 0] = [];

/// Adds to the description of an operation who may call it, and what it can refuse beside its own.
pub(in crate::http) fn add(
    method: &str,
    operation: &mut Operation,
    role: Option<Role>,
    own: &[ProblemKind],
) {
    let mut kinds = own.to_vec();
    if let Some(role) = role {
        kinds.extend(role.refusals);
        let scopes = role.scope.map(Scope::slug);
        let requirement = SecurityRequirement::new(role.scheme, scopes);
        let or = role
            .or
            .map(|scheme| SecurityRequirement::new(scheme, NO_SCOPES));
        operation.security = Some(std::iter::once(requirement).chain(or).collect());
    } else {
        // That everybody may is said, too; the token endpoint says itself what it is shown.
        operation.security.get_or_insert_default();
    }
    if method != "GET" {
        kinds.push(ProblemKind::CrossSite);
    }
    if let Some(RefOr::T(body)) = &operation.request_body {
        kinds.push(ProblemKind::RequestTimeout);
        // Files have refusals of their own.
        if body.content.contains_key("application/json") {
            kinds.extend([
                ProblemKind::MalformedBody,
                ProblemKind::BodyTooLarge,
                ProblemKind::UnsupportedMediaType,
            ]);
        }
    }
    kinds.extend([ProblemKind::Unexpected, ProblemKind::Unavailable]);
    kinds.sort_by_key(|kind| (kind.status(), kind.slug()));
    kinds.dedup();
    let id = operation.operation_id.clone().unwrap_or_default();
    for same_status in kinds.chunk_by(|one, other| one.status() == other.status()) {
        if let Some(first) = same_status.first() {
            let status = first.status().to_string();
            operation
                .responses
                .responses
                .insert(status, RefOr::T(refusal(&id, same_status)));
        }
    }
}

/// One status with the problems that have it, each with an example.
fn refusal(operation: &str, kinds: &[ProblemKind]) -> Response {
    let names: Vec<String> = kinds
        .iter()
        .map(|kind| format!("`{}`", kind.slug()))
        .collect();
    let mut content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem")));
    for kind in kinds {
        let problem = example(operation, *kind);
        let shown = ExampleBuilder::new()
            .summary(problem.title.clone())
            .value(serde_json::to_value(&problem).ok())
            .build();
        content = content.examples_from_iter([(kind.slug(), shown)]);
    }
    ResponseBuilder::new()
        .description(names.join(", "))
        .content(MEDIA_TYPE, content.build())
        .build()
}

/// A problem of that kind, in English.
fn example(operation: &str, kind: ProblemKind) -> Problem {
    let mut problem = Problem::new(kind, "01994f3ac5b07c0e8f2b7a4c55c1d9aa", Lang::En);
    let field = match (kind, operation) {
        (
            ProblemKind::InvalidAnswers,
            "bind_document" | "request_take_over" | "compare_document",
        ) => Some(("/document/number", IssueCode::DocumentCheck)),
        (ProblemKind::InvalidAnswers, "submit_application") => {
            Some(("/spouse/document_number", IssueCode::DocumentCheck))
        }
        (
            ProblemKind::InvalidAnswers,
            "decide_case" | "confirm_ruling" | "return_ruling" | "reveal_identities"
            | "confirm_take_over" | "refuse_take_over",
        ) => Some(("/reason", IssueCode::Required)),
        (ProblemKind::InvalidAnswers, "set_sandbox_clock") => Some(("/now", IssueCode::OutOfRange)),
        (ProblemKind::InvalidAnswers, "save_view") => Some(("/name", IssueCode::Required)),
        (ProblemKind::InvalidAnswers, "preview_policy") => {
            Some(("/file/effective_from", IssueCode::OutOfRange))
        }
        (ProblemKind::InvalidAnswers, "open_take_over") => Some(("/code", IssueCode::NotAValue)),
        (ProblemKind::InvalidAnswers, "propose_take_over") => {
            Some(("/document_seen", IssueCode::MustAgree))
        }
        (ProblemKind::InvalidAnswers, "confirm_authority") => {
            Some(("/data_use_agreed", IssueCode::MustAgree))
        }
        (ProblemKind::InvalidAnswers, "save_client") => Some(("/networks/0", IssueCode::Network)),
        (ProblemKind::InvalidAnswers, "add_client_credential") => {
            Some(("/public_key", IssueCode::PublicKey))
        }
        (ProblemKind::InvalidAnswers, "create_referral") => {
            Some(("/reference", IssueCode::PersonalNumber))
        }
        (ProblemKind::InvalidAnswers, "accept_referral") => {
            Some(("/consent", IssueCode::MustAgree))
        }
        (ProblemKind::InvalidAnswers, "hold_certificate" | "sign_contract") => {
            Some(("/unit/address", IssueCode::Required))
        }
        (ProblemKind::InvalidAnswers, "object_to_hold") => {
            Some(("/statement", IssueCode::Required))
        }
        (ProblemKind::InvalidAnswers, "hand_over_case") => Some(("/note", IssueCode::Required)),
        (ProblemKind::InvalidAnswers, _) => Some(("/children", IssueCode::TooMany)),
        (ProblemKind::InvalidSituation, _) => Some(("/contribution/months", IssueCode::OutOfRange)),
        _ => None,
    };
    problem
        .errors
        .extend(field.map(|(pointer, code)| FieldProblem {
            pointer: pointer.to_owned(),
            code,
            detail: code.detail(Lang::En).to_owned(),
        }));
    if kind == ProblemKind::TooManyRequests {
        problem.retry_after = Some(41);
    } else if kind == ProblemKind::BindingLocked {
        problem.retry_after = Some(1800);
    } else if kind.status() == 503 {
        problem.retry_after = Some(SOON);
    }
    problem
}
