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

/// The boxes of a date after somebody typed or pasted a text into one of them, and the box to go on in.
/// A whole date is spread over all; a separator ends a number and leads to the next box; what is no
/// number stays where it was typed. No other box loses what it holds.
#[must_use]
pub fn type_into(parts: &[String], at: usize, text: &str) -> (Vec<String>, usize) {
    let mut parts = parts.to_vec();
    let last = parts.len().saturating_sub(1);
    let whole = if parts.len() == 2 {
        month(text).is_some()
    } else {
        day(text).is_some()
    };
    if whole {
        return (boxes(text, parts.len()), last);
    }
    let runs = numbers(text).filter(|runs| !runs.is_empty() && at + runs.len() <= parts.len());
    let Some(runs) = runs else {
        let kept = if numbers(text).is_some_and(|runs| runs.is_empty()) {
            ""
        } else {
            text
        };
        if let Some(part) = parts.get_mut(at) {
            kept.clone_into(part);
        }
        return (parts, at);
    };
    let ended = !clean(text)
        .trim_start()
        .ends_with(|c| narrow(c).is_ascii_digit());
    let next = at + runs.len() - usize::from(!ended);
    for (part, run) in parts.iter_mut().skip(at).zip(runs) {
        *part = run;
    }
    (parts, next.min(last))
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

/// Where a field stands once an entry was taken out of a list: that of a later entry moves up, that of
/// the entry itself is gone.
#[must_use]
pub fn without_entry(pointer: &str, list: &str, at: usize) -> Option<String> {
    let mut parts = pointer.splitn(4, '/').skip(1);
    let (Some(name), Some(entry), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
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
    fn typing_wipes_nothing_and_separators_move_on() {
        let typed = |before: &[&str], at, text| {
            let before: Vec<String> = before.iter().map(|part| (*part).to_owned()).collect();
            let (parts, next) = type_into(&before, at, text);
            (parts.join("|"), next)
        };
        for (before, at, text, after, next) in [
            (&["2015", "5", "20"], 0, "20155", "20155|5|20", 0),
            (&["2015", "5", "20"], 0, "201", "201|5|20", 0),
            (&["2015", "5", "20"], 0, "", "|5|20", 0),
            (&["2015", "", ""], 0, "2015/", "2015||", 1),
            (&["2015", "5", ""], 1, "5.", "2015|5|", 2),
            (&["2015", "5", "2"], 2, "20日", "2015|5|20", 2),
            (&["", "", ""], 0, "2015年5月20日", "2015|05|20", 2),
            (&["", "", ""], 0, "20150520", "2015|05|20", 2),
            (&["", "", ""], 0, "2015-13-40", "2015|13|40", 2),
            (&["2015", "", ""], 1, "5/20", "2015|5|20", 2),
            (&["2015", "5", "20"], 1, "1/2/3", "2015|1/2/3|20", 1),
            (&["2015", "5", "20"], 1, "五", "2015|五|20", 1),
            (&["2015", "5", "20"], 1, "/", "2015||20", 1),
            (&["2015", "5", ""], 2, "2\u{200b}", "2015|5|2", 2),
        ] {
            assert_eq!(typed(before, at, text), (after.to_owned(), next), "{text}");
        }
        assert_eq!(typed(&["", ""], 0, "202403"), ("2024|03".to_owned(), 1));
        assert_eq!(typed(&["2024", "3"], 0, "2024/"), ("2024|3".to_owned(), 1));
    }

    #[test]
    fn fields_move_up_with_their_entries() {
        for (pointer, list, moved) in [
            (
                "/applicant/marital_since",
                "children",
                Some("/applicant/marital_since"),
            ),
            ("/children", "children", Some("/children")),
            ("/children/0/born", "children", Some("/children/0/born")),
            ("/children/1/born", "children", None),
            ("/children/2/born", "children", Some("/children/1/born")),
            ("/children/2/born", "homes", Some("/children/2/born")),
        ] {
            assert_eq!(
                without_entry(pointer, list, 1).as_deref(),
                moved,
                "{pointer}"
            );
        }
    }
}
