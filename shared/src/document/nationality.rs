//! The nationality of a foreigner, as the documents tell it.

use super::shape::{fold, shape};

/// Whether a text is the code of another nationality than the Chinese one (ISO 3166-1 alpha-3),
/// as people write it.
#[must_use]
pub fn is_nationality(text: &str) -> bool {
    let code = fold(text);
    shape(&code, "AAA") && code != "CHN"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nationality_is_another_than_the_chinese_one() {
        assert!(is_nationality(" ｆra "));
        for text in ["", "FR", "FRAN", "F1A", "chn"] {
            assert!(!is_nationality(text), "{text}");
        }
    }
}
