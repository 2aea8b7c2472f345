//! A certificate that the agency holds: for how long still, and renewing, signing or giving it back.

use chrono::TimeDelta;
use leptos::prelude::*;
use shared::hold::{Hold, LONGEST_DAYS, MOST_RENEWALS};
use shared::values::Moment;

use super::acting::Acting;
use super::session::use_seller;
use super::sign::SignForm;
use super::unit::Unit;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t};
use crate::live::{Show, live, memo};
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
        kind,
        unit,
        taken_by,
        expires_at: until,
        ..
    } = hold;
    view! {
        <dl class="facts facts--stacks">
            <Unit unit=unit zone=zone kind=kind />
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
    let signing = acting.signing();
    let id = StoredValue::new(hold.id.clone());
    let signs = memo(move || signing.with(|at| id.with_value(|id| at.as_ref() == Some(id))));
    let number = hold.certificate_number.clone();
    let signed = hold.clone();
    view! {
        <Show when=move || signs.get()>
            <SignForm hold=signed.clone() acting=acting />
        </Show>
        <Show when=move || !signs.get()>
            <button
                class="button button--primary button--block"
                type="button"
                aria-label=aria(i18n, |i18n| t_string!(i18n, seller.holds.sign), &number)
                on:click=move |_| signing.set(Some(id.get_value()))
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
    let can_renew = hold.renewals_left > 0;
    let number = hold.certificate_number.clone();
    let release = aria(i18n, |i18n| t_string!(i18n, seller.release.button), &number);
    let renewing = hold.clone();
    let renew = Signal::derive(move || renewal(i18n, &renewing));
    let renew_this = Signal::derive(move || format!("{} {number}", renew.get()));
    let id = StoredValue::new(hold.id);
    view! {
        <div class="cluster">
            {can_renew
                .then(|| {
                    view! {
                        <button
                            class="button"
                            type="button"
                            aria-label=renew_this
                            aria-busy=Signal::derive(move || acting.is_busy().to_string())
                            on:click=move |_| acting.renew(id.get_value())
                        >
                            {renew}
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
                    t_string!(i18n, seller.holds.ends)
                } else {
                    t_string!(i18n, seller.holds.ends_for_good)
                }
            })}
        </p>
    }
}

/// What the button that renews says: for how long, where that is certain, and how often still.
fn renewal(i18n: I18n, hold: &Hold) -> String {
    let left = hold.renewals_left.to_string();
    match days_of_renewal(hold) {
        Some(days) => {
            let days = days.to_string();
            t_string!(i18n, seller.holds.renew_days, days = days, n = left)
        }
        None => t_string!(i18n, seller.holds.renew, n = left),
    }
}

/// How many days a renewal adds: as many as the hold had at first, unless it may not last as long in all.
fn days_of_renewal(hold: &Hold) -> Option<i64> {
    let lasts = hold.expires_at.signed_duration_since(hold.created_at);
    let used = MOST_RENEWALS.checked_sub(hold.renewals_left)?;
    let term = lasts.checked_div(i32::from(used) + 1)?;
    let is_whole = term == TimeDelta::try_days(term.num_days())?;
    let longest = TimeDelta::try_days(LONGEST_DAYS)?;
    (is_whole && lasts.checked_add(&term)? <= longest).then(|| term.num_days())
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
