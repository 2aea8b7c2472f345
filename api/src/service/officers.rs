//! What officers do: their sessions, and cases that a person decides.

mod cases;
pub mod claims;
mod exclusion;
mod held;
pub mod queue;
pub mod reading;
pub mod rulings;
pub mod sessions;
