//! The weight of the first load: html, js, wasm and css as they travel (brotli).

use crate::outcome::Outcome;
use crate::{progress, site};
use std::path::{Path, PathBuf};

/// 350 kB: about three seconds on a slow phone line.
const LIMIT: u64 = 350_000;
const KINDS: [&str; 4] = ["html", "js", "css", "wasm"];
/// The only WASM of the first load; all other pieces are fetched when they are needed.
const FIRST: &str = "web_bg.wasm";

/// Builds the site if need be, prints its weight and fails above the limit.
pub(crate) fn size() -> Outcome {
    site::ensure()?;
    let files = compressed_files(&site::folder())
        .map_err(|problem| format!("target/site cannot be weighed: {problem}."))?;
    let (first, later): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| is_first(&file.0));
    let mut total = 0_u64;
    for kind in KINDS {
        let ending = format!(".{kind}");
        let bytes: u64 = first
            .iter()
            .filter(|(name, _)| name.ends_with(&ending))
            .map(|(_, bytes)| bytes)
            .sum();
        if bytes == 0 {
            return Err(format!(
                "target/site holds no compressed {kind} file to weigh."
            ));
        }
        progress::say(&format!("    {kind:<5} {bytes:>8} B"));
        total += bytes;
    }
    for (name, bytes) in later {
        progress::say(&format!("    later {bytes:>8} B  {name}"));
    }
    progress::say(&format!("    first load {total} B of {LIMIT} B (brotli)"));
    verdict(total)
}

fn verdict(total: u64) -> Outcome {
    if total > LIMIT {
        return Err(format!(
            "The first load is {total} bytes; the limit is {LIMIT}."
        ));
    }
    Ok(())
}

/// Whether a file belongs to the first load. Everything does but the pieces that are fetched later:
/// a new kind of file counts until it is known not to.
fn is_first(name: &str) -> bool {
    !name.ends_with(".wasm") || name == FIRST
}

/// Name (without `.br`) and size of every compressed file in the folder and below.
fn compressed_files(folder: &Path) -> std::io::Result<Vec<(String, u64)>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path: PathBuf = entry?.path();
        if path.is_dir() {
            files.extend(compressed_files(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "br")
            && let Some(name) = path.file_stem()
        {
            files.push((name.to_string_lossy().into_owned(), path.metadata()?.len()));
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::Scratch;

    #[test]
    fn only_compressed_files_are_weighed_and_only_what_is_fetched_later_is_left_out() {
        let scratch = Scratch::new("weigh").unwrap();
        let below = scratch.path().join("snippets");
        std::fs::create_dir(&below).unwrap();
        std::fs::write(scratch.path().join("a.js"), [0; 100]).unwrap();
        std::fs::write(scratch.path().join("a.js.br"), [0; 10]).unwrap();
        std::fs::write(scratch.path().join("a.css.br"), [0; 7]).unwrap();
        std::fs::write(below.join("b.js.br"), [0; 5]).unwrap();
        let files = compressed_files(scratch.path()).unwrap();
        let sizes: Vec<u64> = files.iter().map(|(_, bytes)| *bytes).collect();
        assert_eq!(sizes, [7, 10, 5]);
        assert!(is_first("web_bg.wasm") && is_first("web.js") && is_first("a.css"));
        assert!(!is_first("wizard.wasm"));
    }

    #[test]
    fn the_limit_itself_is_allowed() {
        assert_eq!(verdict(LIMIT), Ok(()));
        assert!(verdict(LIMIT + 1).is_err());
    }
}
