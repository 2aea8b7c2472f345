//! One polite live region for the whole application: screen readers tell what it holds.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Tells things to people who do not see the page change.
#[derive(Clone, Copy)]
pub(crate) struct Announcer(RwSignal<String>);

/// Provides the announcer; [`LiveRegion`] gives it a voice.
pub(crate) fn provide_announcer() {
    provide_context(Announcer(RwSignal::new(String::new())));
}

/// The announcer, within a component.
pub(crate) fn use_announcer() -> Announcer {
    expect_context()
}

impl Announcer {
    /// Tells a sentence once the page has settled.
    pub(crate) fn say(self, sentence: impl Into<String>) {
        let sentence = sentence.into();
        spawn_local(async move {
            // Emptied first, so that the same sentence is told twice.
            self.0.set(String::new());
            TimeoutFuture::new(150).await;
            self.0.set(sentence);
        });
    }
}

/// Where the sentences appear; unseen.
#[component]
pub(crate) fn LiveRegion() -> impl IntoView {
    let Announcer(sentence) = use_announcer();
    view! {
        <div class="sr-only" role="status" aria-live="polite" id="announcer">
            {sentence}
        </div>
    }
}
