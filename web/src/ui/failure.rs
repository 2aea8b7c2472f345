//! What people see when a call brought nothing: a sentence, what became of their answers, and the
//! number to quote.

use leptos::prelude::*;
use shared::problem::ProblemKind;

use crate::api::Failure;
use crate::i18n::{t_string, use_i18n};
use crate::language::I18n;
use crate::language::t;
use crate::live::live;
use crate::route::Route;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::use_page;
use crate::unsaved::{Whereabouts, use_unsaved};

const CLOSED: &str = include_str!("../../art/closed.svg");
const EMPTY: &str = include_str!("../../art/empty.svg");

/// What went wrong, as title and sentence. The server's words are in the person's language.
pub(crate) fn title_and_text(i18n: I18n, failure: &Failure) -> (String, String) {
    let (title, text) = match failure {
        Failure::Offline => (
            t_string!(i18n, shell.failure.offline_title),
            t_string!(i18n, shell.failure.offline_text),
        ),
        failure if failure.is_maintenance() => (
            t_string!(i18n, shell.failure.maintenance_title),
            t_string!(i18n, shell.failure.maintenance_text),
        ),
        Failure::Refused(problem) => return (problem.title.clone(), problem.detail.clone()),
        Failure::Unreadable { .. } => (
            t_string!(i18n, shell.failure.unexpected_title),
            t_string!(i18n, shell.failure.unexpected_text),
        ),
    };
    (title.to_owned(), text.to_owned())
}

/// A failure in place of a page.
#[component]
pub(crate) fn FailurePage(
    /// What went wrong.
    failure: Failure,
    /// Tries again.
    retry: impl Fn() + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    let missing = failure.kind() == Some(ProblemKind::NotFound);
    let art = if failure.is_maintenance() {
        CLOSED
    } else {
        EMPTY
    };
    let request_id = failure.request_id().map(str::to_owned);
    let failure = StoredValue::new(failure);
    let title = move || failure.with_value(|f| title_and_text(i18n, f).0);
    let text = move || failure.with_value(|f| title_and_text(i18n, f).1);
    let unsaved = use_unsaved();
    let kept = move || match unsaved.whereabouts() {
        Whereabouts::Saved | Whereabouts::KeptHere => t_string!(i18n, shell.failure.answers_kept),
        Whereabouts::PageOnly => t_string!(i18n, shell.failure.answers_lost),
    };
    let heading = use_page(title);
    view! {
        <main class="page page--narrow" id="main">
            <div class="oops">
                <div class="oops__art" aria-hidden="true" inner_html=art></div>
                <h1 node_ref=heading tabindex="-1">{title}</h1>
                <p>{text}</p>
                {(!missing).then(|| view! { <p>{kept}</p> })}
                {request_id
                    .map(|id| {
                        view! {
                            <p class="oops__request">
                                {t!(i18n, shell.failure.request)} " " <span class="code">{id}</span>
                            </p>
                        }
                    })}
                <div class="cluster">
                    {(!missing)
                        .then(|| {
                            view! {
                                <button
                                    class="button button--primary"
                                    type="button"
                                    on:click=move |_| retry()
                                >
                                    <Glyph icon=Icon::Refresh />
                                    {t!(i18n, shell.failure.retry)}
                                </button>
                            }
                        })}
                    <a class="button" href=Route::Home.href()>
                        {t!(i18n, shell.failure.home)}
                    </a>
                </div>
            </div>
        </main>
    }
}

/// A failure within a page, told at once to screen readers.
#[component]
pub(crate) fn FailureNotice(
    /// What went wrong; nothing is shown while nothing is.
    #[prop(into)]
    failure: Signal<Option<Failure>>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div role="alert">
            {live(move || {
                failure
                    .get()
                    .map(|failure| {
                        let (title, text) = title_and_text(i18n, &failure);
                        let request_id = failure.request_id().map(str::to_owned);
                        view! {
                            <div class="notice notice--danger">
                                <Glyph icon=Icon::Cross />
                                <div class="notice__body">
                                    <h2 class="notice__title">{title}</h2>
                                    <p>{text}</p>
                                    {request_id.map(|id| view! { <RequestNumber id=id /> })}
                                </div>
                            </div>
                        }
                    })
            })}
        </div>
    }
}

/// The number to quote.
#[component]
pub(crate) fn RequestNumber(id: String) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p class="meta">
            {t!(i18n, shell.failure.request)} " " <span class="code">{id}</span>
        </p>
    }
}

/// A failure in place of a part of a page.
#[component]
pub(crate) fn FailurePart(
    /// What went wrong.
    failure: Failure,
    /// Tries again.
    retry: impl Fn() + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="stack">
            <FailureNotice failure=Some(failure) />
            <div class="cluster">
                <button class="button" type="button" on:click=move |_| retry()>
                    <Glyph icon=Icon::Refresh />
                    {t!(i18n, shell.failure.retry)}
                </button>
            </div>
        </div>
    }
}
