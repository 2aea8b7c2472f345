//! Identity documents: kinds, forms, check characters, masking (formats as in GB 11643-1999 and
//! the notices of the issuing offices).

mod citizen;
mod kind;
mod masks;
mod nationality;
mod shape;

use serde::{Deserialize, Serialize};

use crate::text;
use crate::values::Day;

pub use kind::DocumentKind;
use masks::mask_number;
pub use masks::{mask_mobile, mask_name};
pub use nationality::{Nationality, find_nationality, nationalities, nationality_code};
use shape::shape;

/// A document that identifies a person. The number is kept as it was typed until
/// [`Document::normalized`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Document {
    /// The kind.
    pub kind: DocumentKind,
    /// The number.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "11010519491231002X", max_length = 40)
    )]
    pub number: String,
    /// The nationality, for foreign passports only: there it is part of what tells one person from
    /// another. The code of ISO 3166-1 (alpha-3), which is kept; the code or letter that the passport
    /// shows and the name of the country in Chinese or English are read as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "FRA", max_length = 200))]
    pub nationality: Option<String>,
}

/// What is wrong with a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentFault {
    /// The number is empty.
    Empty,
    /// The number does not have the form of its kind.
    Form,
    /// The date of birth within the number is not a day.
    BirthDate,
    /// The check character does not fit.
    CheckCharacter,
    /// A foreign passport needs the nationality.
    Nationality,
}

impl Document {
    /// A document as it is compared and stored: the number as [`text::code`] reads it, the nationality
    /// as its code.
    #[must_use]
    pub fn normalized(&self) -> Self {
        let number = text::code(&self.number);
        let nationality = self
            .nationality
            .as_deref()
            .filter(|_| self.kind == DocumentKind::ForeignPassport)
            .map(nationality_code)
            .filter(|n| !n.is_empty());
        Self {
            kind: self.kind,
            number,
            nationality,
        }
    }

    /// Checks form and check character.
    ///
    /// # Errors
    /// The first fault found.
    pub fn check(&self) -> Result<(), DocumentFault> {
        let doc = self.normalized();
        let number = doc.number.as_str();
        if number.is_empty() {
            return Err(DocumentFault::Empty);
        }
        let fits = match doc.kind {
            DocumentKind::ResidentId => {
                return if number.starts_with('9') {
                    Err(DocumentFault::Form)
                } else {
                    check_citizen_number(number)
                };
            }
            DocumentKind::HmtResidencePermit => {
                return if ["810000", "820000", "830000"]
                    .iter()
                    .any(|p| number.starts_with(p))
                {
                    check_citizen_number(number)
                } else {
                    Err(DocumentFault::Form)
                };
            }
            DocumentKind::PermanentResidenceCard if number.len() == 18 => {
                return if number.starts_with('9') {
                    check_citizen_number(number)
                } else {
                    Err(DocumentFault::Form)
                };
            }
            DocumentKind::PermanentResidenceCard => shape(number, "AAA############"),
            DocumentKind::HkMacaoTravelPermit => {
                number.starts_with(['H', 'M'])
                    && (shape(number, "A########") || shape(number, "A##########"))
            }
            DocumentKind::TaiwanTravelPermit => {
                shape(number, "########")
                    || shape(number, "##########")
                    || shape(number, "##########A")
            }
            DocumentKind::ChinesePassport => {
                (number.starts_with(['E', 'G']) && shape(number, "A########"))
                    || (number.starts_with('E') && shape(number, "AA#######"))
                    || (number.starts_with(['D', 'S', 'P'])
                        && (shape(number, "A#######")
                            || shape(number, "A########")
                            || shape(number, "AA#######")))
            }
            DocumentKind::ForeignPassport => {
                if doc
                    .nationality
                    .as_deref()
                    .and_then(find_nationality)
                    .is_none()
                {
                    return Err(DocumentFault::Nationality);
                }
                (5..=17).contains(&number.len())
                    && number.bytes().all(|b| b.is_ascii_alphanumeric())
            }
            DocumentKind::MilitaryId => {
                (4..=30).contains(&number.chars().count())
                    && number
                        .chars()
                        .all(|c| c.is_alphanumeric() || "-号第字()".contains(c))
            }
        };
        if fits {
            Ok(())
        } else {
            Err(DocumentFault::Form)
        }
    }

    /// The date of birth, where the number holds one.
    #[must_use]
    pub fn birth_date(&self) -> Option<Day> {
        let doc = self.normalized();
        let holds_it = matches!(
            doc.kind,
            DocumentKind::ResidentId
                | DocumentKind::HmtResidencePermit
                | DocumentKind::PermanentResidenceCard
        );
        (holds_it && doc.number.len() == 18)
            .then(|| birth_date_in(&doc.number))
            .flatten()
    }

    /// The nationality that the document tells: the one given with a passport, or the letters with
    /// which the number of a permanent-residence card of the old form begins.
    #[must_use]
    pub fn told_nationality(&self) -> Option<String> {
        let document = self.normalized();
        if document.kind != DocumentKind::PermanentResidenceCard {
            return document.nationality;
        }
        let letters = document.number.get(..3)?;
        find_nationality(letters).map(|known| known.code.to_owned())
    }

