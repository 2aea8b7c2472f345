//! The text files of the tree that are ours.

use crate::workspace;
use std::path::Path;

/// Folders that are not ours to judge.
const NOT_OURS: [&str; 7] = [
    ".git",
    "target",
    "data",
    "node_modules",
    "test-results",
    "playwright-report",
    "screenshots",
];
/// What generators have written, with little beside it.
const GENERATED: &str = "openapi/clients";
/// What is read; pictures and lock files are not.
const TEXT: [&str; 14] = [
    "rs", "ts", "mjs", "css", "html", "md", "toml", "json", "svg", "yml", "yaml", "sh", "txt",
    "example",
];

/// A text file of ours: its path from the root with forward slashes, and its content.
pub(super) struct TextFile {
    pub(super) path: String,
    pub(super) text: String,
}

/// Everything in the tree that is ours to judge.
pub(super) fn all() -> std::io::Result<Vec<TextFile>> {
    let mut files = Vec::new();
    collect(workspace::root(), &mut files)?;
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<TextFile>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            if !NOT_OURS.contains(&name.as_ref()) && path != workspace::at(GENERATED) {
                collect(&path, files)?;
            }
        } else if is_text(&path) && name != "package-lock.json" {
            let relative = path.strip_prefix(workspace::root()).unwrap_or(&path);
            let path_text = relative.to_string_lossy().replace('\\', "/");
            // A file may go away between listing and reading.
            if let Ok(text) = std::fs::read_to_string(&path) {
                files.push(TextFile {
                    path: path_text,
                    text,
                });
            }
        }
    }
    Ok(())
}

fn is_text(path: &Path) -> bool {
    path.extension()
        .is_some_and(|kind| TEXT.contains(&kind.to_string_lossy().as_ref()))
        || path.ends_with(".ci/run")
}

/// The lines, counted from 1.
pub(super) fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().zip(1..).map(|(text, line)| (line, text))
}
