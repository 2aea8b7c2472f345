//! The answers to check first where people are not on record as the form says. Of oneself it is the very
//! answers; of people whom the form merely names it is all of their page, because it is not told which
//! of them differs.

use crate::form::fields::kind::Kind;
use crate::form::fields::part::Part;
use crate::form::{Answers, Asked, Chapter, Field};
use crate::household::Who;
use crate::policy::{Decision, FactKind, ReasonCode, Verdict};

/// Where the answers to check stand, and which of that page they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToCheck {
    /// The chapter that asks for them.
    pub chapter: Chapter,
    /// The place of the child in its list.
    child: Option<usize>,
    which: Which,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    /// Name and date of birth: the number has been proved by binding.
    OwnIdentity,
    /// The marital status.
    OwnMarriage,
    /// Everything about the person.
    Person,
}

impl ToCheck {
    /// The answers that a decision asks to check; none where it is about something else.
    #[must_use]
    pub fn of(decision: &Decision) -> Option<Self> {
        let finding = decision
            .findings
            .iter()
            .filter(|finding| finding.verdict == Verdict::NotMet)
            .find(|finding| finding.code == decision.reason && finding.code.is_mismatch())?;
        let fact = finding.facts.get(FactKind::IdentityAgrees);
        let (chapter, child) = match fact.and_then(|fact| fact.who) {
            Some(Who::Spouse) => (Chapter::Spouse, None),
            Some(Who::Child(n)) => (Chapter::Children, Some(usize::from(n).saturating_sub(1))),
            Some(Who::Applicant) | None => (Chapter::Applicant, None),
        };
        let which = if finding.code == ReasonCode::IdentityMismatch {
            Which::OwnIdentity
        } else if finding.code == ReasonCode::MarriageMismatch {
            Which::OwnMarriage
        } else {
            Which::Person
        };
        Some(Self {
            chapter,
            child,
            which,
        })
    }

    /// Whether they are about the applicant, who is told which of them differ.
    #[must_use]
    pub fn is_own(self) -> bool {
        self.which != Which::Person
    }

    /// Whether an answer is one of them.
    #[must_use]
    pub fn holds(self, asked: &Asked) -> bool {
        let row = asked.field.row();
        let here = asked.entry == self.child && row.kind != Kind::List;
        here && match self.which {
            Which::OwnIdentity => matches!(asked.field, Field::Name | Field::Born),
            Which::OwnMarriage => row.part == Part::Marriage,
            Which::Person => matches!(row.part, Part::Person | Part::Marriage),
        }
    }

    /// The key of the child.
    #[must_use]
    pub fn entry(self, answers: &Answers) -> Option<String> {
        let child = answers.children.get(self.child?)?;
        Some(child.id.clone())
    }
}
