//! An application as the API shows it: counters and lists, the detail with its time line, drafts.

mod agent;
mod certificate;
mod dispute;
mod draft;
mod earlier;
mod event;
mod given;
mod hold;
mod look;
mod objection;
mod referral;
mod renewal;
mod request;
mod ruling;
mod state;
mod to_check;

use serde::{Deserialize, Serialize};

use crate::authority::Authority;
use crate::certificate::ToldCheck;
use crate::form::{Chapter, FilledBy};
use crate::household::Category;
use crate::message::Message;
use crate::policy::precheck::Path;
use crate::policy::{Decision, ReasonCode};
use crate::purchase::{Module, Place};
use crate::registry::Registry;
use crate::values::{Day, Moment};

pub use certificate::Certificate;
pub use dispute::{
    CorrectedTo, Correction, Dispute, DisputeGround, DisputeStep, HouseKind, HouseRecord,
    LONGEST_STATEMENT, NewCorrection, NewDispute,
};
pub use draft::{Draft, NewDraft, SaveDraft};
pub use event::{Event, EventKind};
pub use given::{GivenDocument, PrintedKind};
pub use hold::{FailedRecheck, HoldObjection, HoldObjectionEnd, NewHoldObjection, ToldHold};
pub use look::{LookKind, ToldLook};
pub use objection::{
    CaseObjection, NewObjection, Objection, ObjectionGround, ObjectionStanding, ObjectionStep,
};
pub use referral::{ReportedOutcome, ToldReferral};
pub use renewal::{PastRenewal, Renewal, RenewalStep};
pub use request::{CaseAnswer, CaseRequest};
pub use ruling::{Ruling, RulingOutcome};
pub use state::{State, SubState};
pub use to_check::ToCheck;

/// How many applications of a module are in each state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Counts {
    /// 草稿箱
    pub draft: u32,
    /// 待核验
    pub pending: u32,
    /// 核验通过
    pub passed: u32,
    /// 核验不通过
    pub failed: u32,
    /// 签约中
    pub signing: u32,
    /// 签约完成
    pub signed: u32,
    /// 已失效
    pub void: u32,
}

impl Counts {
    /// The number for one state.
    #[must_use]
    pub fn of(&self, state: State) -> u32 {
        match state {
            State::Draft => self.draft,
            State::Pending => self.pending,
            State::Passed => self.passed,
            State::Failed => self.failed,
            State::Signing => self.signing,
            State::Signed => self.signed,
            State::Void => self.void,
        }
    }

    /// The number for one state, to be changed.
    pub fn of_mut(&mut self, state: State) -> &mut u32 {
        match state {
            State::Draft => &mut self.draft,
            State::Pending => &mut self.pending,
            State::Passed => &mut self.passed,
            State::Failed => &mut self.failed,
            State::Signing => &mut self.signing,
            State::Signed => &mut self.signed,
            State::Void => &mut self.void,
        }
    }
}

/// The home page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Home {
    /// 住宅 and 商办.
    pub modules: Vec<ModuleHome>,
    /// The application whose contact an e-mail or SMS did not reach; none where all arrive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "app_019d0000000070008000000000000001")
    )]
    pub unreached: Option<String>,
}

/// One module on the home page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ModuleHome {
    /// Which module.
    pub module: Module,
    /// The seven counters.
    pub counts: Counts,
    /// The newest application that was submitted, if any.
    pub newest: Option<Summary>,
    /// The newest live application that is one's own, whoever filed it, if any: while it counts, one
    /// can submit no other. None that one has filed for somebody else.
    pub live: Option<Summary>,
    /// The passed application whose validity ends within seven days, if any.
    pub expiring: Option<Summary>,
}

