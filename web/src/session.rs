//! Who is signed in, the server's clock, and the end of the session.
//!
//! The server alone ends sessions. The browser keeps count so that it can warn two minutes
//! before; it asks the server again before it believes its own count.

use chrono::TimeDelta;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::account::{Account, Session};
use shared::values::{Day, Moment};

use crate::api::{Api, Failure};
use crate::display::remember;
use crate::live::effect;
use crate::route::Route;
use crate::time;
use crate::vault;

/// Seconds before the end at which the person is warned.
const WARNING: i64 = 120;
/// How often the count is looked at, in milliseconds.
const TICK: u32 = 1_000;
/// How often it is asked whether there are new messages, in ticks.
const ROUND: u32 = 60;
/// The same after something has happened of which messages may tell.
const SOON: u32 = 2;

/// Where the session stands, as far as the page has to show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Nobody is signed in, or there is plenty of time.
    Calm,
    /// It ends in that many seconds unless the person stays.
    EndsIn(i64),
    /// It ends in that many seconds whatever the person does: it has lasted as long as it may.
    Closes(i64),
    /// It has ended while the page was open; what was typed is still there.
    Ended,
}

impl Phase {
    /// Where a session stands that ends at one moment if it is not used, and at another in any case.
    pub(crate) fn of(idle_until: Moment, ends_at: Moment, now: Moment) -> Self {
        let left = |end: Moment| end.signed_duration_since(now).num_seconds();
        match (left(idle_until), left(ends_at)) {
            (idle, last) if idle.min(last) <= 0 => Self::Ended,
            (_, last @ ..=WARNING) => Self::Closes(last),
            (idle @ ..=WARNING, _) => Self::EndsIn(idle),
            _ => Self::Calm,
        }
    }
}

/// What a tab keeps to tell the others that the person has signed out.
const SIGNED_OUT: &str = "signed-out";

/// What a tab keeps to tell the others that messages were read.
const READ: &str = "messages-read";

/// What this browser keeps while somebody is signed in, so that the page shows at once what will
/// come, and asks for it (`web/page/index.html`). Nothing else rests on it.
const SIGNED_IN: &str = "signed-in";

/// Who is signed in. Copy it into every handler.
#[derive(Clone, Copy)]
pub(crate) struct SessionContext {
    api: Api,
    known: RwSignal<Option<Session>>,
    failure: RwSignal<Option<Failure>>,
    phase: RwSignal<Phase>,
    /// How far the server's clock is ahead of the browser's.
    ahead: RwSignal<TimeDelta>,
    /// In how many ticks it is asked whether there are new messages.
    round: StoredValue<u32>,
    /// Whether they are expected, so that nobody needs to hear of them.
    expected: StoredValue<bool>,
    /// How many messages were unread when new ones had come by themselves.
    arrived: RwSignal<Option<u32>>,
}

/// Reads the session and keeps watch over it.
pub(crate) fn provide_session(api: Api) -> SessionContext {
    let session = SessionContext {
        api,
        known: RwSignal::new(None),
        failure: RwSignal::new(None),
        phase: RwSignal::new(Phase::Calm),
        ahead: RwSignal::new(TimeDelta::zero()),
        round: StoredValue::new(ROUND),
        expected: StoredValue::new(false),
        arrived: RwSignal::new(None),
    };
    provide_context(session);
    spawn_local(async move {
        session.refresh().await;
        loop {
            TimeoutFuture::new(TICK).await;
            session.look_at_clock().await;
            session.look_for_messages().await;
        }
    });
    // Signed out in another tab: nothing of the person stays on the screen of this one.
    window_event_listener(leptos::ev::storage, move |event| {
        if event.key().as_deref() == Some(SIGNED_OUT) && session.is_signed_in_untracked() {
            let _ = window().location().replace(&Route::Home.href());
        }
        if event.key().as_deref() == Some(READ) {
            session.expect_messages();
        }
    });
    // The browser may show this page again as it was left ("Back"): it shows nothing until the server
    // has said that the same person is still signed in.
    window_event_listener(leptos::ev::pagehide, move |_| {
        session.hide(session.is_signed_in_untracked());
    });
    window_event_listener(leptos::ev::pageshow, move |event| {
        if event.persisted() && session.is_signed_in_untracked() {
            spawn_local(session.come_back());
        }
    });
    effect(move || {
        if session.is_known() {
            let signed_in = session.account().is_some() && session.phase() != Phase::Ended;
            remember(SIGNED_IN, if signed_in { "yes" } else { "" });
        }
    });
    // A call was refused because the session is gone: say so over the page that is open.
    effect(move || {
        if api.refused().get() && session.is_signed_in_untracked() {
            session.phase.set(Phase::Ended);
        }
    });
    session
}

