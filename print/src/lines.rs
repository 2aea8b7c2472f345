//! Where lines break: between Chinese characters, but before no mark that ends something and behind
//! none that opens it; between Latin words, and within one only where it is longer than a line.

use shared::values::Lang;

use super::fonts::{Fonts, Letter, Says};
use super::paper::Length;

/// What begins no line.
const NEVER_FIRST: &str = "、。，．：；！？）」』】〕》〉〗〙］｝’”…—·％‰℃.,:;!?)]}%～ー々";
/// What ends no line.
const NEVER_LAST: &str = "（「『【〔《〈〖〘［｛‘“([{￥$#";

/// A line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Its letters; a blank at which it was broken is the last of them, so that words stay apart for
    /// whoever reads the file.
    pub(super) letters: Vec<Letter>,
    /// How wide it is, without such a blank.
    pub(super) width: Length,
}

impl Line {
    /// What the line says; none where its letters say the very same.
    pub(super) fn says(&self) -> Option<String> {
        let differs = self.letters.iter().any(|l| l.says != Says::Itself);
        differs.then(|| {
            let said = self.letters.iter().filter_map(|l| match l.says {
                Says::Itself => Some(l.letter),
                Says::Missing(missing) => Some(missing),
                Says::Nothing => None,
            });
            said.collect()
        })
    }
}

/// What a text is broken for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure<'a> {
    /// The fonts.
    pub(super) fonts: &'a Fonts,
    /// The language of the paper.
    pub(super) lang: Lang,
    /// The size of the letters.
    pub(super) size: Length,
    /// Whether they are bold.
    pub(super) is_bold: bool,
    /// The space between them.
    pub(super) tracking: Length,
}

impl Measure<'_> {
    /// How far one letter moves the next.
    pub(super) fn advance(&self, letter: &Letter) -> Length {
        let units = self.fonts.face(letter.face).map_or(1000, |face| face.units);
        let advance = Length::from(letter.drawing.advance).saturating_mul(self.size);
        let advance = advance.checked_div(Length::from(units)).unwrap_or(0);
        advance.saturating_add(self.tracking)
    }

    /// Breaks a text into lines of a width, the first of which may begin further in. There is at
    /// least one.
    pub(super) fn lines(&self, text: &str, width: Length, indent: Length) -> Vec<Line> {
        let mut lines = Vec::new();
        for (nth, part) in text.split('\n').enumerate() {
            let indent = if nth == 0 { indent } else { 0 };
            self.break_into(&mut lines, part, width, indent);
        }
        lines
    }

    fn break_into(&self, lines: &mut Vec<Line>, text: &str, width: Length, indent: Length) {
        let letters = self.fonts.letters(text.trim(), self.is_bold, self.lang);
        let mut room = width.saturating_sub(indent);
        let mut line: Vec<Letter> = Vec::new();
        let mut used: Length = 0;
        for word in words(&letters) {
            let wide: Length = trimmed(word).iter().map(|l| self.advance(l)).sum();
            if !line.is_empty() && used.saturating_add(wide) > room {
                self.end_line(lines, &mut line);
                used = 0;
                room = width;
            }
            for letter in word {
                let advance = self.advance(letter);
                // A word that is longer than a line is cut where the line ends.
                if !line.is_empty() && letter.letter != ' ' && used.saturating_add(advance) > room {
                    self.end_line(lines, &mut line);
                    used = 0;
                    room = width;
                }
                line.push(*letter);
                used = used.saturating_add(advance);
            }
        }
        self.end_line(lines, &mut line);
    }

    fn end_line(&self, lines: &mut Vec<Line>, line: &mut Vec<Letter>) {
        let letters = std::mem::take(line);
        let width = trimmed(&letters).iter().map(|l| self.advance(l)).sum();
        lines.push(Line { letters, width });
    }
}

/// Without the blanks at the end.
fn trimmed(letters: &[Letter]) -> &[Letter] {
    let mut rest = letters;
    while let [first @ .., last] = rest {
        if last.letter != ' ' {
            break;
        }
        rest = first;
    }
    rest
}

/// What stays together, each with the blanks behind it.
fn words(letters: &[Letter]) -> impl Iterator<Item = &[Letter]> {
    letters.chunk_by(|before, after| !may_break(before.letter, after.letter))
}

fn may_break(before: char, after: char) -> bool {
    if after == ' ' {
        return false;
    }
    if before == ' ' {
        return true;
    }
    if NEVER_FIRST.contains(after) || NEVER_LAST.contains(before) {
        return false;
    }
    is_wide(before) || is_wide(after)
}

/// Whether a line may end at a letter that has no blank beside it: those of Chinese and Japanese.
fn is_wide(letter: char) -> bool {
    matches!(
        u32::from(letter),
        0x2E80..=0xA4CF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6
            | 0x2_0000..=0x3_FFFF
    ) || "…—".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, breaks: &str) {
        let letters: Vec<char> = text.chars().collect();
        let mut shown = String::new();
        for pair in letters.windows(2) {
            if let [before, after] = pair {
                shown.push(*before);
                if may_break(*before, *after) {
                    shown.push('|');
                }
            }
        }
        shown.extend(letters.last());
        assert_eq!(shown, breaks);
    }

    #[test]
    fn lines_break_where_a_reader_expects_it() {
        broken("在（北京）买房。", "在|（北|京）|买|房。");
        broken("共 60 个月，AB-12", "共 |60 |个|月，|AB-12");
        broken("the owner’s home", "the |owner’s |home");
        broken("《办法》第三条", "《办|法》|第|三|条");
        broken("100%的", "100%|的");
    }
}
