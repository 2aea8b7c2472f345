//! Views of the queue that the officer has saved: choosing one, saving what is filtered, deleting.

use std::time::Duration;

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::desk::views::{LONGEST_NAME, NewView, View, ViewFilter};

use crate::api::officers::QueueFilter;
use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::{Show, effect, live};
use crate::random::new_view_id;
use crate::route::Route;
use crate::ui::announcer::use_announcer;
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::go_to;

/// The address of the queue with a filter.
pub(super) fn href(filter: QueueFilter) -> String {
    let path = Route::Officer.href();
    match filter.query() {
        query if query.is_empty() => path,
        query => format!("{path}?{query}"),
    }
}

/// The views, above the filters of the queue.
#[component]
pub(super) fn Views(
    /// What the queue is filtered by.
    filter: Memo<QueueFilter>,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let navigate = use_navigate();
    let views = RwSignal::new(Vec::<View>::new());
    let failure = RwSignal::new(None::<Failure>);
    let naming = RwSignal::new(false);
    spawn_local(async move {
        // Without them the queue works as well.
        if let Ok(list) = api.list_views().await {
            views.try_set(list.items);
        }
    });
    let current = move || {
        let now = filter_of(filter.get());
        views.with(|views| views.iter().find(|view| view.filter == now).cloned())
    };
    let choose = move |event| {
        let id = event_target_value(&event);
        let found = views.with_untracked(|views| {
            let found = views.iter().find(|view| view.id == id);
            found.map(|view| view.filter)
        });
        let options = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&href(found.map(queue_filter).unwrap_or_default()), options);
    };
    let has_views = move || !views.with(Vec::is_empty);
    let is_saved = move || current().is_some();
    let may_save = move || !is_saved() && filter.get() != QueueFilter::default();
    view! {
        <div class="filters desk-views">
            <Show when=has_views>
                <div class="field">
                    <label class="field__label" for="view">
                        {t!(i18n, desk.views.label)}
                    </label>
                    <select class="input" id="view" on:change=choose.clone()>
                        <option value="" prop:selected=Signal::derive(move || !is_saved())>
                            {t!(i18n, desk.views.choose)}
                        </option>
                        {live(move || {
                            let chosen = current().map(|view| view.id);
                            views
                                .get()
                                .into_iter()
                                .map(|view| {
                                    let selected = chosen.as_ref() == Some(&view.id);
                                    view! {
                                        <option value=view.id prop:selected=selected>
                                            {view.name}
                                        </option>
                                    }
                                })
                                .collect_view()
                        })}
                    </select>
                </div>
            </Show>
            <Delete current=Signal::derive(current) views=views failure=failure />
            <Show when=move || may_save() && !naming.get()>
                <button
                    class="button button--small"
                    type="button"
                    on:click=move |_| naming.set(true)
                >
                    <Glyph icon=Icon::Plus />
                    {t!(i18n, desk.views.save)}
                </button>
            </Show>
        </div>
        <Show when=move || naming.get()>
            <Naming filter=filter views=views naming=naming failure=failure />
        </Show>
        <FailureNotice failure=failure />
    }
}

/// The button that deletes the view that is chosen, if one is.
#[component]
fn Delete(
    current: Signal<Option<View>>,
    views: RwSignal<Vec<View>>,
    failure: RwSignal<Option<Failure>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let delete = move |_| {
        let Some(view) = current.get_untracked() else {
            return;
        };
        failure.set(None);
        spawn_local(async move {
            match api.delete_view(&view.id).await {
                Ok(()) => {
                    views.try_update(|views| views.retain(|one| one.id != view.id));
                    leave("#main h1");
                    announcer.say(t_string!(i18n, desk.views.deleted, name = view.name));
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    view! {
        <Show when=move || current.with(Option::is_some)>
            <button class="button button--small" type="button" on:click=delete>
                <Glyph icon=Icon::Trash />
                {t!(i18n, desk.views.delete)}
            </button>
        </Show>
    }
}

/// The form that asks what a view is to be called.
#[component]
fn Naming(
    filter: Memo<QueueFilter>,
    views: RwSignal<Vec<View>>,
    naming: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let name = RwSignal::new(String::new());
    let is_bad = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    effect(move || {
        if let Some(input) = input.get() {
            // An input can always take the focus.
            let _ = input.focus();
        }
    });
    let most = LONGEST_NAME.to_string();
    let hint = {
        let most = most.clone();
        move || t_string!(i18n, desk.views.hint, n = most.clone())
    };
    let error = move || {
        let length = name.with(|name| name.trim().chars().count());
        if length == 0 {
            t_string!(i18n, desk.views.empty).to_owned()
        } else {
            t_string!(i18n, desk.views.long, n = most.clone())
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let called = name.get_untracked().trim().to_owned();
        let length = called.chars().count();
        is_bad.set(length == 0 || length > LONGEST_NAME);
        if is_bad.get_untracked() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let same = views.with_untracked(|views| {
            let same = views.iter().find(|view| view.name == called);
            same.map(|view| view.id.clone())
        });
        let id = same.unwrap_or_else(new_view_id);
        let view = NewView {
            name: called,
            filter: filter_of(filter.get_untracked()),
        };
        spawn_local(async move {
            match api.save_view(&id, &view).await {
                Ok(saved) => {
                    let name = saved.name.clone();
                    views.try_update(|views| {
                        views.retain(|view| view.id != saved.id);
                        views.push(saved);
                        views.sort_by(|one, other| one.name.cmp(&other.name));
                    });
                    announcer.say(t_string!(i18n, desk.views.saved, name = name));
                    naming.try_set(false);
                    leave("#view");
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    let cancel = move |_| {
        naming.set(false);
        leave("#main h1");
    };
    let class = move || {
        if is_bad.get() {
            "field field--bad"
        } else {
            "field"
        }
    };
    view! {
        <form class="card card__body desk-naming" novalidate on:submit=submit>
            <div class=class>
                <label class="field__label" for="view-name">
                    {t!(i18n, desk.views.name)}
                </label>
                <p class="field__hint" id="view-name-hint">
                    {live(hint)}
                </p>
                <div role="alert" id="view-name-error">
                    <Show when=move || is_bad.get()>
                        <p class="field__error">{live(error.clone())}</p>
                    </Show>
                </div>
                <input
                    class="input"
                    id="view-name"
                    node_ref=input
                    autocomplete="off"
                    prop:value=name
                    aria-invalid=Signal::derive(move || is_bad.get().then_some("true"))
                    aria-describedby="view-name-hint view-name-error"
                    on:input=move |event| name.set(event_target_value(&event))
                />
            </div>
            <p class="cluster">
                <button class="button button--primary">{t!(i18n, desk.views.keep)}</button>
                <button class="button" type="button" on:click=cancel>
                    {t!(i18n, desk.views.cancel)}
                </button>
            </p>
        </form>
    }
}

/// Moves the focus on, after what had it is gone.
fn leave(to: &'static str) {
    set_timeout(move || go_to(to), Duration::ZERO);
}

fn filter_of(filter: QueueFilter) -> ViewFilter {
    let QueueFilter {
        module,
        kind,
        step,
        mine,
    } = filter;
    ViewFilter {
        module,
        kind,
        step,
        mine,
    }
}

fn queue_filter(filter: ViewFilter) -> QueueFilter {
    let ViewFilter {
        module,
        kind,
        step,
        mine,
    } = filter;
    QueueFilter {
        module,
        kind,
        step,
        mine,
    }
}
