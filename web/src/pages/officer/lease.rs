//! The claim on the case that is open: kept as long as the officer is at work on it, given back by
//! a button, and lost in three ways, each of which is said at once. What was typed stays.

use chrono::TimeDelta;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::officer::CaseClaim;
use shared::problem::ProblemKind;
use shared::review::{QueueEntry, ReviewStep};
use shared::values::Moment;

use super::closed::{Back, taken};
use super::session::{OfficerContext, use_officer};
use crate::api::{Api, Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::live;
use crate::route::Route;
use crate::time;
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::go_to;

/// How often it is looked whether to renew, in milliseconds.
const TICK: u32 = 5_000;
/// Whoever is at work has the claim renewed so often.
const RENEWAL: TimeDelta = TimeDelta::minutes(5);

/// How a claim was lost.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Lost {
    /// It was not renewed in time.
    Expired,
    /// Somebody else has it.
    Taken(CaseClaim),
    /// The case is another: decided, withdrawn, proposed, returned.
    Changed,
}

/// The claim. Copy it into every handler.
#[derive(Clone, Copy)]
pub(super) struct Lease {
    api: Api,
    officer: OfficerContext,
    id: StoredValue<String>,
    claim: RwSignal<Option<CaseClaim>>,
    lost: RwSignal<Option<Lost>>,
    /// When it was claimed or renewed last, by the server's clock.
    renewed: StoredValue<Moment>,
    /// Which case the page shows: since when it waits, and how far it was.
    shown: StoredValue<(Moment, ReviewStep)>,
}

/// Keeps the claim on a case that was just opened, as long as the page is there.
pub(super) fn provide_lease(entry: &QueueEntry) -> Lease {
    let officer = use_officer();
    let lease = Lease {
        api: use_api(),
        officer,
        id: StoredValue::new(entry.id.clone()),
        claim: RwSignal::new(entry.claim.clone()),
        lost: RwSignal::new(None),
        renewed: StoredValue::new(officer.now().unwrap_or(entry.opened_at)),
        shown: StoredValue::new((entry.opened_at, entry.step)),
    };
    spawn_local(async move {
        // Whoever opens a case works on it from now on.
        lease.renew().await;
        loop {
            TimeoutFuture::new(TICK).await;
            let (Some(renewed), Some(now)) = (lease.renewed.try_get_value(), officer.now()) else {
                return;
            };
            if lease.is_lost() {
                continue;
            }
            let age = now.signed_duration_since(renewed);
            let until = lease
                .claim
                .with_untracked(|claim| claim.as_ref().map(|c| c.until));
            if until.is_some_and(|until| now >= until) {
                lease.lost.set(Some(Lost::Expired));
            } else if age >= RENEWAL && officer.is_at_work_since(renewed) {
                lease.renew().await;
            }
        }
    });
    lease
}

impl Lease {
    /// Whether it is lost, not tracked.
    fn is_lost(self) -> bool {
        self.lost.with_untracked(Option::is_some)
    }

    /// Notes why something was refused; whether that was because the claim is lost.
    pub(super) fn note(self, failure: &Failure) -> bool {
        let lost = match (failure.kind(), failure.claim()) {
            (Some(ProblemKind::CaseNotClaimed), _) => Lost::Expired,
            (Some(ProblemKind::CaseClaimed), Some(claim)) => Lost::Taken(claim.clone()),
            (Some(ProblemKind::WrongState | ProblemKind::NotFound), _) => Lost::Changed,
            _ => return false,
        };
        self.lost.try_set(Some(lost));
        true
    }

    async fn renew(self) {
        let id = self.id.get_value();
        match self.api.claim_case(&id).await {
            Ok(entry) => self.take(entry),
            // Without an answer it is tried again.
            Err(why) => {
                self.note(&why);
            }
        }
    }

    fn take(self, entry: QueueEntry) {
        if let Some(now) = self.officer.now() {
            self.renewed.try_set_value(now);
        }
        // Others may have gone on with it while nobody had it here.
        let is_shown = self.shown.try_get_value() == Some((entry.opened_at, entry.step));
        self.claim.try_set(entry.claim);
        self.lost.try_set((!is_shown).then_some(Lost::Changed));
    }
}

