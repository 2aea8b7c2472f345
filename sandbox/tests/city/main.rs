//! The synthetic city over real HTTP, as the platform and a browser see it.

mod browser;
mod faults;
mod people;
mod registries;
mod restart;
mod sign_in;
mod sign_out;
