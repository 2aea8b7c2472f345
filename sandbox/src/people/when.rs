//! How the people files write time: fixed days, days relative to a reference day, and spans of
//! months counted back from the reference month.

use std::str::FromStr;

use chrono::{Datelike, Days, Months};
use serde::{Deserialize, Deserializer, de};
use shared::values::Day;

/// A day: `2018-05-20`, or relative to the day of the question: `-3y`, `+8m`, `-20d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// A day of the calendar.
    Fixed(Day),
    /// Whole months from the reference day (negative: before it).
    Months(i32),
    /// Days from the reference day (negative: before it).
    Days(i32),
}

impl When {
    /// The day that is meant, seen from `on`.
    #[must_use]
    pub(crate) fn seen_from(self, on: Day) -> Day {
        let day = match self {
            Self::Fixed(day) => Some(day),
            Self::Months(n) if n < 0 => on.checked_sub_months(Months::new(n.unsigned_abs())),
            Self::Months(n) => on.checked_add_months(Months::new(n.unsigned_abs())),
            Self::Days(n) if n < 0 => on.checked_sub_days(Days::new(n.unsigned_abs().into())),
            Self::Days(n) => on.checked_add_days(Days::new(n.unsigned_abs().into())),
        };
        day.unwrap_or(on)
    }
}

impl FromStr for When {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(day) = text.parse() {
            return Ok(Self::Fixed(day));
        }
        let wrong = || format!("{text:?} is neither a day (2018-05-20) nor like -3y, +8m, -20d");
        let unit = text.chars().last().ok_or_else(wrong)?;
        let number = text.strip_suffix(unit).ok_or_else(wrong)?;
        if !number.starts_with(['+', '-']) {
            return Err(wrong());
        }
        let number: i32 = number.parse().ok().ok_or_else(wrong)?;
        match unit {
            'y' => Ok(Self::Months(number.saturating_mul(12))),
            'm' => Ok(Self::Months(number)),
            'd' => Ok(Self::Days(number)),
            _ => Err(wrong()),
        }
    }
}

/// A date of birth: `1989-04-12`, or `-7y 03-12`: the 12 March of the year seven years before the
/// year in which the city was founded. So children stay minors in a new city, while a number once
/// given never changes in a city that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Born {
    year: i32,
    relative: bool,
    month: u32,
    day: u32,
}

impl Born {
    /// The date of birth in a city founded in that year.
    #[must_use]
    pub(crate) fn in_city_of(self, founded: i32) -> Day {
        let year = if self.relative {
            founded + self.year
        } else {
            self.year
        };
        Day::from_ymd_opt(year, self.month, self.day).unwrap_or_default()
    }
}

impl FromStr for Born {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} is neither a day (1989-04-12) nor like \"-7y 03-12\"");
        if let Ok(day) = text.parse::<Day>() {
            let (year, month, day) = (day.year(), day.month(), day.day());
            return Ok(Self {
                year,
                relative: false,
                month,
                day,
            });
        }
        let (years, rest) = text.split_once("y ").ok_or_else(wrong)?;
        let year: i32 = years.parse().ok().ok_or_else(wrong)?;
        let (month, day) = rest.split_once('-').ok_or_else(wrong)?;
        let (month, day) = (
            month.parse().ok().ok_or_else(wrong)?,
            day.parse().ok().ok_or_else(wrong)?,
        );
        // A day that exists in every year, so that no year of foundation breaks the file.
        if year >= 0 || Day::from_ymd_opt(2001, month, day).is_none() {
            return Err(wrong());
        }
        Ok(Self {
            year,
            relative: true,
            month,
            day,
        })
    }
}

/// Months counted from the reference month: `-26..-1` are the 26 months that end in the month
/// before it. Both ends are included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    /// The first month.
    pub(crate) first: i32,
    /// The last month.
    pub(crate) last: i32,
}

impl FromStr for Span {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} is not a span of months like -26..-1");
        let (first, last) = text.split_once("..").ok_or_else(wrong)?;
        let (first, last) = (
            first.parse().ok().ok_or_else(wrong)?,
            last.parse().ok().ok_or_else(wrong)?,
        );
        if first > last || last > 0 {
            return Err(wrong());
        }
        Ok(Self { first, last })
    }
}

fn from_text<'de, D: Deserializer<'de>, T: FromStr<Err = String>>(d: D) -> Result<T, D::Error> {
    String::deserialize(d)?.parse().map_err(de::Error::custom)
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer)
    }
}

impl<'de> Deserialize<'de> for Born {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_days_move_with_the_question() {
        let on = Day::from_ymd_opt(2026, 3, 31).unwrap();
        let seen = |text: &str| text.parse::<When>().unwrap().seen_from(on).to_string();
        assert_eq!(seen("2018-05-20"), "2018-05-20");
        assert_eq!(seen("-3y"), "2023-03-31");
        assert_eq!(seen("-1m"), "2026-02-28");
        assert_eq!(seen("+20d"), "2026-04-20");
        for wrong in ["", "3y", "-y", "-3w", "2018-5"] {
            assert!(wrong.parse::<When>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn births_follow_the_year_of_foundation() {
        let born: Born = "-7y 03-12".parse().unwrap();
        assert_eq!(born.in_city_of(2026).to_string(), "2019-03-12");
        assert_eq!(
            "1989-04-12"
                .parse::<Born>()
                .unwrap()
                .in_city_of(2026)
                .to_string(),
            "1989-04-12"
        );
        for wrong in ["7y 03-12", "-7y", "-7y 02-29", "-7y 13-01"] {
            assert!(wrong.parse::<Born>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn spans_end_in_the_past() {
        assert_eq!(
            "-26..-1".parse(),
            Ok(Span {
                first: -26,
                last: -1
            })
        );
        assert!("-1..-26".parse::<Span>().is_err());
        assert!("-3..2".parse::<Span>().is_err());
    }
}
