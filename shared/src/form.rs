//! The application form: one typed document of answers and the rules that each chapter obeys.
//!
//! Every field is optional and fields are only ever added, so that any draft ever saved can be
//! read. Completeness is asked by [`issues`] for one chapter when the person goes on, and for all
//! chapters at submission; browser and server run the same code.

pub mod applicant;
pub mod category;
pub mod chapters;
pub mod children;
pub mod filler;
pub mod grounds;
pub mod homes;
pub mod members;
pub mod merge;
pub mod pointer;
pub mod target;
pub mod typed;

use serde::{Deserialize, Serialize};

use crate::application::Module;
use crate::document::Document;
use crate::policy::{Policies, Rules};
use crate::values::Day;

pub use applicant::Applicant;
pub use category::Category;
pub use chapters::{Chapter, Step};
pub use children::Child;
pub use filler::{FilledBy, Filler};
pub use grounds::{Forces, Origin, Overseas, Payer, PayerRole, Permit};
pub use homes::DeclaredHome;
pub use members::{HukouClaim, Person};
pub use target::{HomeKind, Place, Target, Transfer};

/// The version of the notes (申请说明) and of the notice of data use that people are shown now.
pub const NOTES_VERSION: &str = "2026-11-01";
/// The version of the promise (本人承诺填报信息真实有效) that people are shown now.
pub const PROMISE_VERSION: &str = "2026-11-01";
/// The most children and the most homes that a form can hold.
pub const MOST_ENTRIES: usize = 20;
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

/// What is wrong with one field. The words for people are in [`crate::words`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum IssueCode {
    /// The field is empty.
    Required,
    /// Nothing is chosen.
    ChooseOne,
    /// The box has to be ticked.
    MustAgree,
    /// The text is too long.
    TooLong,
    /// Characters that no such field has.
    Characters,
    /// The number does not have the form of its kind.
    DocumentForm,
    /// The check character does not fit.
    DocumentCheck,
    /// The date of birth within the number is not a day.
    DocumentBirthDate,
    /// The nationality is missing or not a code of three letters.
    Nationality,
    /// This kind of document does not go with the category.
    DocumentKind,
    /// Somebody else in the form has this document.
    DocumentTwice,
    /// The text is not a day of the calendar.
    NotADay,
    /// The text is not a month.
    NotAMonth,
    /// The day lies in the future.
    InFuture,
    /// The day lies too far back.
    TooEarly,
    /// The day is before the person's birth.
    BeforeBirth,
    /// The validity has run out.
    Expired,
    /// An applicant or spouse has to be an adult.
    NotAdult,
    /// A child has to be under 18.
    NotMinor,
    /// The category needs a hukou that nobody in the household claims.
    HukouMismatch,
    /// The mobile number does not have 11 digits.
    Mobile,
    /// Not an e-mail address.
    Email,
    /// At least one entry is needed.
    AddOne,
    /// Too many entries.
    TooMany,
    /// The form is filled in by an agent, which is not yet offered.
    AgentNotYet,
    /// The filler is the spouse, but the applicant has none.
    FillerNeedsSpouse,
    /// The person who is signed in is neither the applicant nor the spouse.
    NotSelf,
    /// The payer of the contributions is the spouse, but there is none.
    PayerNeedsSpouse,
    /// The rules in force ask for no check of this gift.
    NotCheckedGift,
    /// There is no such key.
    UnknownKey,
    /// The key cannot have this value.
    NotAValue,
    /// The number or the day is beyond what can be given.
    OutOfRange,
    /// It does not belong to the module.
    NotTogether,
}

/// One field that cannot stay as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Issue {
    /// JSON pointer (RFC 6901) to the field in the answers.
    #[cfg_attr(feature = "openapi", schema(example = "/spouse/document/number"))]
    pub pointer: String,
    /// What is wrong.
    pub code: IssueCode,
}

/// Collects what is wrong below one place of the document.
pub(crate) struct Checker<'a> {
    pub(crate) issues: &'a mut Vec<Issue>,
    pub(crate) at: String,
    pub(crate) today: Day,
    /// The residential rules in force on that day.
    pub(crate) rules: Option<&'a Rules>,
}

