//! The desk of officers beside the cases: counts, saved views, what was decided before, and what
//! auditors and administrators see.

mod administrator;
mod auditor;
mod earlier;
mod previews;
mod statistics;
mod views;
