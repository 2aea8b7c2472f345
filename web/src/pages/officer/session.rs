//! Which officer is signed in, and the end of that session, which is short: what is on the screen
//! is other people's. Whoever works stays signed in; whoever is away is not.

use chrono::TimeDelta;
use gloo_timers::future::TimeoutFuture;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use shared::officer::{OfficerAccount, OfficerRole, OfficerSession};
use shared::values::Moment;
use web_sys::js_sys::encode_uri_component;

use crate::api::{Api, Failure, use_api};
use crate::display::remember;
use crate::i18n::use_i18n;
use crate::language::tag;
use crate::live::effect;
use crate::route::Route;
use crate::session::Phase;
use crate::time;
use crate::vault;

/// How often the clock is looked at, in milliseconds.
const TICK: u32 = 1_000;
/// Whoever works has the session prolonged so often, in seconds.
const RENEWAL: i64 = 120;
/// What a tab keeps to tell the others that the officer has signed out.
const SIGNED_OUT: &str = "officer-signed-out";
/// What was typed into cases begins with this in the vault.
const TYPED: &str = "officer/";

/// Which officer is signed in. Copy it into every handler.
#[derive(Clone, Copy)]
pub(super) struct OfficerContext {
    api: Api,
    known: RwSignal<Option<OfficerSession>>,
    failure: RwSignal<Option<Failure>>,
    phase: RwSignal<Phase>,
    /// Seconds until the session ends if nothing is done.
    left: RwSignal<i64>,
    /// How far the server's clock is ahead of the browser's.
    ahead: RwSignal<TimeDelta>,
    /// When the officer last did something on the page, by the browser's clock.
    acted: StoredValue<Moment>,
    /// When the server last told of the session.
    told: StoredValue<Moment>,
}

/// Reads the session and keeps watch over it as long as the page is there.
pub(super) fn provide_officer() -> OfficerContext {
    let api = use_api();
    let officer = OfficerContext {
        api,
        known: RwSignal::new(None),
        failure: RwSignal::new(None),
        phase: RwSignal::new(Phase::Calm),
        left: RwSignal::new(0),
        ahead: RwSignal::new(TimeDelta::zero()),
        acted: StoredValue::new(time::now()),
        told: StoredValue::new(time::now()),
    };
    provide_context(officer);
    api.officer_refused().set(false);
    spawn_local(async move {
        officer.refresh().await;
        officer.forget_others().await;
        loop {
            TimeoutFuture::new(TICK).await;
            if officer.acted.try_get_value().is_none() {
                return;
            }
            officer.look_at_clock().await;
        }
    });
    let acts = move || {
        officer.acted.try_set_value(time::now());
    };
    let listeners = [
        window_event_listener(ev::keydown, move |_| acts()),
        window_event_listener(ev::pointerdown, move |_| acts()),
        window_event_listener(ev::wheel, move |_| acts()),
        // Signed out in another tab: nothing of a case stays on this screen.
        window_event_listener(ev::storage, move |event| {
            if event.key().as_deref() == Some(SIGNED_OUT) {
                let _ = window().location().replace(&Route::Officer.href());
            }
        }),
        // Shown again as it was left ("Back"): loaded anew instead.
        window_event_listener(ev::pageshow, move |event| {
            if event.persisted() {
                let _ = window().location().reload();
            }
        }),
    ];
    on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
    effect(move || {
        if api.officer_refused().get() && officer.account_untracked().is_some() {
            officer.phase.set(Phase::Ended);
        }
    });
    officer
}

/// The officer, within a component of the console.
pub(super) fn use_officer() -> OfficerContext {
    expect_context()
}

/// The address that begins an officer's sign-in and leads back to the page that is open, tracked.
pub(super) fn sign_in_href() -> Signal<String> {
    let i18n = use_i18n();
    let path = use_location().pathname;
    Signal::derive(move || {
        let return_to = String::from(encode_uri_component(&path.get()));
        format!("/auth/officer?return_to={return_to}&lang={}", tag(i18n))
    })
}

impl OfficerContext {
    /// Whether the server has told who is signed in, tracked.
    pub(super) fn is_known(self) -> bool {
        self.known.with(Option::is_some)
    }

    /// Why the server could not tell, tracked.
    pub(super) fn failure(self) -> Option<Failure> {
        self.failure.get()
    }

    /// The officer, tracked; still there when the session has ended by itself.
    pub(super) fn account(self) -> Option<OfficerAccount> {
        self.known.with(|s| s.as_ref()?.officer.clone())
    }

    /// The officer, not tracked.
    pub(super) fn account_untracked(self) -> Option<OfficerAccount> {
        self.known.with_untracked(|s| s.as_ref()?.officer.clone())
    }

    /// Whether the officer confirms and takes over, not tracked.
    pub(super) fn is_supervisor(self) -> bool {
        let supervisor =
            |officer: &OfficerAccount| officer.roles.contains(&OfficerRole::Supervisor);
        self.account_untracked().as_ref().is_some_and(supervisor)
    }

    /// Whether a pass needs a second person, not tracked.
    pub(super) fn needs_confirmation(self) -> bool {
        self.known
            .with_untracked(|s| s.as_ref().is_some_and(|s| s.needs_confirmation))
    }

