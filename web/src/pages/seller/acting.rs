//! Renewing a hold, and giving it back after a question.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::hold::Hold;

use super::done::Done;
use super::intent::Intent;
use super::outcome::{Outcome, Refusal, said};
use super::session::{SellerContext, use_seller};
use crate::api::Failure;
use crate::i18n::use_i18n;
use crate::language::{I18n, t, text};
use crate::ui::announcer::{Announcer, use_announcer};
use crate::ui::confirm::Confirm;
use crate::ui::page::go_to;

/// What is done with holds. Copy it into every handler.
#[derive(Clone, Copy)]
pub(super) struct Acting {
    i18n: I18n,
    seller: SellerContext,
    announcer: Announcer,
    busy: RwSignal<bool>,
    /// Whether it is asked if a hold shall be given back.
    asks: RwSignal<bool>,
    /// Which hold that is.
    asked: StoredValue<String>,
    /// Under which hold a contract is being typed in: one at a time.
    signing: RwSignal<Option<String>>,
    failure: RwSignal<Option<Failure>>,
    renewing: Intent,
    releasing: Intent,
}

impl Acting {
    /// Nothing is done yet.
    pub(super) fn new() -> Self {
        let seller = use_seller();
        Self {
            i18n: use_i18n(),
            seller,
            announcer: use_announcer(),
            busy: RwSignal::new(false),
            asks: RwSignal::new(false),
            asked: StoredValue::new(String::new()),
            signing: RwSignal::new(None),
            failure: seller.refusal(),
            renewing: Intent::new(),
            releasing: Intent::new(),
        }
    }

    /// Whether something is being done, tracked.
    pub(super) fn is_busy(self) -> bool {
        self.busy.get()
    }

    /// Why the last act came to nothing; above the list, where it stays when the hold has gone from it.
    pub(super) fn failure(self) -> RwSignal<Option<Failure>> {
        self.failure
    }

    /// Under which hold a contract is being typed in.
    pub(super) fn signing(self) -> RwSignal<Option<String>> {
        self.signing
    }

    /// Asks whether a hold shall be given back.
    pub(super) fn ask(self, id: String) {
        self.asked.set_value(id);
        self.asks.set(true);
    }

    /// Renews a hold.
    pub(super) fn renew(self, id: String) {
        if !self.begins() {
            return;
        }
        let key = self.renewing.key(&id);
        spawn_local(async move {
            let answer = self.seller.api().renew_hold(&key, &id).await;
            self.renewing.settle(&answer);
            self.ends(answer, |hold| {
                Done::Renewed(hold.certificate_number, hold.expires_at)
            });
        });
    }

    /// Gives the hold back about which it was asked.
    fn release(self) {
        if !self.begins() {
            return;
        }
        let id = self.asked.get_value();
        let key = self.releasing.key(&id);
        spawn_local(async move {
            let answer = self.seller.api().release_hold(&key, &id).await;
            self.releasing.settle(&answer);
            self.asks.try_set(false);
            self.ends(answer, |hold| Done::Released(hold.certificate_number));
        });
    }

    fn begins(self) -> bool {
        if self.busy.get_untracked() {
            return false;
        }
        self.busy.set(true);
        self.seller.begin();
        true
    }

    /// Says what was done. Where nothing was, the list may be another one all the same.
    fn ends(self, answer: Result<Hold, Failure>, done: fn(Hold) -> Done) {
        self.busy.try_set(false);
        match answer {
            Ok(hold) => {
                let done = done(hold);
                self.announcer.say(said(self.i18n, &done));
                self.seller.finish(done);
            }
            Err(why) => {
                self.seller.refuse(self.failure, why);
            }
        }
        request_animation_frame(|| go_to("#holds"));
    }
}

/// The question before a hold is given back, and what came of the last act.
#[component]
pub(super) fn Asking(acting: Acting) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Outcome contracts=false />
        <Refusal failure=acting.failure />
        <Confirm
            open=acting.asks
            title=text!(i18n, seller.release.title)
            id="seller-release"
            keep=text!(i18n, seller.release.keep)
            confirm=text!(i18n, seller.release.button)
            busy=acting.busy
            act=Callback::new(move |_| acting.release())
        >
            <p>{t!(i18n, seller.release.text)}</p>
        </Confirm>
    }
}
