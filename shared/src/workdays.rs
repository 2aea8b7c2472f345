//! Periods in working days. Monday to Friday count; public holidays and the weekends that make up for
//! them are not known yet, so that a period is never longer than the law gives.

use chrono::{Datelike, Weekday};

use crate::values::Day;

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
        if !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            left = left.saturating_sub(1);
        }
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_do_not_count() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        // A Friday, a Saturday and a Monday.
        for (begins, days, last) in [
            ("2026-11-27", 0, "2026-11-27"),
            ("2026-11-27", 1, "2026-11-30"),
            ("2026-11-27", 5, "2026-12-04"),
            ("2026-11-28", 5, "2026-12-04"),
            ("2026-11-30", 5, "2026-12-07"),
        ] {
            assert_eq!(
                last_workday(day(begins), days),
                day(last),
                "{begins} {days}"
            );
        }
        assert_eq!(last_workday(Day::MAX, 5), Day::MAX);
    }
}
