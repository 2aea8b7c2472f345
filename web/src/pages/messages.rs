//! 消息: everything that the person was told, newest first; and, beside it, what comes by e-mail and SMS.

mod list;
pub(super) mod settings;
mod words;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::message::MessageList;

use crate::api::use_api;
use crate::application::bounced::Bounced;
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::memo;
use crate::route::Route;
use crate::session::use_session;
use crate::ui::load::Loader;
use crate::ui::page::use_page;
use crate::ui::skeleton::Skeleton;
use list::Listed;

/// The list.
#[component]
pub(crate) fn MessagesPage() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let session = use_session();
    let first = Loader::new(move || api.list_messages(None));
    // New ones, and what was read in another tab, appear by themselves.
    let unread = memo(move || session.unread());
    Effect::new(move |before: Option<u32>| {
        let now = unread.get();
        if before.is_some_and(|before| before != now) {
            spawn_local(async move {
                if let Ok(newer) = api.list_messages(None).await {
                    first.put(newer);
                }
            });
        }
        now
    });
    let heading = use_page(move || t_string!(i18n, messages.title).to_owned());
    view! {
        <main class="page" id="main">
            <div class="page__head page__head--split">
                <div>
                    <h1 node_ref=heading tabindex="-1">{t!(i18n, messages.title)}</h1>
                    <p class="lede">{t!(i18n, messages.lede)}</p>
                </div>
                <a class="button" href=Route::NoticeSettings.href()>
                    {t!(i18n, messages.settings_link)}
                </a>
            </div>
            <div class="stack">
                <Bounced />
                {first
                    .part(
                        || view! { <Skeleton /> }.into_any(),
                        move |first: Signal<MessageList>| {
                            view! { <Listed first=first /> }.into_any()
                        },
                    )}
            </div>
        </main>
    }
}
