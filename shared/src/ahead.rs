//! From when a refused application could be a yes: the household or the buyer of the form and
//! the registries, some months later.

use crate::form::Answers;
use crate::gather::{children, facts};
use crate::household::Category;
use crate::policy::facts::Facts;
use crate::policy::facts::ledger::{ContributionKind, Ledger};
use crate::policy::precheck::{Path, Prospect, later_day};
use crate::policy::{Decision, Policies};
use crate::purchase::Module;
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
    let module = decision.module;
    let answers = answers.effective(module);
    let row = row(module, &answers);
    let mut today = facts(module, &answers, replies, on);
    let last = Month::of(on).plus(-1);
    for ledger in ledgers(&mut today, row) {
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
        for ledger in ledgers(&mut then, row) {
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

/// The contributions that the application rests on.
fn row(module: Module, answers: &Answers) -> Option<ContributionKind> {
    match module {
        Module::Residential => match answers.category? {
            Category::NonLocalSocialInsurance => Some(ContributionKind::SocialInsurance),
            Category::NonLocalIncomeTax => Some(ContributionKind::IncomeTax),
            Category::Local
            | Category::Military
            | Category::WorkResidencePermit
            | Category::HongKongMacaoTaiwanOverseasChinese
            | Category::Foreign => None,
        },
        Module::Commercial => answers.applicant.payer.as_ref()?.kind,
    }
}

/// The ledgers of that kind that go on: of whoever has paid, or the applicant's.
fn ledgers(facts: &mut Facts, row: Option<ContributionKind>) -> Vec<&mut Ledger> {
    let couple = match row {
        Some(ContributionKind::SocialInsurance) => &mut facts.social_insurance,
        Some(ContributionKind::IncomeTax) => &mut facts.income_tax,
        None => return Vec::new(),
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
