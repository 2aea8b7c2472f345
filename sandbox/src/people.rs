//! The synthetic people: read from the files in `sandbox/people/`, with every document number
//! computed and every relation resolved.
//!
//! Nobody here exists. The numbers have the form and the check character of real ones, and their
//! sequence numbers are handed out by household (901 and up), so that they are easy to tell.

mod answers;
mod document;
mod format;
mod listing;
mod records;
mod when;

use std::collections::{BTreeMap, BTreeSet};

use shared::application::Module;
use shared::document::{Document, DocumentKind};
use shared::policy::{ContributionKind, Outcome, ReasonCode};
use shared::registry::MaritalStatus;
use shared::values::Day;

pub use format::Words;
pub(crate) use records::record;

use format::{ApplicationEntry, MemberEntry, ThemeEntry};

/// The password of every synthetic person who has an account.
pub const PASSWORD: &str = "anju2026";

/// The files, in the order in which they are listed.
pub const FILES: [(&str, &str); 7] = [
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
}

/// The households of one file.
#[derive(Debug, Clone)]
pub struct Theme {
    /// The file without its ending.
    pub file: String,
    /// The heading.
    pub title: Words,
    /// The households.
    pub households: Vec<Household>,
}

/// People who live together.
#[derive(Debug, Clone)]
pub struct Household {
    /// A short name, unique in the city.
    pub key: String,
    /// What makes the household worth having.
    pub story: Words,
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

/// Everybody, as a city founded in the year of `founded` has them.
///
/// # Errors
/// What is wrong with which file. The files are part of the program and a test reads them all.
pub fn people(founded: Day) -> Result<People, PeopleError> {
    People::read(&FILES, founded)
}

impl People {
    fn read(files: &[(&str, &str)], founded: Day) -> Result<Self, PeopleError> {
        let mut people = Self {
            themes: Vec::new(),
            by_number: BTreeMap::new(),
        };
        for (file, text) in files {
            let entry: ThemeEntry =
                serde_json::from_str(text).map_err(|source| PeopleError::Form {
                    file: (*file).to_owned(),
                    source,
                })?;
            let theme = people.resolve(file, entry, founded)?;
            people.themes.push(theme);
        }
        people.check_relations()?;
        Ok(people)
    }

    fn resolve(
        &mut self,
        file: &str,
        entry: ThemeEntry,
        founded: Day,
    ) -> Result<Theme, PeopleError> {
        let mut households = Vec::new();
        for household in entry.households {
            let mut members = Vec::new();
            for entry in household.members {
                let wrong = |what: String| PeopleError::Content {
                    file: file.to_owned(),
                    key: entry.key.clone(),
                    what,
                };
                let born = entry.born.in_city_of(chrono::Datelike::year(&founded));
                let document = document::resolve(&entry.document, born).map_err(wrong)?;
                let also = entry
                    .also
                    .iter()
                    .map(|also| document::resolve(also, born))
                    .collect::<Result<Vec<_>, _>>()
                    .map_err(wrong)?;
                for document in std::iter::once(&document).chain(&also) {
                    let number = (document.kind, document.number.clone());
                    if self.by_number.insert(number, entry.key.clone()).is_some() {
                        return Err(wrong("somebody else has this document".to_owned()));
                    }
                }
                members.push(Member {
                    key: entry.key.clone(),
                    name: entry.name.clone(),
                    sign_in: entry.sign_in.clone(),
                    born,
                    document,
                    also,
                    marital: entry.marital.status,
                    entry,
                });
            }
            let applications = household
                .applications
                .into_iter()
                .map(Application::from)
                .collect();
            households.push(Household {
                key: household.key,
                story: household.story,
                members,
                applications,
            });
        }
        Ok(Theme {
            file: file.to_owned(),
            title: entry.theme,
            households,
        })
    }

