//! A state as icon and word, never as colour alone.

use leptos::prelude::*;
use shared::application::{State, SubState};

use crate::i18n::use_i18n;
use crate::live::live;
use crate::terms;
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
    /// The look of a state.
    pub(crate) fn of(state: State) -> Self {
        match state {
            State::Draft => Self::Draft,
            State::Pending => Self::Pending,
            State::Passed => Self::Passed,
            State::Failed => Self::Failed,
            State::Signing => Self::Signing,
            State::Signed => Self::Signed,
            State::Void => Self::Void,
        }
    }

    fn class(self) -> &'static str {
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

    fn icon(self) -> Icon {
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

/// An application's state with what the state alone does not tell.
#[component]
pub(crate) fn StateBadge(state: State, sub: Option<SubState>) -> impl IntoView {
    let i18n = use_i18n();
    let look = Look::of(state);
    view! {
        <span class=look.class()>
            <Glyph icon=look.icon()/>
            {live(move || terms::state(i18n, state))}
            {sub.map(|sub| {
                view! { " " <span class="state__sub">{live(move || terms::sub_state(i18n, sub))}</span> }
            })}
        </span>
    }
}
