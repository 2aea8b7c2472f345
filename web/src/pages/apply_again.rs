//! No page: the button that begins an application with the answers of another one.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::application::NewDraft;
use shared::form::Chapter;
use shared::purchase::Module;

use crate::api::{Failure, use_api};
use crate::route::Route;
use crate::ui::icon::{Glyph, Icon};
use crate::wizard::kept::new_id;

/// The button.
#[component]
pub(super) fn ApplyAgain(
    /// What is applied for.
    module: Module,
    /// The application whose answers are taken.
    id: String,
    /// Why it could not be begun.
    failure: RwSignal<Option<Failure>>,
    /// The word on the button.
    label: Signal<String>,
    /// Whether another button beside it is the first to press.
    #[prop(optional)]
    quiet: bool,
    /// The page that opens; otherwise the first one.
    #[prop(optional)]
    at: Option<(Chapter, Option<String>)>,
) -> impl IntoView {
    let api = use_api();
    let navigate = use_navigate();
    let busy = RwSignal::new(false);
    let key = StoredValue::new(new_id());
    let begin = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let id = id.clone();
        let at = at.clone();
        let navigate = navigate.clone();
        spawn_local(async move {
            let new = NewDraft {
                module,
                copy_of: Some(id),
                content: None,
            };
            match api.create_draft(&key.get_value(), &new).await {
                Ok(draft) => {
                    let (chapter, entry) = at.unwrap_or((draft.resume_at, None));
                    let next = Route::Chapter {
                        module,
                        draft: draft.id,
                        chapter,
                        entry,
                    };
                    // The answers are there already: from this page on to their check.
                    let path = format!("{}?return=submit", next.href());
                    navigate(&path, NavigateOptions::default());
                }
                Err(why) => {
                    failure.set(Some(why));
                    busy.set(false);
                }
            }
        });
    };
    view! {
        <button
            class=if quiet { "button" } else { "button button--primary" }
            type="button"
            aria-busy=Signal::derive(move || busy.get().to_string())
            on:click=begin
        >
            <Glyph icon=Icon::Refresh/>
            {label}
        </button>
    }
}
