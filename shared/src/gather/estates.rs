//! Homes and commercial units: counted once each, whoever of the household holds them.

use super::members::{Members, of};
use crate::policy::facts::{Fact, Homes, SingleStoreyHouse};
use crate::registry::{Estate, PropertyRecord, Registry};
use crate::text::record_key;
use crate::values::{Day, Zone};

/// The first day of the first rule (R-2010-05-01): homes bought since then are new purchases.
fn first_rule() -> Day {
    Day::from_ymd_opt(2010, 5, 1).unwrap_or_default()
}

impl Members<'_> {
    /// Homes of both spouses and the minor children: signed ones count, disposed ones do not, a
    /// share counts as one.
    pub(super) fn homes(&self) -> Fact<Homes> {
        self.estates(|record| &record.homes).map(|estates| {
            let mut homes = Homes::default();
            for estate in estates {
                if estate.single_storey {
                    homes.single_storey.push(SingleStoreyHouse {
                        zone: estate.zone,
                        acquired: estate.acquired,
                    });
                    continue;
                }
                let counted = &mut homes.always;
                counted.add(estate.zone);
                if estate.acquired >= first_rule() {
                    counted.newly_bought = counted.newly_bought.saturating_add(1);
                }
            }
            homes
        })
    }

    /// Commercial units, which matter to a person who buys one.
    pub(super) fn commercial_units(&self) -> Fact<u8> {
        self.estates(|record| &record.commercial_units)
            .map(|estates| u8::try_from(estates.len()).unwrap_or(u8::MAX))
    }

    /// How many homes the former family had at the applicant's newest divorce, or the spouse's.
    pub(super) fn former_family_homes(&self) -> Fact<u8> {
        let told = self
            .adult_replies(Registry::Property, |r| r.property.as_ref())
            .map(|fact| fact.map(|record| record.and_then(|r| r.former_family_homes)))
            .reduce(|one, other| match (one.value, other.value) {
                (None, _) => one,
                (_, None) => other,
                (Some(a), Some(b)) => {
                    if b > a {
                        other
                    } else {
                        one
                    }
                }
            });
        told.map_or(Fact::unknown(Some(Registry::Property)), |fact| Fact {
            value: fact.value.flatten(),
            source: fact.source,
            at: fact.at,
        })
    }

    /// What the household holds on the day, each estate once. A child who is an adult by now is no
    /// part of it.
    fn estates(&self, pick: impl Fn(&PropertyRecord) -> &Vec<Estate>) -> Fact<Vec<&Estate>> {
        let mut all = Fact {
            value: Some(Vec::<&Estate>::new()),
            source: Some(Registry::Property),
            at: None,
        };
        let mut seen = Vec::<Marks>::new();
        let minors = self
            .children
            .iter()
            .filter(|(_, _, replies)| self.is_adult(*replies) != Some(true));
        for (_, _, replies) in self.adults.iter().chain(minors) {
            let told = of(
                Registry::Property,
                replies.and_then(|r| r.property.as_ref()),
            );
            all.at = all.at.max(told.at);
            let Some(record) = told.value else {
                all.value = None;
                continue;
            };
            let held = record.map(|r| pick(r).as_slice()).unwrap_or_default();
            if let Some(known) = &mut all.value {
                for estate in held
                    .iter()
                    .filter(|e| e.disposed.is_none_or(|day| day > self.on))
                {
                    let marks = Marks::of(estate);
                    if !seen.iter().any(|other| other.are_of_the_same_as(&marks)) {
                        known.push(estate);
                        seen.push(marks);
                    }
                }
            }
        }
        all
    }
}

/// By what a home is known on several records.
struct Marks {
    certificate: Option<String>,
    zone: Zone,
    address: String,
}

impl Marks {
    fn of(estate: &Estate) -> Self {
        let certificate = estate.certificate.as_deref().map(record_key);
        Self {
            certificate: certificate.filter(|key| !key.is_empty()),
            zone: estate.zone,
            address: record_key(&estate.address),
        }
    }

    /// By certificate where both have one, otherwise by address.
    fn are_of_the_same_as(&self, other: &Self) -> bool {
        match (&self.certificate, &other.certificate) {
            (Some(one), Some(other)) => one == other,
            _ => self.zone == other.zone && self.address == other.address,
        }
    }
}
