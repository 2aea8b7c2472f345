//! The desk of officers beside the cases: what supervisors, auditors and administrators see, the
//! views of the queue that an officer saves, and what was decided before.

pub mod administration;
pub mod audit;
pub mod earlier;
pub mod previews;
pub mod statistics;
pub mod views;
