//! A period that somebody asks for: from a day to a day, both of them in it.

use chrono::TimeDelta;
use shared::problem::ProblemKind;
use shared::values::Day;

use crate::error::Result;

/// The days from one to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    /// The first day.
    pub(super) from: Day,
    /// The last day.
    pub(super) to: Day,
}

impl Period {
    /// How many days it has.
    pub(super) fn days(self) -> i64 {
        let between = self.to.signed_duration_since(self.from);
        between.num_days().saturating_add(1)
    }
}

/// Reads a period. Without a last day it ends today, without a first one it has so many days.
///
/// # Errors
/// A day is not of the form `YYYY-MM-DD`, or the last one is before the first.
pub(super) fn read_period(
    from: Option<&str>,
    to: Option<&str>,
    today: Day,
    usual: u32,
) -> Result<Period> {
    let to = to.map_or(Ok(today), read_day)?;
    let usual = TimeDelta::days(i64::from(usual) - 1);
    let begins = || Ok(to.checked_sub_signed(usual).unwrap_or(to));
    let from = from.map_or_else(begins, read_day)?;
    if to < from {
        return Err(ProblemKind::MalformedRequest.into());
    }
    Ok(Period { from, to })
}

/// A year has four digits.
fn read_day(text: &str) -> Result<Day> {
    let day = text.parse::<Day>().ok();
    let day = day.filter(|day| text.len() == 10 && day.to_string() == text);
    Ok(day.ok_or(ProblemKind::MalformedRequest)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_from_a_day_to_a_day() {
        let today: Day = "2026-11-30".parse().unwrap();
        let read = |from, to| {
            let period = read_period(from, to, today, 7).ok()?;
            Some((
                period.from.to_string(),
                period.to.to_string(),
                period.days(),
            ))
        };
        let days = |from: &str, to: &str, days| Some((from.to_owned(), to.to_owned(), days));
        assert_eq!(read(None, None), days("2026-11-24", "2026-11-30", 7));
        assert_eq!(
            read(Some("2026-11-01"), None),
            days("2026-11-01", "2026-11-30", 30)
        );
        assert_eq!(
            read(None, Some("2026-11-07")),
            days("2026-11-01", "2026-11-07", 7)
        );
        for wrong in [
            "",
            "2026-11-31",
            "2026-1-1",
            "+2026-11-01",
            "+12026-01-05",
            "x",
        ] {
            assert_eq!(read(Some(wrong), None), None, "{wrong}");
            assert_eq!(read(None, Some(wrong)), None, "{wrong}");
        }
        assert_eq!(read(Some("2026-11-02"), Some("2026-11-01")), None);
    }
}
