//! Months, days and moments in words.

use chrono::{Datelike, Timelike};

use crate::values::{Day, Lang, Moment, Month};

/// A calendar month in words: 2026 年 5 月, May 2026.
#[must_use]
pub fn month(month: Month, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{} 年 {} 月", month.year(), month.number()),
        Lang::En => format!("{} {}", month_name(month.number()), month.year()),
    }
}

/// A day in words: 2026 年 8 月 8 日, 8 August 2026.
#[must_use]
pub fn day(day: Day, lang: Lang) -> String {
    let number = day.day();
    match lang {
        Lang::Zh => format!("{} {number} 日", month(Month::of(day), lang)),
        Lang::En => format!("{number} {}", month(Month::of(day), lang)),
    }
}

/// A moment in Shanghai's time, to the second.
#[must_use]
pub fn time(at: Moment) -> String {
    let local = at
        .checked_add_signed(chrono::TimeDelta::hours(8))
        .unwrap_or(at);
    let (day, hour, minute, second) = (
        local.date_naive(),
        local.hour(),
        local.minute(),
        local.second(),
    );
    format!("{day} {hour:02}:{minute:02}:{second:02}")
}

fn month_name(number: u8) -> &'static str {
    match number {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}
