//! A certificate that the agency holds: for how long still, and renewing, signing or giving it back.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::hold::Hold;
use shared::values::Moment;

use super::intent::Intent;
use super::session::use_seller;
use super::sign::SignForm;
use crate::api::Failure;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::{Show, live};
use crate::terms;
use crate::time;
use crate::ui::announcer::use_announcer;
use crate::ui::badge::{Badge, Look};
use crate::ui::confirm::Confirm;
use crate::ui::failure::FailureNotice;
use crate::ui::page::go_to;

/// The hold.
#[component]
pub(super) fn LiveHold(
    hold: Hold,
    /// Whether the seller may do something with it.
    writes: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let seller = use_seller();
    let until = hold.expires_at;
    let word = Signal::derive(move || left(i18n, until, seller.now()));
    let number = hold.certificate_number.clone();
    view! {
        <li class="card">
            <div class="card__head">
                <h3 class="card__title code">{number}</h3>
                <Badge look=Look::Signing word=word />
            </div>
            <div class="card__body stack">
                <Facts hold=hold.clone() />
                {writes.then(|| view! { <Acts hold=hold /> })}
            </div>
        </li>
    }
}

/// What is held, by whom and until when.
#[component]
fn Facts(hold: Hold) -> impl IntoView {
    let i18n = use_i18n();
    let Hold {
        zone,
        unit,
        taken_by,
        expires_at: until,
        ..
    } = hold;
    view! {
        <dl class="facts">
            <dt>{t!(i18n, seller.hold.address)}</dt>
            <dd>{unit.address}</dd>
            {zone
                .map(|zone| {
                    view! {
                        <dt>{t!(i18n, seller.hold.zone)}</dt>
                        <dd>{live(move || terms::zone(i18n, zone))}</dd>
                    }
                })}
            <dt>{t!(i18n, signing.until)}</dt>
            <dd>
                <time datetime=time::machine(until)>
                    {live(move || time::moment(i18n, until))}
                </time>
            </dd>
            {taken_by
                .map(|name| {
                    view! {
                        <dt>{t!(i18n, seller.holds.by)}</dt>
                        <dd>{name}</dd>
                    }
                })}
        </dl>
    }
}

/// What can be done with a hold.
#[component]
fn Acts(hold: Hold) -> impl IntoView {
    let i18n = use_i18n();
    let (signs, asks) = (RwSignal::new(false), RwSignal::new(false));
    let failure = RwSignal::new(None::<Failure>);
    let number = hold.certificate_number.clone();
    let signed = hold.clone();
    view! {
        <FailureNotice failure=failure />
        <Show when=move || signs.get()>
            <SignForm hold=signed.clone() close=Callback::new(move |()| signs.set(false)) />
        </Show>
        <Show when=move || !signs.get()>
            <button
                class="button button--primary button--block"
                type="button"
                aria-label=aria(i18n, |i18n| t_string!(i18n, seller.holds.sign), &number)
                on:click=move |_| signs.set(true)
            >
                {t!(i18n, seller.holds.sign)}
            </button>
        </Show>
        <Others hold=hold failure=failure asks=asks />
    }
}

/// Renewing and giving back.
#[component]
fn Others(
    hold: Hold,
    failure: RwSignal<Option<Failure>>,
    /// Whether it is asked if it shall be given back.
    asks: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let seller = use_seller();
    let announcer = use_announcer();
    let (busy, renewing, releasing) = (RwSignal::new(false), Intent::new(), Intent::new());
    let id = StoredValue::new(hold.id.clone());
    let act = move |gives_back: bool| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let id = id.get_value();
        let intent = if gives_back { releasing } else { renewing };
        let key = intent.key(&id);
        spawn_local(async move {
            let answer = if gives_back {
                seller.api().release_hold(&key, &id).await
            } else {
                seller.api().renew_hold(&key, &id).await
            };
            intent.settle(&answer);
            busy.try_set(false);
            asks.try_set(false);
            match answer {
                Ok(_) if gives_back => {
                    announcer.say(t_string!(i18n, seller.release.done));
                    seller.changed();
                    request_animation_frame(|| go_to("#holds"));
                }
                Ok(_) => {
                    announcer.say(t_string!(i18n, seller.holds.renewed));
                    seller.changed();
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    let times = hold.renewals_left;
    let can_renew = times > 0;
    let number = hold.certificate_number;
    let renew = aria(i18n, |i18n| t_string!(i18n, seller.holds.renew), &number);
    let release = aria(i18n, |i18n| t_string!(i18n, seller.release.button), &number);
    view! {
        <div class="cluster">
            {can_renew
                .then(|| {
                    view! {
                        <button
                            class="button"
                            type="button"
                            aria-label=renew
                            aria-busy=Signal::derive(move || busy.get().to_string())
                            on:click=move |_| act(false)
                        >
                            {t!(i18n, seller.holds.renew)}
                        </button>
                    }
                })}
            <button
                class="button button--link button--danger"
                type="button"
                aria-label=release
                on:click=move |_| asks.set(true)
            >
                {t!(i18n, seller.release.button)}
            </button>
        </div>
        <p class="meta">
            {live(move || {
                if can_renew {
                    t_string!(i18n, seller.holds.renewals, n = times.to_string())
                } else {
                    t_string!(i18n, seller.holds.no_renewals).to_owned()
                }
            })}
        </p>
        <Confirm
            open=asks
            title=text!(i18n, seller.release.title)
            id="seller-release"
            keep=text!(i18n, seller.release.keep)
            confirm=text!(i18n, seller.release.button)
            busy=busy
            act=Callback::new(move |_| act(true))
        >
            <p>{t!(i18n, seller.release.text)}</p>
        </Confirm>
    }
}

/// What a button says to those who hear it out of its place: which certificate it is about, too.
fn aria(i18n: I18n, word: fn(I18n) -> &'static str, number: &str) -> Signal<String> {
    let number = number.to_owned();
    Signal::derive(move || format!("{} {number}", word(i18n)))
}

/// How much time is left, in days and hours, or in hours and minutes.
fn left(i18n: I18n, until: Moment, now: Moment) -> String {
    let left = until.signed_duration_since(now);
    let (days, hours) = (left.num_days(), left.num_hours());
    if left.num_minutes() < 1 {
        t_string!(i18n, seller.left.over).to_owned()
    } else if days > 0 {
        let hours = (hours - days * 24).to_string();
        t_string!(
            i18n,
            seller.left.days,
            days = days.to_string(),
            hours = hours
        )
    } else {
        let minutes = (left.num_minutes() - hours * 60).to_string();
        t_string!(
            i18n,
            seller.left.hours,
            hours = hours.to_string(),
            minutes = minutes
        )
    }
}
