//! Checks the commercial unit.

use super::checker::Checker;
use crate::form::answers::Answers;
use crate::form::fields::Field;
use crate::form::unit::is_for_organisations;
use crate::issue::IssueCode;

pub(super) fn check(answers: &Answers, check: &mut Checker<'_>) {
    let unit = &answers.unit;
    let mut check = check.within("unit");
    check.chosen(Field::Seller, unit.seller);
    if check
        .rules
        .is_some_and(|rules| is_for_organisations(unit, rules))
    {
        check.fail(Field::Seller, IssueCode::DeveloperUnit);
    }
    check.chosen(Field::UnitKind, unit.kind);
    check.text(Field::UnitLocation, unit.location.as_deref(), true);
    check.chosen(Field::InTongzhou, unit.in_tongzhou);
    check.chosen(Field::HasCertificate, unit.has_certificate);
    if unit.has_certificate == Some(true) {
        check.text(Field::UnitCertificate, unit.certificate.as_deref(), true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::DocumentKind;
    use crate::form::tests::{TODAY, complete_commercial};
    use crate::form::{
        Chapter, DeclaredHome, FilledBy, Forces, PayerRole, Unit, all_issues, doubts, issues,
    };
    use crate::household::Category;
    use crate::policy::Policies;
    use crate::purchase::{Module, Seller};
    use crate::registry::MaritalStatus;
    use crate::values::Day;
    use IssueCode as C;

    fn found(answers: &Answers) -> Vec<(String, IssueCode)> {
        let today = TODAY.parse().unwrap();
        all_issues(Module::Commercial, answers, today, Policies::builtin())
            .into_iter()
            .flat_map(|(_, issues)| issues)
            .map(|issue| (issue.pointer, issue.code))
            .collect()
    }

    fn after(change: impl FnOnce(&mut Answers)) -> Vec<(String, IssueCode)> {
        let mut answers = complete_commercial();
        change(&mut answers);
        found(&answers)
    }

    fn one(pointer: &str, code: IssueCode) -> Vec<(String, IssueCode)> {
        vec![(pointer.to_owned(), code)]
    }

    #[test]
    fn each_question_has_to_be_answered() {
        assert_eq!(after(|_| {}), vec![]);
        let unit = |field: &str, code| (format!("/unit/{field}"), code);
        assert_eq!(
            after(|a| a.unit = Unit::default()),
            [
                unit("seller", C::ChooseOne),
                unit("kind", C::ChooseOne),
                unit("location", C::Required),
                unit("in_tongzhou", C::ChooseOne),
                unit("has_certificate", C::ChooseOne),
            ]
        );
        assert_eq!(
            after(|a| a.unit.certificate = Some(" ".to_owned())),
            [unit("certificate", C::Required)]
        );
        // Where there is none, a number that was typed before counts for nothing.
        let without = |a: &mut Answers| {
            a.unit.has_certificate = Some(false);
            a.unit.certificate = Some("京".repeat(201));
        };
        assert_eq!(after(without), vec![]);
        let mut answers = complete_commercial();
        without(&mut answers);
        assert_eq!(answers.effective(Module::Commercial).unit.certificate, None);
        assert_eq!(answers.unit.certificate_number(), None);
    }

    #[test]
    fn a_unit_on_sale_by_its_developer_is_refused_while_the_rules_keep_it_from_persons() {
        let mut answers = complete_commercial();
        answers.unit.seller = Some(Seller::Developer);
        assert_eq!(found(&answers), one("/unit/seller", C::DeveloperUnit));
        let before = Day::from_ymd_opt(2017, 3, 25).unwrap();
        let (module, policies) = (Module::Commercial, Policies::builtin());
        let found = issues(module, &answers, Chapter::Unit, before, policies);
        assert_eq!(found, vec![]);
    }

    #[test]
    fn the_ground_is_insurance_or_tax() {
        let payer = |field: &str, code| (format!("/applicant/payer/{field}"), code);
        assert_eq!(
            after(|a| a.applicant.payer = None),
            [
                payer("kind", C::ChooseOne),
                payer("employer", C::Required),
                payer("since", C::Required),
            ]
        );
    }

    #[test]
    fn who_fills_in_is_the_buyer() {
        let by = |who| after(|a| a.filler.who = who);
        let at = |code| one("/filler/who", code);
        assert_eq!(by(None), at(C::ChooseOne));
        assert_eq!(by(Some(FilledBy::Agent)), vec![]);
        assert_eq!(by(Some(FilledBy::FamilyMember)), at(C::FillerApplicantOnly));
    }

    #[test]
    fn whatever_document_the_buyer_has() {
        // With a card or passport of a foreigner the nationality is asked and kept.
        let card = |a: &mut Answers| {
            a.applicant.person.document_kind = Some(DocumentKind::PermanentResidenceCard);
            a.applicant.person.document_number = Some("911840198506120015".to_owned());
        };
        assert_eq!(after(card), one("/applicant/nationality", C::Nationality));
        let mut answers = complete_commercial();
        card(&mut answers);
        answers.applicant.person.nationality = Some("fra".to_owned());
        assert_eq!(found(&answers), vec![]);
        let person = answers.effective(Module::Commercial).applicant.person;
        assert_eq!(person.nationality.as_deref(), Some("FRA"));
    }

    #[test]
    fn what_belongs_to_households_counts_for_nothing_and_the_other_way_round() {
        let mut answers = complete_commercial();
        answers.category = Some(Category::Local);
        answers.applicant.marital_status = Some(MaritalStatus::Married);
        answers.applicant.forces = Some(Forces::default());
        answers.spouse.name = Some("李晓".to_owned());
        answers.has_children = Some(true);
        answers.has_homes = Some(true);
        answers.homes = vec![DeclaredHome::default()];
        answers.target.address = Some("京".repeat(201));
        if let Some(payer) = &mut answers.applicant.payer {
            payer.who = Some(PayerRole::Spouse);
            payer.residence_permit = Some("京".repeat(201));
        }
        assert_eq!(found(&answers), vec![]);
        let effective = answers.effective(Module::Commercial);
        assert_eq!(effective, complete_commercial());
        assert_eq!(effective.effective(Module::Commercial), effective);
        let today = TODAY.parse().unwrap();
        assert_eq!(doubts(Module::Commercial, &answers, today), []);
        let residential = answers.effective(Module::Residential);
        assert_eq!(residential.unit, Unit::default());
        assert_eq!(residential.applicant.payer, None);
    }

    #[test]
    fn the_texts_of_the_other_module_do_not_do() {
        let residential = crate::form::tests::complete();
        let ticks = after(|a| {
            a.notes_read.clone_from(&residential.notes_read);
            a.promise.clone_from(&residential.promise);
        });
        let must = |pointer: &str| (pointer.to_owned(), C::MustAgree);
        assert_eq!(ticks, [must("/notes_read"), must("/promise")]);
    }
}
