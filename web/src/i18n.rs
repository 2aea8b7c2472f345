//! The words of both languages, made from `locales/` by the build script, and the language in which they
//! are read.
//!
//! The library's own context follows what the browser prefers, with tables of languages that no page
//! here needs: the language is a signal of ours instead.

// A `mod i18n`, as the code generator writes it.
include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));

use leptos::prelude::*;

pub(crate) use i18n::{Locale, td_string};

/// The language of the interface. Copy it into every handler; a word by [`t_string!`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct I18n(RwSignal<Locale>);

impl I18n {
    /// The language to begin with, for the whole application.
    pub(crate) fn provide(first: Locale) -> Self {
        let i18n = Self(RwSignal::new(first));
        provide_context(i18n);
        i18n
    }

    /// The language, tracked.
    pub(crate) fn get_locale(self) -> Locale {
        self.0.get()
    }

    /// The language right now.
    pub(crate) fn get_locale_untracked(self) -> Locale {
        self.0.get_untracked()
    }

    /// Changes the language.
    pub(crate) fn set_locale(self, locale: Locale) {
        self.0.set(locale);
    }
}

/// The language, within a component.
pub(crate) fn use_i18n() -> I18n {
    expect_context()
}

/// A word by its key, and the values in it; tracked.
macro_rules! t_string {
    ($i18n:expr, $($words:tt)+) => {
        $crate::i18n::td_string!($i18n.get_locale(), $($words)+)
    };
}
pub(crate) use t_string;
