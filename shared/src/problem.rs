//! Problem details (RFC 9457): one table of everything that the API can refuse.

use serde::{Deserialize, Serialize};

use crate::issue::IssueCode;
use crate::values::Lang;
use crate::words;

macro_rules! problem_kinds {
    ($($(#[$doc:meta])* $name:ident => $slug:literal, $status:literal;)*) => {
        /// What went wrong. The slug is stable; the words are in [`crate::words`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum ProblemKind {
            $($(#[$doc])* #[serde(rename = $slug)] $name,)*
        }

        impl ProblemKind {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable name, the last part of the `type` URI.
            #[must_use]
            pub fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)* }
            }

            /// The HTTP status (RFC 9110).
            #[must_use]
            pub fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* }
            }
        }
    };
}

problem_kinds! {
    /// The body is not JSON of the expected form.
    MalformedBody => "malformed-body", 400;
    /// A query parameter, path segment or header is not of the expected form.
    MalformedRequest => "malformed-request", 400;
    /// Nobody is signed in, or the session has ended.
    NotSignedIn => "not-signed-in", 401;
    /// The request comes from another site.
    CrossSite => "cross-site", 403;
    /// A document has to be bound first.
    NotBound => "not-bound", 403;
    /// There is no such thing, or it is not yours.
    NotFound => "not-found", 404;
    /// The path exists, the method does not.
    MethodNotAllowed => "method-not-allowed", 405;
    /// The body did not arrive in time.
    RequestTimeout => "request-timeout", 408;
    /// The client accepts nothing that the server can answer.
    NotAcceptable => "not-acceptable", 406;
    /// The account has a document already.
    AlreadyBound => "already-bound", 409;
    /// The state does not allow this.
    WrongState => "wrong-state", 409;
    /// Somebody of the household is in another live application.
    HouseholdMemberLocked => "household-member-locked", 409;
    /// The draft is full: too many drafts.
    TooManyDrafts => "too-many-drafts", 409;
    /// The draft has changed since it was read.
    DraftChanged => "draft-changed", 412;
    /// The body is too large.
    BodyTooLarge => "body-too-large", 413;
    /// The body is not JSON by its media type.
    UnsupportedMediaType => "unsupported-media-type", 415;
    /// Answers are missing or wrong; `errors` names each.
    InvalidAnswers => "invalid-answers", 422;
    /// The situation of a pre-check cannot be; `errors` names each key.
    InvalidSituation => "invalid-situation", 422;
    /// Document and person do not agree, or the document cannot be bound.
    BindingRefused => "binding-refused", 422;
    /// The module is not offered yet.
    ModuleNotOffered => "module-not-offered", 422;
    /// `If-Match` is missing.
    PreconditionRequired => "precondition-required", 428;
    /// Too many tries; `retry_after` tells when to come back.
    TooManyRequests => "too-many-requests", 429;
    /// Binding is locked after too many wrong tries.
    BindingLocked => "binding-locked", 429;
    /// Something went wrong on the server.
    Unexpected => "unexpected", 500;
    /// The identity platform or a registry cannot be reached now.
    UpstreamUnavailable => "upstream-unavailable", 503;
    /// The server is starting or stopping.
    Unavailable => "unavailable", 503;
}

/// An error of the API, as `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A URI that names the kind: `/problems/{slug}`.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schema(example = "/problems/draft-changed"))]
    pub type_uri: String,
    /// A short summary of the kind, in the caller's language.
    pub title: String,
    /// The HTTP status.
    #[cfg_attr(feature = "openapi", schema(example = 412))]
    pub status: u16,
    /// What to do about it, in the caller's language.
    pub detail: String,
    /// The request's number, to quote in a question to the service desk.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "01994f3ac5b07c0e8f2b7a4c55c1d9aa")
    )]
    pub request_id: String,
    /// Seconds until it makes sense to try again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
    /// What is wrong, field by field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// What is wrong with one field of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// JSON pointer (RFC 6901) into the body.
    #[cfg_attr(feature = "openapi", schema(example = "/spouse/document_number"))]
    pub pointer: String,
    /// What is wrong; stable.
    pub code: IssueCode,
    /// The same as a sentence in the caller's language.
    pub detail: String,
}

impl Problem {
    /// A problem in words for people who read `lang`.
    #[must_use]
    pub fn new(kind: ProblemKind, request_id: &str, lang: Lang) -> Self {
        let (title, detail) = words::problem(kind, lang);
        Self {
            type_uri: format!("/problems/{}", kind.slug()),
            title: title.to_owned(),
            status: kind.status(),
            detail: detail.to_owned(),
            request_id: request_id.to_owned(),
            retry_after: None,
            errors: Vec::new(),
        }
    }

    /// The kind, where this version of the program knows it.
    #[must_use]
    pub fn kind(&self) -> Option<ProblemKind> {
        let slug = self.type_uri.strip_prefix("/problems/")?;
        ProblemKind::ALL.iter().copied().find(|k| k.slug() == slug)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_own_slug_and_words() {
        for (i, kind) in ProblemKind::ALL.iter().enumerate() {
            assert!(
                ProblemKind::ALL
                    .iter()
                    .skip(i + 1)
                    .all(|k| k.slug() != kind.slug())
            );
            assert!((400..600).contains(&kind.status()));
            let problem = Problem::new(*kind, "r", Lang::En);
            assert!(!problem.title.is_empty() && !problem.detail.is_empty());
            assert_eq!(problem.kind(), Some(*kind));
        }
    }
}
