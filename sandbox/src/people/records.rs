//! What the six registries hold of a person, seen from the day of the question.

use serde::Serialize;
use serde_json::Value;
use shared::document::Document;
use shared::registry::{
    CivilAffairsRecord, Contribution, ContributionRecord, Divorce, Estate, Hukou, Income,
    MaritalStatus, Payment, Period, PermitsRecord, PopulationRecord, PropertyRecord, Registry,
    Stay, WorkResidencePermit,
};
use shared::values::{Day, Month};

use super::format::{ContributionsEntry, EstateEntry};
use super::{Member, People};

/// The record of one registry as JSON; `None` where it cannot be written.
pub(crate) fn record(
    people: &People,
    member: &Member,
    registry: Registry,
    on: Day,
) -> Option<Value> {
    fn json(record: impl Serialize) -> Option<Value> {
        serde_json::to_value(record).ok()
    }
    match registry {
        Registry::Population => json(population(people, member, on)),
        Registry::CivilAffairs => json(civil_affairs(people, member, on)),
        Registry::SocialInsurance => {
            json(contributions(member.entry.social_insurance.as_ref(), on))
        }
        Registry::Tax => json(contributions(member.entry.tax.as_ref(), on)),
        Registry::Property => json(property(member, on)),
        Registry::Permits => json(permits(member, on)),
    }
}

fn population(people: &People, member: &Member, on: Day) -> PopulationRecord {
    let entry = &member.entry;
    PopulationRecord {
        name: entry
            .name_on_record
            .clone()
            .unwrap_or_else(|| entry.name.clone()),
        born: member.born,
        hukou: entry.hukou.as_ref().map(|hukou| Hukou {
            kind: hukou.kind,
            district: hukou.district.clone(),
            since: hukou.since.map(|since| since.seen_from(on)),
        }),
        residence_permit_valid_to: entry.residence_permit.map(|day| day.seen_from(on)),
        stay: entry.stay.as_ref().map(|stay| Stay {
            in_mainland: stay.in_mainland,
            lodging_registered: stay.lodging_registered,
            permit: stay.permit,
            working_since: stay.working_since.map(|since| since.seen_from(on)),
        }),
        parents: entry
            .parents
            .iter()
            .filter_map(|key| document_of(people, key))
            .collect(),
    }
}

fn document_of(people: &People, key: &str) -> Option<Document> {
    people.member(key).map(|member| member.document.clone())
}

fn civil_affairs(people: &People, member: &Member, on: Day) -> CivilAffairsRecord {
    let marital = &member.entry.marital;
    let since = marital.since.map(|since| since.seen_from(on));
    let divorces = match (marital.status, since) {
        (MaritalStatus::Divorced, Some(date)) => vec![Divorce {
            date,
            filed_on: marital.filed_on.map(|day| day.seen_from(on)),
        }],
        _ => Vec::new(),
    };
    CivilAffairsRecord {
        status: marital.status,
        since,
        spouse: marital
            .spouse
            .as_deref()
            .and_then(|key| document_of(people, key)),
        divorces,
    }
}

fn contributions(row: Option<&ContributionsEntry>, on: Day) -> ContributionRecord {
    let Some(row) = row else {
        return ContributionRecord::default();
    };
    let this_month = Month::of(on);
    let begins = |offset: i32| {
        let month = this_month.plus(offset);
        // Quarters are those of the calendar, and on record once they have ended.
        !row.quarterly || (month.number() % 3 == 1 && offset + 2 <= row.paid.last)
    };
    let contributions = (row.paid.first..=row.paid.last)
        .filter(|offset| !row.missing.contains(offset) && begins(*offset))
        .map(|offset| Contribution {
            month: this_month.plus(offset),
            period: if row.quarterly {
                Period::Quarter
            } else {
                Period::Month
            },
            payment: if row.back_paid.contains(&offset) {
                Payment::BackPaid
            } else if row.zero.contains(&offset) {
                Payment::Zero
            } else {
                Payment::Paid
            },
            ground: None,
            income: if row.quarterly {
                Income::Business
            } else {
                Income::Wages
            },
            payer: row
                .payers
                .range(..=offset)
                .next_back()
                .map(|(_, payer)| payer.clone()),
            district: row.district.clone(),
        })
        .collect();
    ContributionRecord {
        contributions,
        posted_through: row.posted_through.map(|offset| this_month.plus(offset)),
    }
}

fn property(member: &Member, on: Day) -> PropertyRecord {
    // The registry finds the files under the new number and under the old one of 15 digits; a
    // file under the old number is out of reach for a person who never had one.
    let reachable =
        |estate: &&EstateEntry| !estate.under_old_number || member.document.old_number().is_some();
    let estates = |entries: &[EstateEntry]| -> Vec<Estate> {
        entries
            .iter()
            .filter(reachable)
            .map(|entry| estate(entry, on))
            .collect()
    };
    PropertyRecord {
        homes: estates(&member.entry.homes),
        commercial_units: estates(&member.entry.commercial_units),
        former_family_homes: member.entry.former_family_homes,
    }
}

fn estate(entry: &EstateEntry, on: Day) -> Estate {
    Estate {
        zone: entry.zone,
        district: entry.district.clone(),
        address: entry.address.clone(),
        certificate: entry.certificate.clone(),
        single_storey: entry.single_storey,
        acquired: entry.acquired.seen_from(on),
        registered: entry.certificate.is_some(),
        disposed: entry.disposed.map(|day| day.seen_from(on)),
    }
}

fn permits(member: &Member, on: Day) -> PermitsRecord {
    let permits = &member.entry.permits;
    let permit = permits.work_residence_permit.clone().zip(permits.valid_to);
    PermitsRecord {
        work_residence_permit: permit.map(|(number, valid_to)| WorkResidencePermit {
            number,
            valid_to: valid_to.seen_from(on),
        }),
        stationed_in_beijing: permits.stationed_in_beijing,
        overseas_chinese_certified: permits.overseas_chinese_certified,
        talent_certified: permits.talent_certified,
    }
}
