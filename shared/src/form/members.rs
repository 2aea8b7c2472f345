//! The members of a household: what is asked of everybody, of the spouse and of each child.

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::{Answers, Category, Checker, IssueCode, MOST_ENTRIES};
use crate::document::{Document, DocumentFault, DocumentKind};
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
    /// The nationality (ISO 3166-1 alpha-3), with a foreign passport.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nationality: Option<String>,
    /// The date of birth, where the number does not hold it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub born: Option<Day>,
    /// The hukou.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hukou: Option<HukouClaim>,
}

/// A minor child.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Child {
    /// A key that stays with the entry, unique within the form.
    #[cfg_attr(feature = "openapi", schema(max_length = 40))]
    pub id: String,
    /// The child.
    #[serde(flatten)]
    pub person: Person,
}

impl Person {
    /// The document, once kind and number are given.
    #[must_use]
    pub fn document(&self) -> Option<Document> {
        let number = self.document_number.clone()?;
        Some(Document {
            kind: self.document_kind?,
            number,
            nationality: self.nationality.clone(),
        })
    }

    /// The date of birth: from the number where it holds one, otherwise as given.
    #[must_use]
    pub fn birth_date(&self) -> Option<Day> {
        self.document()
            .and_then(|document| document.birth_date())
            .or(self.born)
    }
}

/// The age in completed years on a day; nobody has an age before birth.
#[must_use]
pub fn age_on(born: Day, on: Day) -> Option<u32> {
    let years = on.year() - born.year();
    let had_birthday = (on.month(), on.day()) >= (born.month(), born.day());
    u32::try_from(if had_birthday { years } else { years - 1 }).ok()
}

/// The age at which a person is an adult (Civil Code, article 17).
pub const ADULT: u32 = 18;

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
                nationality: person.nationality.clone(),
            };
            match document.check() {
                Ok(()) => {}
                Err(DocumentFault::Empty) => check.fail("document_number", IssueCode::Required),
                Err(DocumentFault::Form) => check.fail("document_number", IssueCode::DocumentForm),
                Err(DocumentFault::BirthDate) => {
                    check.fail("document_number", IssueCode::DocumentBirthDate);
                }
                Err(DocumentFault::CheckCharacter) => {
                    check.fail("document_number", IssueCode::DocumentCheck);
                }
                Err(DocumentFault::Nationality) => {
                    check.fail("nationality", IssueCode::Nationality);
                }
            }
        }
    }
    let in_number = person.document().and_then(|d| d.birth_date());
    check.past_day(
        "born",
        person.born,
        in_number.is_none() && person.document_kind.is_some(),
    );
    if let (Some(told), Some(read)) = (person.born, in_number)
        && told != read
    {
        check.fail("born", IssueCode::BirthDateDisagrees);
    }
    check.chosen("hukou", person.hukou);
}

/// The field that holds a person's date of birth: the number, or the field of its own.
fn birth_field(person: &Person) -> &'static str {
    match person.document().and_then(|d| d.birth_date()) {
        Some(_) => "document_number",
        None => "born",
    }
}

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
    let nobody_local = [answers.applicant.person.hukou, answers.spouse.hukou]
        .iter()
        .all(|hukou| hukou.is_some_and(|h| h != HukouClaim::Beijing));
    if answers.category == Some(Category::Local) && nobody_local {
        check.fail("hukou", IssueCode::HukouMismatch);
    }
}

pub(super) fn check_children(answers: &Answers, check: &mut Checker<'_>) {
    check.chosen("has_children", answers.has_children);
    if answers.has_children != Some(true) {
        return;
    }
    match answers.children.len() {
        0 => check.fail("children", IssueCode::AddOne),
        n if n > MOST_ENTRIES => check.fail("children", IssueCode::TooMany),
        _ => {}
    }
    for (i, child) in answers.children.iter().enumerate() {
        let mut check = check.within(&format!("children/{i}"));
        let person = &child.person;
        check_person(person, &DocumentKind::ALL, &mut check);
        let age = person
            .birth_date()
            .and_then(|born| age_on(born, check.today));
        if age.is_some_and(|age| age >= ADULT) {
            check.fail(birth_field(person), IssueCode::NotMinor);
        }
        if person.birth_date().is_some_and(|born| born > check.today) {
            check.fail(birth_field(person), IssueCode::InFuture);
        }
        check_twice(
            answers,
            person,
            &format!("/children/{i}/document"),
            &mut check,
        );
    }
}

fn check_twice(answers: &Answers, person: &Person, at: &str, check: &mut Checker<'_>) {
    let Some(document) = person.document().map(|d| d.normalized()) else {
        return;
    };
    let earlier = answers
        .documents()
        .into_iter()
        .take_while(|(place, _)| place != at)
        .any(|(_, other)| other == document);
    if earlier && !document.number.is_empty() {
        check.fail("document_number", IssueCode::DocumentTwice);
    }
}
