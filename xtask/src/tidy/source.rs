//! Rust text taken apart: code, and string literals, without the comments.

/// One Rust file, with line numbers kept.
pub(super) struct Source {
    /// The file with comments and the insides of literals blanked out.
    pub(super) code: String,
    /// String literals with the line on which they begin.
    pub(super) strings: Vec<(usize, String)>,
}

impl Source {
    pub(super) fn read(text: &str) -> Self {
        let mut reader = Reader {
            rest: text,
            line: 1,
            code: String::with_capacity(text.len()),
            strings: Vec::new(),
        };
        while !reader.rest.is_empty() {
            reader.next();
        }
        Self {
            code: reader.code,
            strings: reader.strings,
        }
    }
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
    code: String,
    strings: Vec<(usize, String)>,
}

impl Reader<'_> {
    fn next(&mut self) {
        if self.rest.starts_with("//") {
            let end = self.rest.find('\n').unwrap_or(self.rest.len());
            self.blank(end);
        } else if self.rest.starts_with("/*") {
            self.blank(block_comment(self.rest));
        } else if let Some((open, close)) = string_start(self.rest, self.code.chars().next_back()) {
            let inside = self.rest.get(open..).unwrap_or_default();
            let length = close.find(inside);
            let literal = inside.get(..length).unwrap_or_default().to_owned();
            self.strings.push((self.line, literal));
            self.keep(open);
            self.blank(length);
            self.keep(close.len().min(self.rest.len()));
        } else if let Some(length) = char_literal(self.rest) {
            self.blank(length);
        } else {
            let first = self.rest.chars().next().map_or(1, char::len_utf8);
            self.keep(first);
        }
    }

    fn keep(&mut self, bytes: usize) {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.line += taken.matches('\n').count();
        self.code.push_str(taken);
        self.rest = rest;
    }

    fn blank(&mut self, bytes: usize) {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        let lines = taken.matches('\n').count();
        self.line += lines;
        self.code.push_str(&"\n".repeat(lines));
        self.rest = rest;
    }
}

/// The length of a block comment; they nest.
fn block_comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth = depth.saturating_sub(1);
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// Where a string's inside begins, and how it ends.
fn string_start(text: &str, before: Option<char>) -> Option<(usize, Ending)> {
    if text.starts_with('"') {
        return Some((1, Ending::Quote));
    }
    // `r` begins a raw string only where no name ends in it; `br` and `cr` may.
    let in_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    if before.is_some_and(|letter| in_name(letter) && !matches!(letter, 'b' | 'c')) {
        return None;
    }
    let hashes = text.strip_prefix('r')?;
    let marks = hashes.len() - hashes.trim_start_matches('#').len();
    hashes.get(marks..)?.strip_prefix('"')?;
    Some((marks + 2, Ending::Raw(format!("\"{}", "#".repeat(marks)))))
}

/// What ends a string literal.
enum Ending {
    /// A quote that no backslash stands before.
    Quote,
    /// A quote with as many marks as the raw string began with.
    Raw(String),
}

impl Ending {
    /// The length of the inside up to the ending.
    fn find(&self, inside: &str) -> usize {
        match self {
            Self::Raw(close) => inside.find(close).unwrap_or(inside.len()),
            Self::Quote => {
                let mut escaped = false;
                for (at, letter) in inside.char_indices() {
                    match letter {
                        _ if escaped => escaped = false,
                        '\\' => escaped = true,
                        '"' => return at,
                        _ => {}
                    }
                }
                inside.len()
            }
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Raw(close) => close.len(),
            Self::Quote => 1,
        }
    }
}

/// The length of a character literal; a lifetime is none.
fn char_literal(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    let first = inside.chars().next()?;
    if first == '\\' {
        let escaped = inside.get(2..)?;
        return Some(escaped.find('\'')? + 4);
    }
    let after = inside.get(first.len_utf8()..)?;
    after.starts_with('\'').then_some(first.len_utf8() + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(text: &str) -> Vec<String> {
        Source::read(text)
            .strings
            .into_iter()
            .map(|(_, text)| text)
            .collect()
    }

    #[test]
    fn comments_are_blanked_and_lines_kept() {
        let source = Source::read("a // b\n/* c /* d */\n e */ f\n\"g\"\n");
        assert_eq!(source.code, "a \n\n f\n\"\"\n");
        assert_eq!(source.strings, [(4, "g".to_owned())]);
    }

    #[test]
    fn quotes_inside_literals_do_not_end_them() {
        assert_eq!(strings(r#"x("a\"b", '"', "c")"#), [r#"a\"b"#, "c"]);
        assert_eq!(strings(r##"r#"a"b"# + "c""##), ["a\"b", "c"]);
        assert_eq!(strings(r#"br"a\" + "b""#), ["a\\", "b"]);
    }

    #[test]
    fn lifetimes_are_not_characters() {
        assert_eq!(strings("fn x<'a>(y: &'a str) { z('\\'', \"s\") }"), ["s"]);
        assert_eq!(strings("let c = '\\u{1F600}'; let d = \"e\";"), ["e"]);
    }

    #[test]
    fn slashes_in_strings_are_not_comments() {
        let source = Source::read("get(\"http://x\").await;");
        assert_eq!(source.code, "get(\"\").await;");
    }

    #[test]
    fn a_name_that_ends_in_r_does_not_begin_a_raw_string() {
        assert_eq!(strings("concat!(for\"a\", var\"b\")"), ["a", "b"]);
    }
}
