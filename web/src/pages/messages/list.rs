//! The messages themselves: which are unread, where each leads, and marking them as read.

use std::collections::HashSet;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::message::{Message, MessageList, ReadMessages, Topic, words};

use super::words::topic_word;
use crate::api::{Failure, use_api};
use crate::application::deliveries::Deliveries;
use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t};
use crate::live::{Show, effect, live, memo};
use crate::session::use_session;
use crate::time;
use crate::ui::announcer::use_announcer;
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::go_to;

const EMPTY: &str = include_str!("../../../art/empty.svg");

/// What the list shows.
#[derive(Clone, Copy)]
struct Shown {
    items: RwSignal<Vec<Message>>,
    cursor: RwSignal<Option<String>>,
}

impl Shown {
    /// Puts the first page, as it is now, in place of what it shows of it.
    fn renew(self, first: MessageList) {
        let newer: HashSet<String> = first.items.iter().map(|one| one.id.clone()).collect();
        let is_newer = |one: &Message| newer.contains(&one.id);
        self.items.update(|items| {
            // What was loaded below stays, unless so much is new that some between is missing.
            if items.iter().any(is_newer) {
                items.retain(|one| !is_newer(one));
            } else {
                items.clear();
            }
            if items.is_empty() {
                self.cursor.set(first.next_cursor);
            }
            items.splice(0..0, first.items);
        });
    }

    /// Notes that a message, or all of them, were read.
    fn note_read(self, id: Option<&str>) {
        let now = time::now();
        self.items.update(|items| {
            for one in items.iter_mut() {
                if id.is_none_or(|id| one.id == id) {
                    one.read_at.get_or_insert(now);
                }
            }
        });
    }
}

/// The list, with what can be done with all of it.
#[component]
pub(super) fn Listed(first: Signal<MessageList>) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let session = use_session();
    let page = first.get_untracked();
    let shown = Shown {
        items: RwSignal::new(page.items),
        cursor: RwSignal::new(page.next_cursor),
    };
    let failure = RwSignal::new(None::<Failure>);
    effect(move || shown.renew(first.get()));
    // Read where it is opened, and on every other device.
    let mark = Callback::new(move |id: String| {
        shown.note_read(Some(&id));
        spawn_local(async move {
            let which = ReadMessages {
                ids: vec![id],
                up_to: None,
            };
            // What could not be told stays unread and is told with the next one.
            if let Ok(left) = api.read_messages(&which).await {
                session.set_unread(left.unread);
            }
        });
    });
    view! {
        <FailureNotice failure=failure />
        <Show when=move || shown.items.with(Vec::is_empty)>
            <Nothing />
        </Show>
        <Show when=move || !shown.items.with(Vec::is_empty)>
            <section aria-labelledby="all-messages">
                <h2 class="sr-only" id="all-messages">
                    {t!(i18n, messages.list)}
                </h2>
                <Head shown=shown failure=failure />
                <ul class="card messages">
                    <For
                        each=move || shown.items.get()
                        key=|one| (one.id.clone(), one.read_at.is_some(), states(one))
                        let:one
                    >
                        <OneMessage message=one mark=mark />
                    </For>
                </ul>
            </section>
            <More shown=shown failure=failure />
        </Show>
    }
}

