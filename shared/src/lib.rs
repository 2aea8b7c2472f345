//! What the browser and the server have in common: values, identity documents, the application
//! form and its rules, the questions to the registries, the purchase policy, and the shapes that
//! travel over the API. Pure and total: no input or output, no clock, no randomness, no panic.

pub mod account;
pub mod ahead;
pub mod application;
pub mod authority;
pub mod certificate;
pub mod client;
pub mod dates;
pub mod desk;
pub mod district;
pub mod document;
pub mod export;
pub mod few;
pub mod form;
pub mod gather;
pub mod hold;
pub mod household;
pub mod issue;
pub mod jws;
pub mod membership;
pub mod message;
mod names;
pub mod officer;
pub mod operator;
pub mod organization;
pub mod policy;
pub mod problem;
pub mod purchase;
pub mod registry;
pub mod review;
pub mod scope;
pub mod seller;
pub mod take_over;
pub mod text;
pub mod upload;
pub mod values;
pub mod webhook;
pub mod workdays;
