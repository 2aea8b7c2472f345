//! What came of something that a seller has begun: a word that it is done, or why not.

use leptos::prelude::*;
use shared::problem::ProblemKind;

use super::done::Done;
use super::session::use_seller;
use crate::api::Failure;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t};
use crate::live::{live, memo};
use crate::time;
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};

/// That something is done, until something else is begun. The announcer has told it to those who do not
/// see it.
#[component]
pub(super) fn Outcome(
    /// Of contracts, or of holds.
    contracts: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let seller = use_seller();
    let is_here = move |done: &Done| matches!(done, Done::Signed(_)) == contracts;
    live(move || {
        seller.done().filter(is_here).map(|done| {
            view! {
                <div class="notice notice--success">
                    <Glyph icon=Icon::Check />
                    <p class="notice__body">{said(i18n, &done)}</p>
                </div>
            }
        })
    })
}

/// That something is done, in words.
pub(super) fn said(i18n: I18n, done: &Done) -> String {
    match done {
        Done::Held(number, until) => t_string!(
            i18n,
            seller.done.held,
            number = number.clone(),
            until = time::moment(i18n, *until)
        ),
        Done::Renewed(number, until) => t_string!(
            i18n,
            seller.done.renewed,
            number = number.clone(),
            until = time::moment(i18n, *until)
        ),
        Done::Released(number) => {
            t_string!(i18n, seller.done.released, number = number.clone())
        }
        Done::Signed(number) => t_string!(i18n, seller.done.signed, number = number.clone()),
    }
}

/// Why something came to nothing. Where too much was tried: why that matters, and until when to wait.
#[component]
pub(super) fn Refusal(failure: RwSignal<Option<Failure>>) -> impl IntoView {
    let i18n = use_i18n();
    let seller = use_seller();
    let until = memo(move || {
        failure.with(|failure| {
            let failure = failure.as_ref()?;
            let is_limit = failure.kind() == Some(ProblemKind::TooManyRequests);
            // To the minute after, so that it is true when the clock shows it.
            let seconds = failure.retry_after().filter(|_| is_limit)?;
            Some(seller.moment_in(seconds.saturating_add(59)))
        })
    });
    live(move || match until.get() {
        None => view! { <FailureNotice failure=failure /> }.into_any(),
        Some(until) => {
            let text = move || {
                t_string!(
                    i18n,
                    seller.limit.text,
                    at = time::lately(i18n, until, shared::values::day_in_shanghai(seller.now()))
                )
            };
            view! {
                <div class="notice notice--danger" role="alert">
                    <Glyph icon=Icon::Cross />
                    <div class="notice__body">
                        <h2 class="notice__title">{t!(i18n, seller.limit.title)}</h2>
                        <p>{live(text)}</p>
                    </div>
                </div>
            }
            .into_any()
        }
    })
}
