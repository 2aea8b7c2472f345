//! A secret that was made just now: it is shown this once, and kept nowhere.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::{Show, effect, live};
use crate::ui::announcer::use_announcer;
use crate::ui::clipboard::copy;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::go_to;

/// The secret, until whoever reads it says that it is saved.
#[component]
pub(super) fn Secret(
    /// The secret; none while there is none to show.
    secret: RwSignal<Option<String>>,
) -> impl IntoView {
    view! {
        {live(move || secret.get().map(|text| view! { <Once text=text secret=secret /> }))}
    }
}

#[component]
fn Once(text: String, secret: RwSignal<Option<String>>) -> impl IntoView {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let refused = RwSignal::new(false);
    let heading = NodeRef::<html::H3>::new();
    effect(move || {
        if let Some(heading) = heading.get() {
            // A heading with a tabindex can always take the focus.
            let _ = heading.focus();
        }
    });
    let shown = text.clone();
    let text = StoredValue::new(text);
    let take = move |_| {
        refused.set(false);
        spawn_local(async move {
            if copy(&text.get_value()).await {
                announcer.say(t_string!(i18n, clients.secret.copied).to_owned());
            } else {
                refused.try_set(true);
            }
        });
    };
    let done = move |_| {
        secret.set(None);
        request_animation_frame(|| go_to("#credentials"));
    };
    view! {
        <div class="notice notice--warning">
            <Glyph icon=Icon::Warning />
            <div class="notice__body stack stack--tight">
                <h3 class="notice__title" tabindex="-1" node_ref=heading>
                    {t!(i18n, clients.secret.title)}
                </h3>
                <p>{t!(i18n, clients.secret.once)}</p>
                <label class="field__label" for="secret">
                    {t!(i18n, clients.secret.label)}
                </label>
                <input
                    class="input input--wide input--code"
                    id="secret"
                    readonly
                    autocomplete="off"
                    spellcheck="false"
                    value=shown
                />
                <div class="cluster">
                    <button class="button button--primary" type="button" on:click=take>
                        {t!(i18n, clients.secret.copy)}
                    </button>
                    <button class="button" type="button" on:click=done>
                        {t!(i18n, clients.secret.done)}
                    </button>
                </div>
                <div role="alert">
                    <Show when=move || refused.get()>
                        <p>{t!(i18n, clients.secret.not_copied)}</p>
                    </Show>
                </div>
            </div>
        </div>
    }
}
