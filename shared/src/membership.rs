//! An application as somebody sees it who is named in it and did not submit it.

use serde::{Deserialize, Serialize};

use crate::application::{Event, EventKind, Objection, State, SubState, ToldLook};
use crate::form::Answers;
use crate::household::Who;
use crate::message::Message;
use crate::purchase::Module;
use crate::registry::Registry;
use crate::values::{Day, Moment};

/// An application that names the caller, in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MembershipSummary {
    /// The application: `app_` and a UUID of version 7.
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
    /// The state.
    pub state: State,
    /// How it ended, where it is void; what it waits for speaks of others.
    pub sub_state: Option<SubState>,
    /// As whom the caller is named.
    pub me: Who,
    /// The applicant's name, masked.
    #[cfg_attr(feature = "openapi", schema(example = "孟*"))]
    pub applicant: Option<String>,
    /// When it was submitted.
    pub submitted_at: Option<Moment>,
    /// When the result stood.
    pub decided_at: Option<Moment>,
    /// 核验通过: the last day of the validity.
    pub valid_until: Option<Day>,
    /// Whether an objection of the caller's is open.
    pub is_objected: bool,
}

/// The applications that name the caller, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MembershipList {
    /// The applications.
    pub items: Vec<MembershipSummary>,
}

/// Somebody of a household, as another member is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedPerson {
    /// As whom.
    pub who: Who,
    /// The name, masked.
    #[cfg_attr(feature = "openapi", schema(example = "孟*"))]
    pub name: Option<String>,
}

/// An application that names the caller: what was said about them in full, of others only who they
/// are; no officer's notes and no finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Membership {
    /// What lists show as well.
    pub summary: MembershipSummary,
    /// What was said about the caller, in full; of other people it holds nothing.
    pub about_me: Answers,
    /// Everybody else who is named.
    pub others: Vec<NamedPerson>,
    /// Its time line as far as it is for everybody who is named, oldest first.
    pub events: Vec<Event>,
    /// Which officers looked at it, oldest first, without their words.
    pub looks: Vec<ToldLook>,
    /// The registries that were asked about the caller and have answered, earliest first.
    pub queries: Vec<MemberQuery>,
    /// What the caller was told about it, oldest first. An export has all messages in one place.
    #[serde(default)]
    pub messages: Vec<Message>,
    /// The caller's objections, oldest first.
    pub objections: Vec<Objection>,
    /// Whether the caller can object: it is live, no objection of theirs is open or was dismissed, and
    /// they have raised fewer than [`MOST_OBJECTIONS`].
    pub may_object: bool,
}

/// How often one person may object to one application, those taken back among them. What officers have
/// dismissed is decided: otherwise a member could keep it from ever being decided.
pub const MOST_OBJECTIONS: usize = 3;

/// A registry that was asked about a member of a household.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberQuery {
    /// Which.
    pub registry: Registry,
    /// When it answered last.
    pub answered_at: Moment,
}

impl EventKind {
    /// Whether everybody who is named is told: what became of the application, and nothing of what
    /// registries said, what was asked or disputed.
    #[must_use]
    pub fn is_for_members(self) -> bool {
        match self {
            Self::Submitted
            | Self::Passed
            | Self::Failed
            | Self::ManuallyPassed
            | Self::ManuallyFailed
            | Self::NotChecked
            | Self::Withdrawn
            | Self::Expired
            | Self::Renewed
            | Self::BindingTakenOver
            | Self::MemberInOtherApplication
            | Self::ObjectionRaised
            | Self::ObjectionWithdrawn
            | Self::ObjectionDismissed
            | Self::ObjectionUpheld
            | Self::AuthorityConfirmed
            | Self::ContractSigned
            | Self::AuthorityChecked => true,
            Self::Created
            | Self::RegistryAnswered
            | Self::RegistryAwaited
            | Self::MonthAwaited
            | Self::ManualReview
            | Self::RenewalRequested
            | Self::RenewalRefused
            | Self::ReviewRequested
            | Self::AnswerRequested
            | Self::AnswerGiven
            | Self::AnswerMissed
            | Self::ReviewGranted
            | Self::ReviewRefused
            | Self::ReviewWithdrawn
            | Self::ReviewLapsed
            | Self::ContactCorrected
            | Self::AuthorityCheckRequested
            | Self::AuthorityDeclined
            | Self::AuthorityRefused
            | Self::AuthorityLapsed
            | Self::AuthorityRevoked
            | Self::AgentLost
            | Self::FactsShown
            | Self::HoldTaken
            | Self::HoldRenewed
            | Self::HoldReleased
            | Self::HoldExpired
            | Self::HoldObjected
            | Self::HoldObjectionGranted
            | Self::HoldObjectionRefused
            | Self::RecheckFailed
            | Self::CertificateGuessed
            | Self::FactsHidden
            | Self::OutcomeReported
            | Self::ReferralConsentWithdrawn => false,
        }
    }
}
