//! The members of a household: what is asked of everybody and of the spouse.

use serde::{Deserialize, Serialize};

use super::{Answers, Checker};
use crate::document::{Document, DocumentFault, DocumentKind};
use crate::household::{ADULT, age_on};
use crate::issue::IssueCode;
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
    /// The nationality (ISO 3166-1 alpha-3): part of a foreign passport, and asked of a foreign
    /// applicant with a permanent-residence card.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nationality: Option<String>,
    /// The date of birth, where the number does not hold it.
    #[serde(skip_serializing_if = "Option::is_none")]
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
    fn passport_nationality(&self) -> Option<String> {
        let of_passport = self.document_kind == Some(DocumentKind::ForeignPassport);
        self.nationality.clone().filter(|_| of_passport)
    }

    /// The field of the number by which the person is known.
    #[must_use]
    pub fn number_field(&self) -> &'static str {
        if self.asks_citizen_number() {
            "citizen_number"
        } else {
            "document_number"
        }
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
        self.nationality = self.passport_nationality();
        if !self.asks_citizen_number() {
            self.citizen_number = None;
        }
    }
}

pub(super) fn check_person(person: &Person, kinds: &[DocumentKind], check: &mut Checker<'_>) {
    check.text("name", person.name.as_deref(), true);
    if let Some(name) = &person.name
        && name
            .chars()
            .any(|c| c.is_ascii_digit() || "<>@#$%^&*=+_|\\/".contains(c))
    {
        check.fail("name", IssueCode::Characters);
    }
    match person.document_kind {
        None => check.fail("document_kind", IssueCode::ChooseOne),
        Some(kind) if !kinds.contains(&kind) => {
            check.fail("document_kind", IssueCode::DocumentKind)
        }
        Some(kind) => {
            let document = Document {
                kind,
                number: person.document_number.clone().unwrap_or_default(),
                nationality: person.passport_nationality(),
            };
            match document.check() {
                Ok(()) => {}
                Err(fault @ DocumentFault::Nationality) => check.fail("nationality", fault.into()),
                Err(fault) => check.fail("document_number", fault.into()),
            }
            if let Err(fault) = document.check_citizen_number(person.citizen_number.as_deref()) {
                check.fail("citizen_number", fault.into());
            }
        }
    }
    check.past_day("born", person.born, person.asks_birth_date());
    check.chosen("hukou", person.hukou);
}

/// The field that holds a person's date of birth: the number, or the field of its own.
pub(super) fn birth_field(person: &Person) -> &'static str {
    match person.document().and_then(|d| d.birth_date()) {
        Some(_) => person.number_field(),
        None => "born",
    }
}

/// Who is no adult cannot submit. The rules have no answer for them: a household is decided by its
/// adults, and a minor is part of the parents' one.
pub(super) fn check_adult(person: &Person, check: &mut Checker<'_>) {
    let age = person.birth_date().map(|born| age_on(born, check.today));
    if age.is_some_and(|age| age.is_none_or(|age| age < ADULT)) {
        check.fail(birth_field(person), IssueCode::NotAdult);
    }
}

pub(super) fn check_spouse(answers: &Answers, check: &mut Checker<'_>) {
    let mut check = check.within("spouse");
    check_person(&answers.spouse, &DocumentKind::ALL, &mut check);
    check_adult(&answers.spouse, &mut check);
    check_twice(answers, &answers.spouse, "/spouse/document", &mut check);
}

pub(super) fn check_twice(answers: &Answers, person: &Person, at: &str, check: &mut Checker<'_>) {
    let Some(document) = person.document().map(|d| d.normalized()) else {
        return;
    };
    let earlier = answers
        .documents()
        .into_iter()
        .take_while(|(place, _)| place != at)
        .any(|(_, other)| other == document);
    if earlier && !document.number.is_empty() {
        check.fail(person.number_field(), IssueCode::DocumentTwice);
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::form::Chapter;
    use crate::form::tests::{complete, found, one};
    use crate::registry::MaritalStatus;

    pub(crate) fn person(number: &str) -> Person {
        Person {
            name: Some("李晓".to_owned()),
            document_kind: Some(DocumentKind::ResidentId),
            document_number: Some(number.to_owned()),
            hukou: Some(HukouClaim::Elsewhere),
            ..Person::default()
        }
    }

    fn with_spouse(spouse: Person) -> Answers {
        let mut answers = complete();
        answers.applicant.marital_status = Some(MaritalStatus::Married);
        answers.applicant.marital_since = Day::from_ymd_opt(1990, 5, 20);
        answers.spouse = spouse;
        answers
    }

    #[test]
    fn each_fault_of_a_person_has_its_field_and_code() {
        use IssueCode as C;
        let change = |f: &dyn Fn(&mut Person)| {
            let mut spouse = person("440524188001010014");
            f(&mut spouse);
            found(&with_spouse(spouse), Chapter::Spouse)
        };
        let number =
            |text: &'static str| move |p: &mut Person| p.document_number = Some(text.to_owned());
        assert_eq!(change(&|_| {}), vec![]);
        for (found, pointer, code) in [
            (change(&|p| p.name = None), "name", C::Required),
            (
                change(&|p| p.name = Some("李 4".into())),
                "name",
                C::Characters,
            ),
            (
                change(&|p| p.document_kind = None),
                "document_kind",
                C::ChooseOne,
            ),
            (change(&number("")), "document_number", C::Required),
            (change(&number("4405")), "document_number", C::DocumentForm),
            (
                change(&number("440524188013010014")),
                "document_number",
                C::DocumentBirthDate,
            ),
            (
                change(&number("440524188001010015")),
                "document_number",
                C::DocumentCheck,
            ),
            // The applicant's own number.
            (
                change(&number("11010519491231002x")),
                "document_number",
                C::DocumentTwice,
            ),
            (change(&|p| p.hukou = None), "hukou", C::ChooseOne),
        ] {
            assert_eq!(found, one(&format!("/spouse/{pointer}"), code));
        }
    }

    #[test]
    fn a_passport_asks_for_birth_and_nationality_but_no_hukou() {
        use IssueCode as C;
        let mut spouse = person("12AB34567");
        spouse.document_kind = Some(DocumentKind::ForeignPassport);
        spouse.hukou = None;
        assert_eq!(
            found(&with_spouse(spouse.clone()), Chapter::Spouse),
            [
                ("/spouse/nationality".to_owned(), C::Nationality),
                ("/spouse/born".to_owned(), C::Required),
            ]
        );
        spouse.nationality = Some("fra".to_owned());
        for (born, code) in [
            ("1899-12-31", C::TooEarly),
            ("2027-01-01", C::InFuture),
            ("2008-11-21", C::NotAdult),
        ] {
            spouse.born = born.parse().ok();
            assert_eq!(
                found(&with_spouse(spouse.clone()), Chapter::Spouse),
                one("/spouse/born", code)
            );
        }
        spouse.born = "2008-11-20".parse().ok();
        assert_eq!(found(&with_spouse(spouse), Chapter::Spouse), vec![]);
    }
}