    /// Where the session stands, tracked.
    pub(super) fn phase(self) -> Phase {
        self.phase.get()
    }

    /// Seconds until the session ends if nothing is done, tracked.
    pub(super) fn left(self) -> i64 {
        self.left.get()
    }

    /// Now by the server's clock; none once the page is gone.
    pub(super) fn now(self) -> Option<Moment> {
        time::now().checked_add_signed(self.ahead.try_get_untracked()?)
    }

    /// Whether the officer has done something since a moment of the server's clock, with the page
    /// in view.
    pub(super) fn is_at_work_since(self, since: Moment) -> bool {
        let acted = self.acted.try_get_value();
        let acted = acted.and_then(|at| at.checked_add_signed(self.ahead.try_get_untracked()?));
        acted.is_some_and(|at| at > since) && !document().hidden()
    }

    /// Where what is typed into a case is kept in the browser.
    pub(super) fn typed_in(self, case: &str) -> String {
        let account = self.account_untracked().map(|officer| officer.id);
        format!("{TYPED}{}/{case}", account.unwrap_or_default())
    }

    /// What another officer typed in this browser and did not send is forgotten.
    async fn forget_others(self) {
        let known = |s: &Option<OfficerSession>| Some(s.as_ref()?.officer.as_ref()?.id.clone());
        let Some(account) = self.known.try_with_untracked(known).flatten() else {
            return;
        };
        let own = format!("{TYPED}{account}/");
        for (name, _) in vault::kept(TYPED).await.unwrap_or_default() {
            if !name.starts_with(&own) {
                // Where the browser keeps nothing, there is nothing to forget.
                let _ = vault::forget(&name).await;
            }
        }
    }

    /// Asks the server again; does not prolong the session.
    pub(super) async fn refresh(self) {
        self.take(self.api.read_officer_session().await);
    }

    /// Prolongs the session.
    pub(super) async fn renew(self) {
        self.take(self.api.renew_officer_session().await);
    }

    /// Ends the session here and at the identity platform.
    ///
    /// # Errors
    /// The server could not be told; the session goes on.
    pub(super) async fn sign_out(self) -> Result<(), Failure> {
        let out = self.api.sign_out_officer().await?;
        for (name, _) in vault::kept(TYPED).await.unwrap_or_default() {
            // Where the browser keeps nothing, there is nothing to forget.
            let _ = vault::forget(&name).await;
        }
        remember(SIGNED_OUT, &time::now().timestamp_millis().to_string());
        let next = out.continue_at.unwrap_or_else(|| Route::Officer.href());
        // Leaves the program; there is nothing to do where the browser refuses.
        let _ = window().location().assign(&next);
        Ok(())
    }

    fn take(self, answer: Result<OfficerSession, Failure>) {
        match answer {
            Ok(session) => {
                let now = time::now();
                self.told.try_set_value(now);
                self.ahead.try_set(session.now.signed_duration_since(now));
                self.failure.try_set(None);
                if session.officer.is_none() && self.was_signed_in() {
                    self.phase.try_set(Phase::Ended);
                    return;
                }
                self.api.officer_refused().set(false);
                self.known.try_set(Some(session));
                self.count();
            }
            Err(failure) if self.known.try_with_untracked(Option::is_none) == Some(true) => {
                self.failure.try_set(Some(failure));
            }
            // Later failures are told by whatever call the officer makes next.
            Err(_) => {}
        }
    }

    fn was_signed_in(self) -> bool {
        let signed_in =
            |s: &Option<OfficerSession>| s.as_ref().is_some_and(|s| s.officer.is_some());
        self.known.try_with_untracked(signed_in) == Some(true)
    }

    /// Where the session stands by the browser's own count.
    fn counted(self) -> Phase {
        let ends = |s: &Option<OfficerSession>| {
            let s = s.as_ref().filter(|s| s.officer.is_some())?;
            Some((s.idle_until?, s.ends_at?))
        };
        match (self.known.try_with_untracked(ends).flatten(), self.now()) {
            (Some((idle, last)), Some(now)) => {
                let left = idle.min(last).signed_duration_since(now).num_seconds();
                self.left.try_set(left);
                Phase::of(idle, last, now)
            }
            _ => Phase::Calm,
        }
    }

    fn count(self) {
        let phase = self.counted();
        self.phase.try_set(phase);
    }

    async fn look_at_clock(self) {
        let (Some(phase), Some(told)) = (self.phase.try_get_untracked(), self.told.try_get_value())
        else {
            return;
        };
        if phase == Phase::Ended || !self.was_signed_in() {
            return;
        }
        let counted = self.counted();
        let at_work = self.acted.try_get_value().is_some_and(|acted| acted > told);
        let since = time::now().signed_duration_since(told).num_seconds();
        match (phase, counted) {
            (Phase::Calm, Phase::Calm) if at_work && since >= RENEWAL && !document().hidden() => {
                self.renew().await;
            }
            (Phase::Calm, Phase::Calm) => {}
            // Other calls, perhaps of another tab, may have prolonged it meanwhile.
            (Phase::Calm, _) | (_, Phase::Ended) => self.refresh().await,
            (_, counted) => {
                self.phase.try_set(counted);
            }
        }
    }
}
