//! What was done, what happens next, and the way to the next case.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::application::{State, SubState};
use shared::review::{CaseKind, CaseStanding, QueueEntry, ReviewStep};

use super::closed::Back;
use super::session::use_officer;
use crate::api::officers::QueueFilter;
use crate::api::use_api;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t};
use crate::live::live;
use crate::route::Route;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::use_page;

/// What was done in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Done {
    /// What the case was about.
    pub(super) kind: CaseKind,
    /// Where the case stands now.
    pub(super) standing: CaseStanding,
}

/// The page in place of the case, which is not the officer's any more.
#[component]
pub(super) fn DonePage(done: Done) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let officer = use_officer();
    let Done { kind, standing } = done;
    let here = standing.id.clone();
    let standing = StoredValue::new(standing);
    let told = move || standing.with_value(|standing| words(i18n, kind, standing));
    let heading = use_page(move || told().0.to_owned());
    let next = RwSignal::new(None::<QueueEntry>);
    spawn_local(async move {
        let supervisor = officer.is_supervisor();
        if let Ok(page) = api.list_cases(QueueFilter::default(), None).await {
            let mut waiting = page.items.into_iter().filter(|entry| {
                let is_for_me = entry.step == ReviewStep::Open || supervisor;
                entry.claim.is_none() && entry.id != here && is_for_me
            });
            next.try_set(waiting.next());
        }
    });
    // The page takes the place of another under the same address: the heading takes the focus.
    request_animation_frame(|| crate::ui::page::go_to("#main h1"));
    view! {
        <main class="page page--narrow" id="main">
            <section class="card receipt">
                <Glyph icon=Icon::Check />
                <h1 node_ref=heading tabindex="-1">
                    {live(move || told().0)}
                </h1>
                <p>{live(move || told().1)}</p>
                <div class="cluster">
                    {live(move || {
                        next.get()
                            .map(|entry| {
                                view! {
                                    <a
                                        class="button button--primary"
                                        href=Route::Case(entry.id).href()
                                    >
                                        {t!(i18n, officer.done.next)} " "
                                        <span class="nowrap">{entry.number}</span>
                                    </a>
                                }
                            })
                    })}
                    <Back />
                </div>
            </section>
        </main>
    }
}

/// Heading and sentence.
fn words(i18n: I18n, kind: CaseKind, standing: &CaseStanding) -> (&'static str, &'static str) {
    if kind == CaseKind::Objection && standing.step == Some(ReviewStep::Proposed) {
        return (
            t_string!(i18n, member.officer.proposed_title),
            t_string!(i18n, officer.done.proposed_text),
        );
    }
    if kind == CaseKind::Objection && standing.step.is_none() {
        return if standing.state == State::Void {
            (
                t_string!(i18n, member.officer.upheld_title),
                t_string!(i18n, member.officer.upheld_text),
            )
        } else {
            (
                t_string!(i18n, member.officer.dismissed_title),
                t_string!(i18n, member.officer.dismissed_text),
            )
        };
    }
    if kind == CaseKind::HoldRelease {
        return if standing.state == State::Signing {
            (
                t_string!(i18n, signing.officer.refused_title),
                t_string!(i18n, signing.officer.refused_text),
            )
        } else {
            (
                t_string!(i18n, signing.officer.granted_title),
                t_string!(i18n, signing.officer.granted_text),
            )
        };
    }
    if kind == CaseKind::Authority {
        match standing.step {
            Some(ReviewStep::Proposed) => {
                return (
                    t_string!(i18n, agent.officer.proposed_title),
                    t_string!(i18n, officer.done.proposed_text),
                );
            }
            None if standing.state == State::Void => {
                return (
                    t_string!(i18n, agent.officer.refused_title),
                    t_string!(i18n, agent.officer.refused_text),
                );
            }
            None => {
                return (
                    t_string!(i18n, agent.officer.stands_title),
                    t_string!(i18n, agent.officer.stands_text),
                );
            }
            // Sent back, as any other.
            Some(ReviewStep::Open) => {}
        }
    }
    if standing.sub_state == Some(SubState::Rechecking) {
        return (
            t_string!(i18n, officer.done.recheck_title),
            t_string!(i18n, officer.done.recheck_text),
        );
    }
    match (standing.state, standing.step) {
        (_, Some(ReviewStep::Proposed)) => (
            t_string!(i18n, officer.done.proposed_title),
            t_string!(i18n, officer.done.proposed_text),
        ),
        (_, Some(ReviewStep::Open)) => (
            t_string!(i18n, officer.done.returned_title),
            t_string!(i18n, officer.done.returned_text),
        ),
        (State::Passed, None) => (
            t_string!(i18n, officer.done.passed_title),
            t_string!(i18n, officer.done.passed_text),
        ),
        (_, None) => (
            t_string!(i18n, officer.done.refused_title),
            t_string!(i18n, officer.done.refused_text),
        ),
    }
}
