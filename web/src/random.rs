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
