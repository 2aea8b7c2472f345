//! Referrals (荐办): a link that a third party's program hands to somebody, with what it knows of the
//! purchase. An application begins with that; what became of it is told to the program only as long as
//! the applicant consents, and then as an outcome and a day under the program's own reference.

mod personal;

use serde::{Deserialize, Serialize};

use crate::form::{Target, Unit, given_line, is_too_long};
use crate::issue::{Issue, IssueCode};
use crate::names::named;
use crate::purchase::Module;
use crate::text::clean;
use crate::values::{Day, Moment};

pub use personal::looks_personal;

/// Where links of referrals lead, each behind it by its code.
pub const REFER_PATH: &str = "/refer";

/// For how many days a link can be used.
pub const DAYS_OPEN: u32 = 30;

/// The most characters of a reference.
pub const LONGEST_REFERENCE: usize = 64;

named! {
    /// How a referral stands, as far as its client may know.
    pub enum ReferralState {
        /// Nothing is known of it: nobody has used the link, or who did has not consented, or not any
        /// more, that anything is told.
        Open = "open",
        /// An application was begun with it, and its outcome is going to be told.
        Used = "used",
        /// The link is too old, and nothing else is known of it.
        Expired = "expired",
        /// The client has revoked the link.
        Revoked = "revoked",
    }
}

named! {
    /// What became of an application, as it is told to whoever referred the applicant.
    pub enum ReferralOutcome {
        /// It has passed. Whether the certificate still holds is another question.
        Passed = "passed",
        /// It has not passed.
        Failed = "failed",
        /// It ended without a result.
        Void = "void",
    }
}

/// Makes a referral.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewReferral {
    /// By what the client knows the matter: 1 to 64 characters that tell nothing of anybody. Numbers that
    /// look like those of identity documents or telephones are refused. The applicant sees it.
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 64, example = "LEAD-2026-118842")
    )]
    pub reference: String,
    /// What is to be bought: a home (住宅) or a commercial unit (商办).
    pub module: Module,
    /// What is known of the home; nothing for a commercial unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// What is known of the commercial unit; nothing for a home.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
}

impl NewReferral {
    /// What is wrong with it.
    #[must_use]
    pub fn issues(&self) -> Vec<Issue> {
        let mut issues = Vec::new();
        let mut fail = |pointer: &str, code| {
            issues.push(Issue {
                pointer: pointer.to_owned(),
                code,
            });
        };
        match given_line(&self.reference, LONGEST_REFERENCE) {
            Err(code) => fail("/reference", code),
            Ok(reference) if looks_personal(&reference) => {
                fail("/reference", IssueCode::PersonalNumber);
            }
            Ok(_) => {}
        }
        let (other, pointer) = match self.module {
            Module::Residential => (self.unit.is_some(), "/unit"),
            Module::Commercial => (self.target.is_some(), "/target"),
        };
        if other {
            fail(pointer, IssueCode::NotTogether);
        }
        let target = self.target.as_ref();
        let unit = self.unit.as_ref();
        for (pointer, text) in [
            ("/target/address", target.and_then(|t| t.address.as_deref())),
            ("/unit/location", unit.and_then(|u| u.location.as_deref())),
            (
                "/unit/certificate",
                unit.and_then(|u| u.certificate.as_deref()),
            ),
        ] {
            let text = text.unwrap_or_default();
            if is_too_long(text) {
                fail(pointer, IssueCode::TooLong);
            } else if looks_personal(&clean(text)) {
                fail(pointer, IssueCode::PersonalNumber);
            }
        }
        issues
    }
}

/// A referral as its client sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Referral {
    /// `ref_` and a UUID of version 7.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "ref_019d0000000070008000000000000041")
    )]
    pub id: String,
    /// The client's own reference.
    #[cfg_attr(feature = "openapi", schema(example = "LEAD-2026-118842"))]
    pub reference: String,
    /// Which module.
    pub module: Module,
    /// How it stands, as far as the applicant lets it be told.
    pub state: ReferralState,
    /// When it was made.
    pub created_at: Moment,
    /// Until when the link can be used.
    pub expires_at: Moment,
    /// What became of the application; only as long as the applicant consents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<ReferredOutcome>,
}

/// What became of an application: this, and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReferredOutcome {
    /// What.
    pub outcome: ReferralOutcome,
    /// On which day.
    pub on: Day,
}

/// A referral with its link, which is told this once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReferralLink {
    /// The referral.
    pub referral: Referral,
    /// The address to hand to the person.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "https://anju.example.cn/refer/mZ0kQf4yT2S1x8b7H6cWvA")
    )]
    pub url: String,
}

/// The code of a link that somebody has opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReferralCode {
    /// The code.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "mZ0kQf4yT2S1x8b7H6cWvA", max_length = 40)
    )]
    pub code: String,
}

/// What a link says to whoever opens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReferralInvitation {
    /// Who refers the person.
    #[cfg_attr(feature = "openapi", schema(example = "安家房产网签系统"))]
    pub client: String,
    /// Under which reference.
    #[cfg_attr(feature = "openapi", schema(example = "LEAD-2026-118842"))]
    pub reference: String,
    /// What is to be applied for.
    pub module: Module,
    /// What the application will begin with, of a home.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// What the application will begin with, of a commercial unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// Until when the link can be used.
    pub expires_at: Moment,
}

/// Begins an application by a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AcceptReferral {
    /// The code of the link.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "mZ0kQf4yT2S1x8b7H6cWvA", max_length = 40)
    )]
    pub code: String,
    /// The version of the words by which the person consents that outcome and day are reported; nothing
    /// where the person does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "2026-11-30"))]
    pub consent: Option<String>,
}

/// The application that was begun by a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReferredApplication {
    /// The application.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "app_019d0000000070008000000000000001")
    )]
    pub id: String,
    /// Which module.
    pub module: Module,
    /// Whether it is still to be filled in: the link may have been used before.
    pub is_draft: bool,
}
