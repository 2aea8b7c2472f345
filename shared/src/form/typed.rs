//! Days and months as people type them: `2018-05-20`, `2018/5/20`, `2018年5月20日`, `20180520`,
//! full-width digits. The order is always year, month, day; a year has four digits.

use crate::values::{Day, Month};

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
    for character in text.trim().chars() {
        match narrow(character) {
            digit if digit.is_ascii_digit() => runs.last_mut()?.push(digit),
            '-' | '/' | '.' | ' ' | '年' | '月' | '日' | '－' | '／' | '．' | '\u{3000}' => {
                runs.push(String::new());
            }
            _ => return None,
        }
    }
    runs.retain(|run| !run.is_empty());
    Some(runs)
}

/// A full-width digit as an ASCII digit; anything else as it is.
fn narrow(character: char) -> char {
    ('\u{ff10}'..='\u{ff19}')
        .zip('0'..='9')
        .find_map(|(wide, digit)| (wide == character).then_some(digit))
        .unwrap_or(character)
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
}
