//! The shapes that the numbers of documents have.

/// Matches a shape of `A` (capital letter) and `#` (digit).
pub(super) fn shape(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text.bytes().zip(pattern.bytes()).all(|(b, p)| match p {
            b'A' => b.is_ascii_uppercase(),
            _ => b.is_ascii_digit(),
        })
}
