//! The paths that a Rust file names, in its `use` declarations and in its code, without its tests.

use std::collections::BTreeSet;

use super::source::Source;

/// Modules from the root of their crate inwards, or the segments of a path.
pub(super) type Path = Vec<String>;

/// One path as it is written, with where it stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// The inline modules around it, the outermost first.
    pub(super) inside: Path,
    pub(super) segments: Path,
    pub(super) line: usize,
    /// What a `use` calls it from then on; `*` stands for everything in it.
    pub(super) alias: Option<String>,
}

/// What one file says about modules.
#[derive(Debug, Default)]
pub(super) struct Paths {
    pub(super) named: Vec<Named>,
    /// The modules that are written within the file.
    pub(super) inline: BTreeSet<Path>,
    /// The modules in files of their own that exist for tests only.
    pub(super) of_tests: Vec<Path>,
}

impl Paths {
    pub(super) fn read(source: &Source) -> Self {
        let mut reader = Reader {
            tokens: tokens(&source.code),
            at: 0,
            depth: 0,
            inside: Vec::new(),
            paths: Self::default(),
        };
        while reader.at < reader.tokens.len() {
            reader.step();
        }
        reader.paths
    }
}

/// The module that a file is, told by its place below the crate's folder.
pub(super) fn module(below: &str) -> Path {
    let stem = below.strip_suffix(".rs").unwrap_or(below);
    match stem {
        "lib" | "main" => Vec::new(),
        _ => stem.split('/').map(str::to_owned).collect(),
    }
}

/// The path from the root of the crate, where it begins with `crate`, `self` or `super`.
pub(super) fn from_root(here: &[String], path: &[String]) -> Option<Path> {
    let (first, mut rest) = path.split_first()?;
    let mut at = match first.as_str() {
        "crate" => Vec::new(),
        "self" => here.to_vec(),
        "super" => above(here),
        _ => return None,
    };
    while let Some((_, more)) = rest.split_first().filter(|(next, _)| *next == "super") {
        at = above(&at);
        rest = more;
    }
    Some([&at, rest].concat())
}

fn above(module: &[String]) -> Path {
    module
        .split_last()
        .map_or_else(Vec::new, |(_, above)| above.to_vec())
}

#[derive(Clone, Copy)]
struct Token<'a> {
    text: &'a str,
    line: usize,
}

/// Names, `::`, and every other letter by itself.
fn tokens(code: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    for (text, line) in code.lines().zip(1..) {
        let mut rest = text.trim_start();
        while let Some(first) = rest.chars().next() {
            let length = if rest.starts_with("::") {
                2
            } else if in_name(first) {
                rest.find(|letter| !in_name(letter)).unwrap_or(rest.len())
            } else {
                first.len_utf8()
            };
            let (text, more) = rest.split_at(length);
            tokens.push(Token { text, line });
            rest = more.trim_start();
        }
    }
    tokens
}

fn in_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn is_name(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
}

struct Reader<'a> {
    tokens: Vec<Token<'a>>,
    at: usize,
    /// How many braces are open.
    depth: usize,
    /// The inline modules that are open, each with the depth inside it.
    inside: Vec<(String, usize)>,
    paths: Paths,
}

