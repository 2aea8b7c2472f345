//! A Rust file as the rules read it, taken apart once for all of them.

use super::files::TextFile;
use super::paths::Paths;
use super::source::Source;

pub(super) struct RustFile<'a> {
    /// From the root, with forward slashes.
    pub(super) path: &'a str,
    pub(super) source: Source,
    pub(super) paths: Paths,
}

impl<'a> RustFile<'a> {
    pub(super) fn read(file: &'a TextFile) -> Self {
        let source = Source::read(&file.text);
        Self {
            path: &file.path,
            paths: Paths::read(&source),
            source,
        }
    }

    /// All that are among the files.
    pub(super) fn all(files: &'a [TextFile]) -> Vec<Self> {
        let rust = files.iter().filter(|file| file.path.ends_with(".rs"));
        rust.map(Self::read).collect()
    }
}
