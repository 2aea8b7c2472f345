//! Checks the applicant: person, marriage, contact.

use super::checker::Checker;
use super::grounds;
use super::members::{check_adult, check_person};
use crate::document::DocumentKind;
use crate::form::answers::Answers;
use crate::form::applicant::{Applicant, MOBILE_DIGITS};
use crate::form::fields::Field;
use crate::form::filler::FilledBy;
use crate::household::Category;
use crate::issue::IssueCode;
use crate::purchase::Module;
use crate::registry::MaritalStatus;

pub(super) fn check(answers: &Answers, check: &mut Checker<'_>) {
    let applicant = &answers.applicant;
    let kinds = answers
        .category
        .map_or(DocumentKind::ALL.as_slice(), Category::applicant_documents);
    let mut check = check.within("applicant");
    check_person(&applicant.person, kinds, &mut check);
    check_adult(&applicant.person, &mut check);
    if check.module == Module::Residential {
        marriage(answers, &mut check);
    }
    grounds::check(answers, &mut check);
    contact(applicant, &mut check);
}

fn marriage(answers: &Answers, check: &mut Checker<'_>) {
    let applicant = &answers.applicant;
    let status = applicant.marital_status;
    check.chosen(Field::MaritalStatus, status);
    if answers.filler.who == Some(FilledBy::FamilyMember)
        && status.is_some_and(|s| s != MaritalStatus::Married)
    {
        check.fail(Field::MaritalStatus, IssueCode::FillerNeedsSpouse);
    }
    if status.is_some_and(|s| s != MaritalStatus::Single) {
        check.past_day(Field::MaritalSince, applicant.marital_since, true);
        let born = applicant.person.birth_date();
        if applicant
            .marital_since
            .zip(born)
            .is_some_and(|(since, born)| since <= born)
        {
            check.fail(Field::MaritalSince, IssueCode::BeforeBirth);
        }
    }
}

pub(super) fn contact(applicant: &Applicant, check: &mut Checker<'_>) {
    let mobile = applicant
        .mobile
        .as_deref()
        .map(str::trim)
        .unwrap_or_default();
    if mobile.is_empty() {
        check.fail(Field::Mobile, IssueCode::Required);
    } else if !(mobile.len() == MOBILE_DIGITS
        && mobile.starts_with('1')
        && mobile.bytes().all(|b| b.is_ascii_digit()))
    {
        check.fail(Field::Mobile, IssueCode::Mobile);
    }
    let email = applicant
        .email
        .as_deref()
        .map(str::trim)
        .unwrap_or_default();
    if !email.is_empty() {
        let good = email.len() <= 254
            && !email.chars().any(|c| c.is_whitespace() || c.is_control())
            && email.split_once('@').is_some_and(|(user, host)| {
                !user.is_empty()
                    && !host.contains('@')
                    && host.split('.').count() > 1
                    && host.split('.').all(|part| !part.is_empty())
            });
        if !good {
            check.fail(Field::Email, IssueCode::Email);
        }
    }
    check.text(
        Field::PostalAddress,
        applicant.postal_address.as_deref(),
        true,
    );
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::form::Chapter;
    use crate::form::applicant::mobile_number;
    use crate::form::tests::{complete, found};
    use IssueCode as C;

    /// What is wrong with the applicant after a change to a complete form.
    pub(crate) fn after(change: impl FnOnce(&mut Answers)) -> Vec<(String, IssueCode)> {
        let mut answers = complete();
        change(&mut answers);
        found(&answers, Chapter::Applicant)
    }

    pub(crate) fn at(expected: &[(&str, IssueCode)]) -> Vec<(String, IssueCode)> {
        let full = |(field, code): &(&str, IssueCode)| (format!("/applicant/{field}"), *code);
        expected.iter().map(full).collect()
    }

    #[test]
    fn marriage_and_its_day_agree() {
        let status = |status, since: &str| {
            after(|a| {
                a.applicant.marital_status = status;
                a.applicant.marital_since = since.parse().ok();
            })
        };
        let since = |code| at(&[("marital_since", code)]);
        assert_eq!(status(None, ""), at(&[("marital_status", C::ChooseOne)]));
        let married = Some(MaritalStatus::Married);
        assert_eq!(status(married, ""), since(C::Required));
        assert_eq!(status(married, "2026-11-21"), since(C::InFuture));
        assert_eq!(status(married, "1949-12-31"), since(C::BeforeBirth));
        assert_eq!(status(married, "2018-05-20"), vec![]);
        assert_eq!(status(Some(MaritalStatus::Single), "2026-11-21"), vec![]);
    }

    #[test]
    fn a_family_member_fills_in_for_a_married_applicant() {
        let found = after(|a| a.filler.who = Some(FilledBy::FamilyMember));
        assert_eq!(found, at(&[("marital_status", C::FillerNeedsSpouse)]));
    }

    #[test]
    fn contact_is_checked() {
        let mobile = |text: &str| after(|a| a.applicant.mobile = Some(text.to_owned()));
        assert_eq!(mobile(" "), at(&[("mobile", C::Required)]));
        assert_eq!(mobile("1380000000"), at(&[("mobile", C::Mobile)]));
        assert_eq!(mobile("23800000000"), at(&[("mobile", C::Mobile)]));
        for typed in [
            "138 0000-0000",
            "+86 138 0000 0000",
            "0086-13800000000",
            "86 13800000000",
            "１３８００００００００",
            "＋８６　１３８－００００－００００",
        ] {
            assert_eq!(mobile(typed), vec![], "{typed}");
            assert_eq!(mobile_number(typed), "13800000000");
        }
        // Other countries' numbers, and digits that are too many, stay what they are.
        for typed in [
            "+1 13800000000",
            "86138000000",
            "+86 1380000000",
            "138000000000",
        ] {
            assert_eq!(mobile(typed), at(&[("mobile", C::Mobile)]), "{typed}");
        }
        for (email, good) in [
            ("name@example.cn", true),
            ("", true),
            ("name@example", false),
            ("@example.cn", false),
            ("a b@example.cn", false),
            ("a@b@example.cn", false),
        ] {
            let expected: &[_] = if good { &[] } else { &[("email", C::Email)] };
            let found = after(|a| a.applicant.email = Some(email.to_owned()));
            assert_eq!(found, at(expected), "{email}");
        }
        let found = after(|a| a.applicant.postal_address = None);
        assert_eq!(found, at(&[("postal_address", C::Required)]));
    }
}
