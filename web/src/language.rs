//! The language of the interface: Chinese unless the person has chosen English before.

use leptos::prelude::*;
use shared::values::Lang;

use crate::display::{recall, remember};
use crate::i18n::Locale;
use crate::live::effect;

/// What every function that makes words is given.
pub(crate) use crate::i18n::I18n;

const KEY: &str = "language";

/// A word of the interface by its key, as a signal that follows the language. All of them are of
/// one type, so that a view costs the browser no code of its own for each word.
macro_rules! t {
    ($i18n:expr, $($key:tt)+) => {
        $crate::language::word($i18n, |i18n| $crate::i18n::t_string!(i18n, $($key)+))
    };
}
pub(crate) use t;

/// The same for those who want a text of their own, also with values in it.
macro_rules! text {
    ($i18n:expr, $($key:ident).+) => {
        $crate::language::word_as_text($i18n, |i18n| $crate::i18n::t_string!(i18n, $($key).+))
    };
    ($i18n:expr, $($key:tt)+) => {
        leptos::prelude::Signal::derive(move || {
            $crate::i18n::t_string!($i18n, $($key)+).to_owned()
        })
    };
}
pub(crate) use text;

/// A word that each module has under a key of its own: of homes in `wizard`, of commercial units in
/// `commercial`.
macro_rules! said {
    ($i18n:expr, $module:expr, $($key:ident).+) => {
        match $module {
            shared::purchase::Module::Residential => {
                $crate::language::text!($i18n, wizard.$($key).+)
            }
            shared::purchase::Module::Commercial => {
                $crate::language::text!($i18n, commercial.$($key).+)
            }
        }
    };
}
pub(crate) use said;

/// What [`t!`] makes.
pub(crate) fn word(i18n: I18n, say: fn(I18n) -> &'static str) -> Signal<&'static str> {
    Signal::derive(move || say(i18n))
}

/// What [`text!`] makes of a key alone.
pub(crate) fn word_as_text(i18n: I18n, say: fn(I18n) -> &'static str) -> Signal<String> {
    Signal::derive(move || say(i18n).to_owned())
}

/// Provides the language to the whole application and keeps `<html lang>` and the browser's
/// memory in step with it. A Chinese public service starts in Chinese, whatever the browser prefers.
pub(crate) fn provide_language() -> I18n {
    let first = match recall(KEY).as_deref() {
        Some("en") => Locale::en,
        _ => Locale::zh_CN,
    };
    let i18n = I18n::provide(first);
    effect(move || {
        let tag = tag(i18n);
        if let Some(root) = document().document_element() {
            // Setting an attribute of that name cannot fail.
            let _ = root.set_attribute("lang", tag);
        }
    });
    i18n
}

/// Changes the language and keeps the choice.
pub(crate) fn choose(i18n: I18n, locale: Locale) {
    i18n.set_locale(locale);
    remember(KEY, tag_of(locale));
}

/// The language as the shared crate knows it.
pub(crate) fn lang(i18n: I18n) -> Lang {
    match i18n.get_locale() {
        Locale::zh_CN => Lang::Zh,
        Locale::en => Lang::En,
    }
}

/// The language tag (BCP 47), tracked.
pub(crate) fn tag(i18n: I18n) -> &'static str {
    tag_of(i18n.get_locale())
}

/// The language tag (BCP 47) right now.
pub(crate) fn tag_untracked(i18n: I18n) -> &'static str {
    tag_of(i18n.get_locale_untracked())
}

fn tag_of(locale: Locale) -> &'static str {
    match locale {
        Locale::zh_CN => "zh-CN",
        Locale::en => "en",
    }
}
