//! How the numbers of documents are written, and the shapes that they have.

use crate::width::narrow;

/// A number as it is compared: without white space, narrow, in capitals.
pub(super) fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(narrow)
        .flat_map(char::to_uppercase)
        .collect()
}

/// Matches a shape of `A` (capital letter) and `#` (digit).
pub(super) fn shape(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text.bytes().zip(pattern.bytes()).all(|(b, p)| match p {
            b'A' => b.is_ascii_uppercase(),
            _ => b.is_ascii_digit(),
        })
}
