//! Periods in working days: Monday to Friday without public holidays, and the weekends that make up
//! for these. For a year whose holidays are not known yet, Monday to Friday count, so that a period is
//! never longer than the law gives.

mod holidays;

use chrono::{Datelike, Weekday};

use crate::values::Day;

/// Whether a day is a working day.
#[must_use]
pub fn is_workday(day: Day) -> bool {
    let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let date = (day.month(), day.day());
    match holidays::of_year(day.year()) {
        Some(year) if is_weekend => year.is_worked(date),
        Some(year) => !year.is_off(date),
        None => !is_weekend,
    }
}

/// Whether the public holidays of a day's year are known.
#[must_use]
pub fn is_known(day: Day) -> bool {
    holidays::of_year(day.year()).is_some()
}

/// The last day of a period of so many working days. The day on which it begins does not count
/// (Civil Code, article 201).
#[must_use]
pub fn last_workday(begins: Day, workdays: u32) -> Day {
    let mut day = begins;
    let mut left = workdays;
    while left > 0 {
        let Some(next) = day.succ_opt() else {
            return day;
        };
        day = next;
        if is_workday(day) {
            left = left.saturating_sub(1);
        }
    }
    day
}

/// How many working days there are from the day after `from` to `to`; none where that is over.
#[must_use]
pub fn workdays_until(from: Day, to: Day) -> u32 {
    let days = from.iter_days().skip(1).take_while(|day| *day <= to);
    u32::try_from(days.filter(|day| is_workday(*day)).count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn weekends_and_holidays_do_not_count() {
        // A Friday, a Saturday and a Monday; the day before National Day; a year that is not known.
        for (begins, days, last) in [
            ("2026-11-27", 0, "2026-11-27"),
            ("2026-11-27", 1, "2026-11-30"),
            ("2026-11-27", 5, "2026-12-04"),
            ("2026-11-28", 5, "2026-12-04"),
            ("2026-11-30", 5, "2026-12-07"),
            ("2026-09-30", 1, "2026-10-08"),
            ("2026-09-30", 3, "2026-10-10"),
            ("2026-02-13", 2, "2026-02-24"),
            ("2025-01-27", 1, "2025-02-05"),
            ("2024-02-09", 2, "2024-02-19"),
            ("2027-09-30", 1, "2027-10-01"),
        ] {
            let found = last_workday(day(begins), days);
            assert_eq!(found, day(last), "{begins} {days}");
            assert_eq!(workdays_until(day(begins), found), days, "{begins} {days}");
        }
        assert_eq!(last_workday(Day::MAX, 5), Day::MAX);
        assert_eq!(workdays_until(day("2026-11-30"), day("2026-11-27")), 0);
    }

    /// A weekend is worked, and another day is off, only as far as both make sense.
    #[test]
    fn the_notices_make_sense() {
        for year in 2024..=2026 {
            let known = holidays::of_year(year).unwrap();
            for (named, is_worked) in known.named() {
                assert_eq!(is_workday(named), is_worked, "{named}");
                let is_weekend = matches!(named.weekday(), Weekday::Sat | Weekday::Sun);
                assert!(is_weekend || !is_worked, "{named}");
            }
            let begin = Day::from_ymd_opt(year, 1, 1).unwrap();
            let days = begin.iter_days().take_while(|day| day.year() == year);
            // 250 days of work less at most three, by the rules on public holidays.
            let worked = days.filter(|day| is_workday(*day)).count();
            assert!((247..=251).contains(&worked), "{year}: {worked}");
        }
        assert!(!is_known(day("2027-01-01")) && is_known(day("2026-12-31")));
    }
}
