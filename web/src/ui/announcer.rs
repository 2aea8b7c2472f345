//! What only screen readers hear: one polite live region for the whole application, and the way to
//! speak through it.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::i18n::t_string;
use crate::language::{I18n, tag, tag_untracked};

/// Tells things to people who do not see the page change.
#[derive(Clone, Copy)]
pub(crate) struct Announcer {
    i18n: I18n,
    sentence: RwSignal<String>,
}

/// Provides the announcer; [`LiveRegion`] gives it a voice. What was told in the language of before
/// is silent once another is chosen, and the new one says so itself.
pub(crate) fn provide_announcer(i18n: I18n) {
    let announcer = Announcer {
        i18n,
        sentence: RwSignal::new(String::new()),
    };
    provide_context(announcer);
    Effect::new(move |before: Option<&'static str>| {
        let now = tag(i18n);
        if before.is_some_and(|before| before != now) {
            announcer.say(t_string!(i18n, shell.display.language_told));
        }
        now
    });
}

/// The announcer, within a component.
pub(crate) fn use_announcer() -> Announcer {
    expect_context()
}

impl Announcer {
    /// Tells a sentence once the page has settled, unless the language is another by then.
    pub(crate) fn say(self, sentence: impl Into<String>) {
        let sentence = sentence.into();
        let language = tag_untracked(self.i18n);
        spawn_local(async move {
            // Emptied first, so that the same sentence is read out again.
            self.sentence.set(String::new());
            TimeoutFuture::new(150).await;
            if tag_untracked(self.i18n) == language {
                self.sentence.set(sentence);
            }
        });
    }
}

/// Where the sentences appear; unseen.
#[component]
pub(crate) fn LiveRegion() -> impl IntoView {
    let sentence = use_announcer().sentence;
    view! {
        <div class="sr-only" role="status" aria-live="polite" id="announcer">
            {sentence}
        </div>
    }
}
