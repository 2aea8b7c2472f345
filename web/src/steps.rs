//! The questions of an application, a file for each chapter, and what several of them need: printed
//! and refused answers. They only show: what they need from the server is in `crate::wizard`.

pub(crate) mod applicant;
pub(crate) mod category;
pub(crate) mod children;
pub(crate) mod filler;
pub(crate) mod grounds;
pub(crate) mod homes;
pub(crate) mod list;
pub(crate) mod notes;
pub(crate) mod papers;
pub(crate) mod person;
pub(crate) mod recital;
pub(crate) mod refusals;
pub(crate) mod spouse;
pub(crate) mod submit;
pub(crate) mod target;
pub(crate) mod unit;
