//! What was read, agreed to and promised, in which version, on the printed form. The words of a
//! promise are printed only where they are the ones that were promised, or are still to be.

use leptos::prelude::*;
use shared::form::{Answers, Texts};
use shared::purchase::Module;

use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, said, t};
use crate::live::live;

/// The promise and the notices.
#[component]
pub(super) fn Agreed(
    /// Whose texts.
    module: Module,
    /// The answers.
    answers: StoredValue<Answers>,
    /// Whether they have been submitted.
    submitted: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let texts = Texts::of(module);
    let promised = answers.with_value(|answers| answers.promise.clone());
    let is_other = promised
        .as_deref()
        .is_some_and(|version| version != texts.promise);
    let heading = {
        let promised = promised.clone();
        move || promise(i18n, texts.promise, promised.clone())
    };
    let notices = move || {
        answers.with_value(|answers| {
            let notes = said_now(i18n, module);
            let data = t_string!(i18n, wizard.notes.agree_name);
            [
                (notes, &answers.notes_read, texts.notes),
                (data, &answers.data_use_agreed, texts.data_use),
            ]
            .map(|(name, version, now)| notice(i18n, name, version.clone(), now, submitted))
            .map(|line| view! { <li>{line}</li> })
            .collect_view()
        })
    };
    view! {
        <section class="paper__promise">
            <p class="paper__promise-title">{live(heading)}</p>
            {(!is_other)
                .then(|| {
                    view! {
                        <p>{said!(i18n, module, submit.promise_1)}</p>
                        <p>{said!(i18n, module, submit.promise_2)}</p>
                        <p>{said!(i18n, module, submit.promise_3)}</p>
                    }
                })}
            <ul class="paper__notices">{live(notices)}</ul>
        </section>
    }
}

/// Where it is signed by hand.
#[component]
pub(super) fn Signatures(married: bool) -> impl IntoView {
    let i18n = use_i18n();
    let spouse = married.then(|| {
        view! { <span class="paper__sign">{t!(i18n, result.paper.sign_spouse)}</span> }
    });
    view! {
        <span class="paper__sign">{t!(i18n, result.paper.sign_applicant)}</span>
        {spouse}
        <span class="paper__sign">{t!(i18n, result.paper.sign_day)}</span>
    }
}

/// What was ticked below the notes.
fn said_now(i18n: I18n, module: Module) -> &'static str {
    match module {
        Module::Residential => t_string!(i18n, wizard.notes.tick),
        Module::Commercial => t_string!(i18n, commercial.notes.tick),
    }
}

/// Which promise was made online.
fn promise(i18n: I18n, now: &'static str, promised: Option<String>) -> String {
    match promised {
        None => t_string!(i18n, result.paper.promise_open, version = now),
        Some(version) if version == now => {
            t_string!(i18n, result.paper.promise_made, version = version)
        }
        Some(version) => {
            t_string!(
                i18n,
                result.paper.promise_other,
                version = version,
                now = now
            )
        }
    }
}

/// Which version of a notice was agreed to, and whether it is the one that people read today.
fn notice(
    i18n: I18n,
    name: &'static str,
    agreed: Option<String>,
    now: &'static str,
    submitted: bool,
) -> String {
    match agreed {
        Some(version) if version == now => {
            t_string!(i18n, result.paper.notice, name = name, version = version)
        }
        Some(version) => {
            t_string!(
                i18n,
                result.paper.notice_other,
                name = name,
                version = version,
                now = now
            )
        }
        // Applications from before there was such a tick.
        None if submitted => t_string!(i18n, result.paper.notice_unasked, name = name),
        None => t_string!(i18n, result.paper.notice_open, name = name),
    }
}
