//! Which seller is signed in. Whoever works stays so; a telephone that lies about does not.

use chrono::TimeDelta;
use gloo_timers::future::TimeoutFuture;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::problem::ProblemKind;
use shared::seller::{SellerAccount, SellerSession};
use shared::values::Moment;

use super::done::Done;
use crate::api::{Api, Failure, use_api};
use crate::display::remember;
use crate::i18n::use_i18n;
use crate::language::tag;
use crate::live::effect;
use crate::route::Route;
use crate::time;

/// How often the clock is looked at, in milliseconds.
const TICK: u32 = 30_000;
/// Whoever works has the session prolonged so often, in seconds.
const RENEWAL: i64 = 240;
/// What a tab keeps to tell the others that the seller has signed out.
const SIGNED_OUT: &str = "seller-signed-out";

/// Which seller is signed in. Copy it into every handler.
#[derive(Clone, Copy)]
pub(super) struct SellerContext {
    api: Api,
    known: RwSignal<Option<SellerSession>>,
    failure: RwSignal<Option<Failure>>,
    ended: RwSignal<bool>,
    /// Now by the server's clock, to half a minute.
    now: RwSignal<Moment>,
    /// How far the server's clock is ahead of the browser's.
    ahead: StoredValue<TimeDelta>,
    /// When the seller last did something on the page, by the browser's clock.
    acted: StoredValue<Moment>,
    /// When the session was last prolonged.
    renewed: StoredValue<Moment>,
    /// Grows when something of the client's has changed, so that lists are read anew.
    changes: RwSignal<u32>,
    /// Grows when the seller begins something: what was said of things before goes.
    begun: RwSignal<u32>,
    /// What was done last, until something else is begun.
    done: RwSignal<Option<Done>>,
}