/// How many are unread, and the way to have read them all.
#[component]
fn Head(shown: Shown, failure: RwSignal<Option<Failure>>) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let session = use_session();
    let announcer = use_announcer();
    let busy = RwSignal::new(false);
    let unread = memo(move || session.unread());
    let mark_all = move |_| {
        let newest = shown
            .items
            .with_untracked(|items| items.first().map(|one| one.id.clone()));
        if newest.is_none() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let which = ReadMessages {
                ids: Vec::new(),
                up_to: newest,
            };
            match api.read_messages(&which).await {
                Ok(left) => {
                    shown.note_read(None);
                    session.set_unread(left.unread);
                    announcer.say(t_string!(i18n, messages.all_read_told));
                    // The button that had the focus goes.
                    set_timeout(|| go_to("#main h1"), Duration::ZERO);
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    let told = move || match unread.get() {
        0 => t_string!(i18n, messages.none_unread).to_owned(),
        n => t_string!(i18n, messages.unread_n, n = n.to_string()),
    };
    view! {
        <div class="messages__head">
            <p>{live(told)}</p>
            <Show when=move || { unread.get() > 0 }>
                <button
                    class="button button--small"
                    type="button"
                    aria-busy=Signal::derive(move || busy.get().to_string())
                    on:click=mark_all
                >
                    {t!(i18n, messages.all_read)}
                </button>
            </Show>
        </div>
    }
}

/// What of a message may change while it is shown.
fn states(message: &Message) -> Vec<&'static str> {
    let all = message.deliveries.iter();
    all.map(|delivery| delivery.state.slug()).collect()
}

#[component]
fn OneMessage(message: Message, mark: Callback<String>) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let Message { topic, at, .. } = message;
    let is_unread = message.read_at.is_none();
    let deliveries = message.deliveries.clone();
    let message = StoredValue::new(message);
    let told = memo(move || message.with_value(|message| words(message, lang(i18n))));
    let id = move || message.with_value(|message| message.id.clone());
    let path = told.with_untracked(|told| told.action.as_ref().map(|action| action.path.clone()));
    let title = move || told.with(|told| told.title);
    let open = move |_| {
        if is_unread {
            mark.run(id());
        }
    };
    let mark_one = move |_| {
        mark.run(id());
        // The button goes with the mark; the person stays at the message.
        let title = format!("#{} .message__title", id());
        set_timeout(move || go_to(&title), Duration::ZERO);
    };
    let class = if is_unread {
        "message is-unread"
    } else {
        "message"
    };
    view! {
        <li class=class id=id()>
            <span class="message__mark">
                <Glyph icon=icon(topic) />
            </span>
            <div class="message__head">
                <h3 class="message__title" tabindex="-1">
                    {match path {
                        Some(path) => {
                            view! {
                                <a href=path on:click=open>
                                    {live(title)}
                                </a>
                            }
                                .into_any()
                        }
                        None => live(title).into_any(),
                    }}
                </h3>
                {is_unread
                    .then(|| {
                        view! { <span class="message__new">{t!(i18n, messages.unread)}</span> }
                    })}
                <time class="message__time" datetime=time::machine(at)>
                    {live(move || time::lately(i18n, at, session.today()))}
                </time>
            </div>
            <p class="message__text">{live(move || told.with(|told| told.body.clone()))}</p>
            <div class="message__foot">
                <span>{live(move || topic_word(i18n, topic))}</span>
                <Deliveries deliveries=deliveries />
                {is_unread
                    .then(|| {
                        view! {
                            <button
                                class="button button--link button--small"
                                type="button"
                                on:click=mark_one
                            >
                                {t!(i18n, messages.read_one)}
                                <span class="sr-only">" " {live(title)}</span>
                            </button>
                        }
                    })}
            </div>
        </li>
    }
}

/// The picture of a topic; its word stands below.
fn icon(topic: Topic) -> Icon {
    match topic {
        Topic::Results => Icon::Seal,
        Topic::Requests => Icon::Pen,
        Topic::Account => Icon::Person,
        Topic::Progress => Icon::Doc,
        Topic::Reminders => Icon::Clock,
        Topic::Policy => Icon::Info,
    }
}

#[component]
fn More(shown: Shown, failure: RwSignal<Option<Failure>>) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let busy = RwSignal::new(false);
    let more = move |_| {
        let Some(from) = shown.cursor.get_untracked() else {
            return;
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            match api.list_messages(Some(&from)).await {
                Ok(page) => {
                    let n = page.items.len().to_string();
                    announcer.say(t_string!(i18n, messages.more_told, n = n));
                    shown.items.try_update(|items| items.extend(page.items));
                    shown.cursor.try_set(page.next_cursor);
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    let told = move || {
        let n = shown.items.with(Vec::len).to_string();
        t_string!(i18n, messages.shown, n = n)
    };
    view! {
        <div class="more">
            <Show when=move || shown.cursor.with(Option::is_some)>
                <button
                    class="button"
                    type="button"
                    aria-busy=Signal::derive(move || busy.get().to_string())
                    on:click=more
                >
                    {t!(i18n, messages.more)}
                </button>
            </Show>
            <p class="meta">{live(told)}</p>
        </div>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="card empty">
            <div class="empty__art" aria-hidden="true" inner_html=EMPTY></div>
            <h2>{t!(i18n, messages.none)}</h2>
            <p>{t!(i18n, messages.none_text)}</p>
        </div>
    }
}
