//! What auditors see: who looked at what, cases open and closed, and whether the audit log is whole.

use serde::{Deserialize, Serialize};

use crate::application::{
    CaseObjection, CaseRequest, Dispute, Event, RegistryCheck, State, SubState,
};
use crate::form::Answers;
use crate::policy::Decision;
use crate::purchase::Module;
use crate::review::{CaseKind, HandOver, Look, RulingEntry};
use crate::values::Moment;

/// That an officer looked at an application, and at which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LookEntry {
    /// The application.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "app_019d0000000070008000000000000001")
    )]
    pub application: String,
    /// The number that people quote.
    #[cfg_attr(feature = "openapi", schema(example = "ZZ-2026-1120-7KQM2X"))]
    pub number: Option<String>,
    /// The account of the officer; none of looks from before it was kept.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "acc_019d0000000070008000000000000002")
    )]
    pub officer: Option<String>,
    /// The look; none where what is on file of it cannot be read, which the platform reports.
    pub look: Option<Look>,
}

/// A page of looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LookPage {
    /// The looks, newest first. Those at applications with which the auditor has to do are left out, so
    /// that a page can be shorter than was asked for.
    pub items: Vec<LookEntry>,
    /// Give this as `cursor` to get the next page; none on the last one.
    pub next_cursor: Option<String>,
}

/// A case, open or closed, as an auditor reads it. Numbers are masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditedCase {
    /// The application.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "app_019d0000000070008000000000000001")
    )]
    pub id: String,
    /// The number that people quote.
    #[cfg_attr(feature = "openapi", schema(example = "ZZ-2026-1120-7KQM2X"))]
    pub number: Option<String>,
    /// Which module.
    pub module: Module,
    /// Its state.
    pub state: State,
    /// What the state alone does not tell.
    pub sub_state: Option<SubState>,
    /// Which kind of case it is now; none where it is closed.
    pub open: Option<CaseKind>,
    /// When it was submitted.
    pub submitted_at: Option<Moment>,
    /// When the result stood.
    pub decided_at: Option<Moment>,
    /// What was declared, with masked numbers.
    pub answers: Answers,
    /// What the rules said, with the facts of the registries that each used.
    pub decision: Option<Decision>,
    /// The policy version that was pinned at submission.
    pub policy: Option<String>,
    /// The registries' part.
    pub checks: Vec<RegistryCheck>,
    /// The time line, oldest first.
    pub events: Vec<Event>,
    /// The disputes, oldest first.
    pub disputes: Vec<Dispute>,
    /// The objections of members, oldest first.
    pub objections: Vec<CaseObjection>,
    /// What officers asked the applicant for, oldest first.
    pub requests: Vec<CaseRequest>,
    /// What officers did in it, oldest first.
    pub rulings: Vec<RulingEntry>,
    /// How it was handed over from officer to officer, oldest first.
    pub hand_overs: Vec<HandOver>,
    /// Who looked at it, oldest first.
    pub looks: Vec<Look>,
    /// What is wrong with its records in the audit log; none where they are whole.
    pub fault: Option<String>,
}

/// Whether the audit log is whole: what the platform's continuous verification has found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditReport {
    /// The last time that all of it was verified; none where that was never finished.
    pub last: Option<AuditRound>,
    /// The verification that is under way.
    pub current: Option<AuditRound>,
    /// The server's time.
    pub now: Moment,
}

/// A look at the whole audit log, chain by chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditRound {
    /// When it began.
    pub started_at: Moment,
    /// When the newest part of it was done.
    pub verified_at: Moment,
    /// How many chains were verified: one for each application and each account.
    pub chains: u64,
    /// How many records.
    pub records: u64,
    /// How many of the chains are broken.
    pub broken: u64,
    /// The broken chains, a hundred at the most.
    pub faults: Vec<BrokenChain>,
}

/// A chain of the audit log that is not whole, or whose application is not as it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BrokenChain {
    /// The application or account.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "019d0000-0000-7000-8000-000000000001")
    )]
    pub chain: String,
    /// What is wrong, as `api audit verify` says it.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "chain 019d0000-0000-7000-8000-000000000001 is broken at record 3")
    )]
    pub fault: String,
}
