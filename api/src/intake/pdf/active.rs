//! What a PDF must not have: anything that runs, starts something, sends something or carries another
//! file.

use lopdf::{Dictionary, Document, Object};
use shared::problem::ProblemKind;

/// Names that are looked for in all of the file, be it in an object that nothing refers to. They are
/// long enough not to turn up by chance in what is packed; where one stands in a text or an address, such
/// as `https://example.com/JavaScript`, the file is refused for nothing.
const IN_CLEAR: [(&[u8], ProblemKind); 6] = [
    (b"Encrypt", ProblemKind::FileEncrypted),
    (b"JavaScript", ProblemKind::FileActive),
    (b"Launch", ProblemKind::FileActive),
    (b"EmbeddedFile", ProblemKind::FileActive),
    (b"EmbeddedFiles", ProblemKind::FileActive),
    (b"RichMedia", ProblemKind::FileActive),
];

/// Keys that lead to scripts, to forms with scripts, and to files within (12.6.4.17, 7.11.4, 12.7.8,
/// 13.7), and to what is done without being asked for (12.6.3).
const KEYS: [&[u8]; 9] = [
    b"AA",
    b"JS",
    b"JavaScript",
    b"EmbeddedFiles",
    b"EF",
    b"XFA",
    b"RichMediaContent",
    b"RichMediaSettings",
    b"Encrypt",
];

/// Actions that do more than turn pages or show an address (12.6.4).
const ACTIONS: [&[u8]; 11] = [
    b"JavaScript",
    b"Launch",
    b"GoToR",
    b"GoToE",
    b"ImportData",
    b"SubmitForm",
    b"Rendition",
    b"RichMediaExecute",
    b"Movie",
    b"Sound",
    b"GoTo3DView",
];

/// Kinds of objects and notes that carry files or play something (7.11.4, 12.5.6).
const TYPES: [&[u8]; 7] = [
    b"EmbeddedFile",
    b"FileAttachment",
    b"RichMedia",
    b"Screen",
    b"Movie",
    b"Sound",
    b"3D",
];

/// Refuses a file in which one of the names stands in clear.
pub(super) fn refuse_names(file: &[u8]) -> Result<(), ProblemKind> {
    let mut rest = file;
    while let Some(at) = rest.iter().position(|byte| *byte == b'/') {
        rest = rest.get(at.saturating_add(1)..).unwrap_or_default();
        let name = name(rest);
        let refused = IN_CLEAR.iter().find(|(refused, _)| *refused == name);
        if let Some((_, kind)) = refused {
            return Err(*kind);
        }
    }
    Ok(())
}

/// The name that begins here, with what is written in hexadecimal digits (7.3.5); no more of it than
/// is compared.
fn name(mut rest: &[u8]) -> Vec<u8> {
    let mut name = Vec::new();
    while let Some((&byte, after)) = rest.split_first() {
        if name.len() > 16 || byte.is_ascii_whitespace() || b"\0()<>[]{}/%".contains(&byte) {
            break;
        }
        rest = after;
        let digits = rest.get(..2).filter(|_| byte == b'#');
        let written = digits
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let Some(byte) = written {
            name.push(byte);
            rest = rest.get(2..).unwrap_or_default();
        } else {
            name.push(byte);
        }
    }
    name
}

/// Refuses a document in which an object is or does what is not taken.
pub(super) fn refuse_objects(document: &Document) -> Result<(), ProblemKind> {
    refuse_keys(document, &document.trailer)?;
    // Parts of an object are looked at in turn, not within each other: they can be nested deeply.
    let mut left: Vec<&Object> = document.objects.values().collect();
    while let Some(object) = left.pop() {
        match object {
            Object::Array(parts) => left.extend(parts),
            Object::Dictionary(dictionary) => {
                refuse_keys(document, dictionary)?;
                left.extend(dictionary.iter().map(|(_, part)| part));
            }
            Object::Stream(stream) => {
                refuse_keys(document, &stream.dict)?;
                left.extend(stream.dict.iter().map(|(_, part)| part));
            }
            Object::Null
            | Object::Boolean(_)
            | Object::Integer(_)
            | Object::Real(_)
            | Object::Name(_)
            | Object::String(..)
            | Object::Reference(_) => {}
        }
    }
    Ok(())
}

fn refuse_keys(document: &Document, dictionary: &Dictionary) -> Result<(), ProblemKind> {
    let says = |key: &[u8], all: &[&[u8]]| {
        // Be it said elsewhere.
        let said = dictionary.get(key);
        let said = said.and_then(|said| document.dereference(said));
        said.is_ok_and(|(_, said)| said.as_name().is_ok_and(|said| all.contains(&said)))
    };
    let is_refused = dictionary
        .iter()
        .any(|(key, _)| KEYS.contains(&key.as_slice()))
        || acts_when_opened(document, dictionary)
        || says(b"S", &ACTIONS)
        || says(b"Type", &TYPES)
        || says(b"Subtype", &TYPES);
    if is_refused {
        return Err(ProblemKind::FileActive);
    }
    Ok(())
}

/// Whether opening the document does more than to show one of its pages (7.7.2): an address may be
/// shown, but is not gone to by itself.
fn acts_when_opened(document: &Document, dictionary: &Dictionary) -> bool {
    let Ok(action) = dictionary.get(b"OpenAction") else {
        return false;
    };
    match document.dereference(action) {
        Ok((_, Object::Array(_) | Object::Null)) => false,
        Ok((_, Object::Dictionary(action))) => {
            let kind = action.get(b"S").and_then(|kind| document.dereference(kind));
            let shows_page =
                kind.is_ok_and(|(_, kind)| kind.as_name().is_ok_and(|kind| kind == b"GoTo"));
            !shows_page || action.has(b"Next")
        }
        _ => true,
    }
}
