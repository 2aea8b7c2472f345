//! The dialog about answers that were changed in two places at once: field by field, the person
//! chooses which version stands.

use leptos::prelude::*;
use serde_json::Value;
use shared::form::fields::kind::Kind;
use shared::form::fields::{is_entry, kind_at};
use shared::form::merge::Conflict;

use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::{Show, effect, live, memo};
use crate::names;
use crate::ui::dialog::{Dialog, Tone};
use crate::wizard::work::use_work;

/// The dialog; it opens by itself.
#[component]
pub(crate) fn ConflictDialog() -> impl IntoView {
    let i18n = use_i18n();
    let saver = use_work().saver;
    let open = RwSignal::new(false);
    // For each conflict, whether the other side is taken.
    let theirs = RwSignal::new(Vec::<bool>::new());
    let conflicts = memo(move || saver.conflict().map(|merged| merged.conflicts));
    effect(move || {
        let count = conflicts.with(|c| c.as_ref().map(Vec::len));
        theirs.set(vec![false; count.unwrap_or_default()]);
        open.set(count.is_some());
    });
    let keep = move |_| {
        let taken = theirs.get_untracked();
        let indices = taken.iter().enumerate().filter(|(_, taken)| **taken);
        saver.resolve(&indices.map(|(i, _)| i).collect::<Vec<_>>());
    };
    let title = text!(i18n, wizard.merge.title);
    view! {
        <Dialog
            open=open
            title=title
            id="merge"
            tone=Tone::Warning
            stays=true
            foot=move || {
                view! {
                    <button class="button button--primary" type="button" on:click=keep>
                        {t!(i18n, wizard.merge.keep)}
                    </button>
                }
            }
        >
            <p>{t!(i18n, wizard.merge.text)}</p>
            <div class="merge">
                {live(move || {
                    conflicts
                        .get()
                        .unwrap_or_default()
                        .into_iter()
                        .enumerate()
                        .map(|(at, conflict)| {
                            view! { <Row at=at conflict=conflict theirs=theirs /> }
                        })
                        .collect_view()
                })}
            </div>
        </Dialog>
    }
}

#[component]
fn Row(at: usize, conflict: Conflict, theirs: RwSignal<Vec<bool>>) -> impl IntoView {
    let i18n = use_i18n();
    let form = use_work().form;
    let name = format!("merge-{at}");
    // Masked here as everywhere, until it is asked for.
    let is_masked = kind_at(&conflict.at).is_some_and(Kind::is_masked);
    let in_full = RwSignal::new(false);
    let sides = StoredValue::new((conflict.mine.clone(), conflict.theirs.clone()));
    let at_pointer = StoredValue::new(conflict.at);
    let field =
        move || at_pointer.with_value(|at| names::field(i18n, &form.answers_now(), at, true));
    let side = move |name: String, other: bool, value: Option<Value>| {
        let text = move || {
            let in_full = is_masked && in_full.get();
            at_pointer.with_value(|at| shown(i18n, at, value.as_ref(), in_full))
        };
        let chosen = move || theirs.with(|t| t.get(at).copied().unwrap_or_default()) == other;
        let who = move || {
            if other {
                t_string!(i18n, wizard.merge.theirs)
            } else {
                t_string!(i18n, wizard.merge.mine)
            }
        };
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=name
                    prop:checked=chosen
                    on:change=move |_| {
                        theirs
                            .update(|t| {
                                if let Some(taken) = t.get_mut(at) {
                                    *taken = other;
                                }
                            });
                    }
                />
                <span class="choice__text">
                    <span class="merge__who">{who}</span>
                    <span class="choice__title">{text}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="merge__row">
            <legend>{field}</legend>
            <div class="choices">
                {side(name.clone(), false, conflict.mine)}
                {side(name, true, conflict.theirs)}
            </div>
            {is_masked
                .then(|| {
                    // Two that differ in the middle look the same masked.
                    let alike = move || {
                        let masked = |value: &Option<Value>| {
                            at_pointer.with_value(|at| shown(i18n, at, value.as_ref(), false))
                        };
                        sides.with_value(|(mine, theirs)| masked(mine) == masked(theirs))
                    };
                    view! { <Reveal in_full=in_full alike=Signal::derive(alike) /> }
                })}
        </fieldset>
    }
}

/// Shows masked numbers in full, and says so where that is needed to tell them apart.
#[component]
fn Reveal(in_full: RwSignal<bool>, alike: Signal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let word = move || {
        if in_full.get() {
            t_string!(i18n, wizard.me.hide)
        } else {
            t_string!(i18n, wizard.me.show)
        }
    };
    view! {
        <p class="merge__tools">
            <Show when=move || alike.get() && !in_full.get()>
                <span>{t!(i18n, wizard.merge.alike)}</span>
            </Show>
            <button
                class="button button--link button--small"
                type="button"
                aria-pressed=Signal::derive(move || in_full.get().to_string())
                on:click=move |_| in_full.update(|full| *full = !*full)
            >
                {word}
            </button>
        </p>
    }
}

/// A side's answer in words. A whole child or home that a side lacks was deleted there.
fn shown(i18n: I18n, at: &str, value: Option<&Value>, in_full: bool) -> String {
    let whole = is_entry(at);
    match value {
        Some(value) => {
            let words = match value.as_str() {
                Some(text) if in_full => text.to_owned(),
                _ => names::answer(i18n, at, value),
            };
            if words.is_empty() && whole {
                t_string!(i18n, wizard.merge.changed).to_owned()
            } else {
                words
            }
        }
        None if whole => t_string!(i18n, wizard.merge.deleted).to_owned(),
        None => t_string!(i18n, wizard.merge.empty).to_owned(),
    }
}
