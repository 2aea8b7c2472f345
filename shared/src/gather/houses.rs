//! The house records of a household as such, and what officers corrected in them.

use std::collections::HashSet;

use super::estates::{Held, Marks};
use super::members::Members;
use crate::application::{CorrectedTo, Correction, HouseKind, HouseRecord};
use crate::form::Answers;
use crate::household::Who;
use crate::purchase::Module;
use crate::registry::{Estate, PropertyRecord, Replies};
use crate::values::Day;

/// The house records that a decision on an application rests on: what the household holds on the day,
/// each once with everybody on whose record it stands, and for a commercial unit when it was first
/// sold. In one order whenever it is asked for.
#[must_use]
pub fn house_records(
    module: Module,
    answers: &Answers,
    replies: &Replies,
    on: Day,
) -> Vec<HouseRecord> {
    let answers = answers.effective(module);
    let members = Members::new(&answers, replies, on);
    let homes = members.held(|record| &record.homes);
    let homes = homes.into_iter().map(|held| {
        let kind = if held.estate.single_storey {
            HouseKind::SingleStoreyHouse
        } else {
            HouseKind::Home
        };
        record(kind, held)
    });
    let mut records: Vec<HouseRecord> = homes.collect();
    if module == Module::Commercial {
        let units = members.held(|record| &record.commercial_units);
        let units = units.into_iter();
        records.extend(units.map(|held| record(HouseKind::CommercialUnit, held)));
        let unit = replies.unit.as_ref().and_then(|unit| unit.record.as_ref());
        records.extend(unit.map(|unit| HouseRecord {
            place: 0,
            kind: HouseKind::UnitSale,
            holders: Vec::new(),
            zone: None,
            district: unit.district.clone(),
            address: answers.unit.location.clone(),
            certificate: answers.unit.certificate_number().map(ToOwned::to_owned),
            since: unit.first_sold,
            is_registered: true,
        }));
    }
    for (place, record) in (1..=u8::MAX).zip(&mut records) {
        record.place = place;
    }
    records.truncate(usize::from(u8::MAX));
    records
}

fn record(kind: HouseKind, held: Held<'_>) -> HouseRecord {
    let estate = held.estate;
    HouseRecord {
        place: 0,
        kind,
        holders: held.holders,
        zone: Some(estate.zone),
        district: estate.district.clone(),
        address: Some(estate.address.clone()),
        certificate: estate.certificate.clone(),
        since: Some(estate.acquired),
        is_registered: estate.registered,
    }
}

/// What the registries said, with what officers corrected in it. A record that the registry has
/// corrected by itself meanwhile is not there to be corrected.
#[must_use]
pub fn corrected(replies: &Replies, corrections: &[Correction]) -> Replies {
    let mut replies = replies.clone();
    for correction in corrections {
        let record = &correction.record;
        let pick = match record.kind {
            HouseKind::Home | HouseKind::SingleStoreyHouse => homes,
            HouseKind::CommercialUnit => commercial_units,
            HouseKind::UnitSale => {
                let unit = replies.unit.as_mut().and_then(|unit| unit.record.as_mut());
                if let (Some(unit), CorrectedTo::FirstSoldOn { day }) = (unit, correction.to) {
                    unit.first_sold = Some(day);
                }
                continue;
            }
        };
        let Some(marks) = Marks::of_record(record) else {
            continue;
        };
        let holders: HashSet<Who> = record.holders.iter().copied().collect();
        let children = (1..=u8::MAX).map(Who::Child).zip(&mut replies.children);
        let spouse = replies.spouse.as_mut().map(|spouse| (Who::Spouse, spouse));
        let people = std::iter::once((Who::Applicant, &mut replies.applicant));
        let people = people.chain(spouse).chain(children);
        for (_, person) in people.filter(|(who, _)| holders.contains(who)) {
            let property = person.property.as_mut();
            if let Some(property) = property.and_then(|reply| reply.record.as_mut()) {
                correct(pick(property), &marks, record.since, correction.to);
            }
        }
    }
    replies
}

fn homes(record: &mut PropertyRecord) -> &mut Vec<Estate> {
    &mut record.homes
}

fn commercial_units(record: &mut PropertyRecord) -> &mut Vec<Estate> {
    &mut record.commercial_units
}

/// Corrects a holding; one of the same estate that began later is another holding.
fn correct(estates: &mut Vec<Estate>, marks: &Marks, since: Option<Day>, to: CorrectedTo) {
    let is_it = |estate: &Estate| {
        let began = since.is_none_or(|since| estate.acquired <= since);
        began && Marks::of(estate).are_of_the_same_as(marks)
    };
    match to {
        CorrectedTo::NotHeld => estates.retain(|estate| !is_it(estate)),
        CorrectedTo::TransferredOn { day } => {
            for estate in estates.iter_mut().filter(|estate| is_it(estate)) {
                estate.disposed = Some(day);
            }
        }
        CorrectedTo::FirstSoldOn { .. } => {}
    }
}
