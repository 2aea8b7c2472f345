//! The time line of an application: what has happened, what the reader was told of it, and who looked,
//! in the order in which it came.

mod event;
mod note;

use leptos::prelude::*;
use shared::application::{Event, GivenDocument, ToldLook};
use shared::message::Message;
use shared::purchase::Module;
use shared::values::Moment;

use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::{Show, live, memo};
use event::OneEvent;
use note::{OneDocument, OneLook, OneMessage};

/// A time line of more entries than this hides the earlier ones.
const MOST: usize = 14;
/// How many of the newest it shows then.
const NEWEST: usize = 8;

/// What stands in a time line beside what has happened to the application.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Beside {
    /// What the reader was told.
    pub(crate) messages: Vec<Message>,
    /// Which officers looked at it.
    pub(crate) looks: Vec<ToldLook>,
    /// Which documents of it were taken away.
    pub(crate) documents: Vec<GivenDocument>,
    /// Of which module it is, by which documents are called.
    pub(crate) module: Option<Module>,
    /// Whether the reader is not told why they did: officers' words can speak of others.
    pub(crate) without_reasons: bool,
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Entry {
    /// Something has happened; where the reader was told of it, the message.
    Event(Event, Option<Message>),
    /// The reader was told something else: of a last day, for example.
    Told(Message),
    /// An officer looked; whether the reader is not told why.
    Look(ToldLook, bool),
    /// A document was taken away, which is called after the module.
    Document(GivenDocument, Module),
}

impl Entry {
    fn at(&self) -> Moment {
        match self {
            Self::Event(event, _) => event.at,
            Self::Told(message) => message.at,
            Self::Look(look, _) => look.at,
            Self::Document(document, _) => document.at,
        }
    }
}

/// The time line, oldest first; a last entry waits where something is awaited.
#[component]
pub(crate) fn Timeline(
    /// What happened.
    #[prop(into)]
    events: Signal<Vec<Event>>,
    /// What stands beside it.
    #[prop(optional, into)]
    beside: Signal<Beside>,
    /// Whether a result is still to come.
    #[prop(into)]
    waiting: Signal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let entries = memo(move || in_order(events.get(), beside.get()));
    let earlier = memo(move || {
        let n = entries.with(Vec::len);
        if n > MOST { n - NEWEST } else { 0 }
    });
    let folded = RwSignal::new(true);
    let class = move || {
        if folded.get() {
            "timeline is-folded"
        } else {
            "timeline"
        }
    };
    let word = move || {
        if folded.get() {
            t_string!(i18n, messages.line.earlier, n = earlier.get().to_string())
        } else {
            t_string!(i18n, messages.line.fold).to_owned()
        }
    };
    view! {
        <Show when=move || { earlier.get() > 0 }>
            <button
                class="button button--small timeline__fold no-print"
                type="button"
                aria-expanded=Signal::derive(move || (!folded.get()).to_string())
                on:click=move |_| folded.update(|folded| *folded = !*folded)
            >
                {live(word)}
            </button>
        </Show>
        <ol class=class>
            {live(move || {
                let earlier = earlier.get();
                entries
                    .get()
                    .into_iter()
                    .enumerate()
                    .map(|(n, entry)| one(entry, n < earlier))
                    .collect_view()
            })}
            <Show when=move || waiting.get()>
                <li class="timeline__item is-waiting">
                    <div class="timeline__head">
                        <h3 class="timeline__title">{t!(i18n, result.event.result_to_come)}</h3>
                    </div>
                </li>
            </Show>
        </ol>
    }
}

fn one(entry: Entry, is_earlier: bool) -> AnyView {
    match entry {
        Entry::Event(event, message) => {
            view! { <OneEvent event=event message=message is_earlier=is_earlier /> }.into_any()
        }
        Entry::Told(message) => {
            view! { <OneMessage message=message is_earlier=is_earlier /> }.into_any()
        }
        Entry::Look(look, without_reason) => view! {
            <OneLook look=look without_reason=without_reason is_earlier=is_earlier />
        }
        .into_any(),
        Entry::Document(document, module) => view! {
            <OneDocument document=document module=module is_earlier=is_earlier />
        }
        .into_any(),
    }
}

/// Everything by its time. A message that was written with what it tells of stands with that.
fn in_order(events: Vec<Event>, beside: Beside) -> Vec<Entry> {
    let Beside {
        messages,
        looks,
        documents,
        module,
        without_reasons,
    } = beside;
    let mut entries: Vec<Entry> = events
        .into_iter()
        .map(|event| Entry::Event(event, None))
        .collect();
    entries.extend(messages.into_iter().map(Entry::Told));
    let looks = looks.into_iter();
    entries.extend(looks.map(|look| Entry::Look(look, without_reasons)));
    if let Some(module) = module {
        let documents = documents.into_iter();
        entries.extend(documents.map(|document| Entry::Document(document, module)));
    }
    // Of the same moment, events come first: they stand first now, and the order is kept.
    entries.sort_by_key(Entry::at);
    let mut told: Vec<Entry> = Vec::with_capacity(entries.len());
    for entry in entries {
        match (told.last_mut(), entry) {
            (Some(Entry::Event(event, of @ None)), Entry::Told(message))
                if event.at == message.at =>
            {
                *of = Some(message);
            }
            (_, entry) => told.push(entry),
        }
    }
    told
}
