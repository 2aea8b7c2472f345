//! The use cases: each takes the app, who asks, and what is asked.

pub mod access;
pub mod applications;
pub mod audit;
pub mod binding;
mod certificate;
mod codes;
pub mod contact;
pub mod disputes;
pub mod drafts;
pub mod expiry;
pub mod export;
pub mod jobs;
pub mod limits;
pub mod members;
pub mod moves;
pub mod officers;
pub mod policies;
pub mod prechecks;
pub mod requests;
pub mod sessions;
pub mod sign_in;
pub mod sign_out;
pub mod submission;
mod take_over;
mod tries;
pub mod uploads;
pub mod verification;
