//! Full-width letters and digits, as Chinese keyboards write them.

/// A full-width letter or digit as the ASCII one; anything else as it is.
#[must_use]
pub fn narrow(character: char) -> char {
    let wide = ['０'..='９', 'Ａ'..='Ｚ', 'ａ'..='ｚ'];
    if !wide.iter().any(|range| range.contains(&character)) {
        return character;
    }
    // The full-width forms stand in the order of ASCII (Unicode block FF00).
    char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_are_narrowed_and_nothing_else() {
        let text: String = "０９ＡＺａｚ（－＋　号1x".chars().map(narrow).collect();
        assert_eq!(text, "09AZaz（－＋　号1x");
    }
}
