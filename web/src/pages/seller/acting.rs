//! Renewing a hold, and giving it back after a question.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::intent::Intent;
use super::session::{SellerContext, use_seller};
use crate::api::Failure;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::ui::announcer::{Announcer, use_announcer};
use crate::ui::confirm::Confirm;
use crate::ui::failure::FailureNotice;
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
    failure: RwSignal<Option<Failure>>,
    renewing: Intent,
    releasing: Intent,
}

impl Acting {
    /// Nothing is done yet.
    pub(super) fn new() -> Self {
        Self {
            i18n: use_i18n(),
            seller: use_seller(),
            announcer: use_announcer(),
            busy: RwSignal::new(false),
            asks: RwSignal::new(false),
            asked: StoredValue::new(String::new()),
            failure: RwSignal::new(None),
            renewing: Intent::new(),
            releasing: Intent::new(),
        }
    }

    /// Whether something is being done, tracked.
    pub(super) fn is_busy(self) -> bool {
        self.busy.get()
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
            if self.ends(answer.err()) {
                let word = t_string!(self.i18n, seller.holds.renewed);
                self.announcer.say(word);
            }
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
            if self.ends(answer.err()) {
                let word = t_string!(self.i18n, seller.release.done);
                self.announcer.say(word);
                request_animation_frame(|| go_to("#holds"));
            }
        });
    }

    fn begins(self) -> bool {
        if self.busy.get_untracked() {
            return false;
        }
        self.busy.set(true);
        self.failure.set(None);
        true
    }

    /// Tells whether it was done. Whatever came of it, the list may be another one.
    fn ends(self, failure: Option<Failure>) -> bool {
        self.busy.try_set(false);
        let is_done = failure.is_none();
        self.failure.try_set(failure);
        self.seller.changed();
        is_done
    }
}

/// The question before a hold is given back, and what went wrong.
#[component]
pub(super) fn Asking(acting: Acting) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <FailureNotice failure=acting.failure />
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
