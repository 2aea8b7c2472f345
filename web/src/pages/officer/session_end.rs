//! The end of an officer's session: a warning two minutes before, and a message afterwards.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desks::Desk;
use super::session::{sign_in_href, use_officer};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text, word};
use crate::live::{Show, effect, memo};
use crate::session::Phase;
use crate::time;
use crate::ui::announcer::use_announcer;
use crate::ui::dialog::{Dialog, Tone};

/// The dialogs; they open by themselves.
#[component]
pub(super) fn SessionEnd(
    /// Where the officer is: what is kept is another thing in a case.
    desk: Desk,
) -> impl IntoView {
    let in_case = desk == Desk::Cases;
    view! {
        <Warning in_case=in_case />
        <Closing in_case=in_case />
        <Ended in_case=in_case />
    }
}

/// One of two sentences: of a case, or of anything else.
fn one_of(
    in_case: bool,
    case: fn(I18n) -> &'static str,
    other: fn(I18n) -> &'static str,
) -> Signal<&'static str> {
    word(use_i18n(), if in_case { case } else { other })
}

#[component]
fn Warning(in_case: bool) -> impl IntoView {
    let i18n = use_i18n();
    let officer = use_officer();
    let announcer = use_announcer();
    let open = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let text = one_of(
        in_case,
        |i18n| t_string!(i18n, officer.session.warning),
        |i18n| t_string!(i18n, officer.session.warning_desk),
    );
    let warned = memo(move || matches!(officer.phase(), Phase::EndsIn(_)));
    effect(move || open.set(warned.get()));
    effect(move || {
        if let Phase::EndsIn(left @ (60 | 20)) = officer.phase() {
            let left = left.to_string();
            announcer.say(t_string!(i18n, shell.session.told, seconds = left));
        }
    });
    let stay = move || {
        spawn_local(async move {
            officer.renew().await;
            failed.try_set(warned.try_get_untracked() == Some(true));
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
    view! {
        <Dialog
            open=open
            title=text!(i18n, shell.session.warning_title)
            id="officer-warning"
            tone=Tone::Warning
            foot=move || {
                view! {
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
                {move || time::countdown(officer.left())}
            </p>
            <Show when=move || failed.get()>
                <p role="alert">{t!(i18n, shell.session.stay_failed)}</p>
            </Show>
        </Dialog>
    }
}

#[component]
fn Closing(in_case: bool) -> impl IntoView {
    let i18n = use_i18n();
    let officer = use_officer();
    let open = RwSignal::new(false);
    let text = one_of(
        in_case,
        |i18n| t_string!(i18n, officer.session.closing),
        |i18n| t_string!(i18n, officer.session.closing_desk),
    );
    let closes = memo(move || matches!(officer.phase(), Phase::Closes(_)));
    effect(move || open.set(closes.get()));
    let href = sign_in_href();
    view! {
        <Dialog
            open=open
            title=text!(i18n, shell.session.closing_title)
            id="officer-closing"
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
                {move || time::countdown(officer.left())}
            </p>
        </Dialog>
    }
}

#[component]
fn Ended(in_case: bool) -> impl IntoView {
    let i18n = use_i18n();
    let officer = use_officer();
    let open = RwSignal::new(false);
    effect(move || open.set(officer.phase() == Phase::Ended));
    let text = one_of(
        in_case,
        |i18n| t_string!(i18n, officer.session.ended),
        |i18n| t_string!(i18n, officer.session.ended_desk),
    );
    let href = sign_in_href();
    view! {
        <Dialog
            open=open
            title=text!(i18n, shell.session.ended_title)
            id="officer-ended"
            tone=Tone::Warning
            stays=true
            foot=move || {
                view! {
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
