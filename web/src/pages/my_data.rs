//! 我的数据: everything that the platform holds about the person, to read and to take along.

use leptos::prelude::*;
use shared::application::{Detail, RegistryCheck};
use shared::export::{
    Export, ExportedAccount, ExportedApplication, ExportedMembership, ExportedSession,
    ExportedTakeOver,
};
use shared::membership::NamedPerson;
use shared::policy::explain;
use shared::upload::Upload;

use crate::api::use_api;
use crate::application::contact::{Changes, part};
use crate::application::declared::Declared;
use crate::application::looks::ByOfficer;
use crate::application::state::StateBadge;
use crate::application::timeline::Timeline;
use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t, text};
use crate::live::live;
use crate::names;
use crate::route::Route;
use crate::terms;
use crate::time;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::Loader;
use crate::ui::page::Page;

use shared::form::{ContactField, KnownContact};

/// The operation, as a file.
const FILE: &str = "/api/v1/me/export";

/// The page.
#[component]
pub(crate) fn MyData() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let found = Loader::new(move || api.export_data());
    found.page(move |all| {
        let all = all.get_untracked();
        let made_at = all.made_at;
        let made = move || t_string!(i18n, member.data.made, at = time::moment(i18n, made_at));
        view! {
            <Page title=text!(i18n, member.data.title) lede=text!(i18n, member.data.lede)>
                <div class="stack stack--loose">
                    <div class="cluster">
                        <a class="button button--primary" href=FILE download="" rel="external">
                            <Glyph icon=Icon::Download />
                            {t!(i18n, member.data.download)}
                        </a>
                        <span class="meta">{live(made)}</span>
                    </div>
                    <All all=all />
                </div>
            </Page>
        }
    })
}

#[component]
fn All(all: Export) -> impl IntoView {
    let i18n = use_i18n();
    let Export {
        made_at: _,
        account,
        sessions,
        applications,
        memberships,
        take_overs,
        // They have pages of their own.
        messages: _,
        notice_settings: _,
        is_complete,
    } = all;
    view! {
        {(!is_complete).then(|| view! { <p>{t!(i18n, member.data.incomplete)}</p> })}
        <Account account=account />
        <Sessions sessions=sessions />
        <section class="part" aria-labelledby="own">
            <h2 id="own">{t!(i18n, member.data.applications)}</h2>
            {applications.is_empty().then(|| view! { <p>{t!(i18n, member.data.none)}</p> })}
            {applications
                .into_iter()
                .map(|one| view! { <Application one=one /> })
                .collect_view()}
        </section>
        <section class="part" aria-labelledby="named">
            <h2 id="named">{t!(i18n, member.list_title)}</h2>
            {memberships.is_empty().then(|| view! { <p>{t!(i18n, member.data.none)}</p> })}
            {memberships
                .into_iter()
                .map(|one| view! { <Membership one=one /> })
                .collect_view()}
        </section>
        <TakeOvers all=take_overs />
    }
}

#[component]
fn Account(account: ExportedAccount) -> impl IntoView {
    let i18n = use_i18n();
    let created_at = account.created_at;
    view! {
        <section class="card" aria-labelledby="account">
            <div class="card__head">
                <h2 class="card__title" id="account">{t!(i18n, member.data.account)}</h2>
            </div>
            <div class="card__body">
                <dl class="facts">
                    <dt>{t!(i18n, member.data.name)}</dt>
                    <dd>{account.name}</dd>
                    {account
                        .born
                        .map(|day| {
                            view! {
                                <dt>{t!(i18n, member.data.born)}</dt>
                                <dd>{live(move || time::day(i18n, day))}</dd>
                            }
                        })}
                    <dt>{t!(i18n, member.data.created)}</dt>
                    <dd>{live(move || time::moment(i18n, created_at))}</dd>
                    {account
                        .binding
                        .map(|binding| {
                            let kind = binding.identity.document.kind;
                            let bound_at = binding.bound_at;
                            let number = binding.identity.document.masked_number();
                            view! {
                                <dt>{t!(i18n, member.data.bound)}</dt>
                                <dd>
                                    {live(move || terms::document_kind(i18n, kind))} " "
                                    <span class="code">{number}</span> " · "
                                    {live(move || time::moment(i18n, bound_at))}
                                </dd>
                            }
                        })}
                </dl>
                <p class="meta">{t!(i18n, member.data.masked)}</p>
            </div>
        </section>
    }
}

#[component]
fn Sessions(sessions: Vec<ExportedSession>) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |session: ExportedSession| {
        let told = move || {
            t_string!(
                i18n,
                member.data.session,
                from = time::moment(i18n, session.signed_in_at),
                until = time::moment(i18n, session.ends_at)
            )
        };
        view! { <li>{live(told)}</li> }
    };
    view! {
        <section class="card" aria-labelledby="sessions">
            <div class="card__head">
                <h2 class="card__title" id="sessions">{t!(i18n, member.data.sessions)}</h2>
            </div>
            <div class="card__body">
                <ul>{sessions.into_iter().map(one).collect_view()}</ul>
            </div>
        </section>
    }
}

