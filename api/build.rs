//! Turns the words of the browser's pages that papers say as well into Rust: they are written once, in
//! `web/locales`, and one that is missing in a language does not compile.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The files from which papers take words.
const NAMESPACES: [&str; 11] = [
    "terms",
    "pages",
    "result",
    "wizard",
    "commercial",
    "agent",
    "member",
    "rules",
    "renewal",
    "verify",
    "clients",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let locales = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo sets it")?)
        .join("../web/locales");
    let mut code = String::new();
    for namespace in NAMESPACES {
        let read = |language: &str| -> Result<Value, Box<dyn Error>> {
            let path = locales.join(language).join(format!("{namespace}.json"));
            println!("cargo::rerun-if-changed={}", path.display());
            Ok(serde_json::from_str(&std::fs::read_to_string(path)?)?)
        };
        module(&mut code, namespace, &read("zh-CN")?, &read("en")?)?;
    }
    let out = std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    std::fs::write(Path::new(&out).join("words.rs"), code)?;
    // Where a crate has a build script, the derives of utoipa want to find this.
    utoipa_config::Config::new().write_to_file();
    Ok(())
}

/// A room of words, with its rooms.
fn module(code: &mut String, name: &str, zh: &Value, en: &Value) -> Result<(), Box<dyn Error>> {
    let rooms = zh
        .as_object()
        .ok_or_else(|| format!("{name} has no words"))?;
    writeln!(code, "pub mod {name} {{ use super::Word;")?;
    for (key, zh) in rooms {
        let en = en
            .get(key)
            .ok_or_else(|| format!("{name}.{key} has no English"))?;
        match (zh, en) {
            (Value::String(zh), Value::String(en)) => {
                writeln!(
                    code,
                    "pub const {key}: Word = Word {{ zh: {zh:?}, en: {en:?} }};"
                )?;
            }
            _ => module(code, key, zh, en)?,
        }
    }
    writeln!(code, "}}")?;
    Ok(())
}
