//! The state of an application as icon and word, never as colour alone.

use leptos::prelude::*;
use shared::application::{State, SubState};

use crate::i18n::use_i18n;
use crate::live::live;
use crate::terms;
use crate::ui::badge::Look;
use crate::ui::icon::Glyph;

/// An application's state with what the state alone does not tell.
#[component]
pub(crate) fn StateBadge(state: State, sub: Option<SubState>) -> impl IntoView {
    let i18n = use_i18n();
    let look = look_of(state);
    view! {
        <span class=look.class()>
            <Glyph icon=look.icon()/>
            {live(move || terms::state(i18n, state))}
            {sub.map(|sub| {
                view! {
                    " "
                    <span class="state__sub">{live(move || terms::sub_state(i18n, sub))}</span>
                }
            })}
        </span>
    }
}

fn look_of(state: State) -> Look {
    match state {
        State::Draft => Look::Draft,
        State::Pending => Look::Pending,
        State::Passed => Look::Passed,
        State::Failed => Look::Failed,
        State::Signing => Look::Signing,
        State::Signed => Look::Signed,
        State::Void => Look::Void,
    }
}