/// Reads the session and keeps watch over it as long as the page is there.
pub(super) fn provide_seller() -> SellerContext {
    let refused = RwSignal::new(false);
    let api = use_api().of_seller(refused);
    let now = time::now();
    let seller = SellerContext {
        api,
        known: RwSignal::new(None),
        failure: RwSignal::new(None),
        ended: RwSignal::new(false),
        now: RwSignal::new(now),
        ahead: StoredValue::new(TimeDelta::zero()),
        acted: StoredValue::new(now),
        renewed: StoredValue::new(now),
        changes: RwSignal::new(0),
        begun: RwSignal::new(0),
        done: RwSignal::new(None),
    };
    provide_context(seller);
    spawn_local(async move {
        seller.refresh().await;
        loop {
            TimeoutFuture::new(TICK).await;
            if seller.acted.try_get_value().is_none() {
                return;
            }
            seller.look_at_clock().await;
        }
    });
    let acts = move || {
        seller.acted.try_set_value(time::now());
    };
    let listeners = [
        window_event_listener(ev::keydown, move |_| acts()),
        window_event_listener(ev::pointerdown, move |_| acts()),
        // Signed out in another tab: nothing of a buyer stays on this screen.
        window_event_listener(ev::storage, move |event| {
            if event.key().as_deref() == Some(SIGNED_OUT) {
                let _ = window().location().replace(&Route::Seller.href());
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
        if refused.get() && seller.known.with_untracked(Option::is_some) {
            seller.ended.set(true);
        }
    });
    seller
}

/// The seller, within the page.
pub(super) fn use_seller() -> SellerContext {
    expect_context()
}

/// The address that begins a seller's sign-in, tracked.
pub(super) fn sign_in_href() -> Signal<String> {
    let i18n = use_i18n();
    Signal::derive(move || format!("/auth/seller?lang={}", tag(i18n)))
}

impl SellerContext {
    /// The way to the server.
    pub(super) fn api(self) -> Api {
        self.api
    }

    /// Whether the server has told who is signed in, tracked.
    pub(super) fn is_known(self) -> bool {
        self.known.with(Option::is_some)
    }

    /// Why the server could not tell, tracked.
    pub(super) fn failure(self) -> Option<Failure> {
        self.failure.get()
    }

    /// The seller, tracked; still there when the session has ended by itself.
    pub(super) fn account(self) -> Option<SellerAccount> {
        self.known.with(|s| s.as_ref()?.seller.clone())
    }

    /// Whether the session has ended by itself.
    pub(super) fn ended(self) -> RwSignal<bool> {
        self.ended
    }

    /// Now by the server's clock, to half a minute, tracked.
    pub(super) fn now(self) -> Moment {
        self.now.get()
    }

    /// In how many seconds it is, by the server's clock.
    pub(super) fn moment_in(self, seconds: u64) -> Moment {
        let ahead = self.ahead.try_get_value().unwrap_or_default();
        let now = time::now();
        let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
        let far = TimeDelta::try_seconds(seconds).and_then(|far| far.checked_add(&ahead));
        far.and_then(|far| now.checked_add_signed(far))
            .unwrap_or(now)
    }

    /// How often something has changed, tracked.
    pub(super) fn changes(self) -> u32 {
        self.changes.get()
    }

    /// Has lists read anew.
    pub(super) fn changed(self) {
        self.changes.try_update(|n| *n = n.wrapping_add(1));
    }

    /// Begins something: what was said of things before goes from the whole page.
    pub(super) fn begin(self) {
        self.done.set(None);
        self.begun.update(|n| *n = n.wrapping_add(1));
    }

    /// Takes in what was done.
    pub(super) fn finish(self, done: Done) {
        self.done.try_set(Some(done));
        self.changed();
    }

    /// What was done last, tracked.
    pub(super) fn done(self) -> Option<Done> {
        self.done.get()
    }

    /// Why something on a part of the page came to nothing, until anything else is begun on the page.
    pub(super) fn refusal(self) -> RwSignal<Option<Failure>> {
        let refusal = RwSignal::new(None);
        effect(move || {
            self.begun.track();
            refusal.set(None);
        });
        refusal
    }

    /// Takes in why something came to nothing. What the lists say is older than a conflict; that the
    /// session has ended is told by a dialog of its own, and by nothing else.
    pub(super) fn refuse(self, refusal: RwSignal<Option<Failure>>, why: Failure) {
        if self.is_over(&why) {
            return;
        }
        if is_stale(&why) {
            self.changed();
        }
        refusal.try_set(Some(why));
    }

    /// Whether something was refused because nobody is signed in any more; the dialog then opens. Where the
    /// cookie is gone the server takes the browser for a program without a token.
    pub(super) fn is_over(self, why: &Failure) -> bool {
        let is_over = matches!(
            why.kind(),
            Some(ProblemKind::NotSignedIn | ProblemKind::InvalidToken)
        );
        if is_over {
            self.ended.try_set(true);
        }
        is_over
    }

    /// Asks the server again; does not prolong the session.
    pub(super) async fn refresh(self) {
        self.take(self.api.read_seller_session().await);
    }

    /// Ends the session here and at the identity platform.
    ///
    /// # Errors
    /// The server could not be told; the session goes on.
    pub(super) async fn sign_out(self) -> Result<(), Failure> {
        let out = self.api.sign_out_seller().await?;
        remember(SIGNED_OUT, &time::now().timestamp_millis().to_string());
        let next = out.continue_at.unwrap_or_else(|| Route::Seller.href());
        // Leaves the program; there is nothing to do where the browser refuses.
        let _ = window().location().assign(&next);
        Ok(())
    }

    fn take(self, answer: Result<SellerSession, Failure>) {
        match answer {
            Ok(session) => {
                let ahead = session.now.signed_duration_since(time::now());
                self.ahead.try_set_value(ahead);
                self.now.try_set(session.now);
                self.failure.try_set(None);
                let was_in = |s: &Option<SellerSession>| {
                    s.as_ref().is_some_and(|known| known.seller.is_some())
                };
                let was_in = self.known.try_with_untracked(was_in) == Some(true);
                if session.seller.is_none() && was_in {
                    self.ended.try_set(true);
                } else {
                    self.keep(session);
                }
            }
            Err(failure) if self.known.try_with_untracked(Option::is_none) == Some(true) => {
                self.failure.try_set(Some(failure));
            }
            // Later failures are told by whatever call the seller makes next.
            Err(_) => {}
        }
    }

    /// The page is made anew only where the seller is another one, or may do something else.
    fn keep(self, session: SellerSession) {
        let is_same = |known: &Option<SellerSession>| {
            known
                .as_ref()
                .is_some_and(|known| known.seller == session.seller)
        };
        if self.known.try_with_untracked(is_same) != Some(true) {
            self.known.try_set(Some(session));
        }
    }

    async fn look_at_clock(self) {
        let now = time::now();
        let Some(ahead) = self.ahead.try_get_value() else {
            return;
        };
        self.now
            .try_set(now.checked_add_signed(ahead).unwrap_or(now));
        let signed_in = |s: &Option<SellerSession>| s.as_ref().is_some_and(|s| s.seller.is_some());
        if self.ended.try_get_untracked() != Some(false)
            || self.known.try_with_untracked(signed_in) != Some(true)
        {
            return;
        }
        let renewed = self.renewed.try_get_value().unwrap_or(now);
        let acted = self.acted.try_get_value().unwrap_or(renewed);
        let is_due = now.signed_duration_since(renewed).num_seconds() >= RENEWAL;
        if is_due && acted > renewed && !document().hidden() {
            self.renewed.try_set_value(now);
            self.take(self.api.renew_seller_session().await);
        }
    }
}

/// Whether what was to be done is about something that is another by now.
pub(super) fn is_stale(why: &Failure) -> bool {
    match why {
        Failure::Refused(problem) => problem.status == 409 && problem.retry_after.is_none(),
        Failure::Offline | Failure::Unreadable { .. } => false,
    }
}
