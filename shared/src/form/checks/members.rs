//! Checks what every member of a household answers, and the spouse.

use super::checker::Checker;
use crate::document::{Document, DocumentFault, DocumentKind};
use crate::form::answers::Answers;
use crate::form::fields::Field;
use crate::form::person::Person;
use crate::household::{ADULT, age_on};
use crate::issue::IssueCode;
use crate::text::narrow;

pub(super) fn check_person(person: &Person, kinds: &[DocumentKind], check: &mut Checker<'_>) {
    check.text(Field::Name, person.name.as_deref(), true);
    if person
        .name
        .as_deref()
        .is_some_and(|name| !may_be_a_name(name))
    {
        check.fail(Field::Name, IssueCode::Characters);
    }
    match person.document_kind {
        None => check.fail(Field::DocumentKind, IssueCode::ChooseOne),
        Some(kind) if !kinds.contains(&kind) => {
            check.fail(Field::DocumentKind, IssueCode::DocumentKind)
        }
        Some(kind) => {
            let document = Document {
                kind,
                number: person.document_number.clone().unwrap_or_default(),
                nationality: person.passport_nationality(),
            };
            match document.check() {
                Ok(()) => {}
                Err(fault @ DocumentFault::Nationality) => {
                    check.fail(Field::Nationality, fault.into())
                }
                Err(fault) => check.fail(Field::DocumentNumber, fault.into()),
            }
            if let Err(fault) = document.check_citizen_number(person.citizen_number.as_deref()) {
                check.fail(Field::CitizenNumber, fault.into());
            }
        }
    }
    check.past_day(Field::Born, person.born, person.asks_birth_date());
    check.chosen(Field::Hukou, person.hukou);
}

/// Whether a text has letters, and none of the characters that no document has in a name. `@` stands
/// before another name of the same person, `/` in S/O, D/O, A/L, A/P ("son of", "daughter of").
fn may_be_a_name(text: &str) -> bool {
    let odd = |c: char| c.is_ascii_digit() || "<>#$%^&*=+_|\\".contains(c);
    text.chars().any(char::is_alphabetic) && !text.chars().map(narrow).any(odd)
}

/// The field that holds a person's date of birth: the number, or the field of its own.
pub(super) fn birth_field(person: &Person) -> Field {
    match person.document().and_then(|d| d.birth_date()) {
        Some(_) => person.number_field(),
        None => Field::Born,
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
    let documents = answers.documents();
    check_twice(&documents, &answers.spouse, "/spouse/document", &mut check);
}

/// Checks that nobody before this place among the [`Answers::documents`] has the document that is
/// there.
pub(super) fn check_twice(
    documents: &[(String, Document)],
    person: &Person,
    at: &str,
    check: &mut Checker<'_>,
) {
    let mut earlier = documents.iter().take_while(|(place, _)| place != at);
    let Some((_, document)) = documents.iter().find(|(place, _)| place == at) else {
        return;
    };
    if !document.number.is_empty() && earlier.any(|(_, other)| other == document) {
        check.fail(person.number_field(), IssueCode::DocumentTwice);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Chapter;
    use crate::form::tests::{complete, found, one, person};
    use crate::registry::MaritalStatus;
    use crate::values::Day;

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
    fn names_are_taken_as_documents_have_them() {
        let named = |name: &str| {
            let mut spouse = person("440524188001010014");
            spouse.name = Some(name.to_owned());
            found(&with_spouse(spouse), Chapter::Spouse)
        };
        for name in [
            "RAJ KUMAR S/O GOPAL",
            "SITI BINTE ALI @ SITI ALI",
            "LIM A/P TAN",
            "O’MARTIN, ANNE-MARIE (née ROUX)",
            "阿里木·买买提",
            "𠮷田",
        ] {
            assert_eq!(named(name), vec![], "{name}");
        }
        for name in ["李4", "李４", "@", "/", "·", "<b>", "a\\b"] {
            let expected = one("/spouse/name", IssueCode::Characters);
            assert_eq!(named(name), expected, "{name}");
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
