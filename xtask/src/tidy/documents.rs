//! Every path that the three top documents name exists.

use super::files::{TextFile, numbered};
use super::finding::Finding;
use crate::workspace;

const DOCUMENTS: [&str; 3] = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"];
/// Made on the machine, so not in the tree.
const MADE: [&str; 4] = ["target", "data", "e2e/screenshots", "e2e/node_modules"];

/// Checks the paths between single backticks.
pub(super) fn check(files: &[TextFile]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        if !DOCUMENTS.contains(&file.path.as_str()) {
            continue;
        }
        for (line, text) in prose(&file.text) {
            for path in paths(text) {
                if !workspace::at(path).exists() {
                    findings.push(Finding {
                        path: file.path.clone(),
                        line,
                        what: format!("`{path}` does not exist"),
                    });
                }
            }
        }
    }
    findings
}

/// The lines outside fenced blocks.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    numbered(text).filter(move |(_, line)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    })
}

/// What stands between backticks and looks like a path in the tree; also links to files.
fn paths(line: &str) -> Vec<&str> {
    let quoted = line.split('`').skip(1).step_by(2);
    let linked = line
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    quoted
        .chain(linked)
        .map(|path| path.split('#').next().unwrap_or(path))
        .filter(|path| looks_like_a_path(path))
        .collect()
}

fn looks_like_a_path(text: &str) -> bool {
    let strange = |letter: char| letter.is_whitespace() || "<>{}*…:\"'$()|,=".contains(letter);
    let kinds = [
        ".md", ".rs", ".toml", ".json", ".ts", ".css", ".html", ".example", ".svg", ".png", ".mjs",
    ];
    let named = text.contains('/') || kinds.iter().any(|kind| text.ends_with(kind));
    let made = MADE.iter().any(|folder| {
        text.strip_prefix(folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    named
        && !made
        && !text.starts_with(['/', '.', '-', '@']) | text.starts_with(".ci/")
        && !text.contains(strange)
        && text.chars().any(|letter| letter != '/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_other_words() {
        let line = "See `api/src/http`, `Cargo.toml` and [there](docs/adr/), not `/api/v1`, \
                    `cargo xtask run`, `service::drafts`, `target/site`, `a/{b,c}` or \
                    [the web](https://example.org/a.md).";
        assert_eq!(paths(line), ["api/src/http", "Cargo.toml", "docs/adr/"]);
    }

    #[test]
    fn hidden_files_of_ours_count() {
        assert_eq!(paths("`.ci/run` and `./x` and `.br`"), [".ci/run"]);
    }

    #[test]
    fn fenced_blocks_are_not_prose() {
        let text = "a\n```\n`x/y`\n```\nb\n";
        let lines: Vec<usize> = prose(text).map(|(line, _)| line).collect();
        assert_eq!(lines, [1, 5]);
    }

    #[test]
    fn a_document_that_names_a_missing_file_is_reported() {
        let readme = TextFile {
            path: "README.md".to_owned(),
            text: "`xtask/src/main.rs` and `xtask/src/gone.rs`".to_owned(),
        };
        let found = check(&[readme]);
        assert_eq!(found.len(), 1);
        assert!(found.iter().all(|finding| finding.what.contains("gone.rs")));
    }
}
