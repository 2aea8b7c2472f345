//! What ties a household to Tongzhou: hukou, employment, consecutive contributions there.

use super::members::{Members, of};
use crate::policy::facts::ledger::Ledger;
use crate::policy::facts::months::MonthStatus;
use crate::policy::facts::{Fact, Tongzhou};
use crate::registry::{ContributionRecord, HukouKind, PopulationRecord, Registry};
use crate::values::{Month, completed_months};

/// The district's name in the registries' records.
const DISTRICT: &str = "tongzhou";

impl Members<'_> {
    /// The strongest ties of either spouse; not known while a registry that could tell is silent.
    pub(super) fn tongzhou(&self) -> Fact<Tongzhou> {
        let mut ties = Fact {
            value: Some(Tongzhou::default()),
            source: Some(Registry::Population),
            at: None,
        };
        for (_, _, replies) in &self.adults {
            let population = of(
                Registry::Population,
                replies.and_then(|r| r.population.as_ref()),
            );
            let insurance = of(
                Registry::SocialInsurance,
                replies.and_then(|r| r.social_insurance.as_ref()),
            );
            let tax = of(Registry::Tax, replies.and_then(|r| r.tax.as_ref()));
            ties.at = ties.at.max(population.at).max(insurance.at).max(tax.at);
            let one = match (population.value, insurance.value, tax.value) {
                (Some(person), Some(insurance), Some(tax)) => {
                    Some(self.ties_of(person, insurance, tax))
                }
                _ => None,
            };
            ties.value = ties.value.zip(one).map(|(a, b)| Tongzhou {
                hukou_months: a.hukou_months.max(b.hukou_months),
                employed: a.employed || b.employed,
                contribution_months: a.contribution_months.max(b.contribution_months),
            });
        }
        ties
    }

    fn ties_of(
        &self,
        person: Option<&PopulationRecord>,
        insurance: Option<&ContributionRecord>,
        tax: Option<&ContributionRecord>,
    ) -> Tongzhou {
        let hukou = person
            .and_then(|record| record.hukou.as_ref())
            .filter(|h| h.kind == HukouKind::Beijing && h.district.as_deref() == Some(DISTRICT));
        // A registration without a day is one of today: it proves no time.
        let hukou_months = hukou.map_or(0, |h| {
            h.since
                .map_or(1, |since| completed_months(since, self.on).max(1))
        });
        let row =
            |record: Option<&ContributionRecord>| record.map_or(0, |record| self.row_there(record));
        let by_insurance = row(insurance);
        Tongzhou {
            hukou_months,
            employed: by_insurance > 0,
            contribution_months: by_insurance.max(row(tax)),
        }
    }

    /// Consecutive months up to the one before the application that were paid there.
    fn row_there(&self, record: &ContributionRecord) -> u16 {
        // A month that is not posted yet breaks no row.
        let last = Month::of(self.on).plus(-1);
        let last = record
            .posted_through
            .map_or(last, |posted| posted.min(last));
        let ledger = Ledger::within(&record.contributions, last, |c| {
            c.district.as_deref() == Some(DISTRICT)
        });
        (0_u16..600)
            .take_while(|back| match ledger.status(last.plus(-i32::from(*back))) {
                MonthStatus::Paid | MonthStatus::BackPaidAfterChange | MonthStatus::BackPaid => {
                    true
                }
                MonthStatus::Zero | MonthStatus::Missing | MonthStatus::NotPosted => false,
            })
            .fold(0, |row, _| row + 1)
    }
}
