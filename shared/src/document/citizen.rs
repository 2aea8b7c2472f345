//! The citizen's number (公民身份号码) beside a military document: soldiers and officers show a card
//! that names no citizen, and are citizens like everybody else.

use super::kind::DocumentKind;
use super::{Document, DocumentFault};

impl Document {
    /// The document of a citizen's number.
    #[must_use]
    pub fn of_citizen(number: &str) -> Self {
        Self {
            kind: DocumentKind::ResidentId,
            number: number.to_owned(),
            nationality: None,
        }
    }

    /// The document by which a person is known to the registries, and by which one person is told
    /// from another: the citizen's number where it is asked beside the document, the document
    /// itself otherwise. None while the number is missing.
    #[must_use]
    pub fn of_person(&self, citizen_number: Option<&str>) -> Option<Self> {
        if !self.kind.asks_citizen_number() {
            return Some(self.clone());
        }
        citizen_number
            .filter(|number| !number.trim().is_empty())
            .map(Self::of_citizen)
    }

    /// Checks the citizen's number beside this document: asked with a military one, and out of
    /// place with any other.
    ///
    /// # Errors
    /// What is wrong with the number.
    pub fn check_citizen_number(&self, number: Option<&str>) -> Result<(), DocumentFault> {
        let number = number.unwrap_or_default();
        if self.kind.asks_citizen_number() {
            Self::of_citizen(number).check()
        } else if number.trim().is_empty() {
            Ok(())
        } else {
            Err(DocumentFault::Form)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_soldier_is_known_by_the_citizens_number() {
        let card = Document {
            kind: DocumentKind::MilitaryId,
            number: "军字第1234567号".to_owned(),
            nationality: None,
        };
        let own = Document::of_citizen("11010519491231002X");
        assert_eq!(card.of_person(Some(&own.number)), Some(own.clone()));
        assert_eq!(card.of_person(Some(" ")), None);
        assert_eq!(card.of_person(None), None);
        assert_eq!(own.of_person(Some("x")), Some(own.clone()));
        assert_eq!(card.check_citizen_number(Some(&own.number)), Ok(()));
        for (number, fault) in [
            (None, DocumentFault::Empty),
            (Some("110105194912310021"), DocumentFault::CheckCharacter),
        ] {
            assert_eq!(card.check_citizen_number(number), Err(fault));
        }
        assert_eq!(own.check_citizen_number(None), Ok(()));
        let twice = own.check_citizen_number(Some(&own.number));
        assert_eq!(twice, Err(DocumentFault::Form));
    }
}
