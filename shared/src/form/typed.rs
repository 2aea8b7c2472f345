//! Days and months as people type them: `2018-05-20`, `2018/5/20`, `2018年5月20日`, `20180520`,
//! full-width digits. The order is always year, month, day; a year has four digits.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::text::{clean, is_dash, narrow};
use crate::values::{Day, Month};

/// Texts that are no day or month (yet), by the pointer of their field. They are kept as typed.
pub type Raw = BTreeMap<String, String>;

/// The day that was meant; none where the text is incomplete or no day of the calendar.
#[must_use]
pub fn day(text: &str) -> Option<Day> {
    let numbers = numbers(text)?;
    let (year, month, day) = match numbers.as_slice() {
        [one] if one.len() == 8 => (one.get(..4)?, one.get(4..6)?, one.get(6..)?),
        [year, month, day] => (year.as_str(), month.as_str(), day.as_str()),
        _ => return None,
    };
    Day::from_ymd_opt(four_digits(year)?, two_digits(month)?, two_digits(day)?)
}

/// The month that was meant; none where the text is incomplete or no month.
#[must_use]
pub fn month(text: &str) -> Option<Month> {
    let numbers = numbers(text)?;
    let (year, month) = match numbers.as_slice() {
        [one] if one.len() == 6 => (one.get(..4)?, one.get(4..)?),
        [year, month] => (year.as_str(), month.as_str()),
        _ => return None,
    };
    Month::new(four_digits(year)?, u8::try_from(two_digits(month)?).ok()?)
}

/// The runs of digits in a text; none where anything but digits and separators is in it.
#[must_use]
pub fn numbers(text: &str) -> Option<Vec<String>> {
    let mut runs = vec![String::new()];
    for character in clean(text).trim().chars() {
        match narrow(character) {
            digit if digit.is_ascii_digit() => runs.last_mut()?.push(digit),
            '/' | '.' | '。' | '年' | '月' | '日' => runs.push(String::new()),
            between if is_dash(between) || between.is_whitespace() => runs.push(String::new()),
            _ => return None,
        }
    }
    runs.retain(|run| !run.is_empty());
    Some(runs)
}

/// The boxes of a date with so many of them (3: a day, 2: a month): the numbers of a date however
/// it is written, otherwise the text as it was typed between the dashes.
#[must_use]
pub fn boxes(text: &str, count: usize) -> Vec<String> {
    let whole = match count {
        2 => month(text).map(|month| month.to_string()),
        _ => day(text).map(|day| day.to_string()),
    };
    let text = whole.as_deref().unwrap_or(text);
    let mut parts: Vec<String> = text.splitn(count, '-').map(str::to_owned).collect();
    parts.resize(count, String::new());
    parts
}

/// The boxes as one text; empty where all of them are.
#[must_use]
pub fn join(parts: &[String]) -> String {
    if parts.iter().all(String::is_empty) {
        String::new()
    } else {
        parts.join("-")
    }
}

/// Whether two texts are the same date, or the same text.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    one == other
        || day(one).is_some_and(|day_| Some(day_) == day(other))
        || month(one).is_some_and(|month_| Some(month_) == month(other))
}

/// The texts without those of one entry of a list; what belongs to later entries moves up.
#[must_use]
pub fn without_entry(raw: &Raw, list: &str, at: usize) -> Raw {
    let moved = |pointer: &str| {
        let mut parts = pointer.splitn(4, '/').skip(1);
        let (Some(name), Some(entry), Some(rest)) = (parts.next(), parts.next(), parts.next())
        else {
            return Some(pointer.to_owned());
        };
        if name != list {
            return Some(pointer.to_owned());
        }
        let entry: usize = entry.parse().ok()?;
        match entry.cmp(&at) {
            Ordering::Less => Some(pointer.to_owned()),
            Ordering::Equal => None,
            Ordering::Greater => Some(format!("/{list}/{}/{rest}", entry - 1)),
        }
    };
    raw.iter()
        .filter_map(|(pointer, text)| Some((moved(pointer)?, text.clone())))
        .collect()
}

fn four_digits(text: &str) -> Option<i32> {
    (text.len() == 4).then(|| text.parse().ok())?
}

fn two_digits(text: &str) -> Option<u32> {
    (text.len() <= 2).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let meant = Day::from_ymd_opt(2018, 5, 20);
        for text in [
            "2018-05-20",
            "2018/5/20",
            "2018.5.20",
            " 2018 5 20 ",
            "20180520",
            "2018年5月20日",
            "２０１８－０５－２０",
        ] {
            assert_eq!(day(text), meant, "{text}");
        }
        for text in [
            "",
            "2018",
            "2018-13-01",
            "2018-02-30",
            "18-5-20",
            "2018-5",
            "20 May 2018",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn months_are_read_as_people_write_them() {
        for text in ["2024-03", "2024/3", "202403", "2024年3月"] {
            assert_eq!(month(text), Month::new(2024, 3), "{text}");
        }
        for text in ["", "2024", "2024-13", "24-3", "2024-3-1"] {
            assert_eq!(month(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_is_spread_over_its_boxes_and_what_is_none_stays_as_typed() {
        assert_eq!(boxes("2018/5/20", 3), ["2018", "05", "20"]);
        assert_eq!(boxes("202403", 2), ["2024", "03"]);
        assert_eq!(boxes("2018-13-", 3), ["2018", "13", ""]);
        assert_eq!(boxes("", 3), ["", "", ""]);
        assert_eq!(join(&boxes("2018-13-40", 3)), "2018-13-40");
        assert_eq!(join(&boxes("", 2)), "");
        assert!(same("2018-5-2", "2018-05-02"));
        assert!(same("2024-3", "2024-03"));
        assert!(!same("2018-5-2", "2018-05-20"));
        assert!(!same("2018-13", ""));
    }

    #[test]
    fn texts_move_up_with_their_entries() {
        let raw: Raw = [
            ("/applicant/marital_since", "a"),
            ("/children/0/born", "b"),
            ("/children/1/born", "c"),
            ("/children/2/born", "d"),
        ]
        .map(|(pointer, text)| (pointer.to_owned(), text.to_owned()))
        .into();
        let left = without_entry(&raw, "children", 1);
        let left: Vec<_> = left.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
        assert_eq!(
            left,
            [
                ("/applicant/marital_since", "a"),
                ("/children/0/born", "b"),
                ("/children/1/born", "d"),
            ]
        );
        assert_eq!(without_entry(&raw, "homes", 0), raw);
    }
}
