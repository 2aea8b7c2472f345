//! Small values with a meaning of their own: languages, calendar months, zones.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A calendar day in Asia/Shanghai, written `YYYY-MM-DD`.
pub type Day = NaiveDate;

/// A moment in UTC, written as RFC 3339.
pub type Moment = chrono::DateTime<chrono::Utc>;

/// The languages of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    #[serde(rename = "zh-CN")]
    Zh,
    /// English.
    #[serde(rename = "en")]
    En,
}

/// The day in Asia/Shanghai (UTC+8, no summer time since 1991) at a moment.
#[must_use]
pub fn day_in_shanghai(at: Moment) -> Day {
    at.checked_add_signed(chrono::TimeDelta::hours(8))
        .unwrap_or(at)
        .date_naive()
}

/// The moment with which a day begins in Asia/Shanghai.
#[must_use]
pub fn start_in_shanghai(day: Day) -> Moment {
    let there = day.and_time(chrono::NaiveTime::MIN).and_utc();
    there
        .checked_sub_signed(chrono::TimeDelta::hours(8))
        .unwrap_or(there)
}

/// The last second of a day in Asia/Shanghai, for what ends with the day.
#[must_use]
pub fn end_in_shanghai(day: Day) -> Moment {
    let begins = start_in_shanghai(day);
    begins
        .checked_add_signed(chrono::TimeDelta::seconds(24 * 60 * 60 - 1))
        .unwrap_or(begins)
}

/// Reads a day that somebody tells, in the one form that the platform writes: a year has four digits.
///
/// # Errors
/// It is written in another form, for example `+12026-01-05`, or is no day of the calendar.
pub(crate) fn read_day<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Day>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    let day = |text: &String| {
        let day: Day = text.parse().ok()?;
        (day.to_string() == *text && text.len() == 10).then_some(day)
    };
    let refuse = || serde::de::Error::custom("not a day of the form YYYY-MM-DD");
    text.map(|text| day(&text).ok_or_else(refuse)).transpose()
}

/// The months completed from one day to another; none where the first lies later.
#[must_use]
pub fn completed_months(since: Day, on: Day) -> u16 {
    let months = Month::of(on).months_since(Month::of(since));
    let completed = if on.day() >= since.day() {
        months
    } else {
        months - 1
    };
    u16::try_from(completed).unwrap_or(0)
}

/// A calendar month, written `YYYY-MM`. Ordered, and closed under addition of whole months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// The month of a year (1 = January … 12 = December); nothing outside of that range.
    #[must_use]
    pub fn new(year: i32, month: u8) -> Option<Self> {
        let month = i32::from(month);
        ((1..=12).contains(&month) && (1..=9999).contains(&year))
            .then(|| Self(year * 12 + month - 1))
    }

    /// The month in which a day lies.
    #[must_use]
    pub fn of(day: Day) -> Self {
        let month0 = i32::try_from(day.month0()).unwrap_or(0);
        Self(day.year() * 12 + month0)
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// The month of the year, 1 to 12.
    #[must_use]
    pub fn number(self) -> u8 {
        u8::try_from(self.0.rem_euclid(12) + 1).unwrap_or(1)
    }

    /// The month `months` later (earlier where negative).
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self(self.0.saturating_add(months))
    }

    /// How many months lie from `earlier` to this one; negative where it is later.
    #[must_use]
    pub fn months_since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// The first day of the month.
    #[must_use]
    pub fn first_day(self) -> Day {
        Day::from_ymd_opt(self.year(), u32::from(self.number()), 1).unwrap_or_default()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

/// The text is not a month of the form `YYYY-MM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAMonth;

impl fmt::Display for NotAMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a month of the form YYYY-MM")
    }
}

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let (year, month) = text.split_once('-').ok_or(NotAMonth)?;
        let digits =
            |part: &str, len| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return Err(NotAMonth);
        }
        let parsed = year.parse().ok().zip(month.parse().ok());
        parsed.and_then(|(y, m)| Self::new(y, m)).ok_or(NotAMonth)
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Month {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some("^[0-9]{4}-(0[1-9]|1[0-2])$"))
            .description(Some("A calendar month"))
            .examples(["2026-10"])
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Month {}

/// The parts of the city that the purchase rules tell apart since 2025-08-09.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Zone {
    /// Inside the fifth ring road.
    InsideFifthRing,
    /// Outside the fifth ring road.
    OutsideFifthRing,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_add_across_years() {
        let month: Month = "2026-01".parse().unwrap();
        assert_eq!(month.plus(-1).to_string(), "2025-12");
        assert_eq!(month.plus(-13).to_string(), "2024-12");
        assert_eq!(month.months_since("2025-11".parse().unwrap()), 2);
        assert!("2026-13".parse::<Month>().is_err());
        assert!("2026-1".parse::<Month>().is_err());
        assert!("+026-01".parse::<Month>().is_err());
    }

    #[test]
    fn the_day_turns_at_sixteen_utc() {
        let at = |text: &str| day_in_shanghai(text.parse().unwrap()).to_string();
        assert_eq!(at("2026-08-07T15:59:59Z"), "2026-08-07");
        assert_eq!(at("2026-08-07T16:00:00Z"), "2026-08-08");
    }
}
