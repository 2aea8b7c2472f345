//! 资格预检: may this household buy, before anybody signs in? The same engine on a situation told
//! by the person who asks. What was not told is *not known*, so it neither passes nor fails.

mod later;
mod outlook;
mod questions;
pub mod request;

use serde::{Deserialize, Serialize};

use super::decision::reason::ReasonCode;
use super::decision::{Decision, Finding, Verdict};
use super::policies::Policies;
use super::rules::evaluate;
use super::situation::{Situation, Unnamed};

pub use outlook::{Path, Sale};
pub(crate) use outlook::{Prospect, later_day};
pub use questions::{Asked, Question, is_used_by};

/// The answer of a pre-check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Precheck {
    /// What the rules of the day say of the situation; nothing of identity and marriage, which only
    /// registers can tell.
    pub decision: Decision,
    /// What was asked and counts, and what would still have to be known, in the order of asking.
    pub questions: Vec<Asked>,
    /// Estimates: how and when what is not possible today could become possible.
    pub outlook: Vec<Path>,
}

/// Checks a situation. Pure: it asks no registry and keeps nothing.
#[must_use]
pub fn precheck(situation: &Situation, policies: &Policies) -> Precheck {
    let mut decision = decide(situation, policies);
    let outlook = later::outlook(situation, &decision, policies);
    // What only an estimate depends on is asked as well: after a no, people want to know what
    // would make it a yes.
    let wanted: Vec<Question> = outlook.iter().flat_map(|path| path.open.clone()).collect();
    let questions = questions::questions(situation, &decision, policies, &wanted);
    decision
        .findings
        .retain(|finding| !is_taken_for_granted(finding));
    Precheck {
        decision,
        questions,
        outlook,
    }
}

/// Whether a finding says that people are as on record: nobody is named here, and no register was
/// asked.
fn is_taken_for_granted(finding: &Finding) -> bool {
    use ReasonCode::{IdentityMismatch, MarriageMismatch};
    finding.verdict == Verdict::Met && matches!(finding.code, IdentityMismatch | MarriageMismatch)
}

fn decide(situation: &Situation, policies: &Policies) -> Decision {
    let facts = situation.facts(policies, Unnamed::Unknown);
    evaluate(&facts, policies, situation.date)
}
