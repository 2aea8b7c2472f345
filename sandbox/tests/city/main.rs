//! The synthetic city over real HTTP, as the platform and a browser see it.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod browser;
mod faults;
mod integrators;
mod messages;
mod people;
mod registries;
mod restart;
mod rules;
mod second_factor;
mod sign_in;
mod sign_out;
mod verify;
