//! Homes and commercial units: counted once each, whoever of the household holds them.

use super::members::{Members, of};
use crate::application::HouseRecord;
use crate::household::Who;
use crate::policy::facts::{Fact, Homes, SingleStoreyHouse};
use crate::registry::{Estate, PersonReplies, PropertyRecord, Registry};
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

    /// What the household holds on the day, each estate once; not known while somebody's record is not.
    fn estates(&self, pick: impl Fn(&PropertyRecord) -> &Vec<Estate>) -> Fact<Vec<&Estate>> {
        let mut known = Fact {
            value: Some(()),
            source: Some(Registry::Property),
            at: None,
        };
        for (_, replies) in self.counted() {
            let told = of(
                Registry::Property,
                replies.and_then(|r| r.property.as_ref()),
            );
            known.at = known.at.max(told.at);
            if told.value.is_none() {
                known.value = None;
            }
        }
        known.map(|()| {
            let held = self.held(pick).into_iter();
            held.map(|held| held.estate).collect()
        })
    }

    /// The same with everybody on whose record each stands, of those whose records are known.
    pub(super) fn held(&self, pick: impl Fn(&PropertyRecord) -> &Vec<Estate>) -> Vec<Held<'_>> {
        let mut found = Vec::<(Held<'_>, Marks)>::new();
        for (who, replies) in self.counted() {
            let reply = replies.and_then(|r| r.property.as_ref());
            let Some(record) = reply.and_then(|reply| reply.record.as_ref()) else {
                continue;
            };
            let held = pick(record)
                .iter()
                .filter(|e| e.disposed.is_none_or(|day| day > self.on));
            for estate in held {
                let marks = Marks::of(estate);
                let same = found
                    .iter_mut()
                    .find(|(_, other)| other.are_of_the_same_as(&marks));
                match same {
                    Some((held, _)) if held.holders.contains(&who) => {}
                    Some((held, _)) => held.holders.push(who),
                    None => {
                        let holders = vec![who];
                        found.push((Held { estate, holders }, marks));
                    }
                }
            }
        }
        found.into_iter().map(|(held, _)| held).collect()
    }

    /// Whose estates count. A child who is an adult by now is no part of the household.
    fn counted(&self) -> impl Iterator<Item = (Who, Option<&PersonReplies>)> {
        let minors = self
            .children
            .iter()
            .filter(|(_, _, replies)| self.is_adult(*replies) != Some(true));
        let people = self.adults.iter().chain(minors);
        people.map(|(who, _, replies)| (*who, *replies))
    }
}

/// An estate that the household holds.
pub(super) struct Held<'a> {
    /// As the first record has it.
    pub(super) estate: &'a Estate,
    /// On whose records it stands.
    pub(super) holders: Vec<Who>,
}

/// By what a home is known on several records.
pub(super) struct Marks {
    certificate: Option<String>,
    zone: Zone,
    address: String,
}

impl Marks {
    pub(super) fn of(estate: &Estate) -> Self {
        Self::new(estate.certificate.as_deref(), estate.zone, &estate.address)
    }

    /// The marks of a record that is told in full.
    pub(super) fn of_record(record: &HouseRecord) -> Option<Self> {
        let (zone, address) = (record.zone?, record.address.as_deref()?);
        Some(Self::new(record.certificate.as_deref(), zone, address))
    }

    fn new(certificate: Option<&str>, zone: Zone, address: &str) -> Self {
        let certificate = certificate.map(record_key);
        Self {
            certificate: certificate.filter(|key| !key.is_empty()),
            zone,
            address: record_key(address),
        }
    }

    /// By certificate where both have one, otherwise by address.
    pub(super) fn are_of_the_same_as(&self, other: &Self) -> bool {
        match (&self.certificate, &other.certificate) {
            (Some(one), Some(other)) => one == other,
            _ => self.zone == other.zone && self.address == other.address,
        }
    }
}
