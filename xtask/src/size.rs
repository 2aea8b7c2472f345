//! The weight of the first load: html, js, wasm and css as they travel (brotli).

use crate::{Outcome, progress, site};
use std::path::Path;

/// 350 kB: about three seconds on a slow phone line.
const LIMIT: u64 = 350_000;
const KINDS: [&str; 4] = ["html", "js", "css", "wasm"];

/// Builds the site if need be, prints its weight and fails above the limit.
pub(crate) fn size() -> Outcome {
    site::ensure()?;
    weigh()
}

/// Prints the weight of what is built and fails above the limit.
pub(crate) fn weigh() -> Outcome {
    let mut total = 0_u64;
    for kind in KINDS {
        let bytes = compressed_bytes(&site::folder(), kind)
            .map_err(|problem| format!("target/site cannot be weighed: {problem}."))?;
        if bytes == 0 {
            return Err(format!(
                "target/site holds no compressed {kind} file to weigh."
            ));
        }
        progress::say(&format!("    {kind:<5} {:>8} B", bytes));
        total += bytes;
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

/// The sum over `*.{kind}.br` in the folder and below.
fn compressed_bytes(folder: &Path, kind: &str) -> std::io::Result<u64> {
    let mut sum = 0;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sum += compressed_bytes(&path, kind)?;
        } else if path.to_string_lossy().ends_with(&format!(".{kind}.br")) {
            sum += path.metadata()?.len();
        }
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::Scratch;

    #[test]
    fn only_compressed_files_of_the_kind_are_weighed() {
        let scratch = Scratch::new("weigh").unwrap();
        let below = scratch.path().join("snippets");
        std::fs::create_dir(&below).unwrap();
        std::fs::write(scratch.path().join("a.js"), [0; 100]).unwrap();
        std::fs::write(scratch.path().join("a.js.br"), [0; 10]).unwrap();
        std::fs::write(scratch.path().join("a.css.br"), [0; 7]).unwrap();
        std::fs::write(below.join("b.js.br"), [0; 5]).unwrap();
        assert_eq!(compressed_bytes(scratch.path(), "js").unwrap(), 15);
    }

    #[test]
    fn the_limit_itself_is_allowed() {
        assert_eq!(verdict(LIMIT), Ok(()));
        assert!(verdict(LIMIT + 1).is_err());
    }
}
