//! An application as somebody sees it who is named in it: what it says about them, what becomes of it,
//! and 这不是事实.

mod object;

use leptos::prelude::*;
use shared::application::ObjectionStep;
use shared::form::Chapter;
use shared::household::Who;
use shared::membership::{MemberQuery, Membership};
use shared::policy::explain;

use crate::api::use_api;
use crate::application::declared::Declared;
use crate::application::looks::ByOfficer;
use crate::application::objections::OneObjection;
use crate::application::state::StateBadge;
use crate::application::timeline::{Beside, Timeline};
use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t};
use crate::live::{live, memo};
use crate::names;
use crate::route::{Route, path_id};
use crate::terms;
use crate::time;
use crate::ui::load::Loader;
use crate::ui::page::use_page;
use crate::ui::pulse::Pulse;
use object::{Object, TakeBack};

/// The application.
#[component]
pub(crate) fn MembershipPage() -> impl IntoView {
    let api = use_api();
    let id = path_id();
    let found = Loader::new(move || {
        let id = id.get();
        async move { api.read_membership(&id).await }
    });
    Pulse::new().every(
        move || found.get().is_some_and(|found| is_awaited(&found)),
        move || async move {
            let id = id.get_untracked();
            if let Ok(newer) = api.read_membership(&id).await
                && newer.summary.id == id
            {
                found.put(newer);
            }
        },
    );
    found.page(move |shown| {
        let put = Callback::new(move |newer| found.put(newer));
        view! { <Shown membership=shown put=put /> }
    })
}

fn is_awaited(membership: &Membership) -> bool {
    membership.summary.is_objected
}

#[component]
fn Shown(membership: Signal<Membership>, put: Callback<Membership>) -> impl IntoView {
    let i18n = use_i18n();
    let first = membership.get_untracked();
    let (id, number) = (first.summary.id, first.summary.number.unwrap_or_default());
    let (me, module) = (first.summary.me, first.summary.module);
    let applicant = first.summary.applicant.unwrap_or_default();
    let title = number.clone();
    let heading = use_page(move || t_string!(i18n, member.title, number = title.clone()));
    let lede = move || {
        t_string!(
            i18n,
            member.lede,
            module = terms::module(i18n, module),
            name = applicant.clone(),
            who = names::relation(i18n, me)
        )
    };
    let state = memo(move || membership.with(|m| (m.summary.state, m.summary.sub_state)));
    let events = memo(move || membership.with(|m| m.events.clone()));
    let beside = memo(move || membership.with(beside));
    let may_object = memo(move || membership.with(|m| m.may_object));
    view! {
        <main class="page" id="main">
            <nav class="crumbs" aria-label=t!(i18n, shell.nav.crumbs)>
                <ol>
                    <li>
                        <a href=Route::Applications.href()>{t!(i18n, shell.nav.applications)}</a>
                    </li>
                    <li aria-current="page">{number.clone()}</li>
                </ol>
            </nav>
            <div class="page__head">
                <h1 node_ref=heading tabindex="-1">{number}</h1>
                <p>
                    {live(move || {
                        let (state, sub) = state.get();
                        view! { <StateBadge state=state sub=sub /> }
                    })}
                </p>
                <p class="lede">{live(lede)}</p>
            </div>
            <div class="stack stack--loose">
                <Objections membership=membership id=id.clone() put=put />
                <section class="card" aria-labelledby="about-me">
                    <div class="card__head">
                        <h2 class="card__title" id="about-me">{t!(i18n, member.about_me)}</h2>
                    </div>
                    <div class="card__body">
                        <Declared module=module answers=first.about_me only=chapters(me) />
                    </div>
                </section>
                <div class="columns">
                    <section class="card" aria-labelledby="timeline">
                        <div class="card__head">
                            <h2 class="card__title" id="timeline">{t!(i18n, result.timeline)}</h2>
                        </div>
                        <div class="card__body">
                            <Timeline
                                events=events
                                beside=beside
                                waiting=Signal::stored(false)
                            />
                        </div>
                    </section>
                    <section class="card" aria-labelledby="others">
                        <div class="card__head">
                            <h2 class="card__title" id="others">{t!(i18n, member.others)}</h2>
                        </div>
                        <div class="card__body stack stack--tight">
                            <dl class="facts">
                                {first
                                    .others
                                    .into_iter()
                                    .map(|other| {
                                        let who = other.who;
                                        view! {
                                            <dt>{live(move || names::relation(i18n, who))}</dt>
                                            <dd>{other.name}</dd>
                                        }
                                    })
                                    .collect_view()}
                            </dl>
                            <p class="meta">{t!(i18n, member.others_note)}</p>
                        </div>
                    </section>
                </div>
                <Looks membership=membership />
                {live(move || {
                    may_object.get().then(|| view! { <Object id=id.clone() put=put /> })
                })}
            </div>
        </main>
    }
}

