//! Commands of operators beside the server.

pub(crate) mod clients;
pub(crate) mod database;
pub(crate) mod keys;

/// Why a command ends badly, as the operator reads it.
pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;
