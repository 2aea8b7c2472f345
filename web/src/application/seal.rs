//! The seal on a result, like the stamp on a paper. It is decoration: the words beside it say the
//! same.

use leptos::prelude::*;
use shared::application::State;
use shared::values::Day;

use crate::i18n::use_i18n;
use crate::language::t;
use crate::live::live;
use crate::terms;
use crate::time;

/// The longest word that fits the seal in its usual size.
const ROOMY: usize = 4;

/// A seal with the state's word and the day.
#[component]
pub(crate) fn Seal(
    /// The state.
    #[prop(into)]
    state: Signal<State>,
    /// The day of the result, or of the submission while there is none.
    #[prop(into)]
    day: Signal<Option<Day>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let class = move || match state.get() {
        State::Passed | State::Signing | State::Signed => "seal seal--passed",
        State::Failed => "seal seal--failed",
        State::Draft | State::Pending => "seal seal--pending",
        State::Void => "seal seal--void",
    };
    let drawing = move || match state.get() {
        State::Passed | State::Signing | State::Signed => include_str!("../../art/seal-passed.svg"),
        State::Failed => include_str!("../../art/seal-failed.svg"),
        State::Draft | State::Pending => include_str!("../../art/seal-pending.svg"),
        State::Void => include_str!("../../art/seal-void.svg"),
    };
    let word = move || terms::state(i18n, state.get());
    let word_class = move || {
        if word().chars().count() > ROOMY {
            "seal__word seal__word--long"
        } else {
            "seal__word"
        }
    };
    view! {
        <div class=class aria-hidden="true">
            // Drawing and words are siblings; the wrapper has no box of its own.
            <span class="seal__art" inner_html=drawing></span>
            <span class="seal__text">
                <span class="seal__top">{t!(i18n, result.seal_top)}</span>
                <span class=word_class>{word}</span>
                <span class="seal__date">{live(move || day.get().map(time::seal_day))}</span>
            </span>
        </div>
    }
}
