//! Third parties' programs: how they are registered, prove who they are, and are kept within limits.

mod forging;
mod limits;
mod office;
mod refusals;
mod tokens;
