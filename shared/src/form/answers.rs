//! Everything that an applicant answers, as one typed document.

use serde::{Deserialize, Serialize};

use super::applicant::Applicant;
use super::children::Child;
use super::filler::{FilledBy, Filler};
use super::homes::DeclaredHome;
use super::person::Person;
use super::target::Target;
use super::unit::Unit;
use crate::document::Document;
use crate::household::{Category, Who};
use crate::registry::MaritalStatus;

/// The longest key of an entry, in characters.
pub const LONGEST_KEY: usize = 40;
/// The longest text, in characters, without blanks around it.
pub const LONGEST_TEXT: usize = 200;

/// Whether a text is longer than any field takes.
#[must_use]
pub fn is_too_long(text: &str) -> bool {
    text.trim().chars().nth(LONGEST_TEXT).is_some()
}

/// Everything that an applicant tells about a purchase, of whichever module: the application knows
/// that.
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
    #[serde(deserialize_with = "super::entries::read")]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub children: Vec<Child>,
    /// Whether there are adult children beside them; asked where that could matter
    /// (see [`super::checks::asks_for_adult_children`]).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_adult_children: Option<bool>,
    /// Whether the household has homes in Beijing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_homes: Option<bool>,
    /// The homes that the household declares.
    #[serde(deserialize_with = "super::entries::read")]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub homes: Vec<DeclaredHome>,
    /// The home that is to be bought.
    pub target: Target,
    /// The commercial unit that is to be bought.
    pub unit: Unit,
    /// The version of the promise that the person has made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promise: Option<String>,
}

impl Answers {
    /// Whether the applicant says to be married.
    #[must_use]
    pub fn is_married(&self) -> bool {
        self.applicant.marital_status == Some(MaritalStatus::Married)
    }

    /// Whether somebody fills in for the applicant who is nobody of the household.
    #[must_use]
    pub fn is_by_agent(&self) -> bool {
        self.filler.who == Some(FilledBy::Agent)
    }

    /// The household's members: applicant, spouse while married, children.
    #[must_use]
    pub fn members(&self) -> Vec<(Who, &Person)> {
        let mut all = vec![(Who::Applicant, &self.applicant.person)];
        if self.is_married() {
            all.push((Who::Spouse, &self.spouse));
        }
        if self.has_children == Some(true) {
            let children = (1..=u8::MAX).zip(&self.children);
            all.extend(children.map(|(place, child)| (Who::Child(place), &child.person)));
        }
        all
    }

    /// The documents of the household's members.
    #[must_use]
    pub fn documents(&self) -> Vec<(String, Document)> {
        let all = self.members().into_iter();
        all.filter_map(|(who, person)| {
            let at = match who {
                Who::Applicant => "/applicant/document".to_owned(),
                Who::Spouse => "/spouse/document".to_owned(),
                Who::Child(place) => format!("/children/{}/document", place.saturating_sub(1)),
            };
            Some((at, person.document()?.normalized()))
        })
        .collect()
    }

    /// What effective answers say about one member, and of the household only what is said about that
    /// member by it: the category, and to a couple that they are married.
    #[must_use]
    pub fn about(&self, who: Who) -> Self {
        let mut told = Self {
            category: self.category,
            ..Self::default()
        };
        match who {
            Who::Applicant => told.applicant = self.applicant.clone(),
            Who::Spouse => {
                told.applicant.marital_status = self.applicant.marital_status;
                told.spouse = self.spouse.clone();
            }
            Who::Child(place) => {
                let at = usize::from(place).saturating_sub(1);
                told.has_children = Some(true);
                told.children = self.children.get(at).cloned().into_iter().collect();
            }
        }
        told
    }

    /// What effective answers of somebody say about themselves and about the purchase; of the other
    /// members nothing.
    #[must_use]
    pub fn told_by(&self, who: Who) -> Self {
        Self {
            notes_read: self.notes_read.clone(),
            data_use_agreed: self.data_use_agreed.clone(),
            filler: self.filler.clone(),
            has_adult_children: self.has_adult_children,
            has_homes: self.has_homes,
            homes: self.homes.clone(),
            target: self.target.clone(),
            unit: self.unit.clone(),
            promise: self.promise.clone(),
            ..self.about(who)
        }
    }

    /// What effective answers of an agent say of the agent: what was read, agreed to and promised; of the
    /// household nothing.
    #[must_use]
    pub fn told_by_agent(&self) -> Self {
        Self {
            notes_read: self.notes_read.clone(),
            data_use_agreed: self.data_use_agreed.clone(),
            filler: self.filler.clone(),
            promise: self.promise.clone(),
            ..Self::default()
        }
    }

    /// Who of the household is signed in and so has been proved by binding; the others are merely
    /// named.
    #[must_use]
    pub fn proved(&self) -> Who {
        match self.filler.who {
            Some(FilledBy::FamilyMember) => Who::Spouse,
            Some(FilledBy::Applicant | FilledBy::Agent) | None => Who::Applicant,
        }
    }

    /// Whether effective answers name anybody but the one who is signed in.
    #[must_use]
    pub fn names_others(&self) -> bool {
        self.is_married() || !self.children.is_empty()
    }
}
