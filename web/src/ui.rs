//! The parts that pages are made of. They show what they are given and fetch nothing by themselves.

pub(crate) mod announcer;
pub(crate) mod badge;
pub(crate) mod choice;
pub(crate) mod clipboard;
pub(crate) mod confirm;
pub(crate) mod date;
pub(crate) mod dialog;
pub(crate) mod error_summary;
pub(crate) mod failure;
pub(crate) mod faults;
pub(crate) mod field;
pub(crate) mod file;
pub(crate) mod icon;
pub(crate) mod load;
pub(crate) mod long_text;
pub(crate) mod nationality;
pub(crate) mod page;
pub(crate) mod pulse;
pub(crate) mod qr;
pub(crate) mod skeleton;
pub(crate) mod telephone;
pub(crate) mod windows_link;
