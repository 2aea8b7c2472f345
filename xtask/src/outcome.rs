//! What every command and stage ends with.

/// Nothing or a value, or one sentence for the person at the terminal.
pub(crate) type Outcome<T = ()> = Result<T, String>;
