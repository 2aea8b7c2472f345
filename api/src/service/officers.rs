//! What officers do: their sessions, and cases that a person decides.

pub mod asking;
mod cases;
pub mod claims;
pub mod colleagues;
mod corrections;
pub mod evidence;
mod exclusion;
mod held;
pub mod identifying;
pub mod queue;
pub mod reading;
pub mod rulings;
pub mod sessions;
pub mod take_overs;
