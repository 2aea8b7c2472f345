//! A file written closer together: what names its parts, which is text of its own for each, is compressed
//! as one. Every reader since PDF 1.5 knows that, and PDF/A-2 allows it.

use lopdf::{Document, SaveOptions};

/// How many objects are compressed together.
const TOGETHER: usize = 2_000;

/// The same file, smaller where that is possible.
pub(super) fn packed(file: Vec<u8>) -> Vec<u8> {
    let Ok(mut document) = Document::load_mem(&file) else {
        return file;
    };
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(TOGETHER)
        .compression_level(9)
        .build();
    let mut smaller = Vec::with_capacity(file.len());
    match document.save_with_options(&mut smaller, options) {
        Ok(()) if smaller.len() < file.len() => smaller,
        Ok(()) | Err(_) => file,
    }
}
