//! What happened with cases and applications in a period: counts, of nobody in particular.

use serde::{Deserialize, Serialize};

use crate::application::RulingOutcome;
use crate::names::named;
use crate::policy::{Outcome, ReasonCode};
use crate::purchase::Module;
use crate::review::CaseKind;
use crate::values::{Day, Moment};

/// How many days a period has at the most: a year.
pub const LONGEST_PERIOD: u32 = 366;

named! {
    /// How far away the deadline of an open case is, in working days.
    pub enum Remaining {
        /// The last day has passed.
        Overdue = "overdue",
        /// Today is the last day.
        Today = "today",
        /// One or two working days are left after today.
        UpToTwo = "up_to_two",
        /// Three to five.
        UpToFive = "up_to_five",
        /// More than five.
        Later = "later",
        /// The clock stands still: the applicant is asked for something.
        Paused = "paused",
        /// Nothing is promised.
        NoDeadline = "no_deadline",
    }
}

impl Remaining {
    /// Where a number of working days belongs that is left after today.
    #[must_use]
    pub fn of_workdays(left: u32) -> Self {
        match left {
            0 => Self::Today,
            1..=2 => Self::UpToTwo,
            3..=5 => Self::UpToFive,
            _ => Self::Later,
        }
    }
}

/// What happened in a period, and what is open now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Statistics {
    /// The first day of the period.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// The first day of which something was counted; none where nothing was yet. What happened before
    /// the platform counted is not in the counts.
    pub counted_since: Option<Day>,
    /// When the open cases were counted.
    pub now: Moment,
    /// The open cases, by kind and by how far away the deadline is; combinations without any are left
    /// out.
    pub open: Vec<OpenCount>,
    /// How many cases were opened and decided in each week of the period, oldest first.
    pub weeks: Vec<Week>,
    /// What the rules decided, most frequent first.
    pub decisions: Vec<DecisionCount>,
    /// What officers decided.
    pub rulings: Vec<RulingCount>,
    /// How long it took until something was decided.
    pub times: Vec<DecisionTime>,
}

/// How many open cases of a kind are that far from their deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenCount {
    /// Which kind.
    pub kind: CaseKind,
    /// How far away the deadline is.
    pub remaining: Remaining,
    /// How many.
    pub count: u32,
}

/// A calendar week from Monday on; the first and the last of a period can be shorter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Week {
    /// The first day of it that belongs to the period.
    pub begins: Day,
    /// The last one.
    pub ends: Day,
    /// Each kind of case, whether there was any or not.
    pub kinds: Vec<Volume>,
}

/// How many cases of a kind were opened and decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Volume {
    /// Which kind.
    pub kind: CaseKind,
    /// How many were opened.
    pub opened: u32,
    /// How many were decided by officers. What applicants withdrew, or what was overtaken, is not
    /// among them.
    pub decided: u32,
}

/// How often the rules decided alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecisionCount {
    /// In which module.
    pub module: Module,
    /// Under which version of the policy.
    #[cfg_attr(feature = "openapi", schema(example = "R-2026-08-08"))]
    pub policy: String,
    /// With which outcome.
    pub outcome: Outcome,
    /// For which reason, the first one where there are several.
    pub reason: ReasonCode,
    /// How often.
    pub count: u32,
}

/// How often officers decided alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RulingCount {
    /// Cases of which kind.
    pub kind: CaseKind,
    /// How.
    pub outcome: RulingOutcome,
    /// How often.
    pub count: u32,
}

/// How many working days it took until something was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecisionTime {
    /// Cases of that kind, from the submission, the dispute or the objection on, with the time in which
    /// applicants answered; none: applications that the rules decided alone, from the submission on.
    pub kind: Option<CaseKind>,
    /// How many were decided.
    pub count: u32,
    /// Half of them within so many working days; 0 is the same day.
    pub median: u32,
    /// Nine of ten within so many.
    pub ninetieth: u32,
}
