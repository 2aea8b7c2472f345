//! What travels until a page is there, compressed (brotli): html, css, JavaScript and WASM.

use crate::outcome::Outcome;
use crate::{progress, site, workspace};
use std::path::{Path, PathBuf};

/// A page whose weight is limited.
struct Page {
    /// What people call it.
    name: &'static str,
    /// The parts of the program that it needs beside what all pages do.
    parts: &'static [&'static str],
    /// How many bytes may travel.
    limit: u64,
}

/// On a slow phone line, 1.6 Mbit/s, 200 kB take a second.
const PAGES: [Page; 3] = [
    Page {
        name: "the entry page",
        parts: &["entry"],
        limit: 230_000,
    },
    Page {
        name: "the verdict of a result",
        parts: &["result"],
        limit: 325_000,
    },
    Page {
        name: "a result in all",
        parts: &["result", "detail"],
        limit: 525_000,
    },
];
/// The WASM that every page needs.
const FIRST: &str = "web_bg.wasm";
/// What a page does not load: the page of sandboxes stands in place of the other, and the worker is for
/// checks without a network.
const NOT_LOADED: [&str; 2] = ["sandbox.html", "verify-worker.js"];

/// Builds the site if need be, prints what pages weigh and fails above their limits.
pub(crate) fn size() -> Outcome {
    site::ensure()?;
    let files = compressed_files(&site::folder())
        .map_err(|problem| format!("target/site cannot be weighed: {problem}."))?;
    let parts = std::fs::read_to_string(workspace::at("target/app/parts.json"))
        .map_err(|problem| format!("target/app/parts.json cannot be read: {problem}."))?;
    for (name, bytes) in &files {
        let of = parts_with(&parts, name).join(", ");
        progress::say(format!("    {bytes:>8} B  {name}  {of}").trim_end());
    }
    for page in PAGES {
        let total = weigh(&page, &files, &parts)?;
        let Page { name, limit, .. } = &page;
        progress::say(&format!("    {name}: {total} B of {limit} B (brotli)"));
        verdict(&page, total)?;
    }
    Ok(())
}

fn verdict(page: &Page, total: u64) -> Outcome {
    if total > page.limit {
        return Err(format!(
            "What {} loads is {total} bytes; the limit is {}.",
            page.name, page.limit
        ));
    }
    Ok(())
}

/// What the page loads. A part that is not there any more would weigh nothing, so it is an error.
fn weigh(page: &Page, files: &[(String, u64)], parts: &str) -> Outcome<u64> {
    for part in page.parts {
        if files_of(parts, part).is_none() {
            return Err(format!(
                "There is no part `{part}` in target/app/parts.json."
            ));
        }
    }
    let is_loaded = |name: &str| {
        let mut needed = page.parts.iter().filter_map(|part| files_of(parts, part));
        !name.ends_with(".wasm") || name == FIRST || needed.any(|files| files.contains(&name))
    };
    let loaded = files
        .iter()
        .filter(|(name, _)| !NOT_LOADED.contains(&name.as_str()) && is_loaded(name));
    Ok(loaded.map(|(_, bytes)| bytes).sum())
}

/// The files of a part. The packer writes a line for each: `  "home": ["a.wasm", "b.wasm"],`.
fn files_of<'a>(parts: &'a str, part: &str) -> Option<Vec<&'a str>> {
    let is_it = |line: &&str| {
        line.trim()
            .strip_prefix('"')
            .and_then(|rest| rest.strip_prefix(part))
            .is_some_and(|rest| rest.starts_with('"'))
    };
    let (_, files) = parts.lines().find(is_it)?.split_once('[')?;
    Some(
        files
            .split('"')
            .filter(|word| word.ends_with(".wasm"))
            .collect(),
    )
}

/// The parts that need a file.
fn parts_with<'a>(parts: &'a str, file: &str) -> Vec<&'a str> {
    let quoted = format!("\"{file}\"");
    let with = parts.lines().filter(|line| line.contains(&quoted));
    with.filter_map(|line| line.split('"').nth(1)).collect()
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

    const PARTS: &str = "{\n  \"entry\": [\"shared_1.wasm\"],\n  \"entry_hall\": [\"b.wasm\"],\n  \
                         \"result\": [\"shared_1.wasm\", \"split_result.wasm\"]\n}\n";

    fn page(parts: &'static [&'static str]) -> Page {
        Page {
            name: "a page",
            parts,
            limit: 100,
        }
    }

    #[test]
    fn only_compressed_files_are_weighed() {
        let scratch = Scratch::new("weigh").unwrap();
        let below = scratch.path().join("app");
        std::fs::create_dir(&below).unwrap();
        std::fs::write(scratch.path().join("a.js"), [0; 100]).unwrap();
        std::fs::write(scratch.path().join("a.js.br"), [0; 10]).unwrap();
        std::fs::write(scratch.path().join("a.css.br"), [0; 7]).unwrap();
        std::fs::write(below.join("b.js.br"), [0; 5]).unwrap();
        let files = compressed_files(scratch.path()).unwrap();
        let sizes: Vec<u64> = files.iter().map(|(_, bytes)| *bytes).collect();
        assert_eq!(sizes, [7, 10, 5]);
    }

    #[test]
    fn a_page_weighs_what_all_need_and_its_own_parts() {
        let files = [
            ("index.html", 1),
            ("sandbox.html", 1_000),
            ("shared_1.wasm", 20),
            ("split_result.wasm", 300),
            ("web_bg.wasm", 4),
        ];
        let files = files.map(|(name, bytes)| (name.to_owned(), bytes));
        assert_eq!(weigh(&page(&["entry"]), &files, PARTS), Ok(25));
        assert_eq!(weigh(&page(&["result"]), &files, PARTS), Ok(325));
        assert!(weigh(&page(&["hall"]), &files, PARTS).is_err());
        assert_eq!(parts_with(PARTS, "shared_1.wasm"), ["entry", "result"]);
    }

    #[test]
    fn the_limit_itself_is_allowed() {
        assert_eq!(verdict(&page(&[]), 100), Ok(()));
        assert!(verdict(&page(&[]), 101).is_err());
    }
}
