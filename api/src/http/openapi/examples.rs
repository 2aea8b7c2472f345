//! Examples of bodies, made from the types themselves so that they cannot disagree with them. The
//! people in them do not exist.

use serde_json::Value;
use shared::account::{Account, BindDocument, BoundDocument, Identity, Session, SignedOut};
use shared::document::{Document, DocumentKind};
use shared::form::IssueCode;
use shared::problem::{FieldProblem, Problem, ProblemKind};
use shared::values::{Day, Lang, Moment};
use shared::words;

use super::json;

/// The body of a request.
pub(super) fn request(operation: &str) -> Option<Value> {
    match operation {
        "bind_document" => json(BindDocument {
            document: document(),
        }),
        _ => None,
    }
}

/// The body of an answer.
pub(super) fn response(operation: &str) -> Option<Value> {
    match operation {
        "read_session" | "renew_session" => json(session()),
        "sign_out" => json(SignedOut {
            continue_at: Some("https://id.example/end_session?client_id=anju".to_owned()),
        }),
        "bind_document" => json(account()),
        "read_identity" => json(Identity {
            name: "张小明".to_owned(),
            document: document(),
        }),
        _ => None,
    }
}

/// A problem of that kind.
pub(super) fn problem(kind: ProblemKind) -> Problem {
    let mut problem = super::told(kind);
    if kind == ProblemKind::InvalidAnswers {
        let code = IssueCode::DocumentCheck;
        problem.errors = vec![FieldProblem {
            pointer: "/document/number".to_owned(),
            code,
            detail: words::issue(code, Lang::En).to_owned(),
        }];
    } else if kind == ProblemKind::TooManyRequests {
        problem.retry_after = Some(41);
    } else if kind == ProblemKind::BindingLocked {
        problem.retry_after = Some(1800);
    }
    problem
}

fn document() -> Document {
    Document {
        kind: DocumentKind::ResidentId,
        number: "11010519491231002X".to_owned(),
        nationality: None,
    }
}

fn account() -> Account {
    Account {
        id: "acc_019d0000000070008000000000000001".to_owned(),
        name: "张*明".to_owned(),
        bound: Some(BoundDocument {
            kind: DocumentKind::ResidentId,
            masked_number: document().masked_number(),
        }),
    }
}

fn session() -> Session {
    Session {
        account: Some(account()),
        idle_until: Some(moment(9, 12)),
        ends_at: Some(moment(16, 42)),
        now: moment(8, 42),
        today: day(),
    }
}

fn day() -> Day {
    Day::from_ymd_opt(2026, 11, 20).unwrap_or_default()
}

fn moment(hour: u32, minute: u32) -> Moment {
    day()
        .and_hms_opt(hour, minute, 0)
        .unwrap_or_default()
        .and_utc()
}
