//! The button that renews a pass (续期) with one tap.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;

use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::ui::announcer::use_announcer;
use crate::ui::icon::{Glyph, Icon};

/// Renews a pass. Whoever taps twice, or in two tabs, begins one renewal.
#[component]
pub(crate) fn Renew<T: DeserializeOwned + 'static>(
    /// The application.
    id: String,
    /// How often it was renewed before, where that is known.
    #[prop(optional)]
    version: Option<u32>,
    /// Why it could not be asked for.
    failure: RwSignal<Option<Failure>>,
    /// What happens with what the page reads of the application as it is then.
    done: Callback<T>,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let busy = RwSignal::new(false);
    let renew = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let id = id.clone();
        spawn_local(async move {
            let answer = async {
                let version = match version {
                    Some(version) => version,
                    None => api.count_renewals(&id).await?,
                };
                api.renew_pass(&id, version).await
            };
            let answer = answer.await;
            busy.try_set(false);
            match answer {
                Ok(newer) => {
                    announcer.say(t_string!(i18n, renewal.begun));
                    done.run(newer);
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    view! {
        <button
            class="button button--primary"
            type="button"
            aria-disabled=move || busy.get().then_some("true")
            on:click=renew
        >
            <Glyph icon=Icon::Clock/>
            {t!(i18n, renewal.button)}
        </button>
    }
}
