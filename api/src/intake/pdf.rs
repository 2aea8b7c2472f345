//! PDFs (ISO 32000-2) are read by a process of its own, which may take little memory and time: what a
//! hostile file can do to a parser it does there. The process is the program itself, as
//! `api inspect-pdf`; it gets the file, no environment, and answers with a line of JSON.

mod active;

use std::io::{Read, Write};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use lopdf::xref::XrefEntry;
use lopdf::{Document, LoadOptions};
use rlimit::Resource;
use serde::{Deserialize, Serialize};
use shared::problem::ProblemKind;
use shared::upload::{MOST_PAGES, MOST_PDF_BYTES};
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

use crate::error::{Error, Result};

/// The command that [`inspect`] calls.
pub const COMMAND: &str = "inspect-pdf";

/// How long a look may take, by the clock and in processor time.
const PATIENCE: Duration = Duration::from_secs(20);
const PROCESSOR_SECONDS: u64 = 10;

/// The most memory of the process, in bytes, the program itself among it.
const MOST_MEMORY: u64 = 1024 * 1024 * 1024;

/// The largest that one stream of objects may become when it is unpacked, in bytes. A page has a few
/// kilobytes of them.
const MOST_UNPACKED: usize = 16 * 1024 * 1024;

/// What a look has shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Found {
    Pages(u32),
    Refused(ProblemKind),
}

/// The number of pages of a PDF that can be kept.
///
/// # Errors
/// It is damaged or too long, it is encrypted, it does something by itself or carries other files; or
/// it cannot be looked at.
pub(super) async fn inspect(program: &Path, file: &[u8]) -> Result<u32> {
    let process = Command::new(program)
        .arg(COMMAND)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn();
    let mut process =
        process.map_err(|error| Error::unexpected(format!("no process for a PDF: {error}")))?;
    let mut stdin = process.stdin.take();
    let feed = async {
        if let Some(stdin) = stdin.as_mut() {
            // One that has died reads no further; how it ended says the rest.
            let _died = stdin.write_all(file).await;
        }
        drop(stdin);
    };
    let look = async { tokio::join!(feed, process.wait_with_output()).1 };
    // Whatever ended it without an answer, the file did.
    let Ok(Ok(output)) = tokio::time::timeout(PATIENCE, look).await else {
        return Err(ProblemKind::FileUnreadable.into());
    };
    match serde_json::from_slice(&output.stdout) {
        Ok(Found::Pages(pages)) => Ok(pages),
        Ok(Found::Refused(kind)) => Err(kind.into()),
        Err(_) => Err(ProblemKind::FileUnreadable.into()),
    }
}

/// The work of the process: reads a PDF and writes what it has found.
///
/// # Errors
/// Input or output fails.
pub fn run(input: impl Read, mut output: impl Write) -> std::io::Result<()> {
    // A system that knows no such limit goes without it.
    for (resource, most) in [
        (Resource::AS, MOST_MEMORY),
        (Resource::CPU, PROCESSOR_SECONDS),
        (Resource::FSIZE, 0),
        (Resource::CORE, 0),
    ] {
        let _unknown = resource.set(most, most);
    }
    let most = u64::try_from(MOST_PDF_BYTES).unwrap_or(u64::MAX);
    let mut file = Vec::new();
    input.take(most).read_to_end(&mut file)?;
    let found = match pages(&file) {
        Ok(pages) => Found::Pages(pages),
        Err(kind) => Found::Refused(kind),
    };
    serde_json::to_writer(&mut output, &found)?;
    output.flush()
}

fn pages(file: &[u8]) -> std::result::Result<u32, ProblemKind> {
    if !ends_as_one(file) {
        return Err(ProblemKind::FileUnreadable);
    }
    // What stands there in clear, in whichever revision, and whether anything refers to it or not.
    active::refuse_names(file)?;
    // What cannot be read here may be read by the program that opens it later.
    let options = LoadOptions {
        max_decompressed_size: Some(MOST_UNPACKED),
        strict: true,
        ..LoadOptions::default()
    };
    let Ok(document) = Document::load_mem_with_options(file, options) else {
        return Err(ProblemKind::FileUnreadable);
    };
    if document.is_encrypted() || document.was_encrypted() {
        return Err(ProblemKind::FileEncrypted);
    }
    if !is_unpacked(&document) {
        return Err(ProblemKind::FileUnreadable);
    }
    // What was packed away.
    active::refuse_objects(&document)?;
    let most = usize::try_from(MOST_PAGES).unwrap_or(usize::MAX);
    match document.page_iter().take(most.saturating_add(1)).count() {
        0 => Err(ProblemKind::FileUnreadable),
        count if count > most => Err(ProblemKind::TooManyPages),
        count => Ok(u32::try_from(count).unwrap_or(MOST_PAGES)),
    }
}

/// Whether every object that is said to lie packed in a stream was found there (7.5.7): what was passed
/// over here a more patient reader may run.
fn is_unpacked(document: &Document) -> bool {
    let all = document.reference_table.entries.iter();
    let mut packed = all.filter(|(_, entry)| matches!(entry, XrefEntry::Compressed { .. }));
    packed.all(|(number, _)| document.objects.contains_key(&(*number, 0)))
}

/// Whether the end of a PDF is the end of the file: what follows it would be another file.
fn ends_as_one(file: &[u8]) -> bool {
    file.trim_ascii_end().ends_with(b"%%EOF")
}
