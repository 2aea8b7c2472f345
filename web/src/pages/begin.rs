//! Begins a residential application, or offers to go on with a draft that is there already.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::application::{Draft, Module, NewDraft, SaveDraft, State, SummaryPage};

use crate::api::{Api, Failure, use_api};
use crate::app::Route;
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::pages::applications::AppCard;
use crate::pages::drafts::DeleteDraft;
use crate::pages::live_one::LiveOne;
use crate::pages::load::Loader;
use crate::pages::prefill;
use crate::ui::failure::{FailureNotice, FailurePage};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::page::Page;
use crate::ui::skeleton::SkeletonPage;

/// Begins at once where there is no draft; otherwise lets the person choose.
#[component]
pub(crate) fn Begin() -> impl IntoView {
    let api = use_api();
    let drafts = Loader::new(move || {
        api.list_applications(Some(Module::Residential), Some(State::Draft), None)
    });
    drafts.page(move |page: Signal<SummaryPage>| {
        if page.with_untracked(|p| p.items.is_empty()) {
            view! { <AtOnce/> }.into_any()
        } else {
            view! { <Choose page=page gone=move || drafts.again()/> }.into_any()
        }
    })
}

/// Creates a draft and opens its first chapter in place of this page.
fn create(busy: RwSignal<bool>, failure: RwSignal<Option<Failure>>) -> impl Fn() + Clone {
    let api = use_api();
    let navigate = use_navigate();
    move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let navigate = navigate.clone();
        spawn_local(async move {
            let new = NewDraft {
                module: Module::Residential,
                copy_of: None,
            };
            match api.create_draft(&new).await {
                Ok(draft) => {
                    fill_in(api, &draft).await;
                    let options = NavigateOptions {
                        replace: true,
                        ..NavigateOptions::default()
                    };
                    navigate(
                        &Route::Chapter(draft.id, draft.resume_at.slug()).href(),
                        options,
                    );
                }
                Err(why) => {
                    failure.try_set(Some(why));
                    busy.try_set(false);
                }
            }
        });
    }
}

/// Saves what a pre-check has told already. It is a help, not an answer: where it cannot be saved the
/// form begins empty.
async fn fill_in(api: Api, draft: &Draft) {
    let Some(told) = prefill::take() else { return };
    let mut answers = draft.answers.clone();
    answers.category = told.category;
    answers.target = told.target;
    let save = SaveDraft {
        resume_at: draft.resume_at,
        answers,
    };
    let _ = api.save_draft(&draft.id, draft.version, &save).await;
}

#[component]
fn AtOnce() -> impl IntoView {
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let create = create(busy, failure);
    create();
    move || match failure.get() {
        None => view! { <SkeletonPage/> }.into_any(),
        Some(failure) => {
            let create = create.clone();
            view! { <FailurePage failure=failure retry=move || create()/> }.into_any()
        }
    }
}

#[component]
fn Choose(
    page: Signal<SummaryPage>,
    gone: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let asked = RwSignal::new(None::<String>);
    let create = create(busy, failure);
    let title = Signal::derive(move || t_string!(i18n, pages.begin.title).to_owned());
    let lede = Signal::derive(move || t_string!(i18n, pages.begin.lede).to_owned());
    view! {
        <Page title=title lede=lede>
            <div class="stack">
                <LiveOne/>
                <FailureNotice failure=failure/>
                <ul class="apps">
                    {live(move || {
                        page.get()
                            .items
                            .into_iter()
                            .map(|summary| view! { <AppCard summary=summary delete=asked/> })
                            .collect_view()
                    })}
                </ul>
                <div class="cluster">
                    <button
                        class="button"
                        type="button"
                        aria-busy=Signal::derive(move || busy.get().to_string())
                        on:click=move |_| create()
                    >
                        <Glyph icon=Icon::Plus/>
                        {t!(i18n, pages.begin.new)}
                    </button>
                </div>
            </div>
            <DeleteDraft draft=asked gone=Callback::new(move |_| gone()) failure=failure/>
        </Page>
    }
}
