//! Makes one file of several pieces, by binaryen's wasm-merge.

use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_encoder::{EntityType, ExportKind, ExportSection, ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload, TypeRef};

/// From where the pieces import what they share.
pub(crate) const SHARED: &str = "__wasm_split";
/// From where a file of several does: the name in between is taken by the module that hands it on.
pub(crate) const SHARED_BY_ALL: &str = "shared";

/// The number of a section that says something to tools alone.
const CUSTOM: u8 = 0;

/// Makes `target` of the pieces.
///
/// Each imports memory and table anew, and a module may not have two: between the pieces and what they
/// import stands a module that imports once and hands on.
pub(crate) fn merge(pieces: &[PathBuf], target: &Path) -> Result<(), String> {
    let hub = target.with_extension("hub");
    std::fs::write(&hub, hub_of(pieces)?).map_err(|problem| problem.to_string())?;
    let mut merge = Command::new("wasm-merge");
    merge.arg(&hub).arg(SHARED);
    for (number, piece) in pieces.iter().enumerate() {
        strip(piece)?;
        merge.arg(piece).arg(format!("piece{number}"));
    }
    let done = merge
        .args(["--all-features", "--skip-export-conflicts"])
        .arg("-o")
        .arg(target)
        .output()
        .map_err(|problem| format!("wasm-merge cannot be started: {problem}"))?;
    std::fs::remove_file(hub).map_err(|problem| problem.to_string())?;
    if done.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&done.stderr).into_owned())
    }
}

/// Leaves out names: those of several pieces get into each other's way, and browsers need none.
fn strip(piece: &Path) -> Result<(), String> {
    let bytes = std::fs::read(piece).map_err(|problem| problem.to_string())?;
    let mut stripped = Module::new();
    for payload in Parser::new(0).parse_all(&bytes) {
        let section = payload.map_err(|problem| problem.to_string())?.as_section();
        if let Some((id, range)) = section.filter(|(id, _)| *id != CUSTOM) {
            let place = |offset| usize::try_from(offset).unwrap_or(usize::MAX);
            let data = bytes.get(place(range.start)..place(range.end));
            let data = data.ok_or("a section ends behind its file")?;
            stripped.section(&RawSection { id, data });
        }
    }
    std::fs::write(piece, stripped.finish()).map_err(|problem| problem.to_string())
}

/// A module that imports what any of the pieces imports, once, and exports it under the same names.
fn hub_of(pieces: &[PathBuf]) -> Result<Vec<u8>, String> {
    let mut known: Vec<(String, TypeRef)> = Vec::new();
    for piece in pieces {
        let bytes = std::fs::read(piece).map_err(|problem| problem.to_string())?;
        for (name, kind) in imports(&bytes)? {
            if !known.iter().any(|(other, _)| *other == name) {
                known.push((name, kind));
            }
        }
    }
    let (mut imports, mut exports) = (ImportSection::new(), ExportSection::new());
    let (mut tables, mut memories, mut globals) = (0_u32, 0_u32, 0_u32);
    for (name, kind) in known {
        let (export, next) = match kind {
            TypeRef::Table(_) => (ExportKind::Table, &mut tables),
            TypeRef::Memory(_) => (ExportKind::Memory, &mut memories),
            TypeRef::Global(_) => (ExportKind::Global, &mut globals),
            TypeRef::Func(_) | TypeRef::FuncExact(_) | TypeRef::Tag(_) => {
                return Err(format!("pieces share the function {name}"));
            }
        };
        let kind = EntityType::try_from(kind).map_err(|problem| problem.to_string())?;
        imports.import(SHARED_BY_ALL, &name, kind);
        exports.export(&name, export, *next);
        *next = next.saturating_add(1);
    }
    let mut hub = Module::new();
    hub.section(&imports).section(&exports);
    Ok(hub.finish())
}

fn imports(module: &[u8]) -> Result<Vec<(String, TypeRef)>, String> {
    let unreadable = |problem: wasmparser::BinaryReaderError| problem.to_string();
    let mut found = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ImportSection(section) = payload.map_err(unreadable)? {
            for import in section.into_imports() {
                let import = import.map_err(unreadable)?;
                found.push((import.name.to_owned(), import.ty));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hands_on_imports_each_thing_once() {
        let folder = std::env::temp_dir().join(format!("packer-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let piece = |name: &str, shared: &[(&str, EntityType)]| {
            let mut imports = ImportSection::new();
            for (name, kind) in shared {
                imports.import(SHARED, name, *kind);
            }
            let path = folder.join(name);
            let mut module = Module::new();
            std::fs::write(&path, module.section(&imports).clone().finish()).unwrap();
            path
        };
        let memory = EntityType::Memory(wasm_encoder::MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let global = EntityType::Global(wasm_encoder::GlobalType {
            val_type: wasm_encoder::ValType::I32,
            mutable: true,
            shared: false,
        });
        let one = piece("one.wasm", &[("memory", memory)]);
        let two = piece("two.wasm", &[("stack", global), ("memory", memory)]);
        let hub = hub_of(&[one, two]).unwrap();
        std::fs::remove_dir_all(folder).unwrap();
        let names: Vec<String> = imports(&hub)
            .unwrap()
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names, ["memory", "stack"]);
    }
}
