//! Names by chance: of requests that can be repeated, and of what a person adds.

use web_sys::js_sys::Math;

/// A name that nobody else uses by chance.
pub(crate) fn new_id() -> String {
    format!(
        "{:x}{:x}",
        Math::random().to_bits(),
        Math::random().to_bits()
    )
}

/// A name for a client: `cli_` and 32 hexadecimal digits.
pub(crate) fn new_client_id() -> String {
    format!(
        "cli_{:016x}{:016x}",
        Math::random().to_bits(),
        Math::random().to_bits()
    )
}

/// A name for a saved view: `view_` and 32 hexadecimal digits.
pub(crate) fn new_view_id() -> String {
    format!(
        "view_{:016x}{:016x}",
        Math::random().to_bits(),
        Math::random().to_bits()
    )
}
