//! Text as people type and paste it, and as registries hold it: what is dropped on the way in, and
//! when two spellings are the same name, the same certificate, the same number.
//!
//! Two spellings are compared by their keys, which nobody is shown. A key of a key is the same key.
//! What is longer than [`MOST_READ`] is left as it is, so that it costs nothing to look at and is the
//! same as itself only: some characters have a form that is eighteen times longer.

mod characters;

use unicode_normalization::UnicodeNormalization;

use characters::{is_apostrophe, is_comma, is_dot, is_ideograph, published, whole};
pub use characters::{is_dash, is_unseen, narrow};

/// The longest text that is read, in characters: no name, number or address has as many, with all
/// that pasting adds.
const MOST_READ: usize = 1_000;

fn is_endless(text: &str) -> bool {
    text.chars().nth(MOST_READ).is_some()
}

/// A line of text as it is taken in: without what nobody sees, tabs and line breaks as blanks, and
/// characters of Unicode in place of the private codes of older systems (GB 18030-2022).
#[must_use]
pub fn clean(text: &str) -> String {
    if is_endless(text) {
        return text.to_owned();
    }
    let seen = text.chars().filter(|c| !is_unseen(*c));
    seen.map(|character| match character {
        '\u{2028}' | '\u{2029}' => ' ',
        blank if blank.is_control() => ' ',
        other => published(other),
    })
    .collect()
}

/// A text of several lines as it is taken in: each line as [`clean`] takes it in, without blanks
/// around them. Marks of direction would let an officer read something else than was written.
#[must_use]
pub fn clean_lines(text: &str) -> String {
    let lines = text.lines().map(clean);
    let lines: Vec<String> = lines.map(|line| line.trim().to_owned()).collect();
    lines.join("\n").trim().to_owned()
}

/// A number or code as it is compared and stored: without blanks and what nobody sees, narrow, in
/// capitals.
#[must_use]
pub fn code(text: &str) -> String {
    if is_endless(text) {
        return text.to_owned();
    }
    text.chars()
        .filter(|c| !c.is_whitespace() && !is_unseen(*c))
        .map(|c| narrow(published(c)))
        .flat_map(char::to_uppercase)
        .collect()
}

/// Whether two spellings are one name.
///
/// What the machine-readable zone of a passport leaves out makes no difference: blanks, hyphens,
/// apostrophes, commas, full stops (ICAO Doc 9303-3, 4.6). The middle dot of a name in Chinese
/// characters does, in whichever form. Neither do capitals, width, and the ways in which Unicode can
/// write one character (UAX #15).
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    name_key(one) == name_key(other)
}

/// What two spellings of one name have in common (see [`same_name`]).
#[must_use]
pub fn name_key(name: &str) -> String {
    if is_endless(name) {
        return name.to_owned();
    }
    let mut key = String::new();
    let mut dot = false;
    for character in fold(name).chars() {
        if is_dot(character) {
            // Behind Latin letters it is a full stop.
            dot = key.chars().next_back().is_some_and(is_ideograph);
        } else if !(is_apostrophe(character)
            || is_comma(character)
            || is_dash(character)
            || character == '<')
        {
            if dot {
                key.push('·');
                dot = false;
            }
            key.push(character);
        }
    }
    // What stood between two combining marks is gone: their order is that of Unicode again.
    key.nfkd().collect()
}

/// What two spellings of one certificate number, or of one address, have in common: blanks, capitals,
/// width, and the kinds of bracket, dash, dot and comma make no difference.
#[must_use]
pub fn record_key(text: &str) -> String {
    if is_endless(text) {
        return text.to_owned();
    }
    let one_kind = |character: char| match character {
        '(' | '[' | '{' | '〔' | '【' | '〖' | '〈' | '《' | '⟨' | '<' | '﹝' | '「' | '『' => {
            '('
        }
        ')' | ']' | '}' | '〕' | '】' | '〗' | '〉' | '》' | '⟩' | '>' | '﹞' | '」' | '』' => {
            ')'
        }
        // The zero of years in Chinese characters is often typed as a circle.
        '○' | '◯' | '〇' | '⭕' => '〇',
        dash if is_dash(dash) => '-',
        dot if is_dot(dot) => '.',
        comma if is_comma(comma) => ',',
        quote if is_apostrophe(quote) => '\'',
        other => other,
    };
    fold(text).chars().map(one_kind).collect()
}

/// Capitals of the compatible, decomposed form, without blanks.
fn fold(text: &str) -> String {
    let plain = |text: &str| -> String {
        let seen = text.chars().filter(|c| !is_unseen(*c));
        let plain = seen.map(published).map(|character| {
            // As a character of its own an accent stands for an apostrophe; taken apart it would be
            // an accent on the letter before.
            if is_apostrophe(character) {
                '\''
            } else {
                character
            }
        });
        let decomposed = plain.nfkd().map(whole).filter(|c| !c.is_whitespace());
        decomposed.collect()
    };
    let capitals = plain(text).to_uppercase();
    plain(&capitals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_in_has_nothing_unseen() {
        assert_eq!(clean("\u{feff}张\u{200b}小\u{202e}明\t \r\n"), "张小明    ");
        assert_eq!(clean("\u{e863}"), "䶮");
        assert_eq!(clean("é（１） 'x'"), "é（１） 'x'");
    }

    #[test]
    fn a_number_is_read_through_what_pasting_adds() {
        let pasted = "\u{202d}１１０１０５ 1949\u{a0}1231\u{2060}002x\u{202c}";
        assert_eq!(code(pasted), "11010519491231002X");
    }
}
