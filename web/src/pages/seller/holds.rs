//! The certificates that the agency holds now, each with the time that is left.

use chrono::TimeDelta;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::hold::{Hold, HoldState};

use super::acting::{Acting, Asking};
use super::live_hold::LiveHold;
use super::session::use_seller;
use crate::api::Failure;
use crate::i18n::use_i18n;
use crate::language::t;
use crate::live::{effect, live};
use crate::ui::failure::FailurePart;

/// No hold lives longer, whatever is configured; with a day for clocks and readers.
const LONGEST: TimeDelta = TimeDelta::days(shared::hold::LONGEST_DAYS + 1);

/// The list.
#[component]
pub(super) fn Holds(
    /// Whether the seller may do something with them.
    writes: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let seller = use_seller();
    let acting = writes.then(Acting::new);
    let all = RwSignal::new(None::<Result<Vec<Hold>, Failure>>);
    let load = move || {
        spawn_local(async move {
            let now = crate::time::now();
            let since = now.checked_sub_signed(LONGEST).unwrap_or(now);
            let mut answer = seller.api().list_holds(since).await;
            if answer.as_ref().is_err_and(|why| seller.is_over(why)) {
                return;
            }
            if let Ok(holds) = &mut answer {
                holds.retain(|hold| hold.state == HoldState::Live);
                // The newest first.
                holds.reverse();
            }
            // A list that is shown stays until there is another one, with what is being typed in it.
            let is_news = |shown: &Option<Result<Vec<Hold>, Failure>>| match shown {
                Some(Ok(shown)) => answer.as_ref().is_ok_and(|holds| holds != shown),
                Some(Err(_)) | None => true,
            };
            if all.try_with_untracked(is_news) == Some(true) {
                all.try_set(Some(answer));
            }
        });
    };
    effect(move || {
        let _changes = seller.changes();
        load();
    });
    view! {
        <section aria-labelledby="holds">
            <h2 class="card__title" id="holds" tabindex="-1">
                {t!(i18n, seller.holds.title)}
            </h2>
            {acting.map(|acting| view! { <Asking acting=acting /> })}
            {live(move || match all.get() {
                None => view! { <p role="status">{t!(i18n, seller.loading)}</p> }.into_any(),
                Some(Err(failure)) => view! { <FailurePart failure=failure retry=load /> }.into_any(),
                Some(Ok(holds)) if holds.is_empty() => {
                    view! { <p class="meta">{t!(i18n, seller.holds.none)}</p> }.into_any()
                }
                Some(Ok(holds)) => {
                    view! {
                        <ul class="stack seller__list">
                            {holds
                                .into_iter()
                                .map(|hold| view! { <LiveHold hold=hold acting=acting /> })
                                .collect_view()}
                        </ul>
                    }
                        .into_any()
                }
            })}
        </section>
    }
}
