//! A certificate that the agency holds: for how long still, and renewing, signing or giving it back.

use leptos::prelude::*;
use shared::hold::Hold;
use shared::values::Moment;

use super::acting::Acting;
use super::session::use_seller;
use super::sign::SignForm;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t};
use crate::live::{Show, live};
use crate::terms;
use crate::time;
use crate::ui::badge::{Badge, Look};

/// The hold.
#[component]
pub(super) fn LiveHold(
    hold: Hold,
    /// What is done with it, where the seller may.
    acting: Option<Acting>,
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
                {acting.map(|acting| view! { <Acts hold=hold acting=acting /> })}
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
fn Acts(hold: Hold, acting: Acting) -> impl IntoView {
    let i18n = use_i18n();
    let signs = RwSignal::new(false);
    let number = hold.certificate_number.clone();
    let signed = hold.clone();
    view! {
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
        <Others hold=hold acting=acting />
    }
}

/// Renewing and giving back.
#[component]
fn Others(hold: Hold, acting: Acting) -> impl IntoView {
    let i18n = use_i18n();
    let id = StoredValue::new(hold.id);
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
                            aria-busy=Signal::derive(move || acting.is_busy().to_string())
                            on:click=move |_| acting.renew(id.get_value())
                        >
                            {t!(i18n, seller.holds.renew)}
                        </button>
                    }
                })}
            <button
                class="button button--link button--danger"
                type="button"
                aria-label=release
                on:click=move |_| acting.ask(id.get_value())
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
