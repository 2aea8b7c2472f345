//! The wizard: what an application is filled in with, chapter by chapter.
//!
//! The form lives in the browser ([`form`]), saves itself to the server ([`saving`]) and, as far
//! as the server does not have it yet, to this browser ([`kept`]). The questions are in
//! `crate::steps`; the page that opens a draft is `crate::pages::apply`.

pub(crate) mod acting;
pub(crate) mod conflict;
pub(crate) mod error_lines;
pub(crate) mod form;
pub(crate) mod frame;
pub(crate) mod kept;
pub(crate) mod leaving;
pub(crate) mod live_one;
pub(crate) mod myself;
pub(crate) mod progress;
pub(crate) mod save_line;
pub(crate) mod saving;
pub(crate) mod sending;
pub(crate) mod work;
