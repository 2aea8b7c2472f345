//! The form that asks a window for a document.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::document::DocumentKind;
use shared::take_over::TakeOver;

use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::live;
use crate::pages::bind::typed::{Lines, Questions, Typed, of_server};
use crate::ui::announcer::use_announcer;
use crate::ui::failure::FailureNotice;
use crate::ui::page::go_to;

/// The form.
#[component]
pub(super) fn Ask(
    /// Takes what was asked for.
    put: Callback<TakeOver>,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let typed = Typed::of(DocumentKind::ResidentId);
    let tries = RwSignal::new(0_u32);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        failure.set(None);
        let document = match typed.document() {
            Ok(document) => document,
            Err(faults) => {
                typed.faults.set(faults);
                tries.update(|n| *n += 1);
                return;
            }
        };
        typed.faults.set(Vec::new());
        busy.set(true);
        spawn_local(async move {
            let answer = api.request_take_over(&document).await;
            busy.try_set(false);
            match answer {
                Ok(asked) => {
                    announcer.say(t_string!(i18n, take_over.page.sent));
                    put.run(asked);
                    // The form is gone: the focus goes to the top of what took its place.
                    request_animation_frame(|| go_to("#main h1"));
                }
                Err(why) => {
                    let faults = of_server(&why);
                    if faults.is_empty() {
                        failure.try_set(Some(why));
                    } else {
                        typed.faults.try_set(faults);
                        tries.try_update(|n| *n += 1);
                    }
                }
            }
        });
    };
    let word = move || {
        if busy.get() {
            t_string!(i18n, take_over.page.sending)
        } else {
            t_string!(i18n, take_over.page.send)
        }
    };
    view! {
        <section class="card" aria-labelledby="ask">
            <div class="card__head">
                <h2 class="card__title" id="ask">{t!(i18n, take_over.page.form)}</h2>
            </div>
            <div class="card__body">
                <form class="stack" novalidate on:submit=submit>
                    <Lines typed=typed tries=tries />
                    <FailureNotice failure=failure />
                    <p>{t!(i18n, take_over.page.form_note)}</p>
                    <Questions typed=typed />
                    <div class="actions">
                        <button
                            class="button button--primary"
                            type="submit"
                            aria-busy=Signal::derive(move || busy.get().to_string())
                        >
                            {live(word)}
                        </button>
                    </div>
                </form>
            </div>
        </section>
    }
}
