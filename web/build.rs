//! Turns `locales/` into Rust: a key that stands in one language alone does not compile.
//!
//! Asks leptos_i18n's parser and code generator themselves: leptos_i18n_build wraps them together
//! with the tools of ICU, more than a hundred crates that we would build and not use.

use std::error::Error;
use std::path::PathBuf;

use leptos_i18n_parser::parse_locales::options::{Config, ParseOptions};
use leptos_i18n_parser::parse_locales::parse_locales;
use proc_macro2::TokenStream;

/// One file of words for each language and name.
const NAMESPACES: [&str; 22] = [
    "shell",
    "terms",
    "pages",
    "result",
    "review",
    "papers",
    "texts",
    "wizard",
    "commercial",
    "rules",
    "officer",
    "member",
    "messages",
    "desk",
    "agent",
    "take_over",
    "renewal",
    "verify",
    "signing",
    "referral",
    "clients",
    "seller",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=Cargo.toml");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?).join("i18n");
    let config = Config::new("zh-CN")?
        .add_locale("en")?
        .add_namespaces(NAMESPACES)?
        .parse_options(ParseOptions::new().interpolate_display(true));
    let words = parse_locales(None, config)?;
    for path in words.tracked_files.iter().flatten() {
        println!("cargo::rerun-if-changed={path}");
    }
    // What is missing in the second language is a mere warning to the parser, which would show the
    // word of the first.
    for fault in words.diag.warnings().iter() {
        println!("cargo::error={fault}");
    }
    for fault in words.diag.errors().iter() {
        println!("cargo::error={fault}");
    }
    let attributes: TokenStream =
        "#![allow(clippy::all, clippy::restriction, missing_docs, unreachable_pub, unused)]"
            .parse()
            .map_err(|e| format!("{e}"))?;
    let code = leptos_i18n_codegen::gen_code(&words, None, false, Some(&attributes), false)?;
    std::fs::create_dir_all(&out)?;
    std::fs::write(out.join("mod.rs"), code.to_string())?;
    Ok(())
}
