//! Cases that a person decides, as officers see them: the queue, the case, what was decided, and
//! who looked.

use serde::{Deserialize, Serialize};

use crate::account::Identity;
use crate::application::{
    CaseObjection, CaseRequest, Correction, Dispute, Event, HouseRecord, LookKind, NewCorrection,
    RegistryCheck, RulingOutcome, State, SubState, ToldHold,
};
use crate::authority::CaseAuthority;
use crate::document::Document;
use crate::form::{Answers, KnownContact};
use crate::household::{Category, Who};
use crate::names::named;
use crate::officer::{CaseClaim, OfficerRole};
use crate::policy::{Decision, ReasonCode};
use crate::purchase::Module;
use crate::values::{Day, Moment};

named! {
    /// Why a person has to decide.
    pub enum CaseKind {
        /// The rules leave it open (人工核验).
        ManualReview = "manual_review",
        /// The applicant disputes house records (申请复核).
        Dispute = "dispute",
        /// A member of the household objects to the application (成员异议).
        Objection = "objection",
        /// An agent asks for a check of the papers by which they file for somebody (委托核验).
        Authority = "authority",
        /// The applicant asks for the release of a hold (申请解除占用).
        HoldRelease = "hold_release",
    }
}

named! {
    /// How far a case is.
    pub enum ReviewStep {
        /// Nobody has proposed anything that stands.
        Open = "open",
        /// A pass is proposed; a supervisor confirms it or returns it.
        Proposed = "proposed",
    }
}

/// A case in the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QueueEntry {
    /// The application: `app_` and a UUID of version 7.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "app_019d0000000070008000000000000001")
    )]
    pub id: String,
    /// The number that people quote.
    #[cfg_attr(feature = "openapi", schema(example = "ZZ-2026-1120-7KQM2X"))]
    pub number: Option<String>,
    /// Why a person has to decide.
    pub kind: CaseKind,
    /// Which module.
    pub module: Module,
    /// The family category, of a home.
    pub category: Option<Category>,
    /// The applicant's name, masked.
    #[cfg_attr(feature = "openapi", schema(example = "孟*"))]
    pub applicant: Option<String>,
    /// The reason that the rules give.
    pub reason: Option<ReasonCode>,
    /// How far it is.
    pub step: ReviewStep,
    /// When it was submitted, the dispute handed in, or the objection raised.
    pub submitted_at: Moment,
    /// Since when it waits for a person.
    pub opened_at: Moment,
    /// By which working day the operator promises a decision; none where nothing is promised, or while
    /// the clock stands still.
    pub due_on: Option<Day>,
    /// The last day for an answer that the applicant is asked for: the clock stands still until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<Day>,
    /// Whether the public holidays of that year are not known yet, so that Monday to Friday are counted.
    pub is_due_estimated: bool,
    /// Whether that day has passed.
    pub is_overdue: bool,
    /// Who works on it; none while nobody does.
    pub claim: Option<CaseClaim>,
    /// Whether it is the caller who works on it.
    pub is_mine: bool,
}

/// A page of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QueuePage {
    /// The cases, those that were submitted first, and are due first, at the head. Cases that the officer may not work on are
    /// left out, so that a page can be shorter than was asked for.
    pub items: Vec<QueueEntry>,
    /// Give this as `cursor` to get the next page; none on the last one.
    pub next_cursor: Option<String>,
    /// The server's time, against which ages are told.
    pub now: Moment,
}

/// A case with everything that is needed to decide it. Numbers are masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Case {
    /// What the queue shows as well.
    pub entry: QueueEntry,
    /// Grows with everything that happens in the case: what is decided can say on which it rests.
    pub version: u32,
    /// What was declared, with masked numbers.
    pub answers: Answers,
    /// How the applicant is reached now, with masked numbers.
    pub contact: KnownContact,
    /// What the rules said, with the facts of the registries that each used; nothing yet where an
    /// objection came before it.
    pub decision: Option<Decision>,
    /// The policy version that was pinned at submission.
    pub policy: Option<String>,
    /// The registries' part.
    pub checks: Vec<RegistryCheck>,
    /// The time line, oldest first.
    pub events: Vec<Event>,
    /// The house records that the decision rests on.
    pub house_records: Vec<HouseRecord>,
    /// The disputes, oldest first; the last one is what a case of that kind is about.
    pub disputes: Vec<Dispute>,
    /// The objections of members, oldest first; those that are open are what a case of that kind is
    /// about.
    pub objections: Vec<CaseObjection>,
    /// Holds of the pass by third parties, oldest first; of the last one the applicant asks for the
    /// release in a case of that kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<ToldHold>,
    /// Where an agent filed it: by which authority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<CaseAuthority>,
    /// What officers asked the applicant for, oldest first.
    pub requests: Vec<CaseRequest>,
    /// What officers did in the case, oldest first.
    pub rulings: Vec<RulingEntry>,
    /// That officers handed it over to others, oldest first.
    #[serde(default)]
    pub hand_overs: Vec<HandOver>,
    /// Who looked at it, oldest first.
    pub looks: Vec<Look>,
}

