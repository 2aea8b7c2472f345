//! Problem details (RFC 9457): how the API says what it refuses.

mod kind;
mod words;

use serde::{Deserialize, Serialize};

use crate::issue::IssueCode;
use crate::officer::CaseClaim;
use crate::values::Lang;

pub use kind::ProblemKind;

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
    /// Who works on the case, and since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<CaseClaim>,
    /// What is wrong, field by field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// What is wrong with one field of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// JSON pointer (RFC 6901): into the answers of a form, otherwise into the body.
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
        let (title, detail) = kind.title_and_detail(lang);
        Self {
            type_uri: format!("/problems/{}", kind.slug()),
            title: title.to_owned(),
            status: kind.status(),
            detail: detail.to_owned(),
            request_id: request_id.to_owned(),
            retry_after: None,
            claim: None,
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
    use crate::upload::{
        LONGEST_SIDE, MOST_BYTES, MOST_PAGES, MOST_PDF_BYTES, MOST_PICTURE_BYTES, MOST_PIXELS,
        MOST_UPLOADS,
    };

    #[test]
    fn what_is_said_of_files_is_what_is_taken() {
        const MEGABYTE: usize = 1024 * 1024;
        for (kind, limits) in [
            (
                ProblemKind::FileTooLarge,
                vec![
                    format!("{} MB", MOST_PICTURE_BYTES / MEGABYTE),
                    format!("{} MB", MOST_PDF_BYTES / MEGABYTE),
                ],
            ),
            (ProblemKind::PictureTooLarge, vec![LONGEST_SIDE.to_string()]),
            (ProblemKind::TooManyPages, vec![MOST_PAGES.to_string()]),
            (
                ProblemKind::UploadsFull,
                vec![
                    MOST_UPLOADS.to_string(),
                    format!("{} MB", MOST_BYTES / (1024 * 1024)),
                ],
            ),
        ] {
            for lang in [Lang::Zh, Lang::En] {
                let (_, detail) = kind.title_and_detail(lang);
                for limit in &limits {
                    assert!(detail.contains(limit), "{detail}: {limit}");
                }
            }
        }
        let (_, detail) = ProblemKind::PictureTooLarge.title_and_detail(Lang::En);
        assert!(detail.contains(&format!("{} million", MOST_PIXELS / 1_000_000)));
        let (_, detail) = ProblemKind::PictureTooLarge.title_and_detail(Lang::Zh);
        assert!(detail.contains(&format!("{} 万", MOST_PIXELS / 10_000)));
    }

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
