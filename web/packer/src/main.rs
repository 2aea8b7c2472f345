//! `packer PROGRAM.wasm FOLDER`: cuts the program at its `#[wasm_split]` functions (web/src/pages.rs)
//! and writes into the folder, which has to be there, what a browser loads: `web.js`, `web_bg.wasm`,
//! the files that are fetched later, and `parts.json`, which says which of them each part needs.

mod grouping;
mod loader;
mod merging;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use grouping::{Group, group};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, SplitWasm, transform};

/// The program's JavaScript, as its parts import it.
const PROGRAM: &str = "./web.js";
/// What the program imports to fetch its parts, as wasm-split calls it.
const LOADER: &str = "__wasm_split.js";

/// The parts by name, each with its files.
type Parts = BTreeMap<String, Vec<String>>;

fn main() -> ExitCode {
    let words: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [program, folder] = words.as_slice() else {
        eprintln!("packer PROGRAM.wasm FOLDER");
        return ExitCode::from(2);
    };
    match pack(program, folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{} cannot be packed: {problem}", program.display());
            ExitCode::FAILURE
        }
    }
}

fn pack(program: &Path, folder: &Path) -> Result<(), String> {
    let program = std::fs::read(program).map_err(|problem| problem.to_string())?;
    // What is left of the program without its pieces; wasm-bindgen reads it, browsers do not.
    let rest = folder.join("web.wasm");
    let mut options = Options::new(&program);
    options.output_dir = folder;
    options.main_out_path = &rest;
    options.main_module = PROGRAM;
    let split = transform(options).map_err(|problem| format!("{problem:#}"))?;
    let parts = put_together(&split, folder)?;
    let write = |name: &str, text: String| {
        std::fs::write(folder.join(name), text).map_err(|problem| problem.to_string())
    };
    write(LOADER, loader::loader(PROGRAM, &parts))?;
    write("parts.json", listed(&parts))?;
    Bindgen::new()
        .input_path(&rest)
        .out_name("web")
        .web(true)
        .map_err(|problem| format!("{problem:#}"))?
        .typescript(false)
        // The pieces find the functions and the memory of the rest by the linker's names.
        .keep_lld_exports(true)
        .generate(folder)
        .map_err(|problem| format!("{problem:#}"))?;
    std::fs::remove_file(rest).map_err(|problem| problem.to_string())
}

/// Makes few files of many pieces, and tells which each part needs.
fn put_together(split: &SplitWasm, folder: &Path) -> Result<Parts, String> {
    let mut needed_by: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (part, pieces) in &split.prefetch_map {
        for piece in pieces {
            needed_by.entry(piece).or_default().insert(part.clone());
        }
    }
    let at = |piece: &str| folder.join(format!("{piece}.wasm"));
    let mut groups = Vec::new();
    for (piece, parts) in needed_by {
        let size = std::fs::metadata(at(piece)).map_err(|problem| problem.to_string())?;
        groups.push(Group::of(piece.to_owned(), size.len(), parts));
    }
    let mut parts: Parts = split
        .prefetch_map
        .keys()
        .map(|part| (part.clone(), Vec::new()))
        .collect();
    for (number, group) in group(groups).into_iter().enumerate() {
        let file = match group.pieces.as_slice() {
            [alone] => format!("{alone}.wasm"),
            several => {
                let file = format!("shared_{number}.wasm");
                let pieces: Vec<PathBuf> = several.iter().map(|piece| at(piece)).collect();
                merging::merge(&pieces, &folder.join(&file))?;
                for piece in pieces {
                    std::fs::remove_file(piece).map_err(|problem| problem.to_string())?;
                }
                file
            }
        };
        for part in &group.needed_by {
            parts.entry(part.clone()).or_default().push(file.clone());
        }
    }
    Ok(parts)
}

/// The parts as JSON; neither their names nor those of files have anything to escape.
fn listed(parts: &Parts) -> String {
    let rows: Vec<String> = parts
        .iter()
        .map(|(part, files)| format!("  \"{part}\": {files:?}"))
        .collect();
    format!("{{\n{}\n}}\n", rows.join(",\n"))
}
