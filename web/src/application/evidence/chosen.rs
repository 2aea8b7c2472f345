//! A file that was chosen: looked at, turned, sent, stopped, tried again.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::AbortController;

use super::state::{Act, At, Chosen, Evidence, Turn};
use crate::api::uploads::FileSent;
use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t};
use crate::live::{Show, effect, live};
use crate::random::new_id;
use crate::ui::announcer::{Announcer, use_announcer};
use crate::ui::failure::title_and_text;
use crate::ui::file::{Address, size, turned};
use crate::ui::icon::{Glyph, Icon};

/// One chosen file.
#[component]
pub(super) fn OneChosen(evidence: Evidence, one: Chosen) -> impl IntoView {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let send = sender(evidence, one);
    let name = one.name.get_value();
    let bytes = one.file.with_value(|file| size(file.size()));
    let (button_name, turn_name, remove_name) = (name.clone(), name.clone(), name.clone());
    let alt = name.clone();
    effect(move || {
        if one.at.with(|at| *at == At::Waiting) && !evidence.is_sending() {
            send();
        }
    });
    let remove = move || {
        give_focus_back(evidence, one.nth);
        evidence.drop_chosen(one.nth);
    };
    let press = move |_| match one.at.with_untracked(At::act) {
        Act::Send | Act::Retry => one.at.set(At::Waiting),
        Act::Remove => remove(),
        Act::Stop if one.at.with_untracked(|at| *at == At::Waiting) => one.at.set(At::Chosen),
        Act::Stop => one.stop_sending(),
    };
    let word = move || match one.at.with(At::act) {
        Act::Send => t_string!(i18n, papers.send),
        Act::Stop => t_string!(i18n, papers.stop),
        Act::Retry => t_string!(i18n, papers.retry),
        Act::Remove => t_string!(i18n, papers.remove),
    };
    let class = move || match one.at.with(At::act) {
        Act::Send | Act::Retry => "button button--small button--primary",
        Act::Stop | Act::Remove => "button button--small",
    };
    let can_turn = move || one.at.with(|at| *at == At::Chosen) && one.preview.with(Option::is_some);
    let can_remove = move || matches!(one.at.with(At::act), Act::Send | Act::Retry);
    view! {
        <li class="file" id=element_id(evidence, one.nth)>
            <div class="file__head">
                <span class="file__name">{name}</span>
                <span class="meta">{bytes}</span>
            </div>
            {live(move || {
                let alt = t_string!(i18n, papers.preview, name = alt.clone());
                let href = one.preview.with(|shown| shown.as_ref().map(Address::href));
                href.map(|href| {
                    view! {
                        <img
                            class="file__preview"
                            src=href
                            alt=alt
                            on:error=move |_| one.preview.set(None)
                        />
                    }
                })
            })}
            <Standing one=one />
            <div class="cluster">
                <button class=Signal::derive(class) type="button" on:click=press>
                    {live(word)}
                    <span class="sr-only">" " {button_name}</span>
                </button>
                <Show when=can_turn>
                    <button
                        class="button button--small"
                        type="button"
                        on:click=move |_| turn(i18n, announcer, one)
                    >
                        <Glyph icon=Icon::Refresh />
                        {t!(i18n, papers.turn)}
                        <span class="sr-only">" " {turn_name.clone()}</span>
                    </button>
                </Show>
                <Show when=can_remove>
                    <button
                        class="button button--link button--small button--danger"
                        type="button"
                        on:click=move |_| remove()
                    >
                        {t!(i18n, papers.remove)}
                        <span class="sr-only">" " {remove_name.clone()}</span>
                    </button>
                </Show>
            </div>
        </li>
    }
}

