//! The words of both languages, made from `locales/` by the build script.

// A `mod i18n`, as the code generator writes it.
include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));

pub(crate) use i18n::{Locale, t_string, use_i18n};
