//! The list of children or of homes: a card for each, which leads to a page of its own, and a
//! dialog before one is deleted.

use leptos::prelude::*;
use shared::form::{Answers, Chapter};
use shared::household::MOST_ENTRIES;

use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::{Show, live, memo};
use crate::names::entry;
use crate::ui::announcer::use_announcer;
use crate::ui::confirm::Confirm;
use crate::ui::error_summary::focus;
use crate::ui::field::{Field, FieldError};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::Page;
use crate::wizard::work::use_work;

/// A list of the form: children or homes.
#[derive(Clone, Copy)]
pub(crate) struct List {
    /// Its chapter; the slug is the name of the list in the form, too.
    pub(crate) chapter: Chapter,
    /// The ids of its entries.
    pub(crate) ids: fn(&Answers) -> Vec<String>,
    /// An entry's facts to show on its card.
    pub(crate) facts: fn(I18n, &Answers, usize) -> Vec<(String, String)>,
    /// Adds an empty entry of that id.
    pub(crate) add: fn(&mut Answers, String),
    /// The word on the button that adds.
    pub(crate) add_word: fn(I18n) -> String,
    /// The question before an entry is deleted: title and sentence.
    pub(crate) delete_words: fn(I18n, usize) -> (String, String),
    /// What is told after that.
    pub(crate) deleted: fn(I18n, usize) -> String,
}

impl List {
    /// The place of an entry.
    pub(crate) fn place(self, answers: &Answers, id: &str) -> Option<usize> {
        (self.ids)(answers).iter().position(|other| other == id)
    }
}

/// The cards, the button that adds one, and the dialog before one is deleted.
#[component]
pub(crate) fn Cards(
    /// Which list.
    list: List,
) -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let form = work.form;
    let announcer = use_announcer();
    let ids = form.memo(move |answers| (list.ids)(answers));
    // Shows what is wrong with the list as a whole: empty, or too long.
    let whole: Field = form.field(format!("/{}", list.chapter.slug()));
    let open = RwSignal::new(false);
    let chosen = RwSignal::new(0_usize);
    let ask = Callback::new(move |at: usize| {
        chosen.set(at);
        open.set(true);
    });
    let delete = move |_| {
        let at = chosen.get_untracked();
        open.set(false);
        form.remove_entry(list.chapter.slug(), at);
        work.saver.leave_field();
        announcer.say((list.deleted)(i18n, at));
        // The button that had the focus is gone with its card.
        set_timeout(
            move || {
                focus(&whole.id());
            },
            std::time::Duration::ZERO,
        );
    };
    let add = move |_| {
        let id = crate::random::new_id();
        form.change(|answers| (list.add)(answers, id.clone()));
        work.open(work.entry_href(list.chapter, &id));
    };
    let title = Signal::derive(move || (list.delete_words)(i18n, chosen.get()).0);
    let full = memo(move || ids.with(Vec::len) >= MOST_ENTRIES);
    view! {
        <div class=Signal::derive(move || whole.class())>
            <FieldError field=whole />
            <div class="members">
                {live(move || {
                    ids.get()
                        .into_iter()
                        .enumerate()
                        .map(|(at, id)| view! { <Card list=list at=at id=id ask=ask /> })
                        .collect_view()
                })}
            </div>
            <button
                class="add"
                type="button"
                id=whole.id()
                aria-describedby=Signal::derive(move || whole.described_by(false))
                disabled=full
                on:click=add
            >
                <Glyph icon=Icon::Plus />
                {live(move || (list.add_word)(i18n))}
            </button>
        </div>
        <Confirm
            open=open
            title=title
            id="delete-entry"
            keep=text!(i18n, wizard.entry.keep)
            confirm=text!(i18n, wizard.entry.delete)
            act=delete
        >
            <p>{live(move || (list.delete_words)(i18n, chosen.get()).1)}</p>
        </Confirm>
    }
}

#[component]
fn Card(list: List, at: usize, id: String, ask: Callback<usize>) -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let form = work.form;
    let prefix = format!("/{}/{at}", list.chapter.slug());
    let href = work.entry_href(list.chapter, &id);
    let name = move || entry(i18n, list.chapter.slug(), at);
    let facts = memo(move || (list.facts)(i18n, &form.answers(), at));
    let heading = format!("entry-{id}");
    let labelled_by = heading.clone();
    let incomplete = {
        let within = format!("{prefix}/");
        move || {
            form.answers();
            let issues = form.issues(list.chapter);
            issues
                .iter()
                .any(|issue| issue.pointer.starts_with(&within))
        }
    };
    let incomplete = memo(incomplete);
    view! {
        <article class="member" aria-labelledby=labelled_by>
            <div class="member__head">
                <h2 class="member__title" id=heading>
                    {name}
                </h2>
                <Show when=move || incomplete.get()>
                    <span class="state state--pending">
                        <Glyph icon=Icon::Warning />
                        {t!(i18n, wizard.entry.incomplete)}
                    </span>
                </Show>
                <div class="member__tools">
                    <a class="button button--link button--small" href=href>
                        {t!(i18n, wizard.entry.edit)}
                        <span class="sr-only">" " {name}</span>
                    </a>
                    <button
                        class="button button--link button--danger button--small"
                        type="button"
                        on:click=move |_| ask.run(at)
                    >
                        {t!(i18n, wizard.entry.delete)}
                        <span class="sr-only">" " {name}</span>
                    </button>
                </div>
            </div>
            <div class="member__body">
                <dl class="facts">
                    {live(move || {
                        facts
                            .get()
                            .into_iter()
                            .map(|(term, value)| {
                                let value = if value.is_empty() {
                                    t_string!(i18n, wizard.submit.missing).to_owned()
                                } else {
                                    value
                                };
                                view! {
                                    <dt>{term}</dt>
                                    <dd>{value}</dd>
                                }
                            })
                            .collect_view()
                    })}
                </dl>
            </div>
        </article>
    }
}

/// The entry of this path is gone, perhaps deleted on another page or device.
#[component]
pub(crate) fn Gone(
    /// The chapter of its list.
    chapter: Chapter,
) -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let title = text!(i18n, wizard.entry.gone_title);
    view! {
        <Page title=title narrow=true>
            <p>{t!(i18n, wizard.entry.gone)}</p>
            <div class="cluster">
                <a class="button button--primary" href=work.href(chapter)>
                    {t!(i18n, wizard.go.list)}
                </a>
            </div>
        </Page>
    }
}
