//! `packer PROGRAM.wasm FOLDER`: cuts the program at its `#[wasm_split]` functions (web/src/pages.rs)
//! and writes into the folder, which has to be there, what a browser loads: `web.js`, `web_bg.wasm`,
//! and the pieces that are fetched later.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};

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
    options.main_module = "./web.js";
    transform(options).map_err(|problem| format!("{problem:#}"))?;
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
