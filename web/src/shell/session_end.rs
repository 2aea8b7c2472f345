//! The end of a session: a warning two minutes before, and a message afterwards that loses nothing.
//! Where the person can stay, one key is enough; where the session has lasted as long as it may,
//! they hear it once and choose when to sign in anew.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;

use crate::i18n::{t_string, use_i18n};
use crate::language::{t, text};
use crate::live::{Show, effect, memo};
use crate::route::desk_of;
use crate::session::{Phase, use_session};
use crate::shell::sign_in::sign_in_href;
use crate::time;
use crate::ui::announcer::use_announcer;
use crate::ui::dialog::{Dialog, Tone};
use crate::unsaved::{Whereabouts, use_unsaved};

/// The dialogs; they open by themselves.
#[component]
pub(crate) fn SessionEnd() -> impl IntoView {
    let path = use_location().pathname;
    // Officers have a session of their own, whether or not they are signed in as persons.
    view! {
        <Show when=move || desk_of(&path.get()).is_none()>
            <Warning />
            <Closing />
            <Ended />
        </Show>
    }
}

#[component]
fn Warning() -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let announcer = use_announcer();
    let open = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let seconds = memo(move || match session.phase() {
        Phase::EndsIn(seconds) => Some(seconds),
        Phase::Calm | Phase::Closes(_) | Phase::Ended => None,
    });
    let warned = memo(move || seconds.get().is_some());
    effect(move || open.set(warned.get()));
    // The seconds are shown as they pass, and read out only twice more.
    effect(move || {
        if let Some(left @ (60 | 20)) = seconds.get() {
            announcer.say(t_string!(
                i18n,
                shell.session.told,
                seconds = left.to_string()
            ));
        }
    });
    let stay = move || {
        spawn_local(async move {
            session.renew().await;
            failed.set(matches!(session.phase_untracked(), Phase::EndsIn(_)));
        });
    };
    // Esc is "stay" as well: one key, whichever.
    Effect::new(move |before: Option<bool>| {
        let is_open = open.get();
        if before == Some(true) && !is_open && warned.get_untracked() {
            stay();
        }
        is_open
    });
    let title = text!(i18n, shell.session.warning_title);
    let unsaved = use_unsaved();
    let text = move || match unsaved.whereabouts() {
        Whereabouts::Saved | Whereabouts::KeptHere => t_string!(i18n, shell.session.warning_text),
        Whereabouts::PageOnly => t_string!(i18n, shell.session.warning_text_lost),
    };
    let clock = move || time::countdown(seconds.get().unwrap_or(0));
    view! {
        <Dialog
            open=open
            title=title
            id="session-warning"
            tone=Tone::Warning
            foot=move || {
                view! {
                    <button class="button" type="button" on:click=move |_| leave(session)>
                        {t!(i18n, shell.sign_out)}
                    </button>
                    <button
                        class="button button--primary"
                        type="button"
                        autofocus
                        on:click=move |_| stay()
                    >
                        {t!(i18n, shell.session.stay)}
                    </button>
                }
            }
        >
            <p>{text}</p>
            <p class="dialog__clock" aria-hidden="true">
                {clock}
            </p>
            <Show when=move || failed.get()>
                <p role="alert">{t!(i18n, shell.session.stay_failed)}</p>
            </Show>
        </Dialog>
    }
}

fn leave(session: crate::session::SessionContext) {
    spawn_local(async move {
        // A sign-out that does not reach the server changes nothing: the session ends by itself.
        let _ = session.sign_out().await;
    });
}

#[component]
fn Closing() -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let announcer = use_announcer();
    let location = use_location();
    let open = RwSignal::new(false);
    let seconds = memo(move || match session.phase() {
        Phase::Closes(seconds) => Some(seconds),
        Phase::Calm | Phase::EndsIn(_) | Phase::Ended => None,
    });
    let closes = memo(move || seconds.get().is_some());
    effect(move || open.set(closes.get()));
    // The dialog is read out when it opens; whoever has closed it hears once more.
    effect(move || {
        if seconds.get() == Some(30) {
            announcer.say(t_string!(i18n, shell.session.closing_told).to_owned());
        }
    });
    let title = text!(i18n, shell.session.closing_title);
    let clock = move || time::countdown(seconds.get().unwrap_or(0));
    let href = move || sign_in_href(i18n, &location.pathname.get());
    let unsaved = use_unsaved();
    let text = move || match unsaved.whereabouts() {
        Whereabouts::Saved | Whereabouts::KeptHere => t_string!(i18n, shell.session.closing_text),
        Whereabouts::PageOnly => t_string!(i18n, shell.session.closing_text_lost),
    };
    view! {
        <Dialog
            open=open
            title=title
            id="session-closing"
            tone=Tone::Warning
            foot=move || {
                view! {
                    <button class="button" type="button" on:click=move |_| open.set(false)>
                        {t!(i18n, shell.session.later)}
                    </button>
                    <a class="button button--primary" href=href rel="external">
                        {t!(i18n, shell.session.again)}
                    </a>
                }
            }
        >
            <p>{text}</p>
            <p class="dialog__clock" aria-hidden="true">
                {clock}
            </p>
        </Dialog>
    }
}

#[component]
fn Ended() -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let location = use_location();
    let open = RwSignal::new(false);
    effect(move || open.set(session.phase() == Phase::Ended));
    let title = text!(i18n, shell.session.ended_title);
    let href = move || sign_in_href(i18n, &location.pathname.get());
    let unsaved = use_unsaved();
    let text = move || match unsaved.whereabouts() {
        Whereabouts::Saved => t_string!(i18n, shell.session.ended_text),
        Whereabouts::KeptHere => t_string!(i18n, shell.session.ended_text_kept),
        Whereabouts::PageOnly => t_string!(i18n, shell.session.ended_text_lost),
    };
    view! {
        <Dialog
            open=open
            title=title
            id="session-ended"
            tone=Tone::Warning
            stays=true
            foot=move || {
                view! {
                    <a class="button" href="/" rel="external">
                        {t!(i18n, shell.session.to_entry)}
                    </a>
                    <a class="button button--primary" href=href rel="external">
                        {t!(i18n, shell.session.again)}
                    </a>
                }
            }
        >
            <p>{text}</p>
        </Dialog>
    }
}
