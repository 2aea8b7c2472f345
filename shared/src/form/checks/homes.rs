//! Checks the homes that a household declares.

use super::checker::Checker;
use crate::form::answers::Answers;
use crate::form::fields::Field;
use crate::household::MOST_ENTRIES;
use crate::issue::IssueCode;

pub(super) fn check(answers: &Answers, check: &mut Checker<'_>) {
    check.chosen(Field::HasHomes, answers.has_homes);
    if answers.has_homes != Some(true) {
        return;
    }
    match answers.homes.len() {
        0 => check.fail(Field::Homes, IssueCode::AddOne),
        n if n > MOST_ENTRIES => check.fail(Field::Homes, IssueCode::TooMany),
        _ => {}
    }
    for (i, home) in answers.homes.iter().enumerate() {
        let mut check = check.within(&format!("homes/{i}"));
        check.text(Field::HomeAddress, home.address.as_deref(), true);
        check.chosen(Field::HomeZone, home.zone);
        check.text(Field::HomeCertificate, home.certificate.as_deref(), false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::tests::{complete, found, one};
    use crate::form::{Chapter, DeclaredHome};
    use crate::values::Zone;

    #[test]
    fn whoever_has_homes_lists_them() {
        let mut answers = complete();
        answers.has_homes = None;
        assert_eq!(
            found(&answers, Chapter::Homes),
            one("/has_homes", IssueCode::ChooseOne)
        );
        answers.has_homes = Some(true);
        assert_eq!(
            found(&answers, Chapter::Homes),
            one("/homes", IssueCode::AddOne)
        );
        answers.homes = vec![DeclaredHome {
            certificate: Some("京".repeat(201)),
            ..DeclaredHome::default()
        }];
        assert_eq!(
            found(&answers, Chapter::Homes),
            [
                ("/homes/0/address".to_owned(), IssueCode::Required),
                ("/homes/0/zone".to_owned(), IssueCode::ChooseOne),
                ("/homes/0/certificate".to_owned(), IssueCode::TooLong),
            ]
        );
        let home = DeclaredHome {
            address: Some("北京市丰台区示例里 3 号楼".to_owned()),
            zone: Some(Zone::InsideFifthRing),
            ..DeclaredHome::default()
        };
        answers.homes = vec![home; MOST_ENTRIES + 1];
        assert_eq!(
            found(&answers, Chapter::Homes),
            one("/homes", IssueCode::TooMany)
        );
    }
}