/// Since when and until when the officer has the case, and the button that gives it back; or how
/// it was lost, and what can be done.
#[component]
pub(super) fn LeaseLine(lease: Lease, id: String, again: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let failure = RwSignal::new(None::<Failure>);
    let id = StoredValue::new(id);
    let release = move |_| {
        let navigate = navigate.clone();
        failure.set(None);
        spawn_local(async move {
            match lease.api.release_case(&id.get_value()).await {
                Ok(()) => navigate(&Route::Officer.href(), NavigateOptions::default()),
                Err(why) if lease.note(&why) => {}
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    let line = move || {
        let claim = lease.claim.get()?;
        Some(t_string!(
            i18n,
            officer.lease.yours,
            since = time::clock(claim.since),
            until = time::clock(claim.until)
        ))
    };
    view! {
        <FailureNotice failure=failure />
        <div role="alert">
            {live(move || {
                lease.lost.get().map(|lost| view! { <LostNotice lost=lost lease=lease again=again /> })
            })}
        </div>
        {live(move || {
            let release = release.clone();
            lease
                .lost
                .with(Option::is_none)
                .then(|| {
                    view! {
                        <div class="office-lease">
                            <Glyph icon=Icon::Hand />
                            <p>{line} " " <span class="meta">{t!(i18n, officer.lease.renewed)}</span></p>
                            <button class="button button--small" type="button" on:click=release>
                                {t!(i18n, officer.lease.release)}
                            </button>
                            <button
                                class="button button--small button--primary"
                                type="button"
                                on:click=move |_| go_to("#decision")
                            >
                                {t!(i18n, officer.act.go)}
                            </button>
                        </div>
                    }
                })
        })}
    }
}

#[component]
fn LostNotice(lost: Lost, lease: Lease, again: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let failure = RwSignal::new(None::<Failure>);
    let get_back = move |over: bool| {
        failure.set(None);
        spawn_local(async move {
            let id = lease.id.get_value();
            let answer = if over {
                lease.api.take_over_case(&id).await
            } else {
                lease.api.claim_case(&id).await
            };
            match answer {
                Ok(entry) => lease.take(entry),
                Err(why) if lease.note(&why) => {}
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    let supervisor = lease.officer.is_supervisor();
    let title = {
        let lost = lost.clone();
        move || match lost {
            Lost::Expired => t_string!(i18n, officer.lease.expired_title),
            Lost::Taken(_) => t_string!(i18n, officer.lease.taken_title),
            Lost::Changed => t_string!(i18n, officer.lease.changed_title),
        }
    };
    let text = {
        let lost = lost.clone();
        move || match &lost {
            Lost::Expired => t_string!(i18n, officer.lease.expired_text).to_owned(),
            Lost::Taken(claim) => taken(i18n, claim),
            Lost::Changed => t_string!(i18n, officer.lease.changed_text).to_owned(),
        }
    };
    let ways = match lost {
        Lost::Expired => view! {
            <button
                class="button button--primary"
                type="button"
                on:click=move |_| get_back(false)
            >
                {t!(i18n, officer.lease.claim_again)}
            </button>
        }
        .into_any(),
        Lost::Taken(_) if supervisor => view! {
            <button class="button" type="button" on:click=move |_| get_back(true)>
                {t!(i18n, officer.take_over)}
            </button>
        }
        .into_any(),
        Lost::Taken(_) => ().into_any(),
        Lost::Changed => view! {
            <button class="button" type="button" on:click=move |_| again.run(())>
                {t!(i18n, officer.lease.reload)}
            </button>
        }
        .into_any(),
    };
    view! {
        <div class="notice notice--warning">
            <Glyph icon=Icon::Warning />
            <div class="notice__body stack stack--tight">
                <h2 class="notice__title">{title}</h2>
                <p>{live(text)} " " {t!(i18n, officer.lease.kept)}</p>
                <FailureNotice failure=failure />
                <div class="cluster">{ways} <Back /></div>
            </div>
        </div>
    }
}
