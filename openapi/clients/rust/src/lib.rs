//! The API of 安居核验 for third parties.
//!
//! What is written by hand is how a program proves itself ([`Proof`]), what it sends again by itself
//! ([`Connection`]), and what is read of a refusal ([`problem`]); everything else is generated from the API's
//! description: a function for each operation in [`apis`], what it takes and gives in [`models`].

#[allow(unused_imports, clippy::all)]
pub mod apis;
mod connection;
#[allow(unused_imports, clippy::all)]
pub mod models;
mod refusals;
mod repeating;
mod tokens;

pub use connection::Connection;
pub use refusals::{Kind, problem};
pub use tokens::{Proof, TokenRefused};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
