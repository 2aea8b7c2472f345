//! The residential rules in force since 2026-08-08, written by hand for speed: of the same facts, a
//! yes or a no for each zone and not a word why. No version, no finding, no allocation; what is not
//! known is a no.

use shared::household::{Category, HouseholdHukou, Origin};
use shared::policy::facts::SingleStoreyHouse;
use shared::policy::{Couple, Fact, Facts, Ledger, MonthStatus};
use shared::purchase::Transfer;
use shared::registry::StayPermit;
use shared::values::{Day, Month, Zone};

use crate::answer::MayBuy;

/// Consecutive months that a non-local household needs.
const REQUIRED: usize = 12;
/// Months paid late after a change of employer that are tolerated (insurance).
const LATE: u8 = 3;
/// Months unpaid or paid late that are tolerated (tax).
const GAP: usize = 3;
/// Minor children that raise the cap.
const SEVERAL: u8 = 2;

/// The day, and the last month that counts on it: worked out once.
#[derive(Debug, Clone, Copy)]
pub struct Today {
    /// The day of the application.
    pub day: Day,
    /// The month before it.
    pub last: Month,
}

/// Whether a household may buy, inside the fifth ring and outside.
#[must_use]
pub fn may_buy(facts: &Facts, today: Today) -> MayBuy {
    const NO: MayBuy = [false, false];
    let as_on_record = facts.identity.value.is_some_and(|i| i.differs.is_none())
        && facts.marriage.value.is_some_and(|m| m.agrees);
    if !as_on_record || facts.purchase.transfer == Transfer::GiftParentToAdultChild {
        return NO;
    }
    let (may, cap) = match facts.category {
        Some(Category::Local) => (facts.hukou.value == Some(HouseholdHukou::Local), 2),
        Some(Category::Military) => (yes(&facts.stationed_in_beijing), 2),
        Some(Category::WorkResidencePermit) => {
            let until = facts.work_residence_permit.value.flatten();
            (until.is_some_and(|day| day >= today.day), 2)
        }
        Some(Category::NonLocalSocialInsurance) => {
            let resident = yes(&facts.residence_permit);
            (resident && insured(&facts.social_insurance, today), 1)
        }
        Some(Category::NonLocalIncomeTax) => {
            let resident = yes(&facts.residence_permit);
            (resident && taxed(&facts.income_tax, today), 1)
        }
        Some(Category::HongKongMacaoTaiwanOverseasChinese) => {
            let certified = facts.origin != Some(Origin::OverseasChinese)
                || yes(&facts.overseas_chinese_certified);
            return [certified && may_from_abroad(facts); 2];
        }
        Some(Category::Foreign) => {
            let stays = matches!(
                facts.stay_permit.value,
                Some(Some(StayPermit::Work | StayPermit::PermanentResidenceCard))
            );
            return [stays && may_from_abroad(facts); 2];
        }
        None => return NO,
    };
    if !may {
        return NO;
    }
    let several = facts.minor_children.value.is_some_and(|n| n >= SEVERAL);
    let cap = cap + u8::from(several);
    let inside = facts.homes.value.as_ref().map(|homes| {
        let houses = homes.single_storey.iter();
        let inside = houses.filter(|h| h.zone == Zone::InsideFifthRing && counts(h));
        usize::from(homes.always.inside) + inside.count()
    });
    [inside.is_some_and(|inside| inside < usize::from(cap)), true]
}

fn yes(fact: &Fact<bool>) -> bool {
    fact.value == Some(true)
}

fn may_from_abroad(facts: &Facts) -> bool {
    yes(&facts.in_mainland)
        && yes(&facts.lodging_registered)
        && facts.homes.value.as_ref().is_some_and(|homes| {
            homes.always.inside | homes.always.outside == 0
                && !homes.single_storey.iter().any(counts)
        })
}

/// A single-storey house counts if it was acquired on 3 April 2017 or later.
pub(crate) fn counts(house: &SingleStoreyHouse) -> bool {
    Day::from_ymd_opt(2017, 4, 3).is_some_and(|from| house.acquired >= from)
}

/// Whether the insurance of either spouse carries the household.
#[must_use]
pub fn insured(couple: &Couple<Ledger>, today: Today) -> bool {
    either(couple, |ledger| is_insured(ledger, today.last))
}

/// Whether the tax of either spouse carries the household.
#[must_use]
pub fn taxed(couple: &Couple<Ledger>, today: Today) -> bool {
    either(couple, |ledger| is_taxed(ledger, today.last))
}

fn either(couple: &Couple<Ledger>, carries: impl Fn(&Ledger) -> bool) -> bool {
    let of = |fact: &Fact<Ledger>| fact.value.as_ref().is_some_and(&carries);
    of(&couple.applicant) || couple.spouse.as_ref().is_some_and(of)
}

/// The place behind a month in the record; none before the record begins.
fn behind(ledger: &Ledger, last: Month) -> Option<usize> {
    usize::try_from(last.months_since(ledger.first()?) + 1).ok()
}

/// All twelve months paid, of which three may be late after a change of employer.
fn is_insured(ledger: &Ledger, last: Month) -> bool {
    let row = behind(ledger, last).and_then(|end| {
        let begin = end.checked_sub(REQUIRED)?;
        ledger.months().get(begin..end)
    });
    let Some(row) = row else {
        return false;
    };
    let mut late = 0;
    for status in row {
        match status {
            MonthStatus::Paid => {}
            MonthStatus::BackPaidAfterChange if late < LATE => late += 1,
            MonthStatus::BackPaidAfterChange
            | MonthStatus::BackPaid
            | MonthStatus::Missing
            | MonthStatus::NotPosted
            | MonthStatus::Zero => return false,
        }
    }
    true
}

/// Twelve months of which three may be unpaid or late; unpaid ones at the beginning only if the
/// row goes on before them.
fn is_taxed(ledger: &Ledger, last: Month) -> bool {
    let ended = if ledger.is_quarterly() {
        last.plus(-i32::from(last.number() % 3))
    } else {
        last
    };
    let Some((begin, end)) =
        behind(ledger, ended).and_then(|end| Some((end.checked_sub(REQUIRED)?, end)))
    else {
        return false;
    };
    // Behind the last record all months are missing.
    let mut gap = end.saturating_sub(ledger.months().len());
    if gap > GAP {
        return false;
    }
    let Some(row) = ledger.months().get(begin..end - gap) else {
        return false;
    };
    for status in row {
        if *status != MonthStatus::Paid {
            gap += 1;
            if gap > GAP {
                return false;
            }
        }
    }
    row.first().is_some_and(|first| is_paid(*first)) || goes_on_before(ledger, begin)
}

#[cold]
fn goes_on_before(ledger: &Ledger, begin: usize) -> bool {
    let unpaid = |status: &&MonthStatus| !is_paid(**status);
    let (before, row) = ledger.months().split_at_checked(begin).unwrap_or_default();
    let leading = row.iter().take_while(unpaid).count();
    let further = before.iter().rev().take_while(unpaid).count();
    further < before.len() && leading + further <= GAP
}

fn is_paid(status: MonthStatus) -> bool {
    match status {
        MonthStatus::Paid | MonthStatus::BackPaid | MonthStatus::BackPaidAfterChange => true,
        MonthStatus::Missing | MonthStatus::NotPosted | MonthStatus::Zero => false,
    }
}
