//! 阅读说明 before there is a draft. The draft is created when the person has ticked and begins, so
//! that looking at the notes leaves nothing behind.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::application::{NewDraft, SaveDraft};
use shared::form::typed::Raw;
use shared::form::{Answers, Chapter, Step};
use shared::purchase::Module;

use crate::api::{Failure, use_api};
use crate::i18n::use_i18n;
use crate::language::{said, t};
use crate::live::live;
use crate::names;
use crate::pages::prefill;
use crate::random::new_id;
use crate::route::{Route, path_module};
use crate::rulebook::use_policies;
use crate::session::use_session;
use crate::steps::notes::{NotesAside, NotesText, NotesTicks};
use crate::ui::error_summary::ErrorSummary;
use crate::ui::failure::FailureNotice;
use crate::ui::page::use_page;
use crate::wizard::error_lines::line_here;
use crate::wizard::form::Form;
use crate::wizard::frame::marked;
use crate::wizard::live_one::LiveOne;
use crate::wizard::progress::StepBar;

/// The notes of the module that the path names.
#[component]
pub(crate) fn FirstNotes() -> impl IntoView {
    let module = path_module();
    live(move || {
        module
            .get()
            .map(|module| view! { <NewDraftPage module=module /> })
    })
}

/// The notes, and the button that creates the draft.
#[component]
fn NewDraftPage(module: Module) -> impl IntoView {
    let i18n = use_i18n();
    let form = Form::new(
        i18n,
        use_session(),
        use_policies(),
        module,
        Answers::default(),
        Raw::default(),
    );
    let tries = RwSignal::new(0_u32);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let create = create(form, busy, failure);
    let begin = move || {
        let issues = form.issues(Chapter::Notes);
        if issues.is_empty() {
            form.show(issues);
            create();
        } else {
            form.show(issues);
            tries.update(|tries| *tries = tries.saturating_add(1));
        }
    };
    let lines = Signal::derive(move || {
        let answers = form.answers();
        let line = |issue| line_here(i18n, form.module(), &answers, issue);
        form.shown().iter().map(line).collect::<Vec<_>>()
    });
    let heading =
        use_page(move || marked(i18n, form, names::step_title(i18n, module, Step::Notes)));
    view! {
        <main class="page" id="main">
            <StepBar module=module chapter=Chapter::Notes />
            <LiveOne module=module />
            <div class="sheet">
                <form
                    class="sheet__main"
                    novalidate
                    on:submit=move |event| {
                        event.prevent_default();
                        begin();
                    }
                >
                    <ErrorSummary lines=lines tries=tries leave=|_| () />
                    <h1 node_ref=heading tabindex="-1">
                        {said!(i18n, module, notes.title)}
                    </h1>
                    <p class="lede">{said!(i18n, module, notes.lede)}</p>
                    <NotesText module=module />
                    <NotesTicks form=form />
                    <FailureNotice failure=failure />
                    <div class="actions">
                        <a class="button" href=Route::Home.href()>
                            {t!(i18n, wizard.go.home)}
                        </a>
                        <button
                            class="button button--primary"
                            type="submit"
                            aria-busy=Signal::derive(move || busy.get().then_some("true"))
                        >
                            {t!(i18n, wizard.go.begin)}
                        </button>
                    </div>
                </form>
                <aside class="sheet__aside">
                    <NotesAside />
                </aside>
            </div>
        </main>
    }
}

/// Creates the draft with the ticks, and with what was typed into a pre-check already, and opens it
/// at the chapter behind the notes in place of this page. Tried again it is the same request, so that an answer
/// that was lost on the way leaves no second draft.
fn create(
    form: Form,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
) -> impl Fn() + Clone {
    let api = use_api();
    let navigate = use_navigate();
    let key = StoredValue::new(new_id());
    move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let navigate = navigate.clone();
        let new = NewDraft {
            module: form.module(),
            copy_of: None,
            content: Some(content(form)),
        };
        spawn_local(async move {
            match api.create_draft(&key.get_value(), &new).await {
                Ok(draft) => {
                    prefill::forget();
                    let options = NavigateOptions {
                        replace: true,
                        ..NavigateOptions::default()
                    };
                    let next = Route::Chapter {
                        module: form.module(),
                        draft: draft.id,
                        chapter: draft.resume_at,
                        entry: None,
                    };
                    navigate(&next.href(), options);
                }
                Err(why) => {
                    failure.try_set(Some(why));
                    busy.try_set(false);
                }
            }
        });
    }
}

fn content(form: Form) -> SaveDraft {
    let prefilled = prefill::read().unwrap_or_default();
    let ticked = form.answers_now();
    let after = Chapter::Notes.next(form.module(), &ticked);
    SaveDraft {
        resume_at: after.unwrap_or(Chapter::Notes),
        resume_entry: None,
        answers: Answers {
            notes_read: ticked.notes_read,
            data_use_agreed: ticked.data_use_agreed,
            category: prefilled.category,
            target: prefilled.target,
            unit: prefilled.unit,
            ..Answers::default()
        }
        // The pre-check may have been about the other module.
        .effective(form.module()),
    }
}
