//! From the files to people: documents are computed, relations are checked.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use shared::purchase::Module;
use shared::registry::MaritalStatus;
use shared::values::Day;

use super::format::ThemeEntry;
use super::{Application, FILES, Household, Member, People, PeopleError, Theme, document, units};

/// Everybody, as a city founded in the year of `founded` has them.
///
/// # Errors
/// What is wrong with which file. The files are part of the program and a test reads them all.
pub fn people(founded: Day) -> Result<People, PeopleError> {
    People::read(&FILES, founded)
}

impl People {
    /// Reads files in their order.
    fn read(files: &[(&str, &str)], founded: Day) -> Result<Self, PeopleError> {
        let mut people = Self {
            themes: Vec::new(),
            by_number: BTreeMap::new(),
            units: units::read()?,
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
                let born = entry.born.in_city_of(founded.year());
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
                    roles: entry.roles.clone(),
                    organization: entry.organization.clone(),
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
                let named = application.entry.unit.is_some();
                if named != (application.module == Module::Commercial) {
                    let applicant = &application.applicant;
                    return Err(wrong(
                        applicant,
                        "only who buys a commercial unit names one",
                    ));
                }
                for key in [&application.applicant, &application.signed_in] {
                    if self.member(key).is_none() {
                        return Err(wrong(key, "an application names nobody"));
                    }
                }
            }
        }
        Ok(())
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
