//! 消息 in the header: how many are unread, and that there are new ones.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::{Show, effect, live, memo};
use crate::route::Route;
use crate::session::use_session;
use crate::ui::announcer::use_announcer;
use crate::ui::icon::{Glyph, Icon};

/// Above it the number is not told any more.
const MOST: u32 = 99;

/// Asks for new messages with each page that is opened, and tells those who do not see the number
/// change when some have come by themselves.
pub(crate) fn listen() {
    let i18n = use_i18n();
    let session = use_session();
    let announcer = use_announcer();
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        // The first page has been told the number with who is signed in.
        if before.is_some_and(|before| before != now) {
            session.expect_messages();
        }
        now
    });
    effect(move || {
        if let Some(unread) = session.arrived() {
            announcer.say(t_string!(i18n, shell.messages.told, n = unread.to_string()));
        }
    });
}

/// The way to the messages; nothing while nobody is signed in.
#[component]
pub(crate) fn Bell(
    /// How it looks.
    class: &'static str,
    /// Whether there is room for the word beside the picture.
    #[prop(optional)]
    worded: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let path = use_location().pathname;
    let unread = memo(move || session.unread());
    let signed_in = memo(move || session.account().is_some());
    let number = move || {
        let unread = unread.get();
        if unread > MOST {
            format!("{MOST}+")
        } else {
            unread.to_string()
        }
    };
    let told = move || t_string!(i18n, shell.messages.unread, n = unread.get().to_string());
    let word = if worded { "bell__word" } else { "sr-only" };
    view! {
        <Show when=move || signed_in.get()>
            <a
                class=class
                href=Route::Messages.href()
                aria-current=Signal::derive(move || {
                    (path.get() == Route::Messages.href()).then_some("page")
                })
            >
                <Glyph icon=Icon::Bell />
                <span class=word>{t!(i18n, shell.messages.title)}</span>
                {live(move || {
                    (unread.get() > 0)
                        .then(|| {
                            view! {
                                <span class="bell__n" aria-hidden="true">
                                    {live(number)}
                                </span>
                                <span class="sr-only">{live(told)}</span>
                            }
                        })
                })}
            </a>
        </Show>
    }
}
