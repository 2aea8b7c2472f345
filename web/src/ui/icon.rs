//! The icons, inlined from `art/`. They are decoration: a word always stands beside them.

use leptos::prelude::*;

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident => $file:literal,)*) => {
        /// The icons.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(dead_code, reason = "the set is drawn as a whole")]
        pub(crate) enum Icon {
            $($(#[$doc])* $name,)*
        }

        impl Icon {
            fn drawing(self) -> &'static str {
                match self {
                    $(Self::$name => include_str!(concat!("../../art/icon-", $file, ".svg")),)*
                }
            }
        }
    };
}

icons! {
    Arrow => "arrow",
    Bell => "bell",
    Camera => "camera",
    Check => "check",
    Clock => "clock",
    Contrast => "contrast",
    Cross => "cross",
    Doc => "doc",
    Download => "download",
    External => "external",
    Eye => "eye",
    Globe => "globe",
    Hand => "hand",
    Home => "home",
    Info => "info",
    Large => "large",
    Mail => "mail",
    Menu => "menu",
    Minus => "minus",
    Offline => "offline",
    Pen => "pen",
    Person => "person",
    Phone => "phone",
    Plus => "plus",
    Print => "print",
    Refresh => "refresh",
    Seal => "seal",
    Search => "search",
    Trash => "trash",
    Warning => "warning",
}

/// An icon.
#[component]
pub(crate) fn Glyph(#[prop(into)] icon: Signal<Icon>) -> impl IntoView {
    view! {
        <span
            class="icon"
            aria-hidden="true"
            inner_html=Signal::derive(move || icon.get().drawing())
        ></span>
    }
}
