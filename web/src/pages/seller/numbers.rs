//! The two numbers of a check in the form in which they are sent. What cannot be one is told at its field:
//! the platform would take it for a wrong try, and count it.

use shared::document::{Document, DocumentKind};
use shared::issue::IssueCode;
use shared::text::{code, is_dash};

/// What the number of a certificate begins with.
const PREFIX: &str = "AJ";
/// The characters behind it; none of them is easily taken for another.
const CHARACTERS: &str = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Any nationality: a seller does not type it, and it makes no difference to the form of a number.
const ANY_NATIONALITY: &str = "FRA";

/// The number of a certificate as it is printed, however it was typed: `AJ-7KQ2-M9XW-4T8D`.
///
/// # Errors
/// It is empty, or no certificate can have it.
pub(super) fn certificate(typed: &str) -> Result<String, IssueCode> {
    let typed = code(typed);
    let typed: String = typed.chars().filter(|c| !is_dash(*c)).collect();
    if typed.is_empty() {
        return Err(IssueCode::Required);
    }
    let own = typed.strip_prefix(PREFIX);
    let own = own.filter(|own| own.len() == 12 && own.chars().all(|c| CHARACTERS.contains(c)));
    let groups = own.and_then(|own| Some((own.get(..4)?, own.get(4..8)?, own.get(8..)?)));
    let (one, two, three) = groups.ok_or(IssueCode::DocumentForm)?;
    Ok(format!("{PREFIX}-{one}-{two}-{three}"))
}

/// The number of an identity document of whichever kind, without blanks, narrow and in capitals.
///
/// # Errors
/// It is empty, no document can have it, or it does not fit its own check character.
pub(super) fn document(typed: &str) -> Result<String, IssueCode> {
    let number = code(typed);
    if number.is_empty() {
        return Err(IssueCode::Required);
    }
    let check = |kind| {
        let nationality = Some(ANY_NATIONALITY.to_owned());
        let number = number.clone();
        Document {
            kind,
            number,
            nationality,
        }
        .check()
    };
    if is_like_citizens(&number) {
        let kind = if number.starts_with('9') {
            DocumentKind::PermanentResidenceCard
        } else {
            DocumentKind::ResidentId
        };
        check(kind)?;
    } else if !DocumentKind::ALL
        .into_iter()
        .any(|kind| check(kind).is_ok())
    {
        return Err(IssueCode::DocumentForm);
    }
    Ok(number)
}

/// Whether it is meant as a citizen's number, perhaps with a digit too many or too few: no passport has as
/// many digits.
fn is_like_citizens(number: &str) -> bool {
    let digits = number.strip_suffix('X').unwrap_or(number);
    (15..=20).contains(&number.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
}
