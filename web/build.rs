//! Turns `locales/` into Rust: a key that is missing in one language does not compile.

use std::error::Error;
use std::path::PathBuf;

use leptos_i18n_build::options::CodegenOptions;
use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};

/// One file of words for each language and name.
const NAMESPACES: [&str; 7] = [
    "shell", "terms", "pages", "result", "texts", "wizard", "rules",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=Cargo.toml");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?).join("i18n");
    let config = Config::new("zh-CN")?
        .add_locale("en")?
        .add_namespaces(NAMESPACES)?
        .parse_options(ParseOptions::new().interpolate_display(true));
    let translations = TranslationsInfos::parse(config)?;
    translations.emit_diagnostics();
    translations.rerun_if_locales_changed();
    let attributes =
        "#![allow(clippy::all, clippy::restriction, missing_docs, unreachable_pub, unused)]"
            .parse()
            .map_err(|e| format!("{e}"))?;
    translations.generate_i18n_module_with_options(
        out,
        CodegenOptions::new()
            .gen_docs(false)
            .top_level_attributes(Some(attributes)),
    )?;
    Ok(())
}
