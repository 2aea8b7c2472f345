//! The rules about people: identity, marriage, hukou, and what stands in for a Beijing hukou.

use super::case::Case;
use super::docket::Docket;
use super::entry::{Rule, judged};
use crate::household::HouseholdHukou;
use crate::policy::decision::reason::ReasonCode;
use crate::policy::decision::{Check, Threshold};
use crate::policy::facts::Facts;
use crate::policy::facts::evidence::FactKind;
use crate::policy::policies::parameters::Reference;
use crate::purchase::Module;

/// Everybody is as the population registry has them.
pub(super) fn identity(facts: &Facts, at: &Reference, docket: &mut Docket<'_>) {
    let fact = &facts.identity;
    let met = fact.value.map(|identity| identity.differs.is_none());
    let rule = Rule::new(Check::IdentityAndHukou, ReasonCode::IdentityMismatch, at);
    let entry = docket
        .find(rule, judged(met))
        .using(FactKind::IdentityAgrees)
        .using(FactKind::People);
    // Where people are not as on record, the records may be a stranger's: the hukou is not told. Nor
    // is it to who buys a commercial unit, where it makes no difference.
    let matters = facts.module == Module::Residential;
    if matters && met != Some(false) && facts.marriage.value.is_none_or(|marriage| marriage.agrees)
    {
        entry.using(FactKind::Hukou);
    }
}

/// The marriage is as the civil-affairs registry has it.
pub(super) fn marriage(facts: &Facts, at: &Reference, docket: &mut Docket<'_>) {
    let fact = &facts.marriage;
    let met = fact.value.map(|marriage| marriage.agrees);
    let rule = Rule::new(Check::Marriage, ReasonCode::MarriageMismatch, at);
    let entry = docket
        .find(rule, judged(met))
        .using(FactKind::MarriageAgrees);
    if met != Some(false) {
        entry.using(FactKind::MaritalStatus);
    }
}

/// Where the rules stand that a household has to satisfy to be local; not before hukou mattered.
fn of_locals<'a>(case: &Case<'a>) -> Option<&'a Reference> {
    let set = case.rules.local_family.as_ref()?;
    (!case.counts_new_purchases()).then_some(&set.reference)
}

/// At least one spouse has a Beijing hukou that counts.
pub(super) fn hukou(case: &Case<'_>, docket: &mut Docket<'_>) {
    let Some(at) = of_locals(case) else {
        return;
    };
    let fact = &case.facts.hukou;
    let met = fact.value.map(|hukou| hukou == HouseholdHukou::Local);
    let rule = Rule::new(Check::IdentityAndHukou, ReasonCode::HukouNotLocal, at);
    docket.find(rule, judged(met)).using(FactKind::Hukou);
}

/// The work-residence permit is valid on the day, its last day included.
pub(super) fn work_residence_permit(case: &Case<'_>, docket: &mut Docket<'_>) {
    let Some(at) = of_locals(case) else {
        return;
    };
    let fact = &case.facts.work_residence_permit;
    let met = fact
        .value
        .map(|valid_to| valid_to.is_some_and(|day| day >= case.on));
    let code = ReasonCode::WorkResidencePermitInvalid;
    docket
        .find(Rule::new(Check::WorkResidencePermit, code, at), judged(met))
        .using(FactKind::WorkResidencePermitValidTo)
        .asking(Threshold::Until(case.on));
}

/// The unit is stationed in Beijing.
pub(super) fn military(case: &Case<'_>, docket: &mut Docket<'_>) {
    let Some(at) = of_locals(case) else {
        return;
    };
    let fact = &case.facts.stationed_in_beijing;
    let rule = Rule::new(Check::Military, ReasonCode::NotStationedInBeijing, at);
    docket
        .find(rule, judged(fact.value))
        .using(FactKind::StationedInBeijing);
}
