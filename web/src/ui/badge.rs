//! A badge: a colour, an icon and a word, never a colour alone.

use leptos::prelude::*;

use crate::ui::icon::{Glyph, Icon};

/// How a state, a check or a zone looks; the words are the caller's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// Not submitted.
    Draft,
    /// Awaited, unclear, with a person.
    Pending,
    /// Met.
    Passed,
    /// Not met.
    Failed,
    /// In a contract.
    Signing,
    /// Used up.
    Signed,
    /// Of no effect.
    Void,
}

impl Look {
    /// The classes of the style sheet.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Draft => "state state--draft",
            Self::Pending => "state state--pending",
            Self::Passed => "state state--passed",
            Self::Failed => "state state--failed",
            Self::Signing => "state state--signing",
            Self::Signed => "state state--signed",
            Self::Void => "state state--void",
        }
    }

    /// The icon.
    pub(crate) fn icon(self) -> Icon {
        match self {
            Self::Draft => Icon::Pen,
            Self::Pending => Icon::Clock,
            Self::Passed => Icon::Check,
            Self::Failed => Icon::Cross,
            Self::Signing => Icon::Hand,
            Self::Signed => Icon::Seal,
            Self::Void => Icon::Minus,
        }
    }
}

/// A word with the look of a state.
#[component]
pub(crate) fn Badge(
    /// Colour and icon.
    look: Look,
    /// The word.
    #[prop(into)]
    word: Signal<String>,
) -> impl IntoView {
    view! {
        <span class=look.class()>
            <Glyph icon=look.icon() />
            {word}
        </span>
    }
}
