//! The API, its worker and its command line. `http` and `worker` call `service`; services call
//! the adapters, such as `store` and `registry`; adapters call no use case.

pub mod allowances;
pub mod app;
pub mod clock;
pub mod config;
pub mod counters;
pub mod delivery;
pub mod error;
pub mod files;
pub mod http;
pub mod identity;
pub mod intake;
pub mod kept;
pub mod notice;
pub mod pause;
pub mod policy_cases;
pub mod policy_files;
pub mod registry;
pub mod scanner;
pub mod seal;
pub mod service;
pub mod signing;
pub mod store;
pub mod turns;
pub mod usage;
pub mod waking;
pub mod words;
pub mod worker;
