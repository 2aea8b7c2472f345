//! What is shown of a name or a number where the whole is not needed.

/// The family name, and the last character only from three characters on: `张*明`, `李*`.
#[must_use]
pub fn mask_name(name: &str) -> String {
    let chars: Vec<char> = name.trim().chars().collect();
    match chars.as_slice() {
        [] => String::new(),
        [first] => first.to_string(),
        [first, _] => format!("{first}*"),
        [first, middle @ .., last] => format!("{first}{}{last}", "*".repeat(middle.len())),
    }
}

/// A mobile number as `138****5678`.
#[must_use]
pub fn mask_mobile(mobile: &str) -> String {
    mask(mobile.trim(), 3, 4)
}

pub(super) fn mask(text: &str, head: usize, tail: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    // Something stays hidden even in the shortest number.
    let (head, tail) = if chars.len() > head + tail {
        (head, tail)
    } else {
        (1, 1)
    };
    let hidden = chars.len().saturating_sub(head + tail);
    chars
        .iter()
        .enumerate()
        .map(|(i, c)| {
            if i < head || i >= head + hidden {
                *c
            } else {
                '*'
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_mobile_numbers_hide_their_middle() {
        assert_eq!(mask_name("张小明"), "张*明");
        assert_eq!(mask_name("李四"), "李*");
        assert_eq!(mask_mobile("13812345678"), "138****5678");
        assert_eq!(mask_mobile("12345"), "1***5");
    }
}
