//! Who the people are: identity, marriage, hukou, and what stands in for a Beijing hukou.

use super::docket::Docket;
use super::residential::Case;
use crate::policy::decision::{Check, Finding, Reference, Threshold};
use crate::policy::evidence::{FactKind, FactValue, UsedFact};
use crate::policy::facts::{Facts, HouseholdHukou};
use crate::policy::reason::ReasonCode;

/// Everybody is as the population registry has them.
pub(super) fn identity(facts: &Facts, at: Reference, docket: &mut Docket) {
    let fact = &facts.identity;
    let met = fact.value.map(|identity| identity.differs.is_none());
    let agrees = UsedFact::of(FactKind::IdentityAgrees, fact, |i| {
        FactValue::Yes(i.differs.is_none())
    })
    .about(fact.value.and_then(|i| i.differs));
    let people = UsedFact::of(FactKind::People, fact, |i| {
        FactValue::Count(i.people.into())
    });
    let hukou = UsedFact::of(FactKind::Hukou, &facts.hukou, |h| FactValue::Hukou(*h));
    docket.push(
        Finding::judged(
            Check::IdentityAndHukou,
            ReasonCode::IdentityMismatch,
            met,
            at,
        )
        .using(agrees)
        .using(people)
        .using(hukou),
    );
}

/// The marriage is as the civil-affairs registry has it.
pub(super) fn marriage(facts: &Facts, at: Reference, docket: &mut Docket) {
    let fact = &facts.marriage;
    let met = fact.value.map(|marriage| marriage.agrees);
    let agrees = UsedFact::of(FactKind::MarriageAgrees, fact, |m| FactValue::Yes(m.agrees));
    let status = UsedFact::of(FactKind::MaritalStatus, fact, |m| {
        FactValue::MaritalStatus(m.status)
    });
    docket.push(
        Finding::judged(Check::Marriage, ReasonCode::MarriageMismatch, met, at)
            .using(agrees)
            .using(status),
    );
}

/// At least one spouse has a Beijing hukou that counts.
pub(super) fn hukou(case: &Case<'_>, docket: &mut Docket) {
    let Some(set) = case
        .rules
        .local_family
        .filter(|_| !case.counts_new_purchases())
    else {
        return;
    };
    let fact = &case.facts.hukou;
    let met = fact.value.map(|hukou| hukou == HouseholdHukou::Local);
    docket.push(
        Finding::judged(
            Check::IdentityAndHukou,
            ReasonCode::HukouNotLocal,
            met,
            set.reference,
        )
        .using(UsedFact::of(FactKind::Hukou, fact, |h| {
            FactValue::Hukou(*h)
        })),
    );
}

/// The work-residence permit is valid on the day, its last day included.
pub(super) fn work_residence_permit(case: &Case<'_>, docket: &mut Docket) {
    let Some(set) = case
        .rules
        .local_family
        .filter(|_| !case.counts_new_purchases())
    else {
        return;
    };
    let fact = &case.facts.work_residence_permit;
    let met = fact
        .value
        .map(|valid_to| valid_to.is_some_and(|day| day >= case.on));
    let used = UsedFact::of(FactKind::WorkResidencePermitValidTo, fact, |valid_to| {
        valid_to.map_or(FactValue::Yes(false), FactValue::Day)
    });
    docket.push(
        Finding::judged(
            Check::WorkResidencePermit,
            ReasonCode::WorkResidencePermitInvalid,
            met,
            set.reference,
        )
        .using(used)
        .asking(Threshold::Until(case.on)),
    );
}

/// The unit is stationed in Beijing.
pub(super) fn military(case: &Case<'_>, docket: &mut Docket) {
    let Some(set) = case
        .rules
        .local_family
        .filter(|_| !case.counts_new_purchases())
    else {
        return;
    };
    let fact = &case.facts.stationed_in_beijing;
    docket.push(
        Finding::judged(
            Check::Military,
            ReasonCode::NotStationedInBeijing,
            fact.value,
            set.reference,
        )
        .using(UsedFact::of(FactKind::StationedInBeijing, fact, |v| {
            FactValue::Yes(*v)
        })),
    );
}
