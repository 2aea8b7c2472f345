//! The case: what was declared beside what the registries say, its history, and the decision. It
//! opens for whoever has claimed it, and the claim is kept as long as the officer is at work.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::policy::explain;
use shared::review::{Case, CaseKind, ReviewStep, RulingStep};

use super::act::{At, Decision};
use super::acting::Acting;
use super::ask::Ask;
use super::closed::Closed;
use super::disputed::{Disputed, Requests};
use super::done::{Done, DonePage};
use super::due::Due;
use super::earlier::EarlierOnes;
use super::frame::Frame;
use super::hand_over::{HandedToMe, HandingOver};
use super::history::History;
use super::identities::FullNumbers;
use super::lease::{LeaseLine, provide_lease};
use super::objected::Objections;
use super::papers::CasePapers;
use super::released::AskedHold;
use super::session::use_officer;
use crate::api::{Failure, use_api};
use crate::application::contact::Changes;
use crate::application::declared::Declared;
use crate::application::findings::Findings;
use crate::application::houses::corrected;
use crate::application::registries::Registries;
use crate::application::timeline::Timeline;
use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t};
use crate::live::{effect, live};
use crate::route::{Route, path_id};
use crate::terms;
use crate::time;
use crate::ui::badge::{Badge, Look};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::use_page;
use crate::ui::skeleton::SkeletonPage;

/// The case, for officers who may work on it.
#[component]
pub(crate) fn CasePage() -> impl IntoView {
    view! { <Frame page=|| view! { <Opened /> }.into_any() /> }
}

#[component]
fn Opened() -> impl IntoView {
    let api = use_api();
    let id = path_id();
    let answer = RwSignal::new(None::<Result<Case, Failure>>);
    let done = RwSignal::new(None::<Done>);
    let open = Callback::new(move |()| {
        let id = id.get_untracked();
        done.set(None);
        answer.set(None);
        spawn_local(async move {
            let found = api.read_case(&id).await;
            // Another case may have been opened meanwhile.
            if path_is(&id) {
                answer.try_set(Some(found));
            }
        });
    });
    effect(move || {
        id.track();
        open.run(());
    });
    live(move || {
        if let Some(done) = done.get() {
            return view! { <DonePage done=done /> }.into_any();
        }
        match answer.get() {
            None => view! { <SkeletonPage /> }.into_any(),
            Some(Ok(case)) => view! { <Work case=case done=done again=open /> }.into_any(),
            Some(Err(failure)) => {
                let id = id.get_untracked();
                view! { <Closed id=id failure=failure again=open /> }.into_any()
            }
        }
    })
}

/// Whether the page of a case is still the one that is open.
fn path_is(id: &str) -> bool {
    let path = window().location().pathname().unwrap_or_default();
    path == Route::Case(id.to_owned()).href()
}

