//! How a situation becomes facts.

use super::limits::LONGEST_ROW;
use chrono::Months;

use super::{Aim, Claim, ContributionRow, FirstSold, LocalHukou, NewestMonth, Situation, Unnamed};
use crate::household::{ADULT, HouseholdHukou, Origin};
use crate::policy::facts::ledger::{ContributionKind, Ledger};
use crate::policy::facts::months::MonthStatus;
use crate::policy::facts::{
    Couple, DivorceFact, Fact, Facts, HomeCount, Homes, Identity, Marriage, Tongzhou, Unit,
};
use crate::policy::policies::Policies;
use crate::policy::policies::parameters::Set;
use crate::purchase::{Place, Purchase, Transfer};
use crate::registry::{BackPaidGround, Income, MaritalStatus, StayPermit};
use crate::values::{Day, Month};

/// Stands for "long enough" where a harmless number of months is meant.
const LONG_ENOUGH: u16 = 120;

impl Situation {
    /// The facts of the situation, under the rules of its day.
    #[must_use]
    pub fn facts(&self, policies: &Policies, unnamed: Unnamed) -> Facts {
        let reading = Reading { unnamed };
        let married = self.marital_status == Some(MaritalStatus::Married);
        let ages = self.children_ages.as_deref();
        let minors = ages.map(|ages| count(ages, |age| age < ADULT));
        Facts {
            module: self.module,
            category: self.category.category(),
            purchase: self.purchase(),
            married,
            identity: Fact::told(Identity {
                people: 1,
                differs: None,
            }),
            marriage: self.marriage(policies, unnamed),
            hukou: reading.fact(self.hukou(unnamed), self.harmless_hukou()),
            work_residence_permit: reading
                .fact(self.work_residence_permit_valid_to, Some(self.date)),
            stationed_in_beijing: reading.fact(self.stationed_in_beijing, true),
            origin: match unnamed {
                // A buyer from there needs no certificate, so that nothing else has to be told.
                Unnamed::Harmless => self.origin.or(Some(Origin::HongKong)),
                Unnamed::Unknown => self.origin,
            },
            in_mainland: reading.fact(self.in_mainland, true),
            lodging_registered: reading.fact(self.lodging_registered, true),
            stay_permit: reading.fact(self.stay_permit, Some(StayPermit::Work)),
            months_of_work: reading.fact(self.months_working_in_beijing, LONG_ENOUGH),
            overseas_chinese_certified: reading.fact(self.overseas_chinese_certified, true),
            residence_permit: reading.fact(self.temporary_residence_permit, true),
            talent_certified: reading.fact(self.talent_certified, false),
            social_insurance: self.ledger(policies, unnamed, ContributionKind::SocialInsurance),
            income_tax: self.ledger(policies, unnamed, ContributionKind::IncomeTax),
            divorce: reading.fact(
                self.divorce.map(|divorce| {
                    divorce.map(|d| DivorceFact {
                        date: d.date,
                        filed_on: None,
                    })
                }),
                None,
            ),
            former_family_homes: reading.fact(
                self.divorce.map(|d| d.map_or(0, |d| d.former_family_homes)),
                0,
            ),
            former_family: self.divorce.flatten().and_then(|d| d.former_family),
            tongzhou: reading.fact(self.ties(), HARMLESS_TIES),
            homes: reading.fact(self.homes(), Homes::default()),
            commercial_units: reading.fact(self.commercial_units, 0),
            unit: self.unit(&reading),
            minor_children: reading.fact(minors, 0),
            adult_children: ages.map_or(0, |ages| count(ages, |age| age >= ADULT)),
        }
    }

    /// A unit of which nothing is told was sold long before any rule.
    fn unit(&self, reading: &Reading) -> Unit {
        let told = self.unit.unwrap_or_default();
        let first_sold = told.first_sold.map(|sold| match sold {
            FirstSold::On(day) => Some(day),
            FirstSold::Unknown(_) => None,
        });
        Unit {
            first_sold: reading.fact(first_sold, Some(Day::default())),
            in_tongzhou: reading.fact(told.in_tongzhou, false),
        }
    }