/// An application in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Summary {
    /// `app_` and a UUID of version 7.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "app_019d0000000070008000000000000001")
    )]
    pub id: String,
    /// The number that people quote, given at submission.
    #[cfg_attr(feature = "openapi", schema(example = "ZZ-2026-1120-7KQM2X"))]
    pub number: Option<String>,
    /// Which module.
    pub module: Module,
    /// The state.
    pub state: State,
    /// What the state alone does not tell.
    pub sub_state: Option<SubState>,
    /// The family category, once chosen.
    pub category: Option<Category>,
    /// Where the home lies, once told.
    pub place: Option<Place>,
    /// The address of the commercial unit, once told.
    pub unit_location: Option<String>,
    /// The applicant's name, masked, once told.
    pub applicant: Option<String>,
    /// For drafts: the chapter at which to go on.
    pub resume_at: Option<Chapter>,
    /// For drafts: the child or home of the chapter at which to go on, by its key.
    #[serde(default)]
    pub resume_entry: Option<String>,
    /// When it was begun.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
    /// When it was submitted.
    pub submitted_at: Option<Moment>,
    /// When the result stood.
    pub decided_at: Option<Moment>,
    /// 核验通过: the last day of the validity.
    pub valid_until: Option<Day>,
    /// 核验通过: days from today to the last day of the validity; 0 on the last day.
    pub days_left: Option<u32>,
    /// Whether the pass can be renewed (续期) today.
    #[serde(default)]
    pub may_renew: bool,
    /// The reason that is told first.
    pub reason: Option<ReasonCode>,
    /// Whether it may be disputed (申请复核) today: it failed on house records, not long ago, and no
    /// dispute is under way.
    pub may_ask_review: bool,
    /// The last day on which it may be disputed, where it may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_until: Option<Day>,
    /// Whether 复核帮助 belongs here: it failed for another reason.
    pub may_get_help: bool,
    /// For the agent who filed it: for whom, masked. None for everybody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "孟*"))]
    pub filed_for: Option<String>,
    /// Whether an agent filed it.
    #[serde(default)]
    pub filed_by_agent: bool,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SummaryPage {
    /// The applications, newest first.
    pub items: Vec<Summary>,
    /// Give this as `cursor` to get the next page; none on the last one.
    pub next_cursor: Option<String>,
}

/// How far one registry is with an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CheckState {
    /// Asked; not answered yet.
    Awaited,
    /// Answered about everybody who was asked for.
    Answered,
}

/// One registry's part in the verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegistryCheck {
    /// Which registry.
    pub registry: Registry,
    /// How far it is.
    pub state: CheckState,
    /// Since when an answer is awaited.
    pub asked_at: Moment,
    /// When the last answer arrived.
    pub answered_at: Option<Moment>,
    /// How many rounds of questions there were.
    pub attempts: u32,
    /// When it will be asked again, while awaited, or while a month is that it has yet to post.
    pub next_attempt_at: Option<Moment>,
}

/// An application with everything that its owner may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Detail {
    /// What lists show as well.
    pub summary: Summary,
    /// Who filled it in, once told.
    pub filled_by: Option<FilledBy>,
    /// The time line, oldest first.
    pub events: Vec<Event>,
    /// The registries' part, once submitted.
    pub checks: Vec<RegistryCheck>,
    /// The machine's decision, once it stands; while a month is awaited that is not posted yet, what
    /// it says so far.
    pub decision: Option<Decision>,
    /// What an officer decided where the rules leave it to a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ruling: Option<Ruling>,
    /// Which officers looked at it, oldest first.
    #[serde(default)]
    pub looks: Vec<ToldLook>,
    /// The house records that the decision rests on, where it was refused for them.
    #[serde(default)]
    pub house_records: Vec<HouseRecord>,
    /// The disputes of its results, oldest first.
    #[serde(default)]
    pub disputes: Vec<Dispute>,
    /// How objections of members of the household stand, oldest first.
    #[serde(default)]
    pub objections: Vec<ObjectionStanding>,
    /// What officers asked for, oldest first.
    #[serde(default)]
    pub requests: Vec<CaseRequest>,
    /// The last day for an answer to the last of them; none where none is awaited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<Day>,
    /// Of a refusal: how and when it could become a yes, as an estimate under the rules known today.
    /// Empty where nothing can be said of it.
    pub outlook: Vec<Path>,
    /// The certificate of a pass; after a renewal the new one.
    pub certificate: Option<Certificate>,
    /// Of a pass: from when on it can be renewed, and what became of renewals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewal: Option<Renewal>,
    /// Holds of the pass by third parties (签约中), oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<ToldHold>,
    /// What stands in the way of a contract since the facts were checked again (待复查).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recheck: Option<FailedRecheck>,
    /// The policy version under which the result stands: pinned at submission, or for the renewal.
    pub policy: Option<String>,
    /// Where an agent filed it: by which authority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Authority>,
    /// What the caller was told about it, oldest first, and what became of that by e-mail and SMS.
    #[serde(default)]
    pub messages: Vec<Message>,
    /// Which sellers had its certificates checked, oldest first.
    #[serde(default)]
    pub certificate_checks: Vec<ToldCheck>,
    /// Documents of it that were taken away, oldest first.
    #[serde(default)]
    pub documents: Vec<GivenDocument>,
    /// Where it was begun by the link of a third party: who that is, and what is reported to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referral: Option<ToldReferral>,
}
