//! The API as callers meet it: real HTTP, a real database of its own for each test, the synthetic
//! city as identity provider and registries. With `ANJU_TEST_POSTGRES_URL` everything runs on
//! PostgreSQL, without it on SQLite.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail wherever it likes"
)]

mod access;
mod applying;
mod audit;
mod authority;
mod authorization;
mod binding;
mod canary;
mod certificates;
mod channels;
mod command;
mod commercial;
mod crowds;
mod description;
mod desk;
mod disputes;
mod documents;
mod drafts;
mod estimates;
mod failed_jobs;
mod faults;
mod forgery;
mod harness;
mod health;
mod holds;
mod home;
mod jobs;
mod keys;
mod levels;
mod limits;
mod members;
mod messages;
mod moves;
mod naming;
mod officers;
mod outlook;
mod persons;
mod pins;
mod policies;
mod policy_folder;
mod posting;
mod prechecks;
mod problems;
mod protocol;
mod registry;
mod renewals;
mod security;
mod sellers;
mod sequences;
mod session;
mod sign_in;
mod site;
mod spellings;
mod statements;
mod steps;
mod stories;
mod strangers;
mod take_overs;
mod tries;
mod trouble;
mod uploads;
mod verification;
mod versions;
mod webhooks;
