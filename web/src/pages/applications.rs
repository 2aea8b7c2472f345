//! One's applications: filtered by module and state, page by page. The filter is in the address.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use shared::application::{State, SummaryPage};
use shared::purchase::Module;

use crate::api::{Failure, use_api};
use crate::application::card::AppCard;
use crate::application::delete_draft::DeleteDraft;
use crate::application::named_in::NamedIn;
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::{Show, live, memo};
use crate::route::Route;
use crate::terms;
use crate::ui::announcer::use_announcer;
use crate::ui::failure::FailureNotice;
use crate::ui::load::Loader;
use crate::ui::page::use_page;
use crate::ui::skeleton::Skeleton;

const EMPTY: &str = include_str!("../../art/empty.svg");

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Filter {
    module: Option<Module>,
    state: Option<State>,
}

impl Filter {
    /// Where an application of the kind that is looked at begins; of either kind at home.
    fn begin(self) -> String {
        match self.module {
            Some(module) => Route::Apply(module).href(),
            None => Route::Home.href(),
        }
    }

    fn href(self) -> String {
        let module = self.module.map(|m| format!("module={}", m.slug()));
        let state = self.state.map(|s| format!("state={}", s.slug()));
        let query: Vec<String> = [module, state].into_iter().flatten().collect();
        let path = Route::Applications.href();
        if query.is_empty() {
            path
        } else {
            format!("{path}?{}", query.join("&"))
        }
    }
}

/// The list.
#[component]
pub(crate) fn Applications() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let query = use_query_map();
    let filter = memo(move || {
        query.with(|q| Filter {
            module: q.get("module").as_deref().and_then(Module::from_slug),
            state: q.get("state").as_deref().and_then(State::from_slug),
        })
    });
    let first = Loader::new(move || {
        let Filter { module, state } = filter.get();
        api.list_applications(module, state, None)
    });
    let heading = use_page(move || t_string!(i18n, shell.nav.applications).to_owned());
    view! {
        <main class="page" id="main">
            <div class="page__head page__head--split">
                <div>
                    <h1 node_ref=heading tabindex="-1">{t!(i18n, shell.nav.applications)}</h1>
                </div>
                <a class="button button--primary" href=Signal::derive(move || filter.get().begin())>
                    {t!(i18n, pages.list.begin)}
                </a>
            </div>
            <Filters filter=filter/>
            {first.part(
                || view! { <Skeleton/> }.into_any(),
                move |page| view! { <Listed first=page filter=filter/> }.into_any(),
            )}
            <NamedIn/>
        </main>
    }
}

#[component]
fn Filters(filter: Memo<Filter>) -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let choose = move |event| {
        let module = Module::from_slug(&event_target_value(&event));
        let next = Filter {
            module,
            ..filter.get_untracked()
        };
        let options = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&next.href(), options);
    };
    let tab = move |state: Option<State>| {
        let href = move || {
            Filter {
                state,
                ..filter.get()
            }
            .href()
        };
        let current = move || (filter.get().state == state).then_some("page");
        let word = move || match state {
            Some(state) => terms::state(i18n, state),
            None => t_string!(i18n, pages.list.all),
        };
        view! {
            <a class="tab" href=href aria-current=current data-noscroll>
                {word}
            </a>
        }
    };
    let chosen = move |module: Option<Module>| filter.get().module == module;
    view! {
        <div class="filters">
            <div class="field">
                <label class="field__label" for="module">
                    {t!(i18n, pages.list.module)}
                </label>
                <select class="input" id="module" on:change=choose>
                    <option value="" prop:selected=Signal::derive(move || chosen(None))>
                        {live(move || t_string!(i18n, pages.list.all))}
                    </option>
                    {Module::ALL
                        .map(|module| {
                            view! {
                                <option
                                    value=module.slug()
                                    prop:selected=Signal::derive(move || chosen(Some(module)))
                                >
                                    {live(move || terms::module(i18n, module))}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </div>
            <nav class="tabs" aria-label=t!(i18n, pages.list.states)>
                {tab(None)}
                {State::ALL.map(|state| tab(Some(state))).collect_view()}
            </nav>
        </div>
    }
}

#[component]
fn Listed(first: Signal<SummaryPage>, filter: Memo<Filter>) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let page = first.get_untracked();
    let items = RwSignal::new(page.items);
    let cursor = RwSignal::new(page.next_cursor);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let asked = RwSignal::new(None::<String>);
    let more = move |_| {
        let Some(from) = cursor.get_untracked() else {
            return;
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let Filter { module, state } = filter.get_untracked();
        spawn_local(async move {
            match api.list_applications(module, state, Some(&from)).await {
                Ok(page) => {
                    let n = page.items.len().to_string();
                    announcer.say(t_string!(i18n, pages.list.more_told, n = n));
                    items.try_update(|items| items.extend(page.items));
                    cursor.try_set(page.next_cursor);
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    let gone = Callback::new(move |id: String| {
        items.update(|items| items.retain(|item| item.id != id));
        // After the dialog has given the focus back to a button that is gone with its card.
        set_timeout(focus_heading, std::time::Duration::ZERO);
    });
    let shown = move || t_string!(i18n, pages.list.shown, n = items.with(Vec::len).to_string());
    view! {
        <FailureNotice failure=failure/>
        <Show when=move || items.with(Vec::is_empty)>
            <Nothing filter=filter/>
        </Show>
        <ul class="apps">
            <For each=move || items.get() key=|item| (item.id.clone(), item.updated_at) let:item>
                <AppCard summary=item delete=asked/>
            </For>
        </ul>
        <Show when=move || !items.with(Vec::is_empty)>
            <div class="more">
                <Show when=move || cursor.with(Option::is_some)>
                    <button
                        class="button"
                        type="button"
                        aria-busy=Signal::derive(move || busy.get().to_string())
                        on:click=more
                    >
                        {t!(i18n, pages.list.more)}
                    </button>
                </Show>
                <p class="meta">{shown}</p>
            </div>
        </Show>
        <DeleteDraft draft=asked gone=gone failure=failure/>
    }
}

/// After the card that had the focus is gone.
fn focus_heading() {
    use wasm_bindgen::JsCast;
    let heading = document()
        .query_selector("#main h1")
        .ok()
        .flatten()
        .and_then(|h| h.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(heading) = heading {
        // A heading with a tabindex can always take the focus.
        let _ = heading.focus();
    }
}

#[component]
fn Nothing(filter: Memo<Filter>) -> impl IntoView {
    let i18n = use_i18n();
    let all = Filter {
        module: None,
        state: None,
    };
    let filtered = move || filter.get() != all;
    view! {
        <div class="card empty">
            <div class="empty__art" aria-hidden="true" inner_html=EMPTY></div>
            <h2>
                {live(move || {
                    if filtered() {
                        t_string!(i18n, pages.list.none_here)
                    } else {
                        t_string!(i18n, pages.list.none)
                    }
                })}
            </h2>
            <p>{t!(i18n, pages.list.none_text)}</p>
            <div class="cluster">
                <Show when=filtered>
                    <a class="button" href=all.href()>
                        {t!(i18n, pages.list.show_all)}
                    </a>
                </Show>
                <a class="button button--primary" href=Signal::derive(move || filter.get().begin())>
                    {t!(i18n, pages.list.begin)}
                </a>
            </div>
        </div>
    }
}