/// Who is signed in, within a component.
pub(crate) fn use_session() -> SessionContext {
    expect_context()
}

impl SessionContext {
    /// Whether the server has told who is signed in, tracked.
    pub(crate) fn is_known(self) -> bool {
        self.known.with(Option::is_some)
    }

    /// Why the server could not tell, tracked.
    pub(crate) fn failure(self) -> Option<Failure> {
        self.failure.get()
    }

    /// The account that is signed in, tracked. It stays here after the session has ended by
    /// itself, so that the page with what was typed stays open under the message.
    pub(crate) fn account(self) -> Option<Account> {
        self.known
            .with(|s| s.as_ref().and_then(|s| s.account.clone()))
    }

    /// Whether an account with a bound document is signed in, tracked.
    pub(crate) fn is_bound(self) -> bool {
        self.known.with(|s| {
            s.as_ref()
                .and_then(|s| s.account.as_ref())
                .is_some_and(|a| a.bound.is_some())
        })
    }

    /// How many messages are unread, tracked.
    pub(crate) fn unread(self) -> u32 {
        self.known.with(|s| s.as_ref().map_or(0, |s| s.unread))
    }

    /// Notes how many messages are unread, once some were read, and has the other tabs ask.
    pub(crate) fn set_unread(self, unread: u32) {
        self.known.update(|known| {
            if let Some(session) = known {
                session.unread = unread;
            }
        });
        remember(READ, &time::now().timestamp_millis().to_string());
    }

    /// How many messages are unread, each time that new ones have come by themselves, tracked.
    pub(crate) fn arrived(self) -> Option<u32> {
        self.arrived.get()
    }

    /// Asks soon whether there are new messages: something has happened, of which the page tells.
    pub(crate) fn expect_messages(self) {
        self.round.update_value(|left| *left = SOON.min(*left));
        self.expected.set_value(true);
    }

    /// Whether the last call reached the server, tracked.
    pub(crate) fn is_online(self) -> bool {
        self.api.is_online()
    }

    /// Where the session stands, tracked.
    pub(crate) fn phase(self) -> Phase {
        self.phase.get()
    }

    /// Where the session stands, not tracked.
    pub(crate) fn phase_untracked(self) -> Phase {
        self.phase.get_untracked()
    }

    /// Today in Asia/Shanghai by the server's clock, not tracked.
    pub(crate) fn today(self) -> Day {
        shared::values::day_in_shanghai(self.now())
    }

    /// Now by the server's clock, not tracked.
    pub(crate) fn now(self) -> Moment {
        let now = time::now();
        now.checked_add_signed(self.ahead.get_untracked())
            .unwrap_or(now)
    }

    /// Asks the server again; does not prolong the session.
    pub(crate) async fn refresh(self) {
        self.take(self.api.read_session().await);
    }

    /// Shows the page again where the same person is still signed in; otherwise loads it anew.
    async fn come_back(self) {
        let who = self.account_untracked();
        match self.api.read_session().await {
            Ok(session) if session.account.as_ref().map(|a| &a.id) == who.as_ref() => {
                self.take(Ok(session));
                self.hide(false);
            }
            Ok(_) | Err(_) => {
                let _ = window().location().reload();
            }
        }
    }

