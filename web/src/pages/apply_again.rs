//! No page: the button that begins an application with the answers of another one.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::application::{Draft, NewDraft, SaveDraft};
use shared::form::Chapter;
use shared::purchase::{Module, Place};
use shared::values::Zone;

use crate::api::{Api, Failure, use_api};
use crate::random::new_id;
use crate::route::Route;
use crate::ui::icon::{Glyph, Icon};

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
    /// Another zone than the one of the answers: where it is one place, that is chosen already.
    #[prop(optional)]
    zone: Option<Zone>,
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
            let created = api.create_draft(&key.get_value(), &new).await;
            let draft = match (created, zone) {
                (Ok(draft), Some(zone)) => elsewhere(api, draft, zone).await,
                (created, _) => created,
            };
            match draft {
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

/// The draft with a home in another zone, saved. Outside the ring lie Tongzhou and the rest, which
/// nobody but the person can choose between.
async fn elsewhere(api: Api, draft: Draft, zone: Zone) -> Result<Draft, Failure> {
    let mut answers = draft.answers.clone();
    if answers.target.place.map(Place::zone) == Some(zone) {
        // Pressed once more, after an answer that was lost on the way.
        return Ok(draft);
    }
    answers.target.place = (zone == Zone::InsideFifthRing).then_some(Place::InsideFifthRing);
    let save = SaveDraft {
        resume_at: Chapter::Target,
        resume_entry: None,
        answers,
    };
    api.save_draft(&draft.id, draft.version, &save).await
}
