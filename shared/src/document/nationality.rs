//! The nationality of a foreigner, as the documents tell it.

use super::{Document, DocumentKind, fold, shape};

/// Whether a text is the code of another nationality than the Chinese one (ISO 3166-1 alpha-3),
/// as people write it.
#[must_use]
pub fn is_nationality(text: &str) -> bool {
    let code = fold(text);
    shape(&code, "AAA") && code != "CHN"
}

impl DocumentKind {
    /// Whether the holder is a foreigner, who has another nationality to tell.
    #[must_use]
    pub fn is_of_foreigners(self) -> bool {
        matches!(self, Self::ForeignPassport | Self::PermanentResidenceCard)
    }
}

impl Document {
    /// The nationality that the document tells: the one given with a passport, or the letters with
    /// which the number of a permanent-residence card of the old form begins.
    #[must_use]
    pub fn told_nationality(&self) -> Option<String> {
        let document = self.normalized();
        if document.kind != DocumentKind::PermanentResidenceCard {
            return document.nationality;
        }
        let letters = document.number.get(..3)?;
        is_nationality(letters).then(|| letters.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert!(is_nationality(" ｆra "));
        for text in ["", "FR", "FRAN", "F1A", "chn"] {
            assert!(!is_nationality(text), "{text}");
        }
    }
}
