//! On what terms a client is registered, and changed.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::client::Client;
use shared::scope::Scope;
use shared::values::day_in_shanghai;

use super::super::session::use_officer;
use super::contacts::Contacts;
use super::faults;
use super::filled::{Filled, Wrong};
use super::words;
use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::live;
use crate::time;
use crate::ui::error_summary::{ErrorSummary, Lead, Line};
use crate::ui::failure::FailureNotice;
use crate::ui::field::{Field, FieldError, Hint, Kind, Need, TextField, field_id};

/// The form.
#[component]
pub(super) fn TermsForm(
    /// The client.
    id: String,
    /// What is filled in.
    filled: Filled,
    /// Told once it is saved.
    #[prop(into)]
    saved: Callback<Client>,
    /// Leaves it.
    #[prop(into)]
    cancel: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let officer = use_officer();
    let wrong = Wrong::new();
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let id = StoredValue::new(id);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        failure.set(None);
        let terms = match filled.read() {
            Some(terms) => terms,
            None => return wrong.put(vec![faults::no_day(i18n)]),
        };
        let today = day_in_shanghai(officer.now().unwrap_or_else(time::now));
        let found = faults::unusable(i18n, &terms, (today, filled.known_day));
        if !found.is_empty() {
            return wrong.put(found);
        }
        busy.set(true);
        spawn_local(async move {
            let answer = api.save_client(&id.get_value(), &terms).await;
            busy.try_set(false);
            match answer {
                Ok(client) => saved.run(client),
                Err(why) if why.errors().is_empty() => {
                    failure.try_set(Some(why));
                }
                Err(why) => wrong.put(faults::named(i18n, why.errors(), &terms.networks)),
            }
        });
    };
    let act = match filled.version {
        None => t!(i18n, clients.form.register),
        Some(_) => t!(i18n, clients.form.save),
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            <Summary wrong=wrong />
            <FailureNotice failure=failure />
            <TextField
                field=wrong.field("/name".to_owned(), filled.name, false)
                label=text!(i18n, clients.form.name)
                hint=text!(i18n, clients.form.name_hint)
                kind=Kind::Wide
            />
            <Scopes filled=filled wrong=wrong />
            <Networks field=wrong.field("/networks".to_owned(), filled.networks, true) />
            <Contacts filled=filled wrong=wrong />
            <TextField
                field=wrong.field("/organization_code".to_owned(), filled.organization, false)
                label=text!(i18n, clients.form.organization)
                hint=text!(i18n, clients.form.organization_hint)
                kind=Kind::Code
                optional=true
            />
            <LastDay field=wrong.field("/expires_on".to_owned(), filled.expires, false) />
            <div class="cluster">
                <button
                    class="button button--primary"
                    type="submit"
                    aria-busy=Signal::derive(move || busy.get().to_string())
                >
                    {act}
                </button>
                <button class="button" type="button" on:click=move |_| cancel.run(())>
                    {t!(i18n, clients.form.cancel)}
                </button>
            </div>
        </form>
    }
}

#[component]
fn Summary(wrong: Wrong) -> impl IntoView {
    let i18n = use_i18n();
    let lines = Signal::derive(move || {
        wrong.all.with(|all| {
            let lines = all.iter().map(|problem| {
                let (label, lead) = place(i18n, &problem.pointer);
                Line {
                    text: t_string!(
                        i18n,
                        pages.labelled,
                        label = label,
                        text = problem.detail.clone()
                    ),
                    lead: Lead::Field(lead),
                }
            });
            lines.collect::<Vec<Line>>()
        })
    });
    view! { <ErrorSummary lines=lines tries=wrong.tries leave=Callback::new(|_| ()) /> }
}

