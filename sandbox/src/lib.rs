//! A synthetic city for development, tests and integrators: an OpenID provider with registration,
//! the six registries that the platform asks, and people who do not exist, over real HTTP.
//!
//! [`City::start`] runs one within a process (for tests); the program `sandbox serve` runs one by
//! itself. [`people()`] tells who lives there and what comes of their applications.

mod accounts;
mod city;
mod clock;
mod control;
mod desk;
mod faults;
mod folder;
mod keys;
mod lang;
mod pages;
mod patch;
pub mod people;
mod provider;
mod random;
mod registries;
mod socket;
mod town;

pub use city::City;
pub use clock::{set_forward as set_clock_forward, today};
pub use faults::{Fault, FaultKind};
pub use people::reading::people;
pub use people::{PASSWORD, People};
pub use town::{CLIENT_ID, CLIENT_SECRET, Options, StartError};
