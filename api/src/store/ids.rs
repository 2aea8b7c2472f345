//! Ids as callers see them: the name of the noun, and a UUID without hyphens.

use uuid::Uuid;

/// An id such as `hold_…`.
#[must_use]
pub fn format_named(name: &str, id: Uuid) -> String {
    format!("{name}_{}", id.simple())
}

/// The id behind a name such as `hold_…`; nothing else is an id.
#[must_use]
pub fn parse_named(name: &str, text: &str) -> Option<Uuid> {
    let hex = text.strip_prefix(name)?.strip_prefix('_')?;
    hex.parse().ok().filter(|_| hex.len() == 32)
}