/// What stands in the time line beside what has happened.
fn beside(membership: &Membership) -> Beside {
    Beside {
        messages: membership.messages.clone(),
        looks: membership.looks.clone(),
        without_reasons: true,
        ..Beside::default()
    }
}

/// The chapters that speak of a member.
fn chapters(me: Who) -> &'static [Chapter] {
    match me {
        Who::Applicant => &[Chapter::Category, Chapter::Applicant],
        Who::Spouse => &[Chapter::Category, Chapter::Spouse],
        Who::Child(_) => &[Chapter::Category, Chapter::Children],
    }
}

/// The person's objections, newest first.
#[component]
fn Objections(
    membership: Signal<Membership>,
    id: String,
    put: Callback<Membership>,
) -> impl IntoView {
    let i18n = use_i18n();
    let all = memo(move || membership.with(|m| m.objections.clone()));
    live(move || {
        let all = all.get();
        let is_open = all
            .iter()
            .any(|one| one.standing.step == ObjectionStep::Open);
        let id = id.clone();
        (!all.is_empty()).then(|| {
            let list = all.into_iter().rev();
            view! {
                <section class="part" aria-labelledby="objections">
                    <h2 id="objections" tabindex="-1">{t!(i18n, member.objections)}</h2>
                    {list.map(|one| view! { <OneObjection objection=one /> }).collect_view()}
                    {is_open.then(|| view! { <TakeBack id=id put=put /> })}
                </section>
            }
        })
    })
}

#[component]
fn Looks(membership: Signal<Membership>) -> impl IntoView {
    let i18n = use_i18n();
    let looks = memo(move || membership.with(|m| m.looks.clone()));
    let queries = memo(move || membership.with(|m| m.queries.clone()));
    view! {
        <section class="card" aria-labelledby="looks">
            <div class="card__head">
                <h2 class="card__title" id="looks">{t!(i18n, member.looks)}</h2>
            </div>
            <div class="card__body stack">
                <h3 class="declared__title">{t!(i18n, result.looks.registries)}</h3>
                {live(move || {
                    let queries = queries.get();
                    if queries.is_empty() {
                        return view! { <p>{t!(i18n, member.no_queries)}</p> }.into_any();
                    }
                    view! {
                        <ul class="looks">
                            {queries
                                .into_iter()
                                .map(|query| view! { <ByRegistry query=query /> })
                                .collect_view()}
                        </ul>
                    }
                        .into_any()
                })} <h3 class="declared__title">{t!(i18n, result.looks.officers)}</h3>
                {live(move || {
                    let looks = looks.get();
                    if looks.is_empty() {
                        return view! { <p>{t!(i18n, member.no_looks)}</p> }.into_any();
                    }
                    view! {
                        <ul class="looks">
                            {looks
                                .into_iter()
                                .map(|look| view! { <ByOfficer look=look without_reason=true /> })
                                .collect_view()}
                        </ul>
                    }
                        .into_any()
                })}
            </div>
        </section>
    }
}

/// A registry that was asked about the person.
#[component]
fn ByRegistry(query: MemberQuery) -> impl IntoView {
    let i18n = use_i18n();
    let MemberQuery {
        registry,
        answered_at,
    } = query;
    view! {
        <li class="look">
            <time class="look__time" datetime=time::machine(answered_at)>
                {live(move || time::moment(i18n, answered_at))}
            </time>
            <p>
                <b>{live(move || explain::agency(registry, lang(i18n)))}</b>
                " "
                {t!(i18n, member.queried)}
            </p>
        </li>
    }
}
