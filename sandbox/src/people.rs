//! The synthetic people: read from the files in `sandbox/people/`, with every document number
//! computed and every relation resolved.
//!
//! Nobody here exists. The numbers have the form and the check character of real ones. Their
//! sequence numbers begin at 901 (odd for men, even for women), so that they are easy to tell from
//! real ones.

mod answers;
mod document;
mod format;
mod listing;
pub(crate) mod reading;
pub(crate) mod records;
mod units;
mod when;

use std::collections::BTreeMap;

use shared::document::{Document, DocumentKind};
use shared::officer::OfficerRole;
use shared::policy::{ContributionKind, Outcome, ReasonCode};
use shared::purchase::Module;
use shared::registry::MaritalStatus;
use shared::values::Day;

use format::{ApplicationEntry, MemberEntry, UnitEntry};
pub use format::{BothLanguages, OrganizationEntry};

/// The password of every synthetic person who has an account.
pub const PASSWORD: &str = "anju2026";

/// The files, in the order in which they are listed.
pub const FILES: [(&str, &str); 9] = [
    (
        "social-insurance",
        include_str!("../people/social-insurance.json"),
    ),
    ("income-tax", include_str!("../people/income-tax.json")),
    ("local", include_str!("../people/local.json")),
    (
        "local-refused",
        include_str!("../people/local-refused.json"),
    ),
    (
        "forces-and-permits",
        include_str!("../people/forces-and-permits.json"),
    ),
    ("overseas", include_str!("../people/overseas.json")),
    ("commercial", include_str!("../people/commercial.json")),
    ("officers", include_str!("../people/officers.json")),
    ("sellers", include_str!("../people/sellers.json")),
];

/// What is wrong with a people file; for whoever edits one.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// Not JSON of the described form.
    #[error("people/{file}.json: {source}")]
    Form {
        /// The file without its ending.
        file: String,
        /// Where and what.
        source: serde_json::Error,
    },
    /// Well formed, but not possible.
    #[error("people/{file}.json: {key}: {what}")]
    Content {
        /// The file without its ending.
        file: String,
        /// The person or household.
        key: String,
        /// What cannot be.
        what: String,
    },
}

/// Everybody in the city.
#[derive(Debug, Clone)]
pub struct People {
    themes: Vec<Theme>,
    by_number: BTreeMap<(DocumentKind, String), String>,
    units: Vec<UnitEntry>,
}

/// The households of one file.
#[derive(Debug, Clone)]
pub struct Theme {
    /// The file without its ending.
    pub file: String,
    /// The heading.
    pub title: BothLanguages,
    /// The households.
    pub households: Vec<Household>,
}

/// People who live together.
#[derive(Debug, Clone)]
pub struct Household {
    /// A short name, unique in the city.
    pub key: String,
    /// What makes the household worth having.
    pub story: BothLanguages,
    /// Its members.
    pub members: Vec<Member>,
    /// What it would apply for.
    pub applications: Vec<Application>,
}

/// A person.
#[derive(Debug, Clone)]
pub struct Member {
    /// A short name, unique in the city.
    pub key: String,
    /// The name that the person goes by.
    pub name: String,
    /// The user name at the identity platform; none: no account, free to register.
    pub sign_in: Option<String>,
    /// What the person may do as an officer of the platform.
    pub roles: Vec<OfficerRole>,
    /// The organisation for which the person acts.
    pub organization: Option<OrganizationEntry>,
    /// The date of birth.
    pub born: Day,
    /// The document that identifies the person.
    pub document: Document,
    /// Further documents of the same person.
    pub also: Vec<Document>,
    /// The marital status on record.
    pub marital: MaritalStatus,
    pub(crate) entry: MemberEntry,
}

/// An application with its expected end under the policy of 2026-08-08.
#[derive(Debug, Clone)]
pub struct Application {
    /// The module.
    pub module: Module,
    /// The key of the applicant.
    pub applicant: String,
    /// The key of the person who signs in and fills the form in.
    pub signed_in: String,
    /// The outcome for the target of the application.
    pub outcome: Outcome,
    /// The reason code that is reported first.
    pub reason: ReasonCode,
    /// The record that the applicant names (commercial).
    pub contribution: Option<ContributionKind>,
    /// The form itself refuses these answers.
    pub refused_by_form: bool,
    pub(crate) entry: ApplicationEntry,
}

impl People {
    /// The themes, in the order of the files.
    #[must_use]
    pub fn themes(&self) -> &[Theme] {
        &self.themes
    }

    /// All households.
    pub fn households(&self) -> impl Iterator<Item = &Household> {
        self.themes.iter().flat_map(|theme| &theme.households)
    }

    /// All people.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        self.households().flat_map(|household| &household.members)
    }

    /// All applications.
    pub fn applications(&self) -> impl Iterator<Item = &Application> {
        self.households()
            .flat_map(|household| &household.applications)
    }

    /// The person of that key.
    #[must_use]
    pub fn member(&self, key: &str) -> Option<&Member> {
        self.members().find(|member| member.key == key)
    }

    /// The household of that key.
    #[must_use]
    pub fn household(&self, key: &str) -> Option<&Household> {
        self.households().find(|household| household.key == key)
    }

    /// The person with that user name.
    #[must_use]
    pub fn with_account(&self, sign_in: &str) -> Option<&Member> {
        self.members()
            .find(|member| member.sign_in.as_deref() == Some(sign_in))
    }

    /// The person with that document, also by the old number of 15 digits.
    #[must_use]
    pub fn with_document(&self, document: &Document) -> Option<&Member> {
        let document = document.normalized();
        if document.kind == DocumentKind::ResidentId && document.number.len() == 15 {
            return self
                .members()
                .find(|member| member.document.old_number().as_ref() == Some(&document.number));
        }
        let found = self
            .by_number
            .get(&(document.kind, document.number.clone()))
            .and_then(|key| self.member(key))?;
        // Two countries may give the same passport number.
        std::iter::once(&found.document)
            .chain(&found.also)
            .any(|held| *held == document)
            .then_some(found)
    }

    /// The children of a person, oldest first.
    #[must_use]
    pub fn children_of(&self, key: &str) -> Vec<&Member> {
        let mut children: Vec<&Member> = self
            .members()
            .filter(|member| member.entry.parents.iter().any(|parent| parent == key))
            .collect();
        children.sort_by_key(|child| child.born);
        children
    }
}

impl From<ApplicationEntry> for Application {
    fn from(entry: ApplicationEntry) -> Self {
        Self {
            module: entry.module,
            applicant: entry.applicant.clone(),
            signed_in: entry
                .signed_in
                .clone()
                .unwrap_or_else(|| entry.applicant.clone()),
            outcome: entry.outcome,
            reason: entry.reason,
            contribution: entry.contribution,
            refused_by_form: entry.refused_by_form,
            entry,
        }
    }
}