    fn check_relations(&self) -> Result<(), PeopleError> {
        let mut keys = BTreeSet::new();
        let mut accounts = BTreeSet::new();
        for (theme, household) in self
            .themes
            .iter()
            .flat_map(|theme| theme.households.iter().map(move |h| (theme, h)))
        {
            let wrong = |key: &str, what: &str| PeopleError::Content {
                file: theme.file.clone(),
                key: key.to_owned(),
                what: what.to_owned(),
            };
            if !keys.insert(&household.key) {
                return Err(wrong(&household.key, "the key is taken"));
            }
            for member in &household.members {
                let key = &member.key;
                if !keys.insert(key) {
                    return Err(wrong(key, "the key is taken"));
                }
                if member
                    .sign_in
                    .as_ref()
                    .is_some_and(|name| !accounts.insert(name))
                {
                    return Err(wrong(key, "the user name is taken"));
                }
                if let Some(spouse) = &member.entry.marital.spouse {
                    let back = self
                        .member(spouse)
                        .and_then(|s| s.entry.marital.spouse.as_ref());
                    if back != Some(key) || member.marital != MaritalStatus::Married {
                        return Err(wrong(key, "the spouse does not say the same"));
                    }
                }
                for parent in &member.entry.parents {
                    if self
                        .member(parent)
                        .is_none_or(|parent| parent.born >= member.born)
                    {
                        return Err(wrong(key, "a parent is unknown or younger"));
                    }
                }
            }
            for application in &household.applications {
                for key in [&application.applicant, &application.signed_in] {
                    if self.member(key).is_none() {
                        return Err(wrong(key, "an application names nobody"));
                    }
                }
            }
        }
        Ok(())
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    const MINIMAL: &str = r#"{ "theme": { "zh": "一", "en": "one" }, "households": [ {
        "key": "home", "story": { "zh": "一", "en": "one" }, "applications": [],
        "members": [
            { "key": "a", "name": "甲", "sign_in": "aaaa", "born": "1980-01-01",
              "document": { "area": "110101", "sequence": 901 },
              "marital": { "status": "married", "since": "2010-01-01", "spouse": "b" } },
            { "key": "b", "name": "乙", "born": "1982-01-01",
              "document": { "area": "110101", "sequence": 902 },
              "marital": { "status": "married", "since": "2010-01-01", "spouse": "a" } },
            { "key": "c", "name": "丙", "born": "-5y 01-01", "parents": ["a", "b"],
              "document": { "area": "110101", "sequence": 903 } }
        ] } ] }"#;

    fn read(text: &str) -> Result<People, String> {
        let founded = Day::from_ymd_opt(2026, 11, 1).unwrap();
        People::read(&[("test", text)], founded).map_err(|error| error.to_string())
    }

    #[test]
    fn a_good_file_is_read() {
        let people = read(MINIMAL).unwrap();
        assert_eq!(people.members().count(), 3);
        assert_eq!(
            people.member("a").unwrap().document.number,
            "110101198001019015"
        );
        assert_eq!(people.children_of("b").len(), 1);
    }

    #[test]
    fn a_slip_in_a_file_is_named() {
        for (from, to, what) in [
            ("\"spouse\": \"a\"", "\"spouse\": \"c\"", "spouse"),
            ("\"a\", \"b\"", "\"a\", \"x\"", "parent"),
            ("\"key\": \"c\"", "\"key\": \"b\"", "taken"),
            ("\"sequence\": 903", "\"sequence\": 9031", "no number"),
            ("\"area\": \"110101\"", "\"area\": \"910101\"", "not valid"),
            ("\"born\": \"-5y 01-01\"", "\"born\": \"-5y\"", "-7y 03-12"),
            ("\"name\": \"乙\"", "\"nmae\": \"乙\"", "nmae"),
            (
                "\"born\": \"-5y 01-01\"",
                "\"born\": \"1970-01-01\"",
                "younger",
            ),
        ] {
            assert!(MINIMAL.contains(from), "{from}");
            let error = read(&MINIMAL.replacen(from, to, 1)).unwrap_err();
            assert!(
                error.contains("test.json") && error.contains(what),
                "{to}: {error}"
            );
        }
        let twice = MINIMAL
            .replacen("\"born\": \"1982", "\"born\": \"1980", 1)
            .replacen("902", "901", 1);
        assert!(
            read(&twice)
                .unwrap_err()
                .contains("somebody else has this document")
        );
    }
}
