//! Asks before a draft is deleted, deletes it, and says that it is gone.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{t, text};
use crate::live::effect;
use crate::ui::announcer::use_announcer;
use crate::ui::confirm::Confirm;

/// The dialog that asks before a draft is deleted. It is open while there is a draft to ask about.
#[component]
pub(crate) fn DeleteDraft(
    /// The draft to ask about.
    draft: RwSignal<Option<String>>,
    /// Told the id once the draft is gone.
    gone: Callback<String>,
    /// Told why it could not be deleted.
    failure: RwSignal<Option<Failure>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    effect(move || open.set(draft.with(Option::is_some)));
    // Closed by Esc as well as by a button: nothing is asked any more.
    Effect::new(move |before: Option<bool>| {
        let is_open = open.get();
        if before == Some(true) && !is_open {
            draft.set(None);
        }
        is_open
    });
    let delete = move |_| {
        let Some(id) = draft.get_untracked() else {
            return;
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let answer = api.delete_draft(&id).await;
            busy.try_set(false);
            open.try_set(false);
            match answer {
                Ok(()) => {
                    announcer.say(t_string!(i18n, pages.delete.done));
                    gone.run(id);
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    let title = text!(i18n, pages.delete.title);
    view! {
        <Confirm
            open=open
            title=title
            id="delete-draft"
            keep=text!(i18n, pages.delete.keep)
            confirm=text!(i18n, pages.delete.confirm)
            busy=busy
            act=delete
        >
            <p>{t!(i18n, pages.delete.text)}</p>
        </Confirm>
    }
}