/// What a pointer is called, and the control that it leads to.
fn place(i18n: I18n, pointer: &str) -> (String, String) {
    let parts: Vec<&str> = pointer.split('/').skip(1).collect();
    match parts.as_slice() {
        ["name"] => (
            t_string!(i18n, clients.form.name).to_owned(),
            field_id(pointer),
        ),
        ["scopes", ..] => (
            t_string!(i18n, clients.form.scopes).to_owned(),
            field_id("/scopes"),
        ),
        ["networks", ..] => (
            t_string!(i18n, clients.form.networks).to_owned(),
            field_id("/networks"),
        ),
        ["contacts", at, key] => {
            let n = at.parse::<usize>().unwrap_or_default().saturating_add(1);
            let contact = t_string!(i18n, clients.form.contact, n = n.to_string());
            let what = match *key {
                "name" => t_string!(i18n, clients.form.contact_name),
                _ => t_string!(i18n, clients.form.contact_reach),
            };
            (format!("{contact} {what}"), field_id(pointer))
        }
        ["contacts"] => (
            t_string!(i18n, clients.form.contacts).to_owned(),
            "contact-add".to_owned(),
        ),
        ["organization_code"] => (
            t_string!(i18n, clients.form.organization).to_owned(),
            field_id(pointer),
        ),
        _ => (
            t_string!(i18n, clients.form.expires).to_owned(),
            field_id("/expires_on"),
        ),
    }
}

/// The scopes, each with what it comes to and whether it signs.
#[component]
fn Scopes(filled: Filled, wrong: Wrong) -> impl IntoView {
    let i18n = use_i18n();
    let nothing = RwSignal::new(String::new());
    let field = wrong.field("/scopes".to_owned(), nothing, true);
    let one = move |(at, scope): (usize, Scope)| {
        let id = match at {
            0 => field.id(),
            at => format!("{}-{at}", field.id()),
        };
        let take = move |event| {
            let ticked = event_target_checked(&event);
            filled.scopes.update(|all| {
                all.retain(|one| *one != scope);
                if ticked {
                    all.push(scope);
                }
            });
            // What was said to be wrong is answered.
            field.set.run(String::new());
        };
        view! {
            <label class="choice">
                <input
                    type="checkbox"
                    id=id
                    prop:checked=Signal::derive(move || filled.scopes.with(|all| all.contains(&scope)))
                    on:change=take
                />
                <span class="choice__text">
                    <span class="choice__title">{live(move || words::scope(i18n, scope))}</span>
                    <span class="choice__note">{live(move || words::scope_note(i18n, scope))}</span>
                    {scope
                        .signs()
                        .then(|| view! { <b class="client-signs">{t!(i18n, clients.signs)}</b> })}
                </span>
            </label>
        }
    };
    view! {
        <fieldset
            class=Signal::derive(move || field.class())
            aria-describedby=Signal::derive(move || field.described_by(true))
        >
            <legend class="field__label">
                {t!(i18n, clients.form.scopes)} " " <Need required=true />
            </legend>
            <Hint field=field text=text!(i18n, clients.form.scopes_hint) />
            <FieldError field=field />
            <div class="choices choices--two">
                {Scope::ALL.into_iter().enumerate().map(one).collect_view()}
            </div>
        </fieldset>
    }
}

/// From where it calls, a network a line.
#[component]
fn Networks(field: Field) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class=Signal::derive(move || field.class())>
            <label class="field__label" for=field.id()>
                {t!(i18n, clients.form.networks)} " " <Need required=false />
            </label>
            <Hint field=field text=text!(i18n, clients.form.networks_hint) />
            <FieldError field=field />
            <textarea
                class="input input--code client-networks"
                id=field.id()
                rows="3"
                autocomplete="off"
                spellcheck="false"
                prop:value=field.value
                aria-invalid=Signal::derive(move || field.invalid())
                aria-describedby=Signal::derive(move || field.described_by(true))
                on:input=move |event| field.set.run(event_target_value(&event))
            ></textarea>
        </div>
    }
}

/// The last day.
#[component]
fn LastDay(field: Field) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class=Signal::derive(move || field.class())>
            <label class="field__label" for=field.id()>
                {t!(i18n, clients.form.expires)} " " <Need required=false />
            </label>
            <Hint field=field text=text!(i18n, clients.form.expires_hint) />
            <FieldError field=field />
            <input
                class="input input--short"
                type="date"
                id=field.id()
                prop:value=field.value
                aria-invalid=Signal::derive(move || field.invalid())
                aria-describedby=Signal::derive(move || field.described_by(true))
                on:input=move |event| field.set.run(event_target_value(&event))
            />
        </div>
    }
}