#[component]
fn Application(one: ExportedApplication) -> impl IntoView {
    let i18n = use_i18n();
    let ExportedApplication {
        detail,
        answers,
        others,
        contact,
        facts: _,
        uploads,
    } = one;
    let Detail {
        summary,
        events,
        checks,
        looks,
        disputes,
        requests,
        objections,
        ..
    } = detail;
    let module = summary.module;
    let number = summary.number;
    let title = move || {
        let draft = || t_string!(i18n, pages.draft).to_owned();
        number.clone().unwrap_or_else(draft)
    };
    let counts = move || {
        t_string!(
            i18n,
            member.data.counts,
            disputes = disputes.len().to_string(),
            requests = requests.len().to_string(),
            objections = objections.len().to_string()
        )
    };
    view! {
        <article class="card">
            <div class="card__head">
                <h3 class="card__title">
                    <a href=Route::Application(summary.id).href()>{live(title)}</a>
                </h3>
                <StateBadge state=summary.state sub=summary.sub_state />
            </div>
            <div class="card__body stack">
                <details class="fold">
                    <summary>{t!(i18n, member.data.answers)}</summary>
                    <div class="fold__body">
                        <Declared module=module answers=answers />
                        <Others others=others />
                    </div>
                </details>
                {contact.map(|contact| view! { <Contacts contact=contact /> })}
                <Asked checks=checks />
                {(!looks.is_empty())
                    .then(|| {
                        view! {
                            <details class="fold">
                                <summary>{t!(i18n, result.looks.officers)}</summary>
                                <ul class="looks fold__body">
                                    {looks
                                        .into_iter()
                                        .map(|look| view! { <ByOfficer look=look /> })
                                        .collect_view()}
                                </ul>
                            </details>
                        }
                    })}
                <Uploads uploads=uploads />
                <p class="meta">{live(counts)}</p>
                <details class="fold">
                    <summary>{t!(i18n, result.timeline)}</summary>
                    <div class="fold__body">
                        <Timeline events=Signal::stored(events) waiting=Signal::stored(false) />
                    </div>
                </details>
            </div>
        </article>
    }
}

#[component]
fn Membership(one: ExportedMembership) -> impl IntoView {
    let i18n = use_i18n();
    let summary = one.membership.summary;
    let me = summary.me;
    let as_whom = move || {
        let who = names::relation(i18n, me);
        t_string!(i18n, member.named_as, who = who)
    };
    view! {
        <article class="card">
            <div class="card__head">
                <h3 class="card__title">
                    <a href=Route::Membership(summary.id).href()>{summary.number}</a>
                </h3>
                <StateBadge state=summary.state sub=summary.sub_state />
            </div>
            <div class="card__body">
                <p>{live(as_whom)}</p>
            </div>
        </article>
    }
}

#[component]
fn Others(others: Vec<NamedPerson>) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |other: NamedPerson| {
        let who = other.who;
        view! {
            <dt>{live(move || names::relation(i18n, who))}</dt>
            <dd>{other.name}</dd>
        }
    };
    (!others.is_empty()).then(|| {
        view! {
            <h4>{t!(i18n, member.others)}</h4>
            <dl class="facts">{others.into_iter().map(one).collect_view()}</dl>
        }
    })
}

#[component]
fn Contacts(contact: KnownContact) -> impl IntoView {
    let i18n = use_i18n();
    let rows = ContactField::ALL.into_iter().filter_map(|field| {
        let value = contact.contact.get(field)?.to_owned();
        Some(view! {
            <dt>{live(move || part(i18n, field))}</dt>
            <dd>{value}</dd>
        })
    });
    view! {
        <details class="fold">
            <summary>{t!(i18n, member.contact.title)}</summary>
            <div class="fold__body">
                <dl class="facts">{rows.collect_view()}</dl>
                <Changes history=contact.history />
            </div>
        </details>
    }
}

/// Which agencies were asked, and when they answered.
#[component]
fn Asked(checks: Vec<RegistryCheck>) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |check: RegistryCheck| {
        let told = move || {
            let at = check.answered_at.unwrap_or(check.asked_at);
            time::moment(i18n, at)
        };
        view! {
            <li>
                {live(move || explain::agency(check.registry, lang(i18n)))} " · " {live(told)}
            </li>
        }
    };
    (!checks.is_empty()).then(|| {
        view! {
            <details class="fold">
                <summary>{t!(i18n, member.data.facts)}</summary>
                <div class="fold__body">
                    <ul>{checks.into_iter().map(one).collect_view()}</ul>
                    <p class="meta">{t!(i18n, member.data.facts_note)}</p>
                </div>
            </details>
        }
    })
}

#[component]
fn Uploads(uploads: Vec<Upload>) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |upload: Upload| {
        let at = upload.uploaded_at;
        view! {
            <li>
                {upload.file_name} " · " {live(move || time::moment(i18n, at))}
            </li>
        }
    };
    (!uploads.is_empty()).then(|| {
        view! {
            <details class="fold">
                <summary>{t!(i18n, member.data.uploads)}</summary>
                <ul class="fold__body">{uploads.into_iter().map(one).collect_view()}</ul>
            </details>
        }
    })
}

/// What the person has asked a window for; nothing where that is nothing.
#[component]
fn TakeOvers(all: Vec<ExportedTakeOver>) -> impl IntoView {
    let i18n = use_i18n();
    (!all.is_empty()).then(|| {
        let rows = all.into_iter().map(|one| {
            let (state, opened_at) = (one.take_over.state, one.take_over.opened_at);
            view! {
                <dt>{live(move || time::moment(i18n, opened_at))}</dt>
                <dd>
                    {live(move || terms::take_over_state(i18n, state))} " "
                    <span class="code">{one.identity.document.number}</span>
                </dd>
            }
        });
        view! {
            <section class="part" aria-labelledby="take-overs">
                <h2 id="take-overs">{t!(i18n, take_over.page.title)}</h2>
                <dl class="facts">{rows.collect_view()}</dl>
            </section>
        }
    })
}
