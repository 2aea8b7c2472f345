//! Checks what is to be bought.

use super::checker::Checker;
use crate::form::answers::Answers;
use crate::form::fields::Field;
use crate::form::target::needs_no_check;
use crate::issue::IssueCode;

pub(super) fn check(answers: &Answers, check: &mut Checker<'_>) {
    let target = &answers.target;
    check.chosen(Field::Transfer, target.transfer);
    if check
        .rules
        .is_some_and(|rules| needs_no_check(target, rules))
    {
        check.fail(Field::Transfer, IssueCode::NotCheckedGift);
    }
    check.chosen(Field::Place, target.place);
    check.chosen(Field::HomeKind, target.kind);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::target::Target;
    use crate::form::tests::{complete, found, one};
    use crate::form::{Chapter, issues};
    use crate::policy::Policies;
    use crate::purchase::{Module, Transfer};
    use crate::values::Day;

    #[test]
    fn each_question_has_to_be_answered() {
        let mut answers = complete();
        answers.target = Target {
            address: Some("东".repeat(201)),
            ..Target::default()
        };
        assert_eq!(
            found(&answers, Chapter::Target),
            [
                ("/target/transfer".to_owned(), IssueCode::ChooseOne),
                ("/target/place".to_owned(), IssueCode::ChooseOne),
                ("/target/kind".to_owned(), IssueCode::ChooseOne),
                ("/target/address".to_owned(), IssueCode::TooLong),
            ]
        );
    }

    #[test]
    fn a_gift_to_a_child_needs_no_check_from_that_day_on() {
        let mut answers = complete();
        answers.target.transfer = Some(Transfer::GiftParentToAdultChild);
        assert_eq!(
            found(&answers, Chapter::Target),
            one("/target/transfer", IssueCode::NotCheckedGift)
        );
        let before = Day::from_ymd_opt(2026, 8, 7).unwrap();
        let policies = Policies::builtin();
        assert_eq!(
            issues(
                Module::Residential,
                &answers,
                Chapter::Target,
                before,
                policies
            ),
            vec![]
        );
    }
}