    /// The 15-digit number under which old records may hold the same person.
    #[must_use]
    pub fn old_number(&self) -> Option<String> {
        let doc = self.normalized();
        if doc.kind != DocumentKind::ResidentId || doc.number.len() != 18 {
            return None;
        }
        // The old form has no century: it exists for people born in the twentieth only.
        (doc.number.get(6..8)? == "19").then(|| {
            Some(format!(
                "{}{}",
                doc.number.get(..6)?,
                doc.number.get(8..17)?
            ))
        })?
    }

    /// The number with all but the first three and the last four characters hidden; of a short one
    /// at least half.
    #[must_use]
    pub fn masked_number(&self) -> String {
        mask_number(&self.normalized().number)
    }
}

fn birth_date_in(number: &str) -> Option<Day> {
    Day::parse_from_str(number.get(6..14)?, "%Y%m%d").ok()
}

fn check_citizen_number(number: &str) -> Result<(), DocumentFault> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECK: &[u8; 11] = b"10X98765432";
    let bytes = number.as_bytes();
    let (Some(body), Some(&last)) = (bytes.get(..17), bytes.get(17)) else {
        return Err(DocumentFault::Form);
    };
    if bytes.len() != 18
        || !body.iter().all(u8::is_ascii_digit)
        || !(last.is_ascii_digit() || last == b'X')
    {
        return Err(DocumentFault::Form);
    }
    if birth_date_in(number).is_none() {
        return Err(DocumentFault::BirthDate);
    }
    let sum: u32 = body
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    let expected = usize::try_from(sum % 11).ok().and_then(|i| CHECK.get(i));
    if expected == Some(&last) {
        Ok(())
    } else {
        Err(DocumentFault::CheckCharacter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(kind: DocumentKind, number: &str) -> Document {
        Document {
            kind,
            number: number.to_owned(),
            nationality: (kind == DocumentKind::ForeignPassport).then(|| "FRA".to_owned()),
        }
    }

    #[test]
    fn good_numbers_pass() {
        use DocumentKind as K;
        for (kind, number) in [
            (K::ResidentId, "11010519491231002X"),
            (K::ResidentId, " 11010519491231002x "),
            (K::ResidentId, "１１０１０５１９４９１２３１００２Ｘ"),
            (K::ResidentId, "440524188001010014"),
            (K::HmtResidencePermit, "810000199001010019"),
            (K::HmtResidencePermit, "820000198512310045"),
            (K::HmtResidencePermit, "830000199202290022"),
            (K::PermanentResidenceCard, "911840198506120015"),
            (K::PermanentResidenceCard, "FRA310185061201"),
            (K::HkMacaoTravelPermit, "H12345678"),
            (K::HkMacaoTravelPermit, "ｈ１２３４５６７８"),
            (K::HkMacaoTravelPermit, "M1234567890"),
            (K::TaiwanTravelPermit, "12345678"),
            (K::TaiwanTravelPermit, "1234567890B"),
            (K::ChinesePassport, "E12345678"),
            (K::ChinesePassport, "EA1234567"),
            (K::ForeignPassport, "12AB34567"),
            (K::MilitaryId, "军字第1234567号"),
        ] {
            assert_eq!(document(kind, number).check(), Ok(()), "{number}");
        }
    }

    #[test]
    fn each_fault_is_named() {
        use DocumentFault as F;
        use DocumentKind as K;
        for (kind, number, fault) in [
            (K::ResidentId, "", F::Empty),
            (K::ResidentId, "110105194912310021", F::CheckCharacter),
            (K::ResidentId, "110105194913310021", F::BirthDate),
            (K::ResidentId, "911840198506120015", F::Form),
            (K::ResidentId, "١10105194912310021", F::Form),
            (K::HmtResidencePermit, "11010519491231002X", F::Form),
            (K::HkMacaoTravelPermit, "T12345678", F::Form),
            (K::ForeignPassport, "1234", F::Form),
            (K::MilitaryId, "abc", F::Form),
        ] {
            assert_eq!(document(kind, number).check(), Err(fault), "{number}");
        }
        let mut stateless = document(K::ForeignPassport, "12AB34567");
        stateless.nationality = None;
        assert_eq!(stateless.check(), Err(F::Nationality));
    }

    #[test]
    fn what_is_shown_hides_the_middle() {
        let doc = document(DocumentKind::ResidentId, "11010519491231002X");
        assert_eq!(doc.masked_number(), "110***********002X");
        assert_eq!(doc.old_number().as_deref(), Some("110105491231002"));
        assert_eq!(doc.birth_date(), Day::from_ymd_opt(1949, 12, 31));
    }

    #[test]
    fn a_passport_and_an_old_card_tell_the_nationality() {
        use DocumentKind as K;
        for (kind, number, told) in [
            (K::ForeignPassport, "12AB34567", Some("DEU")),
            (K::PermanentResidenceCard, "fra310185061201", Some("FRA")),
            (K::PermanentResidenceCard, "911840198506120015", None),
            (K::ResidentId, "11010519491231002X", None),
        ] {
            let document = Document {
                kind,
                number: number.to_owned(),
                nationality: Some("deu".to_owned()),
            };
            assert_eq!(document.told_nationality().as_deref(), told, "{number}");
        }
    }
}
