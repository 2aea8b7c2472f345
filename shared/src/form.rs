//! The application form: one typed document of answers and the rules that each chapter obeys.
//!
//! Every field is optional and fields are only ever added, so that any draft ever saved can be
//! read. Completeness is asked by [`issues`] for one chapter when the person goes on, and for all
//! chapters at submission; browser and server run the same code.

pub mod applicant;
pub mod chapters;
pub mod children;
pub mod doubt;
pub mod filler;
pub mod grounds;
pub mod homes;
pub mod issue;
pub mod members;
pub mod merge;
pub mod pointer;
pub mod target;
pub mod typed;
mod whole;

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::household::Category;

pub use applicant::Applicant;
pub use chapters::{Chapter, Step};
pub use children::Child;
pub use doubt::{Doubt, doubts};
pub use filler::{FilledBy, Filler};
pub use grounds::{Forces, Overseas, Payer, PayerRole, Permit};
pub use homes::DeclaredHome;
pub(crate) use issue::Checker;
pub use issue::{all_issues, issues};
pub use members::{HukouClaim, Person};
pub use target::Target;

/// The version of the notes (申请说明) that people are shown now.
pub const NOTES_VERSION: &str = "2026-11-28";
/// The version of the notice of data use (个人信息使用说明) that people are shown now. Sensitive
/// personal data needs a consent of its own (个人信息保护法, articles 14 and 29).
pub const DATA_USE_VERSION: &str = "2026-11-28";
/// The version of the promise (本人承诺填报信息真实有效) that people are shown now.
pub const PROMISE_VERSION: &str = "2026-11-28";

/// The longest key of an entry, in characters.
pub const LONGEST_KEY: usize = 40;
/// The longest free text, in characters.
pub const LONGEST_TEXT: usize = 200;

/// Everything that an applicant tells about a residential purchase.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answers {
    /// The version of the notes that the person has read and ticked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes_read: Option<String>,
    /// The version of the notice of data use that the person has agreed to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_use_agreed: Option<String>,
    /// The family category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// Who fills the form in.
    pub filler: Filler,
    /// The applicant.
    pub applicant: Applicant,
    /// The spouse; counts only while the applicant is married.
    pub spouse: Person,
    /// Whether there are minor children.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_children: Option<bool>,
    /// The minor children.
    pub children: Vec<Child>,
    /// Whether there are adult children beside them; asked where that could matter
    /// (see [`children::asks_for_adult_children`]).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_adult_children: Option<bool>,
    /// Whether the household has homes in Beijing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_homes: Option<bool>,
    /// The homes that the household declares.
    pub homes: Vec<DeclaredHome>,
    /// What is to be bought.
    pub target: Target,
    /// The version of the promise that the person has made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promise: Option<String>,
}

impl Answers {
    /// Whether the applicant says to be married.
    #[must_use]
    pub fn is_married(&self) -> bool {
        self.applicant.marital_status == Some(crate::registry::MaritalStatus::Married)
    }

    /// Whether the list of a chapter has an entry of that key.
    #[must_use]
    pub fn has_entry(&self, chapter: Chapter, key: &str) -> bool {
        (chapter == Chapter::Children && self.children.iter().any(|child| child.id == key))
            || (chapter == Chapter::Homes && self.homes.iter().any(|home| home.id == key))
    }

    /// The documents of the household's members: applicant, spouse while married, children.
    #[must_use]
    pub fn documents(&self) -> Vec<(String, Document)> {
        let mut all = vec![("/applicant/document".to_owned(), &self.applicant.person)];
        if self.is_married() {
            all.push(("/spouse/document".to_owned(), &self.spouse));
        }
        if self.has_children == Some(true) {
            for (i, child) in self.children.iter().enumerate() {
                all.push((format!("/children/{i}/document"), &child.person));
            }
        }
        all.into_iter()
            .filter_map(|(at, person)| Some((at, person.document()?.normalized())))
            .collect()
    }

    /// The answers without what no longer counts: a spouse after the status changed, children and
    /// homes after a "no", the fields of another category or document; and the mobile number as
    /// digits. What is submitted and checked; a draft keeps the rest, so that nothing is lost when
    /// somebody changes their mind.
    #[must_use]
    pub fn effective(&self) -> Self {
        let mut answers = self.clone();
        if !answers.is_married() {
            answers.spouse = Person::default();
        }
        if answers.has_children != Some(true) {
            answers.children.clear();
        }
        if answers.children.is_empty() {
            answers.has_adult_children = None;
        }
        if answers.has_homes != Some(true) {
            answers.homes.clear();
        }
        answers.applicant.keep_only(answers.category);
        let mobile = &mut answers.applicant.mobile;
        *mobile = mobile.as_deref().map(applicant::mobile_number);
        let children = answers.children.iter_mut().map(|child| &mut child.person);
        std::iter::once(&mut answers.spouse)
            .chain(children)
            .for_each(Person::keep_only);
        answers
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::document::DocumentKind;
    use crate::issue::IssueCode;
    use crate::policy::Policies;
    use crate::purchase::{HomeKind, Place, Transfer};
    use crate::registry::MaritalStatus;
    use crate::values::Day;

    pub(crate) const TODAY: &str = "2026-11-20";

    /// A single local applicant whose form has nothing wrong.
    pub(crate) fn complete() -> Answers {
        Answers {
            notes_read: Some(NOTES_VERSION.to_owned()),
            data_use_agreed: Some(DATA_USE_VERSION.to_owned()),
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
            promise: Some(PROMISE_VERSION.to_owned()),
            ..Answers::default()
        }
    }

    /// The pointers and codes that one chapter finds.
    pub(crate) fn found(answers: &Answers, chapter: Chapter) -> Vec<(String, IssueCode)> {
        issues(
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
            all_issues(&complete(), TODAY.parse().unwrap(), Policies::builtin()),
            vec![]
        );
    }

    #[test]
    fn an_empty_form_asks_for_every_chapter_it_shows() {
        let asked: Vec<Chapter> = all_issues(
            &Answers::default(),
            TODAY.parse().unwrap(),
            Policies::builtin(),
        )
        .into_iter()
        .map(|(chapter, _)| chapter)
        .collect();
        assert_eq!(asked, Chapter::of(&Answers::default()));
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
            all_issues(&answers, TODAY.parse().unwrap(), Policies::builtin()),
            vec![]
        );
        let effective = answers.effective();
        assert_eq!(effective, complete());
        assert_eq!(effective.effective(), effective);
    }
}