/// How far it is: nothing, a bar, or what went wrong.
#[component]
fn Standing(one: Chosen) -> impl IntoView {
    let i18n = use_i18n();
    let name = one.name.get_value();
    let label = Signal::derive(move || t_string!(i18n, papers.sending, name = name.clone()));
    let told = move || {
        let unturned = one.turn.get() == Turn::Failed;
        let unturned = unturned.then(|| t_string!(i18n, papers.unturned).to_owned());
        let text = one.at.with(|at| wrong(i18n, at)).or(unturned)?;
        Some(view! {
            <p class="field__error">
                <Glyph icon=Icon::Cross />
                <span>{text}</span>
            </p>
        })
    };
    view! {
        <Show when=move || one.at.with(|at| *at == At::Waiting)>
            <p class="meta">{t!(i18n, papers.waiting)}</p>
        </Show>
        <Show when=move || one.at.with(|at| *at == At::Sending)>
            <progress class="progress" max="1" prop:value=Signal::derive(move || one.progress.get()) aria-label=label></progress>
        </Show>
        <div role="alert">{live(told)}</div>
    }
}

/// What went wrong, as a sentence.
fn wrong(i18n: I18n, at: &At) -> Option<String> {
    match at {
        At::Chosen | At::Waiting | At::Sending => None,
        At::TooLarge(most) => {
            let most = (most / 1_024 / 1_024).to_string();
            Some(t_string!(i18n, papers.too_large, most = most))
        }
        At::Failed(Failure::Offline) => Some(t_string!(i18n, papers.lost).to_owned()),
        At::Failed(why) => {
            let (title, text) = title_and_text(i18n, why);
            Some(t_string!(i18n, papers.wrong, title = title, text = text))
        }
    }
}

/// Turns the picture by a quarter; as another file it is another request.
fn turn(i18n: I18n, announcer: Announcer, one: Chosen) {
    // One turn after the other: each starts from what came of the one before.
    if one.turn.get_untracked() == Turn::Busy {
        return;
    }
    one.turn.set(Turn::Busy);
    spawn_local(async move {
        let Some(file) = one.file.try_get_value() else {
            return;
        };
        let file = turned(&file).await;
        let turn = file.as_ref().map_or(Turn::Failed, |_| Turn::Idle);
        one.turn.try_set(turn);
        // It may be on its way by now, or gone.
        let waits = one.at.try_with_untracked(|at| *at == At::Chosen) == Some(true);
        let Some(file) = file.filter(|_| waits) else {
            return;
        };
        one.preview.set(Address::of(&file));
        one.file.set_value(file);
        one.key.set_value(new_id());
        announcer.say(t_string!(i18n, papers.turned, name = one.name.get_value()));
    });
}

/// Sends the file; where it arrives it becomes a paper.
fn sender(evidence: Evidence, one: Chosen) -> impl Fn() + Copy {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    move || {
        let Ok(stop) = AbortController::new() else {
            return;
        };
        one.progress.set(0.0);
        one.at.set(At::Sending);
        one.stop.set_value(Some(stop.clone()));
        let (id, name) = (evidence.id.get_value(), one.name.get_value());
        let (key, file) = (one.key.get_value(), one.file.get_value());
        spawn_local(async move {
            let sent = FileSent {
                kind: evidence.kind,
                key: &key,
                name: &name,
                file: &file,
                stop: &stop.signal(),
                progress: one.progress,
            };
            let answer = api.create_upload(&id, sent).await;
            if !evidence.is_there() {
                return;
            }
            match answer {
                Ok(upload) => {
                    announcer.say(t_string!(i18n, papers.sent, name = name));
                    give_focus_back(evidence, one.nth);
                    evidence.put(one.nth, upload);
                }
                // The person's own wish; it may have arrived all the same.
                Err(_) if stop.signal().aborted() => {
                    one.at.set(At::Chosen);
                    evidence.refresh(api);
                }
                Err(why) => {
                    let may_have_arrived = why == Failure::Offline;
                    one.at.set(At::Failed(why));
                    if may_have_arrived {
                        evidence.refresh(api);
                    }
                }
            }
        });
    }
}

/// Gives the focus to the button that chooses files, where it stands in a file that is about to go.
fn give_focus_back(evidence: Evidence, nth: u32) {
    let within = format!("#{}", element_id(evidence, nth));
    let active = document().active_element();
    let is_within = active.and_then(|active| active.closest(&within).ok().flatten());
    if is_within.is_some() {
        request_animation_frame(move || evidence.go_to_control());
    }
}

fn element_id(evidence: Evidence, nth: u32) -> String {
    format!("{}-file-{nth}", evidence.control())
}
