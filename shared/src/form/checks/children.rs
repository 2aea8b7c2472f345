//! Checks the children, and asks for adult ones where they could matter.

use super::checker::Checker;
use super::members::{birth_field, check_person, check_twice};
use crate::document::DocumentKind;
use crate::form::answers::Answers;
use crate::form::fields::Field;
use crate::household::{ADULT, MOST_ENTRIES, age_on};
use crate::issue::IssueCode;
use crate::policy::Rules;

/// Whether it matters that there are adult children: the minor ones alone are too few for a further
/// home, and the notice does not say whether adult ones count beside them.
#[must_use]
pub fn asks_for_adult_children(answers: &Answers, rules: &Rules) -> bool {
    let raises = rules.multi_child_bonus.is_some_and(|set| set.value > 0);
    let enough = rules.multi_child_min.map(|set| usize::from(set.value));
    answers.has_children == Some(true)
        && raises
        && enough.is_some_and(|enough| (1..enough).contains(&answers.children.len()))
}

pub(super) fn check(answers: &Answers, check: &mut Checker<'_>) {
    check.chosen(Field::HasChildren, answers.has_children);
    if answers.has_children != Some(true) {
        return;
    }
    match answers.children.len() {
        0 => check.fail(Field::Children, IssueCode::AddOne),
        n if n > MOST_ENTRIES => check.fail(Field::Children, IssueCode::TooMany),
        _ => {}
    }
    let documents = answers.documents();
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
        let place = format!("/children/{i}/document");
        check_twice(&documents, person, &place, &mut check);
    }
    if check
        .rules
        .is_some_and(|rules| asks_for_adult_children(answers, rules))
    {
        check.chosen(Field::HasAdultChildren, answers.has_adult_children);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::tests::{complete, found, one, person};
    use crate::form::{Chapter, Child, Person};
    use crate::values::Day;

    fn with_child(child: Person) -> Answers {
        let mut answers = complete();
        answers.has_children = Some(true);
        answers.has_adult_children = Some(false);
        answers.children = vec![Child {
            id: "c".to_owned(),
            person: child,
        }];
        answers
    }

    #[test]
    fn children_are_minors_and_are_listed() {
        use IssueCode as C;
        let mut answers = complete();
        answers.has_children = Some(true);
        assert_eq!(
            found(&answers, Chapter::Children),
            one("/children", C::AddOne)
        );
        assert_eq!(
            found(&with_child(person("440524188001010014")), Chapter::Children),
            one("/children/0/document_number", C::NotMinor)
        );
        let mut child = person("E12345678");
        child.document_kind = Some(DocumentKind::ChinesePassport);
        for (born, expected) in [
            ("2008-11-20", Some(C::NotMinor)),
            ("2008-11-21", None),
            ("2026-11-20", None),
            ("2026-11-21", Some(C::InFuture)),
        ] {
            child.born = born.parse().ok();
            let expected = expected.map_or_else(Vec::new, |code| one("/children/0/born", code));
            assert_eq!(
                found(&with_child(child.clone()), Chapter::Children),
                expected
            );
        }
        child.born = Day::from_ymd_opt(2016, 5, 1);
        let mut one_child = with_child(child);
        one_child.has_adult_children = None;
        assert_eq!(
            found(&one_child, Chapter::Children),
            one("/has_adult_children", C::ChooseOne)
        );
        answers.children = vec![Child::default(); MOST_ENTRIES + 1];
        assert!(found(&answers, Chapter::Children).contains(&("/children".to_owned(), C::TooMany)));
    }
}
