//! The code under which a legal person or another organisation is registered in China
//! (统一社会信用代码, GB 32100-2015).

use core::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::code;

/// The characters of a code, by their values: without I, O, S, V and Z, which are taken for digits.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// How many characters a code has, with the one that checks the others.
const LENGTH: usize = 18;
/// What the weight of a place is multiplied with for the next one (GB 32100-2015, 5).
const STEP: usize = 3;

/// The code of an organisation: 18 characters, the last of which fits the others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganizationCode(String);

/// What is wrong with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrganizationFault {
    /// It has another length, or characters that no code has.
    Form,
    /// The last character does not fit the others.
    CheckCharacter,
}

impl OrganizationCode {
    /// Reads a code as somebody writes it: blanks, width and case do not matter.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str) -> Result<Self, OrganizationFault> {
        let text = code(text);
        let values: Option<Vec<usize>> = text.bytes().map(value).collect();
        let values = values.filter(|values| values.len() == LENGTH);
        let values = values.ok_or(OrganizationFault::Form)?;
        // The place where it is registered is a number: behind the office and the kind, six digits.
        let has_place = values.iter().skip(2).take(6).all(|value| *value < 10);
        let (last, body) = values.split_last().ok_or(OrganizationFault::Form)?;
        if !has_place {
            return Err(OrganizationFault::Form);
        }
        if check_value(body) == *last {
            Ok(Self(text))
        } else {
            Err(OrganizationFault::CheckCharacter)
        }
    }

    /// The code, in capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn value(character: u8) -> Option<usize> {
    ALPHABET.iter().position(|known| *known == character)
}

/// The value of the character that fits the others.
fn check_value(body: &[usize]) -> usize {
    let base = ALPHABET.len();
    let (sum, _) = body.iter().fold((0, 1), |(sum, weight), value| {
        ((sum + value * weight) % base, weight * STEP % base)
    });
    (base - sum) % base
}

impl fmt::Display for OrganizationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for OrganizationCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for OrganizationCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let code = Self::read(&text).ok();
        code.ok_or_else(|| serde::de::Error::custom("not the code of an organisation"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of the standard itself, of organisations that everybody can look up, and of the sandbox.
    const CODES: [&str; 7] = [
        "91350100M000100Y43",
        "914403001922038216",
        "91110000802100433B",
        "91440300708461136T",
        "91110105MA01ANJ06N",
        "91110106MA02KFT03Y",
        "91110108MA03QNY005",
    ];

    #[test]
    fn codes_that_were_given_are_read() {
        for text in CODES {
            assert_eq!(OrganizationCode::read(text).unwrap().as_str(), text);
        }
        for spelling in [
            "91350100m000100y43",
            " 91350100 M000100Y 43 ",
            "９１３５０１００Ｍ０００１００Ｙ４３",
        ] {
            let code = OrganizationCode::read(spelling).unwrap();
            assert_eq!(code.as_str(), "91350100M000100Y43");
        }
    }

    #[test]
    fn no_other_character_fits_in_any_place() {
        for text in CODES {
            for place in 0..LENGTH {
                for other in ALPHABET {
                    let mut slip = text.as_bytes().to_vec();
                    if slip[place] == *other {
                        continue;
                    }
                    slip[place] = *other;
                    let slip = String::from_utf8(slip).unwrap();
                    assert!(OrganizationCode::read(&slip).is_err(), "{slip}");
                }
            }
        }
    }

    #[test]
    fn two_neighbours_do_not_change_places() {
        for text in CODES {
            for place in 0..LENGTH - 1 {
                let mut slip = text.as_bytes().to_vec();
                slip.swap(place, place + 1);
                let slip = String::from_utf8(slip).unwrap();
                assert!(slip == text || OrganizationCode::read(&slip).is_err());
            }
        }
    }

    #[test]
    fn what_is_no_code_is_told_from_a_slip() {
        for text in [
            "",
            "91350100M000100Y4",
            "91350100M000100Y433",
            "91350100M000100I43",
            "9135010AM000100Y43",
            "9135-0100-M000100Y43",
            "9135010０M0001é0Y43",
        ] {
            let fault = OrganizationCode::read(text).unwrap_err();
            assert_eq!(fault, OrganizationFault::Form, "{text}");
        }
        let fault = OrganizationCode::read("91350100M000100Y44").unwrap_err();
        assert_eq!(fault, OrganizationFault::CheckCharacter);
    }
}
