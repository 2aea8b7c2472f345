//! Whether people and marriage are as on record, and how many children are minors.

use super::members::{Members, of};
use crate::document::Document;
use crate::form::Person;
use crate::household::{ADULT, Category, Who, age_on};
use crate::policy::facts::{Fact, Identity, Marriage};
use crate::registry::{
    CivilAffairsRecord, MaritalStatus, PersonReplies, PopulationRecord, Registry,
};
use crate::text::same_name;

impl Members<'_> {
    pub(super) fn identity(&self) -> Fact<Identity> {
        let registry = Registry::Population;
        let everybody = self.adults.iter().chain(&self.children);
        let people = u8::try_from(self.adults.len() + self.children.len()).unwrap_or(u8::MAX);
        let mut result = Fact::unknown(Some(registry));
        let mut silent = false;
        for (who, person, replies) in everybody {
            let Some(reply) = replies.and_then(|r| r.population.as_ref()) else {
                silent = true;
                continue;
            };
            let agrees = reply.record.as_ref().is_some_and(|record| {
                self.is_as_on_record(person, record)
                    && (!self.is_minor_child(*who, *replies) || self.is_parent(record))
            });
            if !agrees {
                let identity = Identity {
                    people,
                    differs: Some(*who),
                };
                return Fact::known(identity, registry, reply.at);
            }
            result.at = result.at.max(Some(reply.at));
        }
        if !silent {
            result.value = Some(Identity {
                people,
                differs: None,
            });
        }
        result
    }

    fn is_as_on_record(&self, person: &Person, record: &PopulationRecord) -> bool {
        let name = person.name.as_deref().unwrap_or_default();
        let born = person.birth_date();
        same_name(name, &record.name) && born.is_none_or(|day| day == record.born)
    }

    /// Whether the record of a child names the applicant or the spouse as a parent.
    fn is_parent(&self, child: &PopulationRecord) -> bool {
        self.adults
            .iter()
            .filter_map(|(_, person, _)| person.document())
            .any(|document| {
                child
                    .parents
                    .iter()
                    .any(|parent| is_same(parent, &document))
            })
    }

    /// Whether the rules take a person for a minor child, whose parents are on record.
    fn is_minor_child(&self, who: Who, replies: Option<&PersonReplies>) -> bool {
        matches!(who, Who::Child(_)) && self.is_adult(replies) == Some(false)
    }

    pub(super) fn marriage(&self) -> Fact<Marriage> {
        let claimed = self.answers.applicant.marital_status;
        let spouse = self.answers.spouse.document();
        let reply = self.replies.applicant.civil_affairs.as_ref();
        let from_abroad = matches!(
            self.answers.category,
            Some(Category::HongKongMacaoTaiwanOverseasChinese | Category::Foreign)
        );
        // The record of the claimed spouse must not contradict the applicant's.
        let applicant = self.answers.applicant.person.document();
        let other = self.replies.spouse.as_ref();
        let other = other.and_then(|replies| replies.civil_affairs.as_ref()?.record.as_ref());
        let married = claimed == Some(MaritalStatus::Married);
        let confirmed = other.map(|record| {
            record.status == MaritalStatus::Married && is_spouse(record, applicant.as_ref())
        });
        let contradicted = married && confirmed == Some(false);
        let on_record = of(Registry::CivilAffairs, reply);
        let nothing = on_record.value.is_some_and(|record| record.is_none());
        if married && from_abroad && nothing && confirmed.is_none() {
            // A marriage concluded abroad is on nobody's record. That somebody is named as the
            // spouse proves nothing, and nothing is asked about them: a person decides.
            return Fact::unknown(Some(Registry::CivilAffairs));
        }
        on_record.map(|record| match record {
            Some(record) => Marriage {
                agrees: !contradicted
                    && claimed == Some(record.status)
                    && (record.status != MaritalStatus::Married
                        || is_spouse(record, spouse.as_ref())),
                status: record.status,
            },
            // Somebody who was never married in the mainland is not on record there.
            None => Marriage {
                agrees: claimed == Some(MaritalStatus::Single) || (from_abroad && !contradicted),
                status: claimed
                    .filter(|_| from_abroad)
                    .unwrap_or(MaritalStatus::Single),
            },
        })
    }

    /// Whether a child is an adult by the population registry; one whom it does not know is not.
    pub(super) fn is_adult(&self, replies: Option<&PersonReplies>) -> Option<bool> {
        let reply = replies.and_then(|r| r.population.as_ref())?;
        let age = reply.record.as_ref().and_then(|r| age_on(r.born, self.on));
        Some(age.is_some_and(|age| age >= ADULT))
    }

    /// Children under 18 by the population registry; one whom it does not know counts for nothing.
    pub(super) fn minor_children(&self) -> Fact<u8> {
        let registry = Registry::Population;
        let none = Fact {
            value: Some(0_u8),
            source: (!self.children.is_empty()).then_some(registry),
            at: None,
        };
        let children = self.children.iter();
        children.fold(none, |sum, (_, _, replies)| {
            let child = of(registry, replies.and_then(|r| r.population.as_ref()));
            let is_minor = self.is_adult(*replies).map(|adult| {
                !adult
                    && child
                        .value
                        .flatten()
                        .is_some_and(|record| record.born <= self.on)
            });
            Fact {
                value: sum
                    .value
                    .zip(is_minor)
                    .map(|(n, one)| n.saturating_add(one.into())),
                source: sum.source,
                at: sum.at.max(child.at),
            }
        })
    }

    /// Children whom the household names and who are adults by now, and one where it tells of
    /// others.
    pub(super) fn adult_children(&self) -> u8 {
        let adults = self
            .children
            .iter()
            .filter(|(_, _, replies)| self.is_adult(*replies) == Some(true));
        let others = usize::from(self.answers.has_adult_children == Some(true));
        u8::try_from(adults.count() + others).unwrap_or(u8::MAX)
    }
}

fn is_spouse(record: &CivilAffairsRecord, claimed: Option<&Document>) -> bool {
    record
        .spouse
        .as_ref()
        .zip(claimed)
        .is_some_and(|(on_record, claimed)| is_same(on_record, claimed))
}

/// Whether two documents are the same, an old record's 15-digit number included.
fn is_same(on_record: &Document, claimed: &Document) -> bool {
    let (on_record, claimed) = (on_record.normalized(), claimed.normalized());
    on_record.number == claimed.number || claimed.old_number().as_deref() == Some(&on_record.number)
}
