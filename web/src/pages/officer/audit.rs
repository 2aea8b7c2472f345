//! 审计: whether the audit log is whole, cases by their number, and who looked at what.

mod looks;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::desk::audit::{AuditReport, AuditRound};

use super::desks::Desk;
use super::frame::Frame;
use super::tables::{table, text};
use crate::api::use_api;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text as words};
use crate::live::{Show, live};
use crate::route::Route;
use crate::time;
use crate::ui::badge::{Badge, Look};
use crate::ui::load::Loader;
use crate::ui::page::Page;
use crate::ui::skeleton::Skeleton;
use looks::Looks;

/// The audit, for officers who may see it.
#[component]
pub(crate) fn AuditPage() -> impl IntoView {
    view! { <Frame desk=Desk::Audit page=|| view! { <Audit /> }.into_any() /> }
}

#[component]
fn Audit() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let report = Loader::new(move || async move { api.read_audit_report().await });
    view! {
        <Page title=words!(i18n, desk.nav.audit) lede=words!(i18n, desk.audit.lede)>
            <div class="stack">
                {report
                    .part(
                        || view! { <Skeleton /> }.into_any(),
                        move |report| {
                            live(move || whole(i18n, &report.get())).into_any()
                        },
                    )} <Find /> <Looks />
            </div>
        </Page>
    }
}

/// Whether the audit log is whole.
fn whole(i18n: I18n, report: &AuditReport) -> AnyView {
    // What is broken now counts, also where it is not verified to the end.
    let rounds = [report.current.as_ref(), report.last.as_ref()];
    let broken = rounds
        .into_iter()
        .flatten()
        .max_by_key(|round| round.broken)
        .filter(|round| round.broken > 0);
    let (look, word) = match (broken, &report.last) {
        (Some(round), _) => {
            let n = round.broken.to_string();
            (Look::Failed, t_string!(i18n, desk.audit.whole_no, n = n))
        }
        (None, Some(_)) => {
            let word = t_string!(i18n, desk.audit.whole_yes);
            (Look::Passed, word.to_owned())
        }
        (None, None) => {
            let word = t_string!(i18n, desk.audit.whole_never);
            (Look::Pending, word.to_owned())
        }
    };
    let last = report.last.as_ref().map(|last| {
        t_string!(
            i18n,
            desk.audit.whole_text,
            at = time::moment(i18n, last.verified_at),
            chains = last.chains.to_string(),
            records = last.records.to_string()
        )
    });
    let current = report.current.as_ref().map(|current| {
        t_string!(
            i18n,
            desk.audit.current,
            at = time::moment(i18n, current.started_at),
            chains = current.chains.to_string(),
            broken = current.broken.to_string()
        )
    });
    let title = t_string!(i18n, desk.audit.whole);
    let faults = broken.map(|round| faults(i18n, title, round));
    view! {
        <section class="card" aria-labelledby="whole">
            <div class="card__head">
                <h2 class="card__title" id="whole">
                    {title}
                </h2>
                <Badge look=look word=Signal::stored(word) />
            </div>
            <div class="card__body stack stack--tight">
                {last.map(|last| view! { <p>{last}</p> })}
                {current.map(|current| view! { <p>{current}</p> })}
                <p class="meta">{t_string!(i18n, desk.audit.what)}</p>
            </div>
            {faults}
        </section>
    }
    .into_any()
}

fn faults(i18n: I18n, title: &str, round: &AuditRound) -> AnyView {
    let heads = [
        t_string!(i18n, desk.audit.chain),
        t_string!(i18n, desk.audit.fault),
    ];
    let rows = round.faults.iter();
    let rows = rows.map(|one| vec![text(&one.chain), text(&one.fault)]);
    let shown = round.faults.len();
    let more = (round.broken > u64::try_from(shown).unwrap_or(u64::MAX)).then(|| {
        let n = shown.to_string();
        let told = t_string!(i18n, desk.audit.more_faults, n = n);
        view! { <p class="meta card__foot">{told}</p> }
    });
    view! {
        {table(title, &heads.map(str::to_owned), rows.collect())}
        {more}
    }
    .into_any()
}

/// The way to a case by its number.
#[component]
fn Find() -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let number = RwSignal::new(String::new());
    let is_bad = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let number = shared::text::code(&number.get_untracked());
        is_bad.set(number.is_empty());
        if !number.is_empty() {
            let to = Route::AuditedCase(number).href();
            navigate(&to, NavigateOptions::default());
        }
    };
    let class = move || {
        if is_bad.get() {
            "field field--bad"
        } else {
            "field"
        }
    };
    view! {
        <section class="card" aria-labelledby="find">
            <div class="card__head">
                <h2 class="card__title" id="find">
                    {t!(i18n, desk.audit.find)}
                </h2>
            </div>
            <form class="card__body" novalidate on:submit=submit>
                <div class=class>
                    <label class="field__label" for="number">
                        {t!(i18n, desk.audit.number)}
                    </label>
                    <p class="field__hint" id="number-hint">
                        {t!(i18n, desk.audit.number_hint)}
                    </p>
                    <div role="alert" id="number-error">
                        <Show when=move || is_bad.get()>
                            <p class="field__error">{t!(i18n, desk.audit.number_empty)}</p>
                        </Show>
                    </div>
                    <input
                        class="input input--code"
                        id="number"
                        autocomplete="off"
                        prop:value=number
                        aria-invalid=Signal::derive(move || is_bad.get().then_some("true"))
                        aria-describedby="number-hint number-error"
                        on:input=move |event| number.set(event_target_value(&event))
                    />
                </div>
                <p class="cluster">
                    <button class="button">{t!(i18n, desk.audit.open)}</button>
                </p>
            </form>
        </section>
    }
}