named! {
    /// What an officer did towards a decision.
    pub enum RulingStep {
        /// A pass was proposed, for a second person to confirm.
        Proposed = "proposed",
        /// The proposal was sent back.
        Returned = "returned",
        /// The proposal was confirmed: the application has passed.
        Confirmed = "confirmed",
        /// Passed by one officer alone, where no second person is asked for.
        Granted = "granted",
        /// Refused.
        Refused = "refused",
    }
}

impl RulingStep {
    /// What it decides; nothing while it only proposes or returns.
    #[must_use]
    pub fn outcome(self) -> Option<RulingOutcome> {
        match self {
            Self::Proposed | Self::Returned => None,
            Self::Confirmed | Self::Granted => Some(RulingOutcome::Granted),
            Self::Refused => Some(RulingOutcome::Refused),
        }
    }
}

/// One act towards a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RulingEntry {
    /// In a case of this kind.
    pub kind: CaseKind,
    /// What was done.
    pub step: RulingStep,
    /// The full name of the officer.
    pub officer: String,
    /// Why, in the officer's words.
    pub reason: String,
    /// What it corrects in the house records.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// When.
    pub at: Moment,
}

/// That an officer looked at an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Look {
    /// At what.
    pub kind: LookKind,
    /// The full name of the officer.
    pub officer: String,
    /// In which role.
    pub role: OfficerRole,
    /// Why, in the officer's words, where it has to be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When.
    pub at: Moment,
}

/// Decides a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewRuling {
    /// What the case is about, as it was read: where it is about something else by now, nothing is
    /// decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<CaseKind>,
    /// The version of the case that was read: where more has happened by now, nothing is decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// What is decided.
    pub outcome: RulingOutcome,
    /// Why, for the applicant and for other officers: 1 to 200 characters.
    pub reason: String,
    /// What is corrected in the house records: at least one where a dispute is granted, none otherwise.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub corrections: Vec<NewCorrection>,
}

/// Asks the applicant for something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewRequest {
    /// What is needed, for the applicant: 1 to 200 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub what: String,
}

/// Confirms or returns what somebody else has proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProposalAnswer {
    /// The version of the case that was read: where more has happened by now, nothing is decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// Why, for other officers, and of a confirmation for the applicant: 1 to 200 characters.
    pub reason: String,
}

/// Why something is done: for a look at full numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Justification {
    /// The reason: 1 to 200 characters.
    pub reason: String,
}

/// Hands a case over to a colleague.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewHandOver {
    /// The colleague: the `id` in the list of colleagues.
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "acc_019d0000000070008000000000000003",
            pattern = "^acc_[0-9A-Fa-f]{32}$"
        )
    )]
    pub officer: String,
    /// What the colleague has to know, in one line: 1 to 200 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub note: String,
}

/// That an officer handed a case over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandOver {
    /// The full name of the officer who had it.
    #[cfg_attr(feature = "openapi", schema(example = "丁宁"))]
    pub from: String,
    /// The full name of the officer who has it from then on.
    #[cfg_attr(feature = "openapi", schema(example = "江涛"))]
    pub to: String,
    /// What the colleague has to know.
    pub note: String,
    /// When.
    pub at: Moment,
}

/// Where a case stands after something was done in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseStanding {
    /// The application.
    pub id: String,
    /// Its state.
    pub state: State,
    /// What the state alone does not tell.
    pub sub_state: Option<SubState>,
    /// How far the case is; none once it is decided.
    pub step: Option<ReviewStep>,
}

/// The full names and numbers of everybody in a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Identities {
    /// The applicant first.
    pub people: Vec<PersonIdentity>,
    /// The agent, where one filed it: as bound to the agent's account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<Identity>,
}

/// The full name and number of one person in a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonIdentity {
    /// Who it is.
    pub who: Who,
    /// The name as declared.
    pub name: Option<String>,
    /// The document as declared.
    pub document: Option<Document>,
    /// The citizen's number, with a military document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citizen_number: Option<String>,
}
