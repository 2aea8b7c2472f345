//! The API as callers meet it: real HTTP, a real database of its own for each test, the synthetic
//! city as identity provider and registries. With `ANJU_TEST_POSTGRES_URL` everything runs on
//! PostgreSQL, without it on SQLite.

mod applying;
mod authorization;
mod binding;
mod description;
mod faults;
mod harness;
mod limits;
mod problems;
mod security;
mod session;
mod sign_in;
mod site;
mod verification;
