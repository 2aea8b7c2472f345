//! Third parties' programs: how they are registered, prove who they are, and are kept within limits.

mod assertions;
mod command;
mod console;
mod forging;
mod limits;
mod office;
mod refusals;
mod registered;
mod tokens;
