//! That messages did not reach the person outside of the application, and how to put that right.

use leptos::prelude::*;
use shared::message::NoticeSettings;

use crate::api::use_api;
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::live;
use crate::route::Route;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::Loader;

/// The warning; nothing where everything has arrived.
#[component]
pub(crate) fn Bounced() -> impl IntoView {
    let api = use_api();
    let found = Loader::new(move || api.read_notice_settings());
    // What cannot be read is tried again with the next page: it is not what the page is about.
    live(move || {
        let settings = found.get().filter(is_bounced)?;
        Some(view! { <Warning settings=settings /> })
    })
}

fn is_bounced(settings: &NoticeSettings) -> bool {
    settings.email_bounced || settings.mobile_bounced
}

/// What did not arrive, and where.
#[component]
pub(crate) fn Warning(settings: NoticeSettings) -> impl IntoView {
    let i18n = use_i18n();
    let NoticeSettings {
        email,
        mobile,
        email_bounced,
        mobile_bounced,
        contact_of,
        ..
    } = settings;
    let by_email = email.filter(|_| email_bounced);
    let by_sms = mobile.filter(|_| mobile_bounced);
    view! {
        <section class="notice notice--danger" aria-labelledby="bounced">
            <Glyph icon=Icon::Warning />
            <div class="notice__body">
                <h2 class="notice__title" id="bounced">
                    {t!(i18n, messages.bounced.title)}
                </h2>
                {by_email
                    .map(|to| {
                        let told = move || {
                            t_string!(i18n, messages.bounced.email, address = to.clone())
                        };
                        view! { <p>{live(told)}</p> }
                    })}
                {by_sms
                    .map(|to| {
                        let told = move || {
                            t_string!(i18n, messages.bounced.sms, address = to.clone())
                        };
                        view! { <p>{live(told)}</p> }
                    })}
                <p>
                    {t!(i18n, messages.bounced.text)} " "
                    {contact_of
                        .map(|id| {
                            view! {
                                <a href=Route::Contact(id).href()>
                                    {t!(i18n, messages.bounced.correct)}
                                </a>
                            }
                        })}
                </p>
            </div>
        </section>
    }
}