    fn purchase(&self) -> Purchase {
        let place = match self.target {
            Aim::InsideFifthRing | Aim::SingleStoreyHouse => Some(Place::InsideFifthRing),
            Aim::OutsideFifthRing => Some(Place::OutsideFifthRing),
            Aim::Tongzhou => Some(Place::Tongzhou),
            Aim::CommercialResale | Aim::CommercialNew => None,
        };
        Purchase {
            place,
            single_storey: self.target == Aim::SingleStoreyHouse,
            new_build: self.target == Aim::CommercialNew,
            transfer: self.transfer.unwrap_or(Transfer::Purchase),
        }
    }

    /// Nobody is asked about the marriage here; that it is not told matters only while local
    /// singles have a cap of their own.
    fn marriage(&self, policies: &Policies, unnamed: Unnamed) -> Fact<Marriage> {
        let is_told = self.marital_status.is_some() || unnamed == Unnamed::Harmless;
        let is_local = matches!(
            self.category,
            Claim::Local | Claim::Military | Claim::WorkResidencePermit
        );
        let singles_are_equal = policies
            .in_force(self.module, self.date)
            .is_none_or(|rules| {
                let equal = rules.single_as_family.is_some_and(|set| set.value);
                let cap = |set: Option<Set<u8>>| set.map(|set| set.value);
                equal || cap(rules.local_single) == cap(rules.local_family)
            });
        if is_told || !is_local || singles_are_equal {
            Fact::told(Marriage {
                agrees: true,
                status: self.marital_status.unwrap_or(MaritalStatus::Single),
            })
        } else {
            Fact::unknown(None)
        }
    }

    /// A spouse's hukou counts where there is a spouse.
    fn hukou(&self, unnamed: Unnamed) -> Option<HouseholdHukou> {
        self.local_hukou.and_then(|hukou| match hukou {
            LocalHukou::Applicant | LocalHukou::Both => Some(HouseholdHukou::Local),
            LocalHukou::StudentCollective => Some(HouseholdHukou::StudentCollective),
            LocalHukou::None => Some(HouseholdHukou::NonLocal),
            LocalHukou::Spouse => match self.marital_status {
                Some(MaritalStatus::Married) => Some(HouseholdHukou::Local),
                None if unnamed == Unnamed::Unknown => None,
                _ => Some(HouseholdHukou::NonLocal),
            },
        })
    }

    fn harmless_hukou(&self) -> HouseholdHukou {
        if self.category == Claim::Local {
            HouseholdHukou::Local
        } else {
            HouseholdHukou::NonLocal
        }
    }

    /// Homes told by count were bought before any rule, as far as that matters (2010).
    fn homes(&self) -> Option<Homes> {
        self.homes.is_some().then(|| self.told_homes())
    }

    /// The homes that are told; none where none are.
    pub(in crate::policy) fn told_homes(&self) -> Homes {
        let told = self.homes.as_ref().map(|h| Homes {
            always: HomeCount {
                inside: h
                    .inside_fifth_ring
                    .saturating_add(h.signed_not_registered_inside),
                outside: h.outside_fifth_ring,
                newly_bought: 0,
            },
            single_storey: h.single_storey.clone(),
        });
        told.unwrap_or_default()
    }

    fn ties(&self) -> Option<Tongzhou> {
        self.tongzhou.map(|t| Tongzhou {
            hukou_months: t.hukou_months,
            employed: t.employed,
            contribution_months: t.contribution_months,
        })
    }

    fn ledger(
        &self,
        policies: &Policies,
        unnamed: Unnamed,
        kind: ContributionKind,
    ) -> Couple<Ledger> {
        let counts_years = policies
            .in_force(self.module, self.date)
            .is_some_and(|rules| rules.tax_months.is_none() && rules.tax_years.is_some());
        let applicant = match self.contribution {
            Some(row) if row.kind != kind => Fact::told(Ledger::default()),
            Some(row) if kind == ContributionKind::IncomeTax && counts_years => {
                Fact::told(yearly(&row, self.date))
            }
            Some(row) if kind == ContributionKind::IncomeTax && row.quarters => {
                Fact::told(quarterly(&row, self.date))
            }
            Some(row) => Fact::told(monthly(&row, self.date)),
            None if unnamed == Unnamed::Harmless => Fact::told(Ledger::default()),
            None => Fact::unknown(None),
        };
        Couple {
            applicant,
            spouse: None,
        }
    }
}

