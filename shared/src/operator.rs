//! Who runs the platform for a city, and where people are helped in person: told on every page, so
//! that nobody is sent to "a window" without an address.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::values::Lang;

/// The authority that runs the platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Operator {
    /// Its name.
    pub name: Bilingual,
    /// The telephone number for questions, as it is dialled from the city.
    #[cfg_attr(feature = "openapi", schema(example = "12345"))]
    pub telephone: String,
    /// Whether this is a sandbox, where nothing is about real people: that the server says, and no file.
    #[serde(default)]
    pub sandbox: bool,
    /// Within how many working days of the submission officers decide, as a rule, what the rules leave
    /// to a person; none: nothing is promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 60, example = 5))]
    pub manual_review_days: Option<u8>,
    /// From so many days before the last one on, a pass can be renewed (续期).
    #[serde(default = "usual_renewal_days")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 60, example = 3))]
    pub renewal_days: u8,
    /// The periods of disputes (申请复核).
    #[serde(default)]
    pub review_periods: ReviewPeriods,
    /// The windows at which people are helped, in the order in which they are shown; may be empty.
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub windows: Vec<ServiceWindow>,
}

fn usual_renewal_days() -> u8 {
    3
}

/// The periods of disputes (申请复核), each in working days: 1 to 60. The day on which one begins does
/// not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewPeriods {
    /// From a result on: to dispute it.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 60, example = 10))]
    pub to_ask: u8,
    /// From a dispute on: for the office to decide it, as a rule.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 60, example = 5))]
    pub to_decide: u8,
    /// For the applicant to answer what an officer asks for.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 60, example = 10))]
    pub to_answer: u8,
}

impl Default for ReviewPeriods {
    fn default() -> Self {
        Self {
            to_ask: 10,
            to_decide: 5,
            to_answer: 10,
        }
    }
}

/// A window (服务窗口) at which a person is helped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceWindow {
    /// What it is called, with its district.
    pub name: Bilingual,
    /// Where it is.
    pub address: Bilingual,
    /// When it is open.
    pub hours: Bilingual,
    /// Its own telephone number, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "010-55550100"))]
    pub telephone: Option<String>,
}

/// A text in both languages of the platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = OperatorText))]
pub struct Bilingual {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// Why a text does not say who runs the platform, as half a sentence that names the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperatorFault(String);

impl fmt::Display for OperatorFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for OperatorFault {}

impl Bilingual {
    /// The text in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    fn check(&self, at: &str) -> Result<(), OperatorFault> {
        for (text, lang) in [(&self.zh, "zh"), (&self.en, "en")] {
            if !(1..=200).contains(&text.trim().chars().count()) {
                return Err(OperatorFault(format!(
                    "{at}.{lang} needs from 1 to 200 characters"
                )));
            }
        }
        Ok(())
    }
}

impl Operator {
    /// Reads it from JSON.
    ///
    /// # Errors
    /// It is not of this form, a text is missing in one language, or a number cannot be dialled.
    pub fn read(json: &str) -> Result<Self, OperatorFault> {
        let operator: Self =
            serde_json::from_str(json).map_err(|fault| OperatorFault(fault.to_string()))?;
        operator.check()?;
        Ok(operator)
    }

    fn check(&self) -> Result<(), OperatorFault> {
        self.name.check("name")?;
        check_telephone(&self.telephone, "telephone")?;
        let periods = &self.review_periods;
        for (days, at) in [
            (self.manual_review_days, "manual_review_days"),
            (Some(self.renewal_days), "renewal_days"),
            (Some(periods.to_ask), "review_periods.to_ask"),
            (Some(periods.to_decide), "review_periods.to_decide"),
            (Some(periods.to_answer), "review_periods.to_answer"),
        ] {
            if days.is_some_and(|days| !(1..=60).contains(&days)) {
                return Err(OperatorFault(format!("{at} needs from 1 to 60")));
            }
        }
        for (n, window) in self.windows.iter().enumerate() {
            window.name.check(&format!("windows[{n}].name"))?;
            window.address.check(&format!("windows[{n}].address"))?;
            window.hours.check(&format!("windows[{n}].hours"))?;
            if let Some(telephone) = &window.telephone {
                check_telephone(telephone, &format!("windows[{n}].telephone"))?;
            }
        }
        Ok(())
    }
}

fn check_telephone(number: &str, at: &str) -> Result<(), OperatorFault> {
    let is_dialled = number
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | ' '));
    if is_dialled && (3..=20).contains(&number.len()) {
        return Ok(());
    }
    Err(OperatorFault(format!(
        "{at} needs from 3 to 20 digits, blanks, + or -"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(telephone: &str, hours: &str) -> String {
        let json = format!(
            r#"{{"name": {{"zh": "窗口", "en": "Window"}}, "telephone": "{telephone}", "windows": [
                {{"name": {{"zh": "东", "en": "E"}}, "address": {{"zh": "路", "en": "R"}},
                  "hours": {{"zh": "九点", "en": "{hours}"}}}}]}}"#
        );
        Operator::read(&json).map_or_else(|fault| fault.to_string(), |_| String::new())
    }

    #[test]
    fn an_operator_that_nobody_could_reach_is_refused_with_the_place() {
        assert_eq!(fault("12345", "9"), "");
        assert!(fault("call us", "9").starts_with("telephone "));
        assert!(fault("12", "9").starts_with("telephone "));
        assert!(fault("12345", " ").starts_with("windows[0].hours.en "));
        assert!(Operator::read(r#"{"telephone": "12345", "fax": "1"}"#).is_err());
        for (days, why) in [
            (0, "manual_review_days "),
            (5, ""),
            (61, "manual_review_days "),
        ] {
            let json = format!(
                r#"{{"name": {{"zh": "委", "en": "C"}}, "telephone": "12345",
                    "manual_review_days": {days}, "windows": []}}"#
            );
            let fault =
                Operator::read(&json).map_or_else(|fault| fault.to_string(), |_| String::new());
            assert!(
                fault.starts_with(why) && fault.is_empty() == why.is_empty(),
                "{fault}"
            );
        }
    }
}
