//! Asking the applicant for a paper or a correction, which stops the clock of the case.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::review::NewRequest;

use super::lease::Lease;
use super::reason::{ReasonField, fault, field};
use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{t, text};
use crate::live::live;
use crate::ui::announcer::use_announcer;
use crate::ui::failure::FailureNotice;
use crate::ui::page::go_to;

/// The button, and the form behind it.
#[component]
pub(super) fn Ask(
    id: String,
    /// The claim, which a refusal may tell to be lost.
    lease: Lease,
    /// Opens the case anew.
    again: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    live(move || {
        let id = id.clone();
        if open.get() {
            view! { <Form id=id lease=lease again=again open=open /> }.into_any()
        } else {
            view! {
                <div class="cluster">
                    <button
                        class="button"
                        type="button"
                        on:click=move |_| {
                            open.set(true);
                            request_animation_frame(|| go_to("#ask"));
                        }
                    >
                        {t!(i18n, officer.ask.button)}
                    </button>
                </div>
            }
            .into_any()
        }
    })
}

#[component]
fn Form(id: String, lease: Lease, again: Callback<()>, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let what = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let id = StoredValue::new(id);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let what = what.get_untracked();
        error.set(fault(i18n, &what));
        if error.with_untracked(Option::is_some) {
            go_to("#ask");
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            match api
                .ask_applicant(&id.get_value(), &NewRequest { what })
                .await
            {
                Ok(_) => {
                    announcer.say(t_string!(i18n, officer.ask.told));
                    again.run(());
                }
                Err(why) => {
                    busy.try_set(false);
                    lease.note(&why);
                    failure.try_set(Some(why));
                }
            }
        });
    };
    view! {
        <form class="card" novalidate on:submit=send>
            <div class="card__head">
                <h2 class="card__title">{t!(i18n, officer.ask.title)}</h2>
            </div>
            <div class="card__body office-act">
                <FailureNotice failure=failure />
                <ReasonField
                    field=field("ask", what, error)
                    label=text!(i18n, officer.ask.what)
                    hint=text!(i18n, officer.ask.hint)
                />
                <div class="actions">
                    <button
                        class="button button--primary"
                        type="submit"
                        aria-busy=Signal::derive(move || busy.get().to_string())
                    >
                        {t!(i18n, officer.ask.send)}
                    </button>
                    <button class="button" type="button" on:click=move |_| open.set(false)>
                        {t!(i18n, officer.ask.cancel)}
                    </button>
                </div>
            </div>
        </form>
    }
}
