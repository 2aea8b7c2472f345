//! 系统管理: officers who have signed in and their sessions, work that has failed, and settings. Nothing of
//! cases, nothing of applicants.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::desk::administration::{Administration, FailedJobs, KnownOfficer, Settings};

use super::desks::Desk;
use super::frame::Frame;
use super::session::use_officer;
use super::tables::{table, text as cell};
use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::live;
use crate::terms;
use crate::time;
use crate::ui::announcer::use_announcer;
use crate::ui::badge::{Badge, Look};
use crate::ui::confirm::Confirm;
use crate::ui::failure::FailureNotice;
use crate::ui::load::Loader;
use crate::ui::page::{Page, go_to};
use crate::ui::skeleton::Skeleton;

/// The administration, for officers who may see it.
#[component]
pub(crate) fn AdministrationPage() -> impl IntoView {
    view! { <Frame desk=Desk::Administration page=|| view! { <Opened /> }.into_any() /> }
}

#[component]
fn Opened() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let told = Loader::new(move || async move { api.read_administration().await });
    let asked = RwSignal::new(None::<KnownOfficer>);
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let ask = Callback::new(move |officer: KnownOfficer| {
        failure.set(None);
        asked.set(Some(officer));
        open.set(true);
    });
    let name = move || asked.with(|asked| asked.as_ref().map(|one| one.name.clone()));
    let end = move |_| {
        let Some(officer) = asked.get_untracked().filter(|_| !busy.get_untracked()) else {
            return;
        };
        busy.set(true);
        spawn_local(async move {
            match api.end_officer_sessions(&officer.id).await {
                Ok(()) => {
                    let name = officer.name.clone();
                    announcer.say(t_string!(i18n, desk.administration.ended, name = name));
                    told.again();
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            open.try_set(false);
            busy.try_set(false);
            // The button that had the focus goes.
            set_timeout(|| go_to("#main h1"), Duration::ZERO);
        });
    };
    let sure = Signal::derive(move || {
        let name = name().unwrap_or_default();
        t_string!(i18n, desk.administration.sure, name = name)
    });
    view! {
        <Page
            title=text!(i18n, desk.nav.administration)
            lede=text!(i18n, desk.administration.lede)
        >
            <FailureNotice failure=failure />
            {told
                .part(
                    || view! { <Skeleton /> }.into_any(),
                    move |told| live(move || shown(i18n, &told.get(), ask)).into_any(),
                )}
            <Confirm
                open=open
                title=sure
                id="end-sessions"
                keep=text!(i18n, desk.administration.keep)
                confirm=text!(i18n, desk.administration.end)
                busy=busy
                act=end
            >
                <p>{t!(i18n, desk.administration.sure_text)}</p>
            </Confirm>
        </Page>
    }
}

fn shown(i18n: I18n, told: &Administration, ask: Callback<KnownOfficer>) -> AnyView {
    view! {
        <div class="stack">
            {officers(i18n, &told.officers, ask)}
            {jobs(i18n, told.jobs, &told.failed_jobs)}
            {settings(i18n, &told.settings)}
        </div>
    }
    .into_any()
}

fn officers(i18n: I18n, officers: &[KnownOfficer], ask: Callback<KnownOfficer>) -> AnyView {
    let heads = [
        t_string!(i18n, desk.administration.name),
        t_string!(i18n, desk.administration.roles),
        t_string!(i18n, desk.administration.signed_in),
        t_string!(i18n, desk.administration.sessions),
        t_string!(i18n, desk.administration.end),
    ];
    let me = use_officer().account_untracked().map(|officer| officer.id);
    let row = |officer: &KnownOfficer| {
        let roles = officer.roles.iter();
        let roles: Vec<&str> = roles.map(|role| terms::officer_role(i18n, *role)).collect();
        let way = if me.as_ref() == Some(&officer.id) {
            cell(t_string!(i18n, desk.administration.you))
        } else if officer.sessions == 0 {
            cell("—")
        } else {
            let name = officer.name.clone();
            let label = t_string!(i18n, desk.administration.end_of, name = name);
            let asked = officer.clone();
            view! {
                <button
                    class="button button--small"
                    type="button"
                    aria-label=label
                    on:click=move |_| ask.run(asked.clone())
                >
                    {t_string!(i18n, desk.administration.end)}
                </button>
            }
            .into_any()
        };
        vec![
            cell(&officer.name),
            cell(roles.join(" · ")),
            cell(time::moment(i18n, officer.signed_in_at)),
            cell(officer.sessions),
            way,
        ]
    };
    let title = t_string!(i18n, desk.administration.officers);
    let rows = officers.iter().map(row).collect();
    let list = table(title, &heads.map(str::to_owned), rows);
    let note = t_string!(i18n, desk.administration.roles_note);
    card("officers", title, note.to_owned(), list)
}

fn jobs(i18n: I18n, all: u64, failed: &[FailedJobs]) -> AnyView {
    let title = t_string!(i18n, desk.administration.jobs);
    if failed.is_empty() {
        let n = all.to_string();
        let none = t_string!(i18n, desk.administration.jobs_none, n = n);
        return card("jobs", title, none, ().into_any());
    }
    let heads = [
        t_string!(i18n, desk.administration.job),
        t_string!(i18n, desk.columns.count),
    ];
    let rows = failed.iter().map(|one| {
        let word = match one.kind.as_str() {
            "verify" => t_string!(i18n, desk.administration.job_verify),
            "scan_upload" => t_string!(i18n, desk.administration.job_scan),
            "send_email" => t_string!(i18n, desk.administration.job_email),
            "send_sms" => t_string!(i18n, desk.administration.job_sms),
            // Of another release.
            other => other,
        };
        let badge =
            view! { <Badge look=Look::Failed word=Signal::stored(one.count.to_string()) /> };
        vec![cell(word), badge.into_any()]
    });
    let list = table(title, &heads.map(str::to_owned), rows.collect());
    let note = t_string!(i18n, desk.administration.jobs_some);
    card("jobs", title, note.to_owned(), list)
}

fn settings(i18n: I18n, settings: &Settings) -> AnyView {
    let workdays = |n: u8| t_string!(i18n, desk.administration.workdays, n = n.to_string());
    let minutes = |n: u32| t_string!(i18n, desk.administration.minutes, n = n.to_string());
    let switch = |is_on: bool, [on, off]: [&str; 2]| if is_on { on } else { off }.to_owned();
    let promised = settings.manual_review_days.map(workdays);
    let none = || t_string!(i18n, desk.administration.none).to_owned();
    let periods = settings.review_periods;
    let days = settings.validity_days.to_string();
    let renewal_days = settings.renewal_days.to_string();
    let hours = settings.session_hours.to_string();
    let yes_no = [
        t_string!(i18n, desk.administration.yes),
        t_string!(i18n, desk.administration.no),
    ];
    let on_off = [
        t_string!(i18n, desk.administration.on),
        t_string!(i18n, desk.administration.off),
    ];
    let all = [
        (
            t_string!(i18n, desk.administration.four_eyes),
            switch(settings.needs_confirmation, yes_no),
        ),
        (
            t_string!(i18n, desk.administration.manual_days),
            promised.unwrap_or_else(none),
        ),
        (
            t_string!(i18n, desk.administration.to_ask),
            workdays(periods.to_ask),
        ),
        (
            t_string!(i18n, desk.administration.to_decide),
            workdays(periods.to_decide),
        ),
        (
            t_string!(i18n, desk.administration.to_answer),
            workdays(periods.to_answer),
        ),
        (
            t_string!(i18n, desk.administration.validity),
            t_string!(i18n, desk.administration.days, n = days),
        ),
        (
            t_string!(i18n, desk.administration.renewal),
            t_string!(i18n, desk.administration.days, n = renewal_days),
        ),
        (
            t_string!(i18n, desk.administration.claim),
            minutes(settings.claim_minutes),
        ),
        (
            t_string!(i18n, desk.administration.idle),
            minutes(settings.idle_minutes),
        ),
        (
            t_string!(i18n, desk.administration.absolute),
            t_string!(i18n, desk.administration.hours, n = hours),
        ),
        (
            t_string!(i18n, desk.administration.scanner),
            switch(settings.has_scanner, on_off),
        ),
    ];
    let rows = all.map(|(what, value)| {
        view! {
            <dt>{what}</dt>
            <dd>{value}</dd>
        }
    });
    let list = view! {
        <div class="card__body">
            <dl class="facts facts--roomy">{rows.into_iter().collect_view()}</dl>
        </div>
    };
    let title = t_string!(i18n, desk.administration.settings);
    let note = t_string!(i18n, desk.administration.settings_note);
    card("settings", title, note.to_owned(), list.into_any())
}

fn card(id: &'static str, title: &'static str, note: String, body: AnyView) -> AnyView {
    view! {
        <section class="card" aria-labelledby=id>
            <div class="card__head">
                <h2 class="card__title" id=id>
                    {title}
                </h2>
            </div>
            <p class="meta card__body">{note}</p>
            {body}
        </section>
    }
    .into_any()
}
