//! What a command answers.

/// Nothing or a value, or one sentence for the person at the terminal.
pub(crate) type Outcome<T = ()> = Result<T, String>;
