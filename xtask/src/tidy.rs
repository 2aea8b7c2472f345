//! What neither the compiler nor clippy can check: who imports whom, and nobody in a circle; how
//! files begin, how long they are, what they are called; that the documents tell the truth and every
//! field of the form is asked.

mod circles;
mod documents;
mod files;
mod finding;
mod imports;
mod modules;
mod paths;
mod questions;
mod rust_file;
mod source;

use crate::outcome::Outcome;
use files::{TextFile, numbered};
use finding::Finding;
use rust_file::RustFile;

/// Files longer than this are split.
const MOST_LINES: usize = 400;
/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 8] = [
    "util",
    "utils",
    "helper",
    "helpers",
    "common",
    "misc",
    "shared_utils",
    "stuff",
];

/// Reads the whole tree and lists everything that breaks a rule.
pub(crate) fn tidy() -> Outcome {
    let files = files::all().map_err(|problem| format!("The tree cannot be read: {problem}."))?;
    let rust = RustFile::all(&files);
    let mut findings: Vec<Finding> = files.iter().flat_map(check_file).collect();
    findings.extend(rust.iter().flat_map(check_rust));
    findings.extend(imports::check(&rust));
    findings.extend(circles::check(&rust));
    findings.extend(documents::check(&files));
    findings.extend(questions::check(&files));
    findings.sort();
    if findings.is_empty() {
        return Ok(());
    }
    let list: Vec<String> = findings
        .iter()
        .map(|found| format!("    {found}"))
        .collect();
    Err(format!(
        "{} things are untidy:\n{}",
        findings.len(),
        list.join("\n")
    ))
}

fn check_file(file: &TextFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut found = |line: usize, what: String| {
        findings.push(Finding {
            path: file.path.clone(),
            line,
            what,
        });
    };
    let kind = file.path.rsplit('.').next().unwrap_or_default();
    if matches!(kind, "rs" | "ts" | "css") {
        let lines = file.text.lines().count();
        if lines > MOST_LINES {
            found(0, format!("{lines} lines; split it ({MOST_LINES} at most)"));
        }
    }
    for part in file.path.split('/') {
        let stem = part.split('.').next().unwrap_or_default();
        if EMPTY_NAMES.contains(&stem) {
            found(0, format!("`{stem}` says nothing about what is inside"));
        }
    }
    for (line, text) in numbered(&file.text) {
        if let Some(place) = machine_path(text) {
            found(line, format!("`{place}` exists on one machine only"));
        }
    }
    if kind == "ts" {
        for (line, text) in numbered(&file.text) {
            for word in [".only(", ".skip(", ".fixme("] {
                if text.contains(word) {
                    found(line, format!("`{word}` leaves tests out"));
                }
            }
        }
    }
    if kind == "rs" && !file.text.starts_with("//! ") {
        found(1, "begins without `//!` words about what it is".to_owned());
    }
    findings
}

fn check_rust(file: &RustFile<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut found = |line: usize, what: String| {
        findings.push(Finding {
            path: file.path.to_owned(),
            line,
            what,
        });
    };
    for (line, code) in numbered(&file.source.code) {
        if code.contains("#[ignore") {
            found(line, "an ignored test proves nothing".to_owned());
        }
    }
    if file.path.starts_with("web/src/") {
        for (line, text) in &file.source.strings {
            if text.chars().any(is_cjk) {
                found(
                    *line,
                    "words of the interface belong in web/locales".to_owned(),
                );
            }
        }
    }
    findings
}

/// Han characters and the punctuation that goes with them.
fn is_cjk(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{303F}' | '\u{3400}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')
}

/// The first absolute path that names somebody's own machine.
fn machine_path(text: &str) -> Option<String> {
    ["root", "home", "tmp", "work", "Users"]
        .iter()
        .map(|folder| format!("/{folder}/"))
        .find(|needle| {
            text.match_indices(needle.as_str()).any(|(at, _)| {
                // Part of a longer path, such as an address on the web or one of ours, is fine.
                !text
                    .get(..at)
                    .and_then(|before| before.chars().next_back())
                    .is_some_and(|before| before.is_alphanumeric() || "._-}".contains(before))
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> Vec<String> {
        let files = [TextFile {
            path: path.to_owned(),
            text: text.to_owned(),
        }];
        let rust = RustFile::all(&files);
        let findings = files.iter().flat_map(check_file);
        findings
            .chain(rust.iter().flat_map(check_rust))
            .map(|finding| finding.to_string())
            .collect()
    }

    #[test]
    fn a_good_file_has_no_findings() {
        let text = "//! What it is.\n\nfn main() {}\n";
        assert_eq!(findings("api/src/service/drafts.rs", text), [""; 0]);
    }

    #[test]
    fn a_rust_file_says_first_what_it_is() {
        let found = findings("api/src/x.rs", "use std::fmt;\n");
        assert_eq!(
            found,
            ["api/src/x.rs:1: begins without `//!` words about what it is"]
        );
    }

    #[test]
    fn four_hundred_lines_are_allowed_and_not_one_more() {
        let text = |lines: usize| format!("//! Long.\n{}", "\n".repeat(lines - 1));
        assert_eq!(findings("api/src/x.rs", &text(400)), [""; 0]);
        let found = findings("api/src/x.rs", &text(401));
        assert_eq!(found, ["api/src/x.rs: 401 lines; split it (400 at most)"]);
    }

    #[test]
    fn empty_names_are_refused_for_files_and_folders() {
        assert_eq!(findings("api/tests/common/db.rs", "//! X.\n").len(), 1);
        assert_eq!(findings("e2e/tests/utils.ts", "").len(), 1);
        assert_eq!(findings("e2e/tests/commons-of-land.ts", "").len(), 0);
    }

    #[test]
    fn machine_paths_are_found_and_web_addresses_are_not() {
        let tmp = format!("let x = \"/{}/x\";", "tmp");
        assert_eq!(findings("README.md", &tmp).len(), 1);
        let web = format!("https://example.org/{}/x", "home");
        assert_eq!(findings("README.md", &web).len(), 0);
    }

    #[test]
    fn tests_that_are_left_out_are_found() {
        let ignored = format!("//! X.\n#[{}]\nfn x() {{}}\n", "ignore = \"slow\"");
        assert_eq!(findings("api/tests/api/x.rs", &ignored).len(), 1);
        let only = format!("test{}'x', () => {{}});", ".only(");
        assert_eq!(findings("e2e/tests/x.spec.ts", &only).len(), 1);
    }

    #[test]
    fn interface_words_are_allowed_in_comments_only() {
        let comment = "//! 首页.\n// 住宅\nfn x() {}\n";
        assert_eq!(findings("web/src/pages/home.rs", comment), [""; 0]);
        let literal = "//! Home.\nfn x() -> &'static str { \"住宅\" }\n";
        assert_eq!(findings("web/src/pages/home.rs", literal).len(), 1);
        assert_eq!(findings("shared/src/form.rs", literal), [""; 0]);
    }
}
