//! What a person buys: the commercial unit as the property registry has it, and the one record of
//! contributions that the person names.

use super::members::{Members, of};
use crate::form::Answers;
use crate::policy::ContributionKind;
use crate::policy::facts::ledger::Ledger;
use crate::policy::facts::{Couple, Fact, Unit};
use crate::registry::{Registry, Replies};

/// What is known of the unit. What the registry has on record comes before what the form says; of a
/// unit that it does not know, or whose certificate nobody names, nobody knows when it was first
/// sold.
pub(super) fn unit(answers: &Answers, replies: &Replies) -> Unit {
    let told_in_tongzhou = Fact {
        value: answers.unit.in_tongzhou,
        source: None,
        at: None,
    };
    if answers.unit.certificate_number().is_none() {
        return Unit {
            first_sold: Fact::told(None),
            in_tongzhou: told_in_tongzhou,
        };
    }
    let reply = of(Registry::Property, replies.unit.as_ref());
    // A certificate of something else, or of a unit of another use than the one that is told of, says
    // nothing of this one.
    let told = answers.unit.kind;
    let is_it = |kind| told.is_none_or(|told| told == kind);
    let known = reply.map(|record| record.filter(|unit| unit.kind.is_some_and(is_it)));
    Unit {
        first_sold: known.map(|unit| unit.and_then(|unit| unit.first_sold)),
        in_tongzhou: match known.value {
            Some(None) => told_in_tongzhou,
            Some(Some(_)) | None => Fact {
                value: known.value.flatten().map(|unit| unit.in_tongzhou),
                source: known.source,
                at: known.at,
            },
        },
    }
}

impl Members<'_> {
    /// The months of a kind, where the form names it. Of the other kind nobody is asked, and a person
    /// who does not name it is taken to have none.
    pub(super) fn named_ledger(&self, kind: ContributionKind) -> Couple<Ledger> {
        let named = self.answers.applicant.payer.as_ref().and_then(|p| p.kind);
        if named.is_some_and(|named| named != kind) {
            return Couple {
                applicant: Fact::told(Ledger::default()),
                spouse: None,
            };
        }
        self.ledgers_of(kind)
    }
}
