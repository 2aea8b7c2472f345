//! The application form: one typed document of answers and the rules that each chapter obeys.
//!
//! Every field is optional and fields are only ever added, so that any draft ever saved can be
//! read. Completeness is asked by [`issues`] for one chapter when the person goes on, and for all
//! chapters at submission; browser and server run the same code.

pub mod answers;
pub mod applicant;
pub mod asked;
pub mod chapters;
pub mod checks;
pub mod children;
pub mod contact;
pub mod doubt;
mod effective;
mod entries;
pub mod fields;
pub mod filler;
mod given;
pub mod grounds;
pub mod homes;
pub mod masked;
pub mod merge;
pub mod papers;
pub mod person;
pub mod pointer;
mod signed_in;
mod taken;
pub mod target;
pub mod texts;
pub mod typed;
pub mod unit;
mod whole;

pub use answers::{Answers, LONGEST_KEY, LONGEST_TEXT, is_too_long};
pub use applicant::Applicant;
pub use asked::{Asked, asked};
pub use chapters::{Chapter, Step};
pub use checks::{all_issues, asks_for_adult_children, contact_issues, issues};
pub use children::Child;
pub use contact::{Contact, ContactChange, ContactField, KnownContact};
pub use doubt::{Doubt, doubts};
pub use fields::Field;
pub use filler::{FilledBy, Filler};
pub use given::{given_line, given_lines};
pub use grounds::{Forces, Overseas, Payer, PayerRole, Permit};
pub use homes::DeclaredHome;
pub use masked::masked;
pub use papers::{AGENT_PAPERS, paper_at, paper_pointer};
pub use person::{HukouClaim, Person};
pub use target::Target;
pub use texts::Texts;
pub use unit::Unit;

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::document::DocumentKind;
    use crate::household::Category;
    use crate::issue::IssueCode;
    use crate::policy::{ContributionKind, Policies};
    use crate::purchase::{HomeKind, Module, Place, Seller, Transfer, UnitKind};
    use crate::registry::MaritalStatus;
    use crate::values::{Day, Month};

    pub(crate) const TODAY: &str = "2026-11-20";

    /// A single local applicant whose form has nothing wrong.
    pub(crate) fn complete() -> Answers {
        let texts = Texts::of(Module::Residential);
        Answers {
            notes_read: Some(texts.notes.to_owned()),
            data_use_agreed: Some(texts.data_use.to_owned()),
            category: Some(Category::Local),
            filler: Filler {
                who: Some(FilledBy::Applicant),
            },
            applicant: Applicant {
                person: Person {
                    name: Some("张小明".to_owned()),
                    document_kind: Some(DocumentKind::ResidentId),
                    document_number: Some("11010519491231002X".to_owned()),
                    hukou: Some(HukouClaim::Beijing),
                    ..Person::default()
                },
                marital_status: Some(MaritalStatus::Single),
                mobile: Some("13800000000".to_owned()),
                postal_address: Some("北京市东城区示例胡同 1 号".to_owned()),
                ..Applicant::default()
            },
            has_children: Some(false),
            has_homes: Some(false),
            target: Target {
                transfer: Some(Transfer::Purchase),
                place: Some(Place::InsideFifthRing),
                kind: Some(HomeKind::Resale),
                address: None,
            },
            promise: Some(texts.promise.to_owned()),
            ..Answers::default()
        }
    }

    /// A person who buys a resale commercial unit, whose form has nothing wrong.
    pub(crate) fn complete_commercial() -> Answers {
        let texts = Texts::of(Module::Commercial);
        let mut answers = complete();
        answers.notes_read = Some(texts.notes.to_owned());
        answers.data_use_agreed = Some(texts.data_use.to_owned());
        answers.promise = Some(texts.promise.to_owned());
        answers.category = None;
        answers.applicant.marital_status = None;
        answers.has_children = None;
        answers.has_homes = None;
        answers.target = Target::default();
        answers.applicant.payer = Some(Payer {
            kind: Some(ContributionKind::SocialInsurance),
            employer: Some("示例公司".to_owned()),
            since: Month::new(2020, 1),
            ..Payer::default()
        });
        answers.unit = Unit {
            seller: Some(Seller::Owner),
            kind: Some(UnitKind::Office),
            location: Some("朝阳区示例路 1 号 1206".to_owned()),
            in_tongzhou: Some(false),
            has_certificate: Some(true),
            certificate: Some("京（2010）朝不动产权第0000001号".to_owned()),
        };
        answers
    }

    /// Somebody else, by the number of their card.
    pub(crate) fn person(number: &str) -> Person {
        Person {
            name: Some("李晓".to_owned()),
            document_kind: Some(DocumentKind::ResidentId),
            document_number: Some(number.to_owned()),
            hukou: Some(HukouClaim::Elsewhere),
            ..Person::default()
        }
    }

    /// The pointers and codes that one chapter finds.
    pub(crate) fn found(answers: &Answers, chapter: Chapter) -> Vec<(String, IssueCode)> {
        issues(
            Module::Residential,
            answers,
            chapter,
            TODAY.parse().unwrap(),
            Policies::builtin(),
        )
        .into_iter()
        .map(|issue| (issue.pointer, issue.code))
        .collect()
    }

    /// One finding, as [`found`] tells it.
    pub(crate) fn one(pointer: &str, code: IssueCode) -> Vec<(String, IssueCode)> {
        vec![(pointer.to_owned(), code)]
    }

    #[test]
    fn a_complete_form_has_no_issue() {
        assert_eq!(
            all_issues(
                Module::Residential,
                &complete(),
                TODAY.parse().unwrap(),
                Policies::builtin()
            ),
            vec![]
        );
    }

    #[test]
    fn an_empty_form_asks_for_every_chapter_it_shows() {
        let asked: Vec<Chapter> = all_issues(
            Module::Residential,
            &Answers::default(),
            TODAY.parse().unwrap(),
            Policies::builtin(),
        )
        .into_iter()
        .map(|(chapter, _)| chapter)
        .collect();
        assert_eq!(asked, Chapter::of(Module::Residential, &Answers::default()));
    }

    #[test]
    fn a_category_is_chosen() {
        let mut answers = complete();
        answers.category = None;
        assert_eq!(
            found(&answers, Chapter::Category),
            one("/category", IssueCode::ChooseOne)
        );
    }

    #[test]
    fn the_filler_is_chosen_and_may_be_an_agent() {
        let mut answers = complete();
        answers.filler.who = None;
        let at = "/filler/who";
        assert_eq!(
            found(&answers, Chapter::Filler),
            one(at, IssueCode::ChooseOne)
        );
        answers.filler.who = Some(FilledBy::Agent);
        assert_eq!(found(&answers, Chapter::Filler), vec![]);
    }

    #[test]
    fn notes_data_use_and_promise_have_to_be_of_the_present_version() {
        let mut answers = complete();
        answers.notes_read = Some("1999-01-01".to_owned());
        answers.promise = None;
        assert_eq!(
            found(&answers, Chapter::Notes),
            one("/notes_read", IssueCode::MustAgree)
        );
        // To have read the notes is not to agree to the use of data.
        for agreed in [None, Some("1999-01-01")] {
            let mut answers = complete();
            answers.data_use_agreed = agreed.map(str::to_owned);
            assert_eq!(
                found(&answers, Chapter::Notes),
                one("/data_use_agreed", IssueCode::MustAgree)
            );
        }
        assert_eq!(
            found(&answers, Chapter::Submit),
            one("/promise", IssueCode::MustAgree)
        );
    }

    #[test]
    fn a_draft_from_before_the_consent_reads_and_is_asked_for_it() {
        let mut json = serde_json::to_value(complete()).unwrap();
        json.as_object_mut().unwrap().remove("data_use_agreed");
        let answers: Answers = serde_json::from_value(json).unwrap();
        assert_eq!(
            found(&answers, Chapter::Notes),
            one("/data_use_agreed", IssueCode::MustAgree)
        );
    }

    #[test]
    fn what_does_not_count_is_kept_and_never_wrong() {
        let mut answers = complete();
        answers.spouse.name = Some("李晓".to_owned());
        answers.children = vec![Child::default()];
        answers.homes = vec![DeclaredHome::default()];
        answers.applicant.forces = Some(Forces::default());
        answers.applicant.person.born = Day::from_ymd_opt(1950, 1, 1);
        assert_eq!(
            all_issues(
                Module::Residential,
                &answers,
                TODAY.parse().unwrap(),
                Policies::builtin()
            ),
            vec![]
        );
        let effective = answers.effective(Module::Residential);
        assert_eq!(effective, complete());
        assert_eq!(effective.effective(Module::Residential), effective);
    }
}
