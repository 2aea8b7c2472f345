//! Characters that stand for others, and characters that nobody sees.

/// What GBK's private codes U+E815 to U+E864 (bytes FE50 to FEA0) stand for by GB 18030-2022. Older
/// systems still send them for rare characters of names: U+E863 is 䶮.
const GBK_FROM: char = '\u{e815}';
const GBK_TO: char = '\u{e864}';
const GBK: &str = "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟\
    㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱\
    䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟\
    䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻";

/// Radicals, which text that was copied out of a PDF file has in place of the characters that look the
/// same (Unicode, EquivalentUnifiedIdeograph.txt). Those of the block 2F00, and U+2E9F and U+2EF3, are
/// compatibility characters already.
const RADICALS: &str = "⻅见⻆角⻉贝⻋车⻓长⻔门⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⺠民⺩王⺶羊⻄西⻑長⻗雨⻘青⺒巳⺝月";

/// The character of Unicode for one with a private code; any other as it is.
#[must_use]
pub(super) fn published(character: char) -> char {
    match character {
        // The Latin letters of Pinyin (bytes A8BC, A8BF).
        '\u{e7c7}' => '\u{1e3f}',
        '\u{e7c8}' => '\u{1f9}',
        GBK_FROM..=GBK_TO => u32::from(character)
            .checked_sub(u32::from(GBK_FROM))
            .and_then(|place| GBK.chars().nth(usize::try_from(place).ok()?))
            .unwrap_or(character),
        _ => character,
    }
}

/// The character that a radical looks like; any other as it is.
#[must_use]
pub(super) fn whole(character: char) -> char {
    // The block of the radicals, which nearly no text has.
    if !('\u{2e80}'..='\u{2eff}').contains(&character) {
        return character;
    }
    let mut all = RADICALS.chars();
    while let (Some(radical), Some(ideograph)) = (all.next(), all.next()) {
        if radical == character {
            return ideograph;
        }
    }
    character
}

/// A full-width character as the ASCII one; anything else as it is.
#[must_use]
pub fn narrow(character: char) -> char {
    match character {
        // They stand in the order of ASCII (Unicode block FF00).
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        '\u{3000}' => ' ',
        _ => character,
    }
}

/// Whether nobody sees a character: controls that are no white space, and what Unicode calls
/// default-ignorable (DerivedCoreProperties.txt): marks of direction, joiners, fillers, selectors
/// of variants, the byte order mark.
#[must_use]
pub fn is_unseen(character: char) -> bool {
    (character.is_control() && !character.is_whitespace())
        || matches!(
            character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
                | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Whether a character is one of the dashes, hyphens and minus signs.
#[must_use]
pub fn is_dash(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{58a}' | '\u{1806}' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{207b}'
                | '\u{208b}'
                | '\u{2212}'
                | '\u{2796}'
                | '\u{2e3a}'
                | '\u{2e3b}'
                | '\u{fe31}'
                | '\u{fe32}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
    )
}

/// Whether a character is one of the apostrophes, primes and single quotes.
pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(
        character,
        '\'' | '`' | '´' | '\u{2b9}'..='\u{2bd}' | '\u{2c8}' | '\u{2ca}' | '\u{2cb}' | '\u{55a}'
            | '\u{5f3}' | '\u{1fbd}' | '\u{1fbf}' | '\u{1fef}' | '\u{1ffd}' | '\u{1ffe}'
            | '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2035}' | '\u{a78b}' | '\u{a78c}' | '\u{ff07}'
            | '\u{ff40}'
    )
}

/// Whether a character is one of the dots that stand between the parts of a name, or end a sentence.
pub(super) fn is_dot(character: char) -> bool {
    matches!(
        character,
        '.' | '·'
            | '\u{387}'
            | '\u{701}'
            | '\u{702}'
            | '\u{1427}'
            | '\u{16eb}'
            | '\u{2022}'
            | '\u{2023}'
            | '\u{2024}'
            | '\u{2027}'
            | '\u{2218}'
            | '\u{2219}'
            | '\u{22c5}'
            | '\u{25aa}'
            | '\u{25cf}'
            | '\u{25e6}'
            | '\u{26ab}'
            | '\u{2981}'
            | '\u{2e30}'
            | '\u{2e31}'
            | '\u{2e33}'
            | '\u{3002}'
            | '\u{30fb}'
            | '\u{318d}'
            | '\u{a78f}'
            | '\u{fe12}'
            | '\u{fe52}'
            | '\u{ff0e}'
            | '\u{ff61}'
            | '\u{ff65}'
            | '\u{10101}'
    )
}

/// Whether a character is one of the commas.
pub(super) fn is_comma(character: char) -> bool {
    matches!(
        character,
        ',' | '\u{60c}'
            | '\u{3001}'
            | '\u{fe10}'
            | '\u{fe11}'
            | '\u{fe50}'
            | '\u{fe51}'
            | '\u{ff0c}'
            | '\u{ff64}'
    )
}

/// Whether a character is a Chinese one.
pub(super) fn is_ideograph(character: char) -> bool {
    matches!(
        character,
        '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_codes_become_the_characters_of_the_standard() {
        assert_eq!(GBK.chars().count(), 80);
        for (private, character) in [
            ('\u{e863}', '䶮'),
            ('\u{e81e}', '\u{9fb4}'),
            ('\u{e864}', '\u{9fbb}'),
            ('\u{e831}', '\u{215d7}'),
            ('\u{e85e}', '\u{4d15}'),
            ('\u{e814}', '\u{e814}'),
            ('\u{e865}', '\u{e865}'),
            ('龙', '龙'),
        ] {
            assert_eq!(published(private), character);
        }
        assert!(
            GBK.chars()
                .all(|one| !('\u{e000}'..='\u{f8ff}').contains(&one))
        );
    }

    #[test]
    fn full_width_characters_are_narrowed_and_nothing_else() {
        let text: String = "０９ＡＺａｚ（－＋\u{3000}号1x《"
            .chars()
            .map(narrow)
            .collect();
        assert_eq!(text, "09AZaz(-+ 号1x《");
    }
}