    fn account_untracked(self) -> Option<String> {
        self.known
            .with_untracked(|s| Some(s.as_ref()?.account.as_ref()?.id.clone()))
    }

    fn hide(self, hidden: bool) {
        if let Some(body) = document().body() {
            body.set_hidden(hidden);
        }
    }

    /// Prolongs the session because the person wants to stay.
    pub(crate) async fn renew(self) {
        self.take(self.api.renew_session().await);
    }

    /// Puts a newly bound account in place.
    pub(crate) fn set_account(self, account: Account) {
        self.known.update(|known| {
            if let Some(session) = known {
                session.account = Some(account);
            }
        });
    }

    /// Ends the session here and at the identity platform.
    ///
    /// # Errors
    /// The server could not be told; the session goes on.
    pub(crate) async fn sign_out(self) -> Result<(), Failure> {
        let out = self.api.sign_out().await?;
        // Where the browser keeps nothing, there is nothing to forget.
        let _ = vault::clear().await;
        remember(SIGNED_IN, "");
        // Tells the other tabs, which show the same person.
        remember(SIGNED_OUT, &time::now().timestamp_millis().to_string());
        let next = out.continue_at.unwrap_or_else(|| "/".to_owned());
        // Leaves the program; there is nothing to do where the browser refuses.
        let _ = window().location().assign(&next);
        Ok(())
    }

    fn is_signed_in_untracked(self) -> bool {
        self.known
            .with_untracked(|s| s.as_ref().is_some_and(|s| s.account.is_some()))
    }

    fn take(self, answer: Result<Session, Failure>) {
        match answer {
            Ok(session) => {
                self.ahead
                    .set(session.now.signed_duration_since(time::now()));
                self.failure.set(None);
                if session.account.is_none() && self.is_signed_in_untracked() {
                    self.phase.set(Phase::Ended);
                } else {
                    self.api.refused().set(false);
                    self.known.set(Some(session));
                    self.phase.set(self.phase_by_count());
                }
            }
            Err(failure) if !self.known.with_untracked(Option::is_some) => {
                self.failure.set(Some(failure));
            }
            // Later failures are told by whatever call the person makes next.
            Err(_) => {}
        }
    }

    /// Where the session stands by the browser's own count.
    fn phase_by_count(self) -> Phase {
        let ends = self.known.with_untracked(|s| {
            let s = s.as_ref().filter(|s| s.account.is_some())?;
            Some((s.idle_until?, s.ends_at?))
        });
        ends.map_or(Phase::Calm, |(idle, last)| {
            Phase::of(idle, last, self.now())
        })
    }

    /// Asks for new messages when it is time to, as long as somebody looks at the page.
    async fn look_for_messages(self) {
        let left = self.round.get_value().saturating_sub(1);
        let is_open = self.is_signed_in_untracked() && self.phase.get_untracked() != Phase::Ended;
        if left > 0 || !is_open || document().hidden() {
            self.round.set_value(left);
            return;
        }
        let is_expected = self.expected.get_value();
        self.round.set_value(ROUND);
        self.expected.set_value(false);
        let before = untrack(|| self.unread());
        self.refresh().await;
        let now = untrack(|| self.unread());
        if now > before && !is_expected {
            self.arrived.set(Some(now));
        }
    }

    async fn look_at_clock(self) {
        match (self.phase.get_untracked(), self.phase_by_count()) {
            (Phase::Ended, _) | (Phase::Calm, Phase::Calm) => {}
            // Other calls, perhaps of another tab, may have prolonged the session meanwhile.
            (Phase::Calm, _) | (_, Phase::Ended) => {
                self.refresh().await;
                if self.phase.get_untracked() != Phase::Ended {
                    self.phase.set(self.phase_by_count());
                }
            }
            (_, counted) => self.phase.set(counted),
        }
    }
}
