//! 第三方接入: third parties' programs, for administrators: which there are, on what terms, and how each fares.

mod confirming;
mod contacts;
mod credentials;
mod deliveries;
mod disabling;
mod endpoints;
mod faults;
mod filled;
mod form;
mod list;
mod one;
mod open;
mod registering;
mod secret;
mod terms;
mod usage;
mod words;

pub(crate) use list::ClientsPage;
pub(crate) use one::ClientPage;
pub(crate) use registering::NewClientPage;
