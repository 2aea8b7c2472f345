//! The documents of synthetic people: numbers are computed, so that the date of birth and the
//! check character (GB 11643-1999) always agree.

use shared::document::{Document, DocumentKind};
use shared::values::Day;

use super::format::DocumentEntry;

/// The document of an entry, for a person born that day.
pub(super) fn resolve(entry: &DocumentEntry, born: Day) -> Result<Document, String> {
    let number = match (&entry.area, entry.sequence, &entry.number) {
        (Some(area), Some(sequence), None) => computed(area, born, sequence)
            .ok_or_else(|| format!("area {area:?} and sequence {sequence} give no number"))?,
        (None, None, Some(number)) => number.clone(),
        _ => return Err("a document has either area and sequence or a number".to_owned()),
    };
    let document = Document {
        kind: entry.kind,
        number,
        nationality: entry
            .nationality
            .clone()
            .filter(|_| entry.kind == DocumentKind::ForeignPassport),
    };
    if document.normalized() != document {
        return Err("the number is not in its normal form".to_owned());
    }
    document
        .check()
        .map_err(|fault| format!("the document is not valid: {fault:?}"))?;
    let within = document.birth_date();
    if document.kind != DocumentKind::MilitaryId && within.is_some_and(|day| day != born) {
        return Err("the number holds another date of birth".to_owned());
    }
    Ok(document)
}

/// Area, date of birth, sequence, check character.
fn computed(area: &str, born: Day, sequence: u16) -> Option<String> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let body = format!("{area}{}{sequence:03}", born.format("%Y%m%d"));
    if body.len() != WEIGHTS.len() {
        return None;
    }
    let mut sum = 0;
    for (digit, weight) in body.chars().zip(WEIGHTS) {
        sum += digit.to_digit(10)? * weight;
    }
    let check = "10X98765432".chars().nth(usize::try_from(sum % 11).ok()?)?;
    Some(format!("{body}{check}"))
}
