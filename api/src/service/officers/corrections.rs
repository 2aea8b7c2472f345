//! What an officer corrects in the house records of a case.

use shared::application::{CorrectedTo, Correction, HouseKind, HouseRecord, NewCorrection};
use shared::issue::{Issue, IssueCode};
use shared::values::Day;

use crate::error::{Error, Result};

/// The corrections of a dispute that is granted, each with the record as it stands.
///
/// # Errors
/// There is none, a record is not there or named twice, or it cannot be corrected to that: not to a
/// day before it began, or after the day of the application, `on`.
pub(super) fn of_records(
    records: &[HouseRecord],
    new: &[NewCorrection],
    (on, today): (Day, Day),
) -> Result<Vec<Correction>> {
    if new.is_empty() {
        return Err(refused("/corrections", IssueCode::AddOne));
    }
    let mut corrections: Vec<Correction> = Vec::new();
    for (index, NewCorrection { place, to }) in new.iter().enumerate() {
        let at = format!("/corrections/{index}");
        let record = records.iter().find(|record| record.place == *place);
        let record = record.filter(|record| corrections.iter().all(|c| c.record != **record));
        let Some(record) = record else {
            return Err(refused(&format!("{at}/place"), IssueCode::NotAValue));
        };
        let is_sale = record.kind == HouseKind::UnitSale;
        let day = match to {
            CorrectedTo::NotHeld if !is_sale => None,
            CorrectedTo::TransferredOn { day } if !is_sale => Some(*day),
            CorrectedTo::FirstSoldOn { day } if is_sale => Some(*day),
            CorrectedTo::NotHeld
            | CorrectedTo::TransferredOn { .. }
            | CorrectedTo::FirstSoldOn { .. } => {
                return Err(refused(&format!("{at}/to"), IssueCode::NotAValue));
            }
        };
        if day.is_some_and(|day| day > today) {
            return Err(refused(&format!("{at}/to/day"), IssueCode::InFuture));
        }
        // What was transferred after the application was held on its day.
        let too_late = day.is_some_and(|day| day > on);
        let too_early = !is_sale
            && record
                .since
                .zip(day)
                .is_some_and(|(since, day)| day < since);
        if too_late || too_early {
            return Err(refused(&format!("{at}/to/day"), IssueCode::OutOfRange));
        }
        corrections.push(Correction {
            record: record.clone(),
            to: *to,
        });
    }
    Ok(corrections)
}

/// Where there is nothing to correct.
///
/// # Errors
/// Something is corrected all the same.
pub(super) fn none(new: &[NewCorrection]) -> Result<Vec<Correction>> {
    if new.is_empty() {
        return Ok(Vec::new());
    }
    Err(refused("/corrections", IssueCode::NotTogether))
}

fn refused(pointer: &str, code: IssueCode) -> Error {
    Error::invalid_answers(vec![Issue {
        pointer: pointer.to_owned(),
        code,
    }])
}
