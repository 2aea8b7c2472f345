//! What officers do: their sessions, cases that a person decides, and the desk beside them.

pub mod administration;
pub mod asking;
pub mod auditing;
mod cases;
pub mod claims;
pub mod colleagues;
mod corrections;
pub mod earlier;
pub mod evidence;
mod exclusion;
mod held;
pub mod identifying;
pub mod looks;
mod period;
pub mod previews;
pub mod queue;
pub mod reading;
pub mod rulings;
pub mod sessions;
pub mod statistics;
pub mod take_overs;
pub mod views;
mod window;
