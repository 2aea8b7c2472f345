//! Who may call each operation, and what it can refuse beyond what all operations of its kind can.

use shared::problem::ProblemKind::{self as K, *};

/// Who may call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Caller {
    /// Anybody.
    Anybody,
    /// Who is signed in.
    SignedIn,
    /// Who is signed in and has bound a document.
    Bound,
}
use Caller::{Anybody, Bound, SignedIn};

/// One row an operation. A test fails for an operation without one.
pub(super) const KNOWN: &[(&str, Caller, &[K])] = &[
    ("start_sign_in", Anybody, &[MalformedRequest]),
    ("finish_sign_in", Anybody, &[MalformedRequest]),
    ("read_session", Anybody, &[]),
    ("renew_session", SignedIn, &[]),
    ("sign_out", Anybody, &[]),
    (
        "bind_document",
        SignedIn,
        &[
            AlreadyBound,
            InvalidAnswers,
            BindingRefused,
            BindingLocked,
            TooManyRequests,
            UpstreamUnavailable,
        ],
    ),
    ("read_identity", Bound, &[]),
    ("read_home", Bound, &[]),
    (
        "create_draft",
        Bound,
        &[
            MalformedRequest,
            ModuleNotOffered,
            NotFound,
            InvalidAnswers,
            TooManyDrafts,
            TooManyRequests,
        ],
    ),
    ("list_applications", Bound, &[MalformedRequest]),
    ("read_application", Bound, &[NotFound]),
    ("read_answers", Bound, &[NotFound, TooManyRequests]),
    (
        "save_draft",
        Bound,
        &[
            MalformedRequest,
            NotFound,
            WrongState,
            DraftChanged,
            InvalidAnswers,
            PreconditionRequired,
            TooManyRequests,
        ],
    ),
    ("delete_draft", Bound, &[NotFound, WrongState]),
    (
        "submit_application",
        Bound,
        &[
            MalformedRequest,
            NotFound,
            WrongState,
            HouseholdMemberLocked,
            DraftChanged,
            InvalidAnswers,
            PreconditionRequired,
            TooManyRequests,
        ],
    ),
    ("withdraw_application", Bound, &[NotFound, WrongState]),
    ("list_policies", Anybody, &[]),
    ("get_policy", Anybody, &[MalformedRequest, NotFound]),
    (
        "create_precheck",
        Anybody,
        &[InvalidSituation, TooManyRequests],
    ),
    ("read_liveness", Anybody, &[]),
    ("read_readiness", Anybody, &[Unavailable]),
    ("read_description", Anybody, &[]),
];

/// The row of an operation.
pub(super) fn of(operation: &str) -> (Caller, &'static [K]) {
    KNOWN
        .iter()
        .find(|(known, ..)| *known == operation)
        .map_or((Anybody, &[]), |(_, caller, kinds)| (*caller, *kinds))
}
