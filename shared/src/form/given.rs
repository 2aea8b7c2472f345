//! A text that has to be there: a reason, a statement, a name that somebody gives to something.

use crate::issue::IssueCode;
use crate::text::{clean, clean_lines};

/// A line as it is kept, without blanks around it.
///
/// # Errors
/// [`IssueCode::Required`] if nothing is left of it, [`IssueCode::TooLong`] if it has more than `longest`
/// characters as it was given: that is what a description can promise (`maxLength`), and the same text
/// is never refused here and taken there.
pub fn given_line(text: &str, longest: usize) -> Result<String, IssueCode> {
    check(text, longest, clean(text).trim())
}

/// A text of several lines as it is kept.
///
/// # Errors
/// As for [`given_line`].
pub fn given_lines(text: &str, longest: usize) -> Result<String, IssueCode> {
    check(text, longest, &clean_lines(text))
}

fn check(given: &str, longest: usize, kept: &str) -> Result<String, IssueCode> {
    if given.chars().nth(longest).is_some() {
        Err(IssueCode::TooLong)
    } else if kept.is_empty() {
        Err(IssueCode::Required)
    } else {
        Ok(kept.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_is_counted_as_given() {
        for take in [given_line, given_lines] {
            assert_eq!(take(" 甲\u{200b}乙 ", 5).unwrap(), "甲乙");
            assert_eq!(take(" 甲\u{200b}乙 ", 4), Err(IssueCode::TooLong));
            assert_eq!(take("\u{15}\u{200b} ", 3), Err(IssueCode::Required));
            assert_eq!(take("", 3), Err(IssueCode::Required));
        }
        assert_eq!(given_line("甲\n乙", 3).unwrap(), "甲 乙");
        assert_eq!(given_lines("甲 \r\n 乙", 6).unwrap(), "甲\n乙");
    }
}
