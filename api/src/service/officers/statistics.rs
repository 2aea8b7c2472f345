//! What happened with cases and applications, for those who lead or audit the office.

use std::collections::BTreeMap;

use chrono::{Datelike, TimeDelta};
use shared::desk::statistics::{
    DecisionTime, LONGEST_PERIOD, OpenCount, Remaining, Statistics, Volume, Week,
};
use shared::problem::ProblemKind;
use shared::review::CaseKind;
use shared::values::{Day, Moment, day_in_shanghai};
use shared::workdays::workdays_until;

use super::cases::clock;
use super::period::{Period, read_period};
use crate::app::App;
use crate::error::Result;
use crate::service::access::officer::Overseer;
use crate::service::limits::{Bucket, spend};
use crate::store::reviews::{Clock, Review};
use crate::store::tallies::{DayVolume, TimeTaken};

/// How many days are counted where nothing else is asked for: twelve weeks.
const USUAL: u32 = 84;

/// Counts what is open now, and what happened in a period: from a day to a day, the last twelve weeks
/// where none is told.
///
/// # Errors
/// The period is not of its form, longer than a year or before its own beginning; or it was asked for
/// too often.
pub async fn read_statistics(
    app: &App,
    who: &Overseer,
    from: Option<&str>,
    to: Option<&str>,
) -> Result<Statistics> {
    spend(app, Bucket::ReadDesk, who.account().as_bytes())?;
    let now = app.now();
    let today = day_in_shanghai(now);
    let period = read_period(from, to, today, USUAL)?;
    if period.days() > i64::from(LONGEST_PERIOD) {
        return Err(ProblemKind::MalformedRequest.into());
    }
    let Period { from, to } = period;
    let store = &app.store;
    let reviews = store.list_all_reviews().await?;
    Ok(Statistics {
        from,
        to,
        counted_since: store.counted_since().await?,
        now,
        open: open(app, &reviews, now),
        weeks: weeks(period, &store.count_cases_by_day(from, to).await?),
        decisions: store.count_decisions(from, to).await?,
        rulings: store.count_rulings(from, to).await?,
        times: times(&store.count_times(from, to).await?),
    })
}

/// The open cases by kind and by how far away their deadlines are.
fn open(app: &App, reviews: &[Review], now: Moment) -> Vec<OpenCount> {
    let today = day_in_shanghai(now);
    let mut counts: BTreeMap<(CaseKind, Remaining), u32> = BTreeMap::new();
    for review in reviews {
        let remaining = remaining(app, review, today);
        let count = counts.entry((review.kind, remaining)).or_default();
        *count = count.saturating_add(1);
    }
    let counts = counts.into_iter();
    counts
        .map(|((kind, remaining), count)| OpenCount {
            kind,
            remaining,
            count,
        })
        .collect()
}

fn remaining(app: &App, review: &Review, today: Day) -> Remaining {
    // Only what waits behind an objection can stand still.
    if review.answer_by.is_some() && review.objected_at.is_none() {
        return Remaining::Paused;
    }
    match clock(app, review).map(Clock::ends) {
        None => Remaining::NoDeadline,
        Some(due) if due < today => Remaining::Overdue,
        Some(due) => Remaining::of_workdays(workdays_until(today, due)),
    }
}

/// The weeks of a period, each with all kinds of cases.
fn weeks(period: Period, volumes: &[DayVolume]) -> Vec<Week> {
    let mut weeks = Vec::new();
    let mut begins = period.from;
    loop {
        let until_sunday = 6 - i64::from(begins.weekday().num_days_from_monday());
        let sunday = begins
            .checked_add_signed(TimeDelta::days(until_sunday))
            .unwrap_or(period.to);
        let ends = sunday.min(period.to);
        weeks.push(Week {
            begins,
            ends,
            kinds: CaseKind::ALL
                .into_iter()
                .map(|kind| volume(kind, begins, ends, volumes))
                .collect(),
        });
        match ends.succ_opt() {
            Some(next) if ends < period.to => begins = next,
            Some(_) | None => return weeks,
        }
    }
}

fn volume(kind: CaseKind, begins: Day, ends: Day, volumes: &[DayVolume]) -> Volume {
    let total = |is_decided: bool| {
        volumes
            .iter()
            .filter(|one| one.kind == kind && one.is_decided == is_decided)
            .filter(|one| (begins..=ends).contains(&one.day))
            .fold(0_u32, |total, one| total.saturating_add(one.count))
    };
    Volume {
        kind,
        opened: total(false),
        decided: total(true),
    }
}

/// Median and ninetieth percentile, first of what the rules decided alone, then of each kind of case.
fn times(taken: &[TimeTaken]) -> Vec<DecisionTime> {
    let kinds = std::iter::once(None).chain(CaseKind::ALL.map(Some));
    kinds
        .filter_map(|kind| {
            let mut days: Vec<(u32, u32)> = taken
                .iter()
                .filter(|one| one.kind == kind)
                .map(|one| (one.workdays, one.count))
                .collect();
            days.sort_unstable();
            let count = days
                .iter()
                .fold(0_u32, |total, (_, count)| total.saturating_add(*count));
            Some(DecisionTime {
                kind,
                count,
                median: within(&days, count, 50)?,
                ninetieth: within(&days, count, 90)?,
            })
        })
        .collect()
}

/// The number of working days within which so many of a hundred were decided (the nearest rank); none
/// where there are none.
fn within(days: &[(u32, u32)], count: u32, percent: u64) -> Option<u32> {
    let rank = (u64::from(count) * percent).div_ceil(100).max(1);
    let mut seen = 0_u64;
    days.iter().find_map(|(workdays, count)| {
        seen = seen.saturating_add(u64::from(*count));
        (seen >= rank).then_some(*workdays)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn percentiles_are_those_of_the_nearest_rank() {
        for (days, median, ninetieth) in [
            (vec![(0, 1)], 0, 0),
            (vec![(1, 1), (4, 1)], 1, 4),
            (vec![(0, 9), (5, 1)], 0, 0),
            (vec![(0, 8), (5, 2)], 0, 5),
            (vec![(1, 50), (2, 40), (9, 10)], 1, 2),
            (vec![(1, 49), (2, 40), (9, 11)], 2, 9),
        ] {
            let count = days.iter().map(|(_, count)| count).sum();
            assert_eq!(within(&days, count, 50), Some(median), "{days:?}");
            assert_eq!(within(&days, count, 90), Some(ninetieth), "{days:?}");
        }
        assert_eq!(within(&[], 0, 50), None);
    }

    #[test]
    fn weeks_begin_on_mondays_and_cover_the_period_once() {
        for (from, to, expected) in [
            ("2026-11-30", "2026-11-30", vec!["2026-11-30"]),
            // A Wednesday to a Tuesday.
            ("2026-11-25", "2026-12-01", vec!["2026-11-25", "2026-11-30"]),
            ("2026-11-29", "2026-11-30", vec!["2026-11-29", "2026-11-30"]),
        ] {
            let period = Period {
                from: day(from),
                to: day(to),
            };
            let weeks = weeks(period, &[]);
            let begins: Vec<String> = weeks.iter().map(|w| w.begins.to_string()).collect();
            assert_eq!(begins, expected);
            assert_eq!(weeks.last().unwrap().ends, day(to));
        }
    }
}
