//! Public holidays and the weekends that make up for them, as the State Council's office announces
//! them each autumn for the year to come. A further year is a further entry.

#[cfg(test)]
use crate::values::Day;

/// A day of a year: month and day.
type Date = (u32, u32);

/// What a year's notice of the General Office of the State Council says.
#[derive(Debug)]
pub(super) struct Year {
    /// The year.
    pub(super) year: i32,
    /// Days off: from, to. What falls on a weekend is off anyway.
    off: &'static [(Date, Date)],
    /// Saturdays and Sundays that are worked.
    worked: &'static [Date],
}

/// The years that are known.
const YEARS: [Year; 3] = [
    Year {
        // Notice of 2023-10-25.
        year: 2024,
        off: &[
            ((1, 1), (1, 1)),
            ((2, 10), (2, 17)),
            ((4, 4), (4, 6)),
            ((5, 1), (5, 5)),
            ((6, 10), (6, 10)),
            ((9, 15), (9, 17)),
            ((10, 1), (10, 7)),
        ],
        worked: &[
            (2, 4),
            (2, 18),
            (4, 7),
            (4, 28),
            (5, 11),
            (9, 14),
            (9, 29),
            (10, 12),
        ],
    },
    Year {
        // Notice of 2024-11-12.
        year: 2025,
        off: &[
            ((1, 1), (1, 1)),
            ((1, 28), (2, 4)),
            ((4, 4), (4, 6)),
            ((5, 1), (5, 5)),
            ((5, 31), (6, 2)),
            ((10, 1), (10, 8)),
        ],
        worked: &[(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)],
    },
    Year {
        // Notice of 2025-11-04.
        year: 2026,
        off: &[
            ((1, 1), (1, 3)),
            ((2, 15), (2, 23)),
            ((4, 4), (4, 6)),
            ((5, 1), (5, 5)),
            ((6, 19), (6, 21)),
            ((9, 25), (9, 27)),
            ((10, 1), (10, 7)),
        ],
        worked: &[(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)],
    },
];

/// What is known of a year.
pub(super) fn of_year(year: i32) -> Option<&'static Year> {
    YEARS.iter().find(|known| known.year == year)
}

impl Year {
    /// Whether a day of the year is off by the notice.
    pub(super) fn is_off(&self, date: Date) -> bool {
        let mut off = self.off.iter();
        off.any(|&(from, to)| (from..=to).contains(&date))
    }

    /// Whether a weekend's day is worked by the notice.
    pub(super) fn is_worked(&self, date: Date) -> bool {
        self.worked.contains(&date)
    }

    /// The days that the notice names, for tests.
    #[cfg(test)]
    pub(super) fn named(&self) -> impl Iterator<Item = (Day, bool)> {
        let day = |(month, day): Date| Day::from_ymd_opt(self.year, month, day).unwrap();
        let off = self.off.iter();
        let off = off.flat_map(move |&(from, to)| {
            let days = day(from).iter_days();
            days.take_while(move |one| *one <= day(to))
                .map(|one| (one, false))
        });
        let worked = self.worked.iter();
        off.chain(worked.map(move |&date| (day(date), true)))
    }
}