impl<'a> Reader<'a> {
    /// The token so many further on; empty behind the last.
    fn ahead(&self, steps: usize) -> &'a str {
        self.tokens
            .get(self.at + steps)
            .map_or("", |token| token.text)
    }

    fn line(&self) -> usize {
        self.tokens.get(self.at).map_or(0, |token| token.line)
    }

    fn before(&self) -> &'a str {
        let before = self.at.checked_sub(1);
        before
            .and_then(|at| self.tokens.get(at))
            .map_or("", |token| token.text)
    }

    fn follows(&self, words: &[&str]) -> bool {
        (0..)
            .zip(words)
            .all(|(steps, word)| self.ahead(steps) == *word)
    }

    fn step(&mut self) {
        match self.ahead(0) {
            "#" if self.follows(&["#", "[", "cfg", "(", "test", ")", "]"]) => self.pass_tests(),
            "{" => {
                self.depth += 1;
                self.at += 1;
            }
            "}" => {
                self.depth = self.depth.saturating_sub(1);
                self.inside.retain(|(_, depth)| *depth <= self.depth);
                self.at += 1;
            }
            "pub" if self.ahead(1) == "(" && self.is_visibility() => self.pass_brackets(1),
            "mod" if self.ahead(2) == "{" => {
                self.depth += 1;
                self.inside.push((self.ahead(1).to_owned(), self.depth));
                self.paths.inline.insert(self.module());
                self.at += 3;
            }
            // `use<'a>` in a type declares nothing.
            "use" if self.ahead(1) != "<" => {
                self.at += 1;
                self.branch(&[]);
            }
            word if is_name(word) && !matches!(self.before(), "::" | ".") => self.path(),
            _ => self.at += 1,
        }
    }

    fn module(&self) -> Path {
        self.inside.iter().map(|(name, _)| name.clone()).collect()
    }

    /// `pub(crate)` and `pub(in crate::x)` depend on nothing.
    fn is_visibility(&self) -> bool {
        self.ahead(2) == "in" || self.ahead(3) == ")"
    }

    fn path(&mut self) {
        let line = self.line();
        let mut segments = vec![self.ahead(0).to_owned()];
        self.at += 1;
        while self.ahead(0) == "::" && is_name(self.ahead(1)) {
            segments.push(self.ahead(1).to_owned());
            self.at += 2;
        }
        if segments.len() > 1 {
            self.name(segments, line, None);
        }
    }

    /// One branch of a `use`, with all that branches off it.
    fn branch(&mut self, stem: &[String]) {
        let mut segments = stem.to_vec();
        loop {
            let line = self.line();
            let word = self.ahead(0);
            self.at += 1;
            match word {
                "::" => {}
                "{" => {
                    while !matches!(self.ahead(0), "}" | "") {
                        self.branch(&segments);
                    }
                    self.at += 1;
                    return;
                }
                "*" => return self.name(segments, line, Some("*".to_owned())),
                name if is_name(name) => {
                    // `a::{self}` is `a`.
                    if name != "self" || segments.is_empty() {
                        segments.push(name.to_owned());
                    }
                    if self.ahead(0) != "::" {
                        let mut alias = segments.last().cloned();
                        if self.ahead(0) == "as" {
                            alias = Some(self.ahead(1).to_owned());
                            self.at += 2;
                        }
                        return self.name(segments, line, alias);
                    }
                }
                // The comma between two branches.
                _ => return,
            }
        }
    }

    fn name(&mut self, segments: Path, line: usize, alias: Option<String>) {
        self.paths.named.push(Named {
            inside: self.module(),
            segments,
            line,
            alias,
        });
    }

    /// Passes over an item that is there for tests only.
    fn pass_tests(&mut self) {
        while self.ahead(0) == "#" {
            self.pass_brackets(1);
        }
        if self.ahead(0) == "mod" && self.ahead(2) == ";" {
            let mut module = self.module();
            module.push(self.ahead(1).to_owned());
            self.paths.of_tests.push(module);
        }
        loop {
            match self.ahead(0) {
                "(" | "[" => self.pass_brackets(0),
                "{" => return self.pass_brackets(0),
                ";" | "" => {
                    self.at += 1;
                    return;
                }
                _ => self.at += 1,
            }
        }
    }

    /// Goes behind the bracket that closes the one so many steps ahead.
    fn pass_brackets(&mut self, steps: usize) {
        self.at += steps;
        let mut open = 0_usize;
        while self.at < self.tokens.len() {
            match self.ahead(0) {
                "(" | "[" | "{" => open += 1,
                ")" | "]" | "}" => open = open.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
            if open == 0 {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each path with its line.
    fn named(code: &str) -> Vec<String> {
        Paths::read(&Source::read(code))
            .named
            .iter()
            .map(|named| format!("{} {}", named.segments.join("::"), named.line))
            .collect()
    }

    #[test]
    fn grouped_uses_are_taken_apart() {
        let code = "use crate::{\n    a::b,\n    c::{self, d as e},\n};\nuse super::f::*;\n";
        let expected = ["crate::a::b 2", "crate::c 3", "crate::c::d 3", "super::f 5"];
        assert_eq!(named(code), expected);
    }

    #[test]
    fn paths_in_code_count_and_methods_do_not() {
        let code = "fn x() { child::run(super::Y::new()); a.b::<crate::Z>(); $crate::w!() }";
        let expected = [
            "child::run 1",
            "super::Y::new 1",
            "crate::Z 1",
            "crate::w 1",
        ];
        assert_eq!(named(code), expected);
    }

    #[test]
    fn visibility_names_nothing() {
        assert_eq!(
            named("pub(crate) fn x() {}\npub(in crate::a) struct Y;"),
            [""; 0]
        );
        assert_eq!(named("struct X(pub (crate::a::Y));"), ["crate::a::Y 1"]);
    }

    #[test]
    fn tests_are_passed_over() {
        let code = "#[cfg(test)]\n#[expect(x)]\nmod tests {\n use crate::a; }\nuse crate::b;\n\
                    #[cfg(test)]\nuse crate::{c, d};\n#[cfg(test)]\nmod rig;\nuse crate::e;";
        assert_eq!(named(code), ["crate::b 5", "crate::e 10"]);
        let paths = Paths::read(&Source::read(code));
        assert_eq!(paths.of_tests, [["rig"]]);
    }

    #[test]
    fn inline_modules_are_known_and_left_again() {
        let code = "mod row { fn x() { super::y::z() } }\nfn x() { a::b() }";
        let paths = Paths::read(&Source::read(code));
        let inside = paths.named.iter().map(|named| named.inside.join("::"));
        assert_eq!(inside.collect::<Vec<_>>(), ["row", ""]);
        assert!(paths.inline.contains(&vec!["row".to_owned()]));
    }

    #[test]
    fn a_path_is_followed_to_the_root() {
        let path = |text: &str| -> Path { text.split("::").map(str::to_owned).collect() };
        let here = path("a::b::c");
        let found = |text: &str| from_root(&here, &path(text)).map(|path| path.join("::"));
        assert_eq!(found("crate::x"), Some("x".to_owned()));
        assert_eq!(found("self::x"), Some("a::b::c::x".to_owned()));
        assert_eq!(found("super::super::x"), Some("a::x".to_owned()));
        assert_eq!(found("std::x"), None);
    }
}
