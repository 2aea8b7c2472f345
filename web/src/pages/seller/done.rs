//! What a seller has done, as the page says it afterwards.

use shared::values::Moment;

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Done {
    /// The certificate of that number is held, until then.
    Held(String, Moment),
    /// The hold of that certificate was renewed, until then.
    Renewed(String, Moment),
    /// The hold of that certificate was given back.
    Released(String),
    /// The contract of that number was recorded.
    Signed(String),
}
