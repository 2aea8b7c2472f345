//! Where e-mails and SMS go, and whether they arrive.

use leptos::prelude::*;
use shared::message::{Channel, NoticeSettings};

use crate::application::bounced::Warning;
use crate::application::deliveries::channel as channel_word;
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::{live, memo};
use crate::route::Route;
use crate::ui::icon::{Glyph, Icon};

/// The part of the page.
#[component]
pub(super) fn WhereTo(known: Signal<NoticeSettings>) -> impl IntoView {
    let i18n = use_i18n();
    let known = memo(move || known.get());
    live(move || {
        let settings = known.get();
        let is_bounced = settings.email_bounced || settings.mobile_bounced;
        let (email, mobile) = (settings.email.clone(), settings.mobile.clone());
        let contact_of = settings.contact_of.clone();
        let is_known = contact_of.is_some();
        view! {
            {is_bounced.then(|| view! { <Warning settings=settings /> })}
            <section class="card" aria-labelledby="where">
                <div class="card__head">
                    <h2 class="card__title" id="where">{t!(i18n, messages.settings.where_to)}</h2>
                </div>
                <div class="card__body stack">
                    {if is_known {
                        view! {
                            <div class="where">
                                <Way channel=Channel::Sms to=mobile />
                                <Way channel=Channel::Email to=email />
                            </div>
                            <p class="meta">{t!(i18n, messages.settings.where_note)}</p>
                        }
                            .into_any()
                    } else {
                        view! { <p>{t!(i18n, messages.settings.none)}</p> }.into_any()
                    }}
                    {contact_of
                        .map(|id| {
                            view! {
                                <div class="cluster">
                                    <a class="button button--small" href=Route::Contact(id).href()>
                                        {t!(i18n, messages.bounced.correct)}
                                    </a>
                                </div>
                            }
                        })}
                </div>
            </section>
        }
    })
}

#[component]
fn Way(channel: Channel, to: Option<String>) -> impl IntoView {
    let i18n = use_i18n();
    let icon = match channel {
        Channel::Email => Icon::Mail,
        Channel::Sms => Icon::Phone,
    };
    let missing = move || match channel {
        Channel::Email => t_string!(i18n, messages.settings.no_email),
        Channel::Sms => t_string!(i18n, messages.settings.no_sms),
    };
    view! {
        <div class="where__way">
            <Glyph icon=icon />
            <p>
                {live(move || channel_word(i18n, channel))} {t!(i18n, result.colon)}
                {match to {
                    Some(to) => view! { <b class="code">{to}</b> }.into_any(),
                    None => live(missing).into_any(),
                }}
            </p>
        </div>
    }
}
