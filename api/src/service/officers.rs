//! What officers do: their sessions, and cases that a person decides.

mod cases;
mod exclusion;
mod held;
pub mod claims;
pub mod queue;
pub mod reading;
pub mod rulings;
pub mod sessions;