impl Checker<'_> {
    pub(crate) fn fail(&mut self, field: &str, code: IssueCode) {
        let pointer = format!("{}/{field}", self.at);
        if !self.issues.iter().any(|issue| issue.pointer == pointer) {
            self.issues.push(Issue { pointer, code });
        }
    }

    pub(crate) fn within(&mut self, place: &str) -> Checker<'_> {
        Checker {
            at: format!("{}/{place}", self.at),
            issues: self.issues,
            today: self.today,
            rules: self.rules,
        }
    }

    pub(crate) fn text(&mut self, field: &str, value: Option<&str>, required: bool) {
        match value.map(str::trim).unwrap_or_default() {
            "" if required => self.fail(field, IssueCode::Required),
            text if text.chars().count() > LONGEST_TEXT => self.fail(field, IssueCode::TooLong),
            text if text.chars().any(char::is_control) => self.fail(field, IssueCode::Characters),
            _ => {}
        }
    }

    pub(crate) fn past_day(&mut self, field: &str, value: Option<Day>, required: bool) {
        let first = Day::from_ymd_opt(1900, 1, 1).unwrap_or_default();
        match value {
            None if required => self.fail(field, IssueCode::Required),
            Some(day) if day > self.today => self.fail(field, IssueCode::InFuture),
            Some(day) if day < first => self.fail(field, IssueCode::TooEarly),
            _ => {}
        }
    }

    pub(crate) fn chosen<T>(&mut self, field: &str, value: Option<T>) {
        if value.is_none() {
            self.fail(field, IssueCode::ChooseOne);
        }
    }
}

impl Answers {
    /// Whether the applicant says to be married.
    #[must_use]
    pub fn is_married(&self) -> bool {
        self.applicant.marital_status == Some(crate::registry::MaritalStatus::Married)
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
    /// homes after a "no", the fields of another category or document. What is submitted and
    /// checked; a draft keeps the rest, so that nothing is lost when somebody changes their mind.
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
        let children = answers.children.iter_mut().map(|child| &mut child.person);
        [&mut answers.applicant.person, &mut answers.spouse]
            .into_iter()
            .chain(children)
            .for_each(Person::keep_only);
        answers
    }
}

/// What is wrong with one chapter, in the order of its fields. Answers that do not count (see
/// [`Answers::effective`]) are never wrong. What the form asks for can depend on the rules that are
/// in force on the day.
#[must_use]
pub fn issues(answers: &Answers, chapter: Chapter, today: Day, policies: &Policies) -> Vec<Issue> {
    let answers = &answers.effective();
    let mut found = Vec::new();
    let mut check = Checker {
        issues: &mut found,
        at: String::new(),
        today,
        rules: policies.in_force(Module::Residential, today),
    };
    match chapter {
        Chapter::Notes => {
            if answers.notes_read.as_deref() != Some(NOTES_VERSION) {
                check.fail("notes_read", IssueCode::MustAgree);
            }
        }
        Chapter::Category => check.chosen("category", answers.category),
        Chapter::Filler => filler::check(answers, &mut check),
        Chapter::Applicant => applicant::check(answers, &mut check),
        Chapter::Spouse => members::check_spouse(answers, &mut check),
        Chapter::Children => children::check(answers, &mut check),
        Chapter::Homes => homes::check(answers, &mut check),
        Chapter::Target => target::check(answers, &mut check),
        Chapter::Submit => {
            if answers.promise.as_deref() != Some(PROMISE_VERSION) {
                check.fail("promise", IssueCode::MustAgree);
            }
        }
    }
    found
}

/// What is wrong with the whole form, chapter by chapter; chapters without an issue are left out.
#[must_use]
pub fn all_issues(
    answers: &Answers,
    today: Day,
    policies: &Policies,
) -> Vec<(Chapter, Vec<Issue>)> {
    Chapter::of(answers)
        .into_iter()
        .map(|chapter| (chapter, issues(answers, chapter, today, policies)))
        .filter(|(_, issues)| !issues.is_empty())
        .collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::document::DocumentKind;
    use crate::registry::MaritalStatus;

    pub(crate) const TODAY: &str = "2026-11-20";

    /// A single local applicant whose form has nothing wrong.
    pub(crate) fn complete() -> Answers {
        Answers {
            notes_read: Some(NOTES_VERSION.to_owned()),
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
    fn notes_and_promise_have_to_be_of_the_present_version() {
        let mut answers = complete();
        answers.notes_read = Some("1999-01-01".to_owned());
        answers.promise = None;
        assert_eq!(
            found(&answers, Chapter::Notes),
            one("/notes_read", IssueCode::MustAgree)
        );
        assert_eq!(
            found(&answers, Chapter::Submit),
            one("/promise", IssueCode::MustAgree)
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
