//! What is asked of every member of a household.

use serde::{Deserialize, Serialize};

use crate::document::{Document, DocumentKind, nationality_code};
use crate::values::Day;

/// Where a person says to be registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum HukouClaim {
    /// Beijing.
    Beijing,
    /// A Beijing school's collective hukou.
    BeijingStudentCollective,
    /// Another place in the mainland.
    Elsewhere,
    /// None: from outside the mainland.
    NoHukou,
}

/// What is asked of every member of a household.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// The name as on the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The kind of document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_kind: Option<DocumentKind>,
    /// The number of the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
    /// The citizen's number, with a military document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citizen_number: Option<String>,
    /// The nationality: part of a foreign passport, and asked of a foreign applicant with a
    /// permanent-residence card. Read like that of a [`Document`]; submitted, it is the code of
    /// ISO 3166-1 (alpha-3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nationality: Option<String>,
    /// The date of birth, where the number does not hold it.
    #[serde(
        deserialize_with = "crate::values::read_day",
        skip_serializing_if = "Option::is_none"
    )]
    pub born: Option<Day>,
    /// The hukou.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hukou: Option<HukouClaim>,
}

impl Person {
    /// The document by which the person is known: that of the citizen's number where a military
    /// one is shown, so that a soldier is one person. None until kind and number are given; without
    /// the citizen's number (applications from before it was asked) it is the military one.
    #[must_use]
    pub fn document(&self) -> Option<Document> {
        let shown = self.shown_document()?;
        let known_by = shown.of_person(self.citizen_number.as_deref());
        Some(known_by.unwrap_or(shown))
    }

    /// The document that the person shows, once kind and number are given.
    #[must_use]
    pub fn shown_document(&self) -> Option<Document> {
        let number = self.document_number.clone()?;
        Some(Document {
            kind: self.document_kind?,
            number,
            nationality: self.passport_nationality(),
        })
    }

    /// The nationality as part of the document, which it is of a passport only: nobody is looked up
    /// or told from others by the nationality that stands beside a card.
    pub(super) fn passport_nationality(&self) -> Option<String> {
        let of_passport = self.document_kind == Some(DocumentKind::ForeignPassport);
        self.nationality.clone().filter(|_| of_passport)
    }

    /// Whether the citizen's number is asked beside the document.
    #[must_use]
    pub fn asks_citizen_number(&self) -> bool {
        self.document_kind
            .is_some_and(DocumentKind::asks_citizen_number)
    }

    /// The date of birth: from the number where it holds one, otherwise as given.
    #[must_use]
    pub fn birth_date(&self) -> Option<Day> {
        self.document()
            .and_then(|document| document.birth_date())
            .or(self.born)
    }

    /// Whether the document, once its kind is known, leaves the date of birth to be asked.
    #[must_use]
    pub fn asks_birth_date(&self) -> bool {
        self.document_kind.is_some_and(|kind| match kind {
            // With a military document the citizen's number holds it.
            DocumentKind::ResidentId
            | DocumentKind::HmtResidencePermit
            | DocumentKind::MilitaryId => false,
            // Cards since 2023-12-01 hold it in their 18 characters, older ones do not.
            DocumentKind::PermanentResidenceCard => self
                .document()
                .is_none_or(|document| document.normalized().number.len() != 18),
            DocumentKind::HkMacaoTravelPermit
            | DocumentKind::TaiwanTravelPermit
            | DocumentKind::ChinesePassport
            | DocumentKind::ForeignPassport => true,
        })
    }

    /// Whether a holder of this kind of document can have a hukou.
    #[must_use]
    pub fn asks_hukou(&self) -> bool {
        self.document_kind.is_none_or(|kind| match kind {
            DocumentKind::ResidentId | DocumentKind::ChinesePassport | DocumentKind::MilitaryId => {
                true
            }
            DocumentKind::HmtResidencePermit
            | DocumentKind::HkMacaoTravelPermit
            | DocumentKind::TaiwanTravelPermit
            | DocumentKind::ForeignPassport
            | DocumentKind::PermanentResidenceCard => false,
        })
    }

    /// Drops what the kind of document does not ask.
    pub(super) fn keep_only(&mut self) {
        if !self.asks_birth_date() {
            self.born = None;
        }
        if !self.asks_hukou() {
            self.hukou = Some(HukouClaim::NoHukou);
        }
        self.nationality = self.passport_nationality().as_deref().map(nationality_code);
        if !self.asks_citizen_number() {
            self.citizen_number = None;
        }
    }
}
