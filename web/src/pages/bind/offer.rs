//! 身份找回 while a document is bound: what to do where it is one's own and cannot be bound, and that one
//! has asked already.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::account::BindDocument;
use shared::problem::ProblemKind;

use crate::api::{Failure, use_api};
use crate::i18n::use_i18n;
use crate::language::t;
use crate::live::{Show, live};
use crate::route::Route;
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::windows_link::WindowsLink;

/// The way to a window with the document that was just tried, once it could not be bound.
#[component]
pub(super) fn Offer(
    /// Why it could not.
    failure: RwSignal<Option<Failure>>,
    /// The document.
    tried: RwSignal<Option<BindDocument>>,
) -> impl IntoView {
    let offered = move || {
        let kind = failure.with(|failure| failure.as_ref().and_then(Failure::kind));
        let refused = [ProblemKind::BindingRefused, ProblemKind::BindingLocked];
        kind.is_some_and(|kind| refused.contains(&kind))
            .then(|| tried.get())
            .flatten()
    };
    live(move || offered().map(|document| view! { <Offered document=document /> }))
}

#[component]
fn Offered(document: BindDocument) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let navigate = use_navigate();
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let document = StoredValue::new(document);
    let ask = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let navigate = navigate.clone();
        spawn_local(async move {
            match api.request_take_over(&document.get_value()).await {
                Ok(_) => navigate(&Route::TakeOver.href(), NavigateOptions::default()),
                Err(why) => {
                    busy.try_set(false);
                    failure.try_set(Some(why));
                }
            }
        });
    };
    view! {
        <section class="notice" aria-labelledby="offer">
            <Glyph icon=Icon::Person />
            <div class="notice__body stack stack--tight">
                <h2 class="notice__title" id="offer">{t!(i18n, take_over.offer.title)}</h2>
                <p>{t!(i18n, take_over.offer.text)} " " <WindowsLink /></p>
                <FailureNotice failure=failure />
                <div class="cluster">
                    <button
                        class="button"
                        type="button"
                        aria-busy=Signal::derive(move || busy.get().to_string())
                        on:click=ask
                    >
                        {t!(i18n, take_over.offer.button)}
                    </button>
                </div>
            </div>
        </section>
    }
}

/// That a window was asked already, where that is open.
#[component]
pub(super) fn AskedAlready() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let open = RwSignal::new(false);
    spawn_local(async move {
        // Where there is no answer nothing is lost: the page goes on without it.
        if let Ok(Some(asked)) = api.read_take_over().await {
            open.try_set(asked.state.is_open());
        }
    });
    view! {
        <Show when=move || open.get()>
            <div class="notice">
                <Glyph icon=Icon::Info />
                <div class="notice__body">
                    <p>
                        {t!(i18n, take_over.offer.again)} " "
                        <a href=Route::TakeOver.href()>{t!(i18n, take_over.offer.see)}</a>
                    </p>
                </div>
            </div>
        </Show>
    }
}
