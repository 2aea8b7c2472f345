//! Documents to take away: what they say, to whom, and that any text can be printed.

pub(crate) mod given;
mod hostile;
pub(crate) mod paper;
