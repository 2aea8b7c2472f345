//! What is shown of a name or a number where the whole is not needed.

/// The most characters that a masked name has: those of a longer one do not matter.
const LONGEST_MASK: usize = 40;

/// The family name, and the last character only from three characters on: `张*明`, `李*`. A long one
/// is cut in the middle.
#[must_use]
pub fn mask_name(name: &str) -> String {
    let mut chars = name.trim().chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    let last = chars.next_back();
    let hidden = chars.take(LONGEST_MASK - 2).count();
    match last {
        None => first.to_string(),
        Some(_) if hidden == 0 => format!("{first}*"),
        Some(last) => format!("{first}{}{last}", "*".repeat(hidden)),
    }
}

/// A mobile number as `138****5678`; one that has not 11 digits as any other number.
#[must_use]
pub fn mask_mobile(mobile: &str) -> String {
    let mobile = mobile.trim();
    match mobile.chars().count() {
        11 => hide_between(mobile, 3, 4),
        _ => mask_number(mobile),
    }
}

/// A number with its first three and last four characters, or fewer of a short one: at least half
/// of it stays hidden, whatever its length.
pub(super) fn mask_number(number: &str) -> String {
    let shown = (number.chars().count() / 2).min(7);
    let tail = shown.div_ceil(2);
    hide_between(number, shown - tail, tail)
}

fn hide_between(text: &str, head: usize, tail: usize) -> String {
    let end = text.chars().count().saturating_sub(tail);
    let hidden = head..end;
    let show = |(at, c)| if hidden.contains(&at) { '*' } else { c };
    text.chars().enumerate().map(show).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_mobile_numbers_hide_their_middle() {
        assert_eq!(mask_name("张小明"), "张*明");
        assert_eq!(mask_name("李四"), "李*");
        assert_eq!(
            (mask_name("李"), mask_name(" ")),
            ("李".to_owned(), String::new())
        );
        let endless = mask_name(&"长".repeat(20_000));
        assert_eq!(endless, format!("长{}长", "*".repeat(38)));
        assert_eq!(mask_mobile("13812345678"), "138****5678");
        assert_eq!(mask_mobile("12345"), "1***5");
        assert_eq!(mask_mobile("1381234567"), "13*****567");
    }

    #[test]
    fn at_least_half_of_every_number_stays_hidden() {
        for (number, shown) in [
            ("11010519491231002X", "110***********002X"),
            ("110105491231002", "110********1002"),
            ("E1234567890123", "E12*******0123"),
            ("H1234567890", "H1******890"),
            ("E12345678", "E1*****78"),
            ("12345678", "12****78"),
            ("1234567", "1****67"),
            ("12345", "1***5"),
            ("12", "*2"),
            ("1", "*"),
            ("", ""),
            ("南字1234567", "南字*****67"),
        ] {
            assert_eq!(mask_number(number), shown);
        }
        for length in 1..40 {
            let masked = mask_number(&"7".repeat(length));
            let hidden = masked.chars().filter(|c| *c == '*').count();
            assert!(masked.len() == length && hidden * 2 >= length, "{masked}");
        }
    }
}
