//! People by outcome: somebody new, as often as asked, whose application ends as was asked for.
//!
//! The n-th newcomer is the same person in every city: the number decides name, date of birth and
//! document. The numbers of their documents begin with 110199, a district that there is not.

use chrono::Days;
use serde_json::{Map, Value, json};
use shared::values::Day;

use super::format::{ApplicationEntry, BothLanguages, MemberEntry};
use super::outcomes::PersonOutcome;
use super::settling::settle;
use super::{Application, Household, People, PeopleError};

/// The file of the outcomes, as the others are named.
const FILE: &str = "../outcomes";
/// The first six digits of their documents.
const AREA: &str = "110199";
/// Days of birth, from the first one on: the youngest are thirty.
const BIRTHDAYS: u64 = 9_000;
/// Numbers for each day of birth: those of men, from 901 on.
const A_DAY: u64 = 50;

fn wrong_form(source: serde_json::Error) -> PeopleError {
    PeopleError::Form {
        file: FILE.to_owned(),
        source,
    }
}

impl People {
    /// What makes the people of an outcome worth having.
    #[must_use]
    pub fn story_of(&self, outcome: PersonOutcome) -> Option<&BothLanguages> {
        self.outcomes.get(&outcome).map(|entry| &entry.story)
    }

    /// Lets the newcomer of that number come, counted from 0; gives the key of the household, which is the
    /// person's key and user name as well.
    ///
    /// # Errors
    /// There are no documents left for so many people.
    pub(crate) fn let_in(
        &self,
        outcome: PersonOutcome,
        number: u64,
    ) -> Result<String, PeopleError> {
        let key = format!("{}-{}", outcome.slug(), number.saturating_add(1));
        let wrong = |what: &str| PeopleError::Content {
            file: FILE.to_owned(),
            key: key.clone(),
            what: what.to_owned(),
        };
        let entry = self.outcomes.get(&outcome);
        let entry = entry.ok_or_else(|| wrong("nobody has this outcome"))?;
        let (born, sequence) = birth(number).ok_or_else(|| wrong("there are no numbers left"))?;
        let member: MemberEntry = filled(&entry.member, number, |member| {
            member.insert("key".to_owned(), json!(key));
            member.insert("name".to_owned(), json!(name(number)));
            member.insert("sign_in".to_owned(), json!(key));
            member.insert("born".to_owned(), json!(born));
            member.insert(
                "document".to_owned(),
                json!({ "area": AREA, "sequence": sequence }),
            );
        })?;
        let application: ApplicationEntry = filled(&entry.application, number, |application| {
            application.insert("applicant".to_owned(), json!(key));
        })?;
        let member = settle(member, born).map_err(|what| wrong(&what))?;
        self.arrivals.add(Household {
            // Beside the person's, which is unique by itself.
            key: format!("home-of-{key}"),
            story: entry.story.clone(),
            members: vec![member],
            applications: vec![Application::from(application)],
        });
        Ok(key)
    }
}

/// A template with the number put in, and with what makes it one person's.
fn filled<T: serde::de::DeserializeOwned>(
    template: &Value,
    number: u64,
    add: impl FnOnce(&mut Map<String, Value>),
) -> Result<T, PeopleError> {
    let text = template.to_string().replace("{n}", &format!("{number:05}"));
    let mut object = serde_json::from_str(&text).map_err(wrong_form)?;
    add(&mut object);
    serde_json::from_value(Value::Object(object)).map_err(wrong_form)
}

/// Day of birth and sequence of a number: another pair for each.
fn birth(number: u64) -> Option<(Day, u64)> {
    // No neighbours are born on neighbouring days.
    let later = (number % BIRTHDAYS).checked_mul(37)? % BIRTHDAYS;
    let born = Day::from_ymd_opt(1970, 3, 1)?.checked_add_days(Days::new(later))?;
    let round = number / BIRTHDAYS;
    (round < A_DAY).then_some((born, 901 + 2 * round))
}

/// A name that a person could have.
fn name(number: u64) -> String {
    const FAMILY: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜";
    const GIVEN: &str = "安宁文嘉睿思远清和若云晨书怡景行知言亦朗";
    let pick = |from: &str, at: u64| {
        let count = u64::try_from(from.chars().count()).unwrap_or(1);
        let at = usize::try_from(at % count).unwrap_or_default();
        from.chars().nth(at)
    };
    [
        pick(FAMILY, number),
        pick(GIVEN, number.saturating_mul(7) + 3),
        pick(GIVEN, number / 20 + 11),
    ]
    .into_iter()
    .flatten()
    .collect()
}
