//! A synthetic city for development, tests and integrators: an OpenID provider with registration,
//! the six registries that the platform asks, and people who do not exist, over real HTTP; and an
//! inbox for all of them, with a mail server and a gateway for text messages.
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
mod mail_server;
mod messages;
mod newcomers;
mod pages;
mod patch;
pub mod people;
mod provider;
mod random;
mod receivers;
mod refusal;
mod registries;
mod sms_gateway;
mod socket;
mod tools;
mod town;
mod webhooks;

pub use city::City;
pub use clock::{set_forward as set_clock_forward, today};
pub use faults::{Fault, FaultKind};
pub use messages::ReceivedMessage;
pub use messages::channel::MessageChannel;
pub use messages::faults::{MessageFault, MessageFaultKind};
pub use people::outcomes::PersonOutcome;
pub use people::reading::people;
pub use people::{PASSWORD, People};
pub use town::{CLIENT_ID, CLIENT_SECRET, Options, StartError};