#[component]
fn Work(case: Case, done: RwSignal<Option<Done>>, again: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let Case {
        entry,
        version,
        answers,
        contact,
        decision,
        checks,
        events,
        rulings,
        hand_overs,
        looks,
        house_records,
        disputes,
        objections,
        authority,
        requests,
        holds,
        policy: _,
    } = case;
    let kind = entry.kind;
    // A dispute that was granted can come back for a person to decide.
    let may_have_papers = !disputes.is_empty() || !requests.is_empty() || authority.is_some();
    let dispute = disputes
        .into_iter()
        .next_back()
        .filter(|_| kind == CaseKind::Dispute);
    let asked_hold = holds
        .into_iter()
        .next_back()
        .filter(|_| kind == CaseKind::HoldRelease);
    let awaited = entry.answer_by;
    let may_ask = !matches!(
        kind,
        CaseKind::Objection | CaseKind::Authority | CaseKind::HoldRelease
    ) && entry.step == ReviewStep::Open
        && entry.answer_by.is_none();
    let number = entry.number.clone().unwrap_or_default();
    let title = number.clone();
    let heading = use_page(move || t_string!(i18n, officer.case.title, number = title.clone()));
    let lease = provide_lease(&entry);
    let looks = RwSignal::new(looks);
    let (module, category, reason) = (entry.module, entry.category, entry.reason);
    let step = entry.step;
    let at = At {
        kind,
        step,
        version,
    };
    let proposal = rulings
        .last()
        .filter(|last| step == ReviewStep::Proposed && last.step == RulingStep::Proposed)
        .cloned();
    let submitted = move || {
        let at = time::moment(i18n, entry.submitted_at);
        t_string!(i18n, result.submitted_at, at = at)
    };
    let now = use_officer().now().unwrap_or(entry.opened_at);
    let id = entry.id.clone();
    view! {
        <main class="page" id="main">
            <nav class="crumbs" aria-label=t!(i18n, shell.nav.crumbs)>
                <ol>
                    <li>
                        <a href=Route::Officer.href()>{t!(i18n, officer.queue.title)}</a>
                    </li>
                    <li aria-current="page">{number.clone()}</li>
                </ol>
            </nav>
            <div class="stack">
                <div class="page__head office-head">
                    <h1 node_ref=heading tabindex="-1">{number}</h1>
                    <p class="cluster office-head__marks">
                        <Badge
                            look=if step == ReviewStep::Open { Look::Pending } else { Look::Signing }
                            word=Signal::derive(move || terms::review_step(i18n, step).to_owned())
                        />
                        <Due entry=entry.clone() now=now />
                        <span class="meta">
                            {live(move || terms::module(i18n, module))}
                            {category
                                .map(|category| {
                                    view! {
                                        " · "
                                        {live(move || terms::category(i18n, category))}
                                    }
                                })} " · " {submitted}
                        </span>
                    </p>
                    <p class="lede">
                        {live(move || match kind {
                            CaseKind::ManualReview => t_string!(i18n, officer.case.why),
                            CaseKind::Dispute => t_string!(i18n, officer.case.why_dispute),
                            CaseKind::Objection => t_string!(i18n, member.officer.why),
                            CaseKind::Authority => t_string!(i18n, officer.case.why_authority),
                            CaseKind::HoldRelease => t_string!(i18n, signing.officer.why),
                        })} " "
                        {live(move || reason.map(|reason| explain::reason(reason, lang(i18n))))}
                    </p>
                </div>
                <LeaseLine lease=lease id=id.clone() again=again />
                <HandedToMe hand_overs=hand_overs.clone() claim=entry.claim.clone() />
                {proposal
                    .map(|proposal| {
                        let at = proposal.at;
                        let officer = proposal.officer.clone();
                        let who = move || {
                            let at = time::moment(i18n, at);
                            if kind == CaseKind::Objection {
                                return t_string!(
                                    i18n,
                                    member.officer.proposed_by,
                                    officer = officer.clone(),
                                    at = at
                                );
                            }
                            if kind == CaseKind::Authority {
                                return t_string!(
                                    i18n,
                                    agent.officer.proposed_by,
                                    officer = officer.clone(),
                                    at = at
                                );
                            }
                            t_string!(
                                i18n,
                                officer.case.proposed_by,
                                officer = officer.clone(),
                                at = at
                            )
                        };
                        view! {
                            <div class="notice">
                                <Glyph icon=Icon::Hand />
                                <div class="notice__body">
                                    <h2 class="notice__title">{who}</h2>
                                    <p>{proposal.reason}</p>
                                    {proposal
                                        .corrections
                                        .into_iter()
                                        .map(|one| {
                                            view! {
                                                <p>{live(move || corrected(i18n, &one))}</p>
                                            }
                                        })
                                        .collect_view()}
                                </div>
                            </div>
                        }
                    })}
                {authority.map(|authority| view! { <Acting authority=authority /> })}
                {asked_hold.map(|hold| view! { <AskedHold hold=hold /> })}
                <Objections objections=objections />
                {dispute.clone().map(|dispute| view! { <Disputed dispute=dispute /> })}
                <Requests requests=requests.clone() awaited=awaited />
                {may_have_papers
                    .then(|| {
                        view! {
                            <CasePapers
                                id=id.clone()
                                dispute=dispute
                                requests=requests
                                looks=looks
                                lease=lease
                            />
                        }
                    })}
                <div class="office-desk">
                    <section class="card office-desk__told" aria-labelledby="declared">
                        <div class="card__head">
                            <h2 class="card__title" id="declared">
                                {t!(i18n, officer.case.declared)}
                            </h2>
                        </div>
                        <div class="card__body">
                            <Declared module=module answers=answers />
                            {(!contact.history.is_empty())
                                .then(|| {
                                    view! {
                                        <h3 class="declared__title">
                                            {t!(i18n, member.contact.officer)}
                                        </h3>
                                        <Changes history=contact.history />
                                    }
                                })}
                            <FullNumbers id=id.clone() looks=looks lease=lease />
                        </div>
                    </section>
                    <section class="part office-desk__found" aria-labelledby="found">
                        <h2 id="found">{t!(i18n, officer.case.found)}</h2>
                        {match decision {
                            Some(decision) => view! { <Findings decision=decision /> }.into_any(),
                            None if kind == CaseKind::Authority => {
                                view! { <p>{t!(i18n, agent.officer.nothing_asked)}</p> }.into_any()
                            }
                            None => {
                                view! { <p>{t!(i18n, member.officer.no_decision)}</p> }.into_any()
                            }
                        }}
                    </section>
                </div>
                <EarlierOnes id=id.clone() />
                <div class="columns">
                    <History rulings=rulings hand_overs=hand_overs looks=looks />
                    <section class="card" aria-labelledby="timeline">
                        <div class="card__head">
                            <h2 class="card__title" id="timeline">{t!(i18n, result.timeline)}</h2>
                        </div>
                        <div class="card__body">
                            <Timeline
                                events=Signal::stored(events)
                                waiting=Signal::stored(kind != CaseKind::Objection)
                            />
                        </div>
                    </section>
                </div>
                <details class="fold">
                    <summary>{t!(i18n, result.registries)}</summary>
                    <div class="fold__body">
                        <Registries checks=Signal::stored(checks) />
                    </div>
                </details>
                {may_ask
                    .then(|| view! { <Ask id=id.clone() lease=lease again=again /> })}
                <HandingOver id=id.clone() lease=lease />
                <Decision id=id at=at records=house_records lease=lease done=done />
            </div>
        </main>
    }
}
