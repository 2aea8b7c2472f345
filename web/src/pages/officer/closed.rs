//! A page in place of a case that does not open: why, what can be done, and the way back.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::officer::CaseClaim;
use shared::problem::ProblemKind;

use super::session::use_officer;
use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::route::Route;
use crate::time;
use crate::ui::failure::{FailureNotice, FailurePage};
use crate::ui::page::Page;

/// The page; `again` opens the case once more, after it has been claimed.
#[component]
pub(super) fn Closed(
    /// The case.
    id: String,
    /// Why it does not open.
    failure: Failure,
    /// Opens it.
    again: Callback<()>,
) -> AnyView {
    let i18n = use_i18n();
    let officer = use_officer();
    match (failure.kind(), failure.claim().cloned()) {
        (Some(ProblemKind::CaseNotClaimed), _) => view! {
            <Page
                title=text!(i18n, officer.closed.free_title)
                lede=text!(i18n, officer.closed.free_text)
                narrow=true
            >
                <Claiming id=id over=false again=again />
            </Page>
        }
        .into_any(),
        (Some(ProblemKind::CaseClaimed), Some(claim)) => {
            let lede = Signal::derive(move || taken(i18n, &claim));
            let supervisor = officer.is_supervisor();
            view! {
                <Page title=text!(i18n, officer.closed.taken_title) lede=lede narrow=true>
                    {if supervisor {
                        view! {
                            <p class="office-note">{t!(i18n, officer.closed.take_over_text)}</p>
                            <Claiming id=id over=true again=again />
                        }
                            .into_any()
                    } else {
                        view! {
                            <p class="office-note">{t!(i18n, officer.closed.ask_supervisor)}</p>
                            <p class="cluster">
                                <Back primary=true />
                            </p>
                        }
                            .into_any()
                    }}
                </Page>
            }
            .into_any()
        }
        (Some(ProblemKind::WrongState), _) => view! {
            <Page
                title=text!(i18n, officer.closed.over_title)
                lede=text!(i18n, officer.closed.over_text)
                narrow=true
            >
                <p class="cluster">
                    <Back primary=true />
                </p>
            </Page>
        }
        .into_any(),
        (Some(ProblemKind::NotFound), _) => view! {
            <Page
                title=text!(i18n, officer.closed.missing_title)
                lede=text!(i18n, officer.closed.missing_text)
                narrow=true
            >
                <p class="cluster">
                    <Back primary=true />
                </p>
            </Page>
        }
        .into_any(),
        _ => view! { <FailurePage failure=failure retry=move || again.run(()) /> }.into_any(),
    }
}

/// Who works on a case, since when and until when.
pub(super) fn taken(i18n: I18n, claim: &CaseClaim) -> String {
    t_string!(
        i18n,
        officer.closed.taken_text,
        officer = claim.officer.clone(),
        since = time::moment(i18n, claim.since),
        until = time::clock(claim.until)
    )
}

/// The way back to the queue.
#[component]
pub(super) fn Back(
    /// Whether it is the main way on.
    #[prop(optional)]
    primary: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let class = if primary {
        "button button--primary"
    } else {
        "button"
    };
    view! {
        <a class=class href=Route::Officer.href()>
            {t!(i18n, officer.to_queue)}
        </a>
    }
}

/// The button that claims a case, or takes it over, and opens it.
#[component]
fn Claiming(id: String, over: bool, again: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let id = StoredValue::new(id);
    let claim = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let id = id.get_value();
            let answer = if over {
                api.take_over_case(&id).await
            } else {
                api.claim_case(&id).await
            };
            busy.try_set(false);
            match answer {
                Ok(_) => again.run(()),
                // Somebody was quicker: the page says who.
                Err(why) if why.kind() == Some(ProblemKind::CaseClaimed) => again.run(()),
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    let word = move || {
        if over {
            t_string!(i18n, officer.take_over)
        } else {
            t_string!(i18n, officer.claim)
        }
    };
    view! {
        <FailureNotice failure=failure />
        <p class="cluster">
            <button
                class="button button--primary"
                type="button"
                aria-busy=Signal::derive(move || busy.get().to_string())
                on:click=claim
            >
                {word}
            </button>
            <Back />
        </p>
    }
}
