//! Days and moments as people read them. Moments are shown in the city's time (UTC+8).

use chrono::{Datelike, TimeDelta, Timelike};
use shared::values::{Day, Moment, Month};
use web_sys::js_sys;

use crate::i18n::t_string;
use crate::language::I18n;

/// The browser's clock. It may be wrong: compare it with the server's through the session.
pub(crate) fn now() -> Moment {
    String::from(js_sys::Date::new_0().to_iso_string())
        .parse()
        .unwrap_or_default()
}

/// `2026 年 11 月 20 日` or `20 November 2026`.
pub(crate) fn day(i18n: I18n, day: Day) -> String {
    t_string!(
        i18n,
        terms.date.day,
        year = day.year().to_string(),
        number = day.month().to_string(),
        name = month_name(i18n, day.month()),
        day = day.day().to_string()
    )
}

/// `2026.11.20`, as on a seal.
pub(crate) fn seal_day(day: Day) -> String {
    format!("{}.{:02}.{:02}", day.year(), day.month(), day.day())
}

/// `2026 年 10 月` or `October 2026`.
pub(crate) fn month(i18n: I18n, month: Month) -> String {
    let number = u32::from(month.number());
    t_string!(
        i18n,
        terms.date.month,
        year = month.year().to_string(),
        number = number.to_string(),
        name = month_name(i18n, number)
    )
}

/// Day and minute: `2026 年 11 月 20 日 10:47`.
pub(crate) fn moment(i18n: I18n, at: Moment) -> String {
    let local = in_shanghai(at);
    format!(
        "{} {:02}:{:02}",
        day(i18n, local.date_naive()),
        local.hour(),
        local.minute()
    )
}

/// The same as people say it: `今天 10:47`, `yesterday 10:47`, or the day.
pub(crate) fn lately(i18n: I18n, at: Moment, today: Day) -> String {
    let then = shared::values::day_in_shanghai(at);
    if then == today {
        t_string!(i18n, messages.today, at = clock(at))
    } else if then.succ_opt() == Some(today) {
        t_string!(i18n, messages.yesterday, at = clock(at))
    } else {
        moment(i18n, at)
    }
}

/// Day and second, for what is awaited: `2026 年 11 月 20 日 10:47:03`.
pub(crate) fn moment_to_second(i18n: I18n, at: Moment) -> String {
    format!("{}:{:02}", moment(i18n, at), at.second())
}

/// Hour and minute: `10:47`.
pub(crate) fn clock(at: Moment) -> String {
    let local = in_shanghai(at);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// Hour, minute and second: `10:47:03`.
pub(crate) fn clock_to_second(at: Moment) -> String {
    format!("{}:{:02}", clock(at), at.second())
}

/// Minutes and seconds that remain: `1:59`.
pub(crate) fn countdown(seconds: i64) -> String {
    let seconds = seconds.max(0);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// For the `datetime` attribute.
pub(crate) fn machine(at: Moment) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

/// The name of a month as short as a calendar needs it: `5月`, `May`.
pub(crate) fn short_month(i18n: I18n, number: u8) -> String {
    month_name(i18n, u32::from(number))
        .chars()
        .take(3)
        .collect()
}

/// The name of a month, 1 to 12.
pub(crate) fn month_name(i18n: I18n, number: u32) -> &'static str {
    match number {
        1 => t_string!(i18n, terms.month.m1),
        2 => t_string!(i18n, terms.month.m2),
        3 => t_string!(i18n, terms.month.m3),
        4 => t_string!(i18n, terms.month.m4),
        5 => t_string!(i18n, terms.month.m5),
        6 => t_string!(i18n, terms.month.m6),
        7 => t_string!(i18n, terms.month.m7),
        8 => t_string!(i18n, terms.month.m8),
        9 => t_string!(i18n, terms.month.m9),
        10 => t_string!(i18n, terms.month.m10),
        11 => t_string!(i18n, terms.month.m11),
        _ => t_string!(i18n, terms.month.m12),
    }
}

fn in_shanghai(at: Moment) -> Moment {
    at.checked_add_signed(TimeDelta::hours(8)).unwrap_or(at)
}
