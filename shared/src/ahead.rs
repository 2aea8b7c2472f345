//! From when a refused application could be a yes: the household of the form and the registries,
//! some months later.

use crate::form::Answers;
use crate::gather::{children, facts};
use crate::household::Category;
use crate::policy::facts::Facts;
use crate::policy::facts::ledger::Ledger;
use crate::policy::precheck::{Path, Prospect, later_day};
use crate::policy::{Decision, Policies};
use crate::registry::Replies;
use crate::values::{Day, Month};

/// How and when a no about an application could become a yes: estimates under the rules known
/// today. Nothing where somebody is not as on record.
#[must_use]
pub fn outlook(
    answers: &Answers,
    replies: &Replies,
    on: Day,
    decision: &Decision,
    policies: &Policies,
) -> Vec<Path> {
    let answers = answers.effective();
    let mut today = facts(&answers, replies, on);
    let last = Month::of(on).plus(-1);
    for ledger in ledgers(&mut today, answers.category) {
        // A month that is not posted yet is taken as paid.
        if let Some(paid) = ledger.with_unposted_paid(last) {
            *ledger = paid;
        }
    }
    let later = |months: u16| {
        let mut then = today.clone();
        if months == 0 {
            return then;
        }
        let this_month = Month::of(on);
        for ledger in ledgers(&mut then, answers.category) {
            ledger.pay(this_month, this_month.plus(i32::from(months) - 1));
        }
        then.go_on(on, months);
        // Children grow up.
        (then.minor_children, then.adult_children) =
            children(&answers, replies, later_day(on, months));
        then
    };
    let prospect = Prospect {
        on,
        decision,
        policies,
        later: &later,
        open: &|_, _| None,
    };
    prospect.paths()
}

/// The rows that the category rests on and that go on: of whoever has paid, or the applicant's.
fn ledgers(facts: &mut Facts, category: Option<Category>) -> Vec<&mut Ledger> {
    let couple = match category {
        Some(Category::NonLocalSocialInsurance) => &mut facts.social_insurance,
        Some(Category::NonLocalIncomeTax) => &mut facts.income_tax,
        Some(
            Category::Local
            | Category::Military
            | Category::WorkResidencePermit
            | Category::HongKongMacaoTaiwanOverseasChinese
            | Category::Foreign,
        )
        | None => return Vec::new(),
    };
    let applicant = couple.applicant.value.as_mut();
    let spouse = couple.spouse.as_mut().and_then(|fact| fact.value.as_mut());
    let both: Vec<&mut Ledger> = applicant.into_iter().chain(spouse).collect();
    let nobody = both.iter().all(|ledger| ledger.first().is_none());
    let mut going_on: Vec<&mut Ledger> = both
        .into_iter()
        .filter(|ledger| nobody || ledger.first().is_some())
        .collect();
    if nobody {
        going_on.truncate(1);
    }
    going_on
}