/// Ties that satisfy every rule.
const HARMLESS_TIES: Tongzhou = Tongzhou {
    hukou_months: LONG_ENOUGH,
    employed: true,
    contribution_months: LONG_ENOUGH,
};

struct Reading {
    unnamed: Unnamed,
}

impl Reading {
    fn fact<T>(&self, named: Option<T>, harmless: T) -> Fact<T> {
        match (named, self.unnamed) {
            (Some(value), _) => Fact::told(value),
            (None, Unnamed::Harmless) => Fact::told(harmless),
            (None, Unnamed::Unknown) => Fact::unknown(None),
        }
    }
}

fn count(ages: &[u8], test: impl Fn(u32) -> bool) -> u8 {
    let number = ages.iter().filter(|age| test(u32::from(**age))).count();
    u8::try_from(number).unwrap_or(u8::MAX)
}

/// Month records for a row that is known by its numbers only.
fn monthly(row: &ContributionRow, on: Day) -> Ledger {
    let last = Month::of(on).plus(match row.newest_month {
        NewestMonth::Posted => -1,
        NewestMonth::NotPostedYet => -2,
    });
    let length = row.months.min(LONGEST_ROW);
    let mut months = vec![MonthStatus::Paid; usize::from(length)];
    lay(&mut months.iter_mut().rev().collect::<Vec<_>>(), row);
    let ledger = Ledger::told(last.plus(1 - i32::from(length)), months, true);
    let waits = row.kind == ContributionKind::SocialInsurance
        && row.newest_month == NewestMonth::NotPostedYet;
    ledger.posted_through(waits.then_some(last))
}

/// The same for tax that is recorded in the last month of each quarter. For income from business
/// such a record covers its quarter, and the row ends with the last quarter that has ended; for
/// wages it is that of one month.
fn quarterly(row: &ContributionRow, on: Day) -> Ledger {
    let last = Month::of(on).plus(-1);
    if row.income == Income::Business {
        let ended = i32::from(last.number() % 3);
        let at = on.checked_sub_months(Months::new(ended.unsigned_abs()));
        return monthly(row, at.unwrap_or(on)).by_quarters();
    }
    let length = row.months.min(LONGEST_ROW);
    let first = last.plus(1 - i32::from(length));
    let mut months = vec![MonthStatus::Missing; usize::from(length)];
    let mut on_record: Vec<&mut MonthStatus> = months
        .iter_mut()
        .zip(0_i32..)
        .filter(|(_, offset)| first.plus(*offset).number().is_multiple_of(3))
        .map(|(month, _)| month)
        .collect();
    on_record.reverse();
    for month in &mut on_record {
        **month = MonthStatus::Paid;
    }
    lay(&mut on_record, row);
    Ledger::told(first, months, true)
}

/// Lays missing and late months among paid ones, newest first, in turns, so that they lie within
/// any window that the row fills.
fn lay(newest_first: &mut [&mut MonthStatus], row: &ContributionRow) {
    let length = newest_first.len();
    let even_first = (0..length).step_by(2).chain((1..length).step_by(2));
    for index in even_first.take(usize::from(row.missing)) {
        if let Some(month) = newest_first.get_mut(index) {
            **month = MonthStatus::Missing;
        }
    }
    let late = match (row.kind, row.back_paid_ground) {
        (ContributionKind::SocialInsurance, BackPaidGround::ChangeOfEmployer) => {
            MonthStatus::BackPaidAfterChange
        }
        _ => MonthStatus::BackPaid,
    };
    let mut left = row.back_paid;
    let odd_first = (1..length).step_by(2).chain((0..length).step_by(2));
    for index in odd_first {
        match newest_first.get_mut(index) {
            Some(month) if left > 0 && **month == MonthStatus::Paid => {
                **month = late;
                left -= 1;
            }
            _ => {}
        }
    }
}

/// One record in each of the last calendar years.
fn yearly(row: &ContributionRow, on: Day) -> Ledger {
    let years = i32::from(row.years_with_a_record.min(50));
    let this_month = Month::of(on);
    let this_year = this_month.plus(1 - i32::from(this_month.number()));
    let months = (0..years * 12)
        .map(|month| {
            if month % 12 == 5 {
                MonthStatus::Paid
            } else {
                MonthStatus::Missing
            }
        })
        .collect();
    Ledger::told(this_year.plus(-12 * years), months, false)
}
