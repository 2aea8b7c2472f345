//! The pages of an application that is being filled in: opens the draft, keeps it saved while the
//! person goes from chapter to chapter, and shows the chapter that the path names.

pub(crate) mod first;

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_location, use_navigate, use_params_map};
use shared::application::{Draft, State};
use shared::form::Chapter;
use shared::policy::Policies;

use crate::api::{Api, Failure, use_api};
use crate::application::evidence::AgentPapers;
use crate::i18n::use_i18n;
use crate::language::{I18n, t, text};
use crate::live::{effect, memo};
use crate::pages::not_found::NotFound;
use crate::route::Route;
use crate::rulebook::use_policies;
use crate::session::{SessionContext, use_session};
use crate::steps;
use crate::ui::failure::FailurePage;
use crate::ui::page::Page;
use crate::ui::skeleton::SkeletonPage;
use crate::unsaved::{Whereabouts, use_unsaved};
use crate::wizard::acting::Acting;
use crate::wizard::conflict::ConflictDialog;
use crate::wizard::form::Form;
use crate::wizard::kept::{Found, Keeper};
use crate::wizard::leaving::AskBeforeLeaving;
use crate::wizard::myself::Myself;
use crate::wizard::saving::Saver;
use crate::wizard::sending::{Outcome, Sender};
use crate::wizard::work::{DEVELOPER, NO_CHECK, NO_HUKOU, PERMIT_EXPIRED, UNDER_AGE, Work};

/// The wizard at the chapter that the path names.
#[component]
pub(crate) fn Wizard() -> impl IntoView {
    let params = use_params_map();
    let id = memo(move || params.read().get("id").unwrap_or_default());
    move || view! { <Opening id=id.get() /> }
}

/// How far the opening of a draft is.
#[derive(Clone)]
enum Opened {
    Loading,
    Failed(Failure),
    NotADraft,
    Open(Box<OpenDraft>),
}

/// A form with what saves it. They outlive the page by the last save.
#[derive(Clone)]
struct OpenDraft {
    owner: Owner,
    form: Form,
    saver: Saver,
}

#[component]
fn Opening(id: String) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let session = use_session();
    let policies = use_policies();
    let opened = RwSignal::new(Opened::Loading);
    let id = StoredValue::new(id);
    let load = move || {
        opened.set(Opened::Loading);
        spawn_local(async move {
            let draft = open(i18n, api, session, policies, id.get_value()).await;
            // The person may have left meanwhile.
            opened.try_set(draft);
        });
    };
    load();
    move || match opened.get() {
        Opened::Loading => view! { <SkeletonPage /> }.into_any(),
        Opened::Failed(failure) => view! { <FailurePage failure=failure retry=load /> }.into_any(),
        Opened::NotADraft => view! { <NotADraft id=id.get_value() /> }.into_any(),
        Opened::Open(draft) => view! { <Pages draft=*draft /> }.into_any(),
    }
}

async fn open(
    i18n: I18n,
    api: Api,
    session: SessionContext,
    policies: Signal<Arc<Policies>>,
    id: String,
) -> Opened {
    let read = async {
        let application = api.read_application(&id).await?;
        let draft = api.read_answers(&id).await?;
        Ok((application, draft))
    };
    let (application, draft): (_, Draft) = match read.await {
        Ok(read) => read,
        Err(failure) => return Opened::Failed(failure),
    };
    if application.summary.state != State::Draft {
        return Opened::NotADraft;
    }
    let account = untrack(|| session.account()).map(|account| account.id);
    // Outside of any component, so that the last save can outlive the page.
    let owner = Owner::new();
    let keeper = owner.with(|| Keeper::new(&id));
    let found = keeper
        .find(&id, &account.unwrap_or_default(), &draft.answers)
        .await;
    let (form, saver) = owner.with(|| {
        let raw = found.as_ref().map(|found| found.raw.clone());
        let form = Form::new(
            i18n,
            session,
            policies,
            application.summary.module,
            draft.answers.clone(),
            raw.unwrap_or_default(),
        );
        (form, Saver::new(api, session, form, keeper, draft))
    });
    if let Some(found) = found {
        restore(&owner, saver, found);
    }
    Opened::Open(Box::new(OpenDraft { owner, form, saver }))
}

fn restore(owner: &Owner, saver: Saver, found: Found) {
    owner.with(|| saver.restore(found));
}

/// The pages of an open draft.
#[component]
fn Pages(draft: OpenDraft) -> impl IntoView {
    let OpenDraft { owner, form, saver } = draft;
    let api = use_api();
    let params = use_params_map();
    // From the whole address: a route's own query is not renewed when only the path changes.
    let query = use_location().query;
    let navigate = StoredValue::new(use_navigate());
    let work = Work {
        form,
        saver,
        me: Myself::new(api, use_session(), form),
        sender: Sender::new(api, form, saver),
        summon: RwSignal::new(0),
        returning: memo(move || query.read().get("return").as_deref() == Some("submit")),
        go: Callback::new(move |path: String| {
            navigate.with_value(|navigate| navigate(&path, Default::default()));
        }),
    };
    provide_context(work);
    let papers = AgentPapers::new(saver.id(), move || form.answers().is_by_agent());
    provide_context(papers);
    effect(move || form.know_papers(papers.there()));
    // A server that refuses knows of others than this page.
    effect(move || {
        if work.sender.outcome.get() == Some(Outcome::Invalid) && form.answers_now().is_by_agent() {
            papers.refresh();
        }
    });

    // What changes is saved, and what could not be is tried again when the way is free.
    Effect::new(move |before: Option<()>| {
        form.answers();
        form.raw();
        if before.is_some() {
            saver.touch();
        }
    });
    Effect::new(move |before: Option<bool>| {
        let free = api.is_online() && !api.refused().get();
        if before == Some(false) && free {
            saver.retry();
        }
        free
    });
    let guard = window_event_listener(ev::beforeunload, move |event| {
        // Only where a reload would lose something does the browser ask.
        if untrack(|| saver.whereabouts()) == Whereabouts::PageOnly {
            event.prevent_default();
        }
    });
    let unsaved = use_unsaved();
    effect(move || unsaved.note(saver.whereabouts()));
    on_cleanup(move || {
        guard.remove();
        spawn_local(async move {
            // What cannot be saved is kept in this browser; where it keeps nothing, the next page
            // says what is missing. Of a draft that is gone, nothing is.
            if saver.flush().await.is_ok() || untrack(|| saver.is_gone()) {
                unsaved.note(Whereabouts::Saved);
            }
            drop(owner);
        });
    });

    let place = memo(move || {
        let params = params.read();
        let chapter = params
            .get("chapter")
            .and_then(|slug| Chapter::from_slug(&slug));
        (chapter, params.get("entry"))
    });
    effect(move || {
        if let (Some(chapter), entry) = place.get() {
            saver.arrive(chapter, entry);
        }
    });
    let within = Route::Chapter {
        module: form.module(),
        draft: saver.id(),
        chapter: Chapter::Notes,
        entry: None,
    };
    let within = within
        .href()
        .trim_end_matches(Chapter::Notes.slug())
        .to_owned();
    let leave = move |path: String| {
        papers.give_up();
        work.open(path);
    };
    view! {
        <Acting form=form />
        <AskBeforeLeaving
            within=within
            has_unsent=Signal::derive(move || papers.has_unsent())
            leave=leave
        />
        {move || {
            if saver.is_gone() {
                view! { <NotADraft id=saver.id() /> }.into_any()
            } else {
                let (chapter, entry) = place.get();
                let of_module = |chapter: &Chapter| chapter.belongs_to(form.module());
                page(chapter.filter(of_module), entry)
            }
        }}
        <ConflictDialog />
    }
}

fn page(chapter: Option<Chapter>, entry: Option<String>) -> AnyView {
    match (chapter, entry.as_deref()) {
        (Some(Chapter::Notes), None) => view! { <steps::notes::Notes /> }.into_any(),
        (Some(Chapter::Category), None) => view! { <steps::category::CategoryStep /> }.into_any(),
        // Whatever entry: drafts of the release before were left at a page for agents there.
        (Some(Chapter::Filler), _) => view! { <steps::filler::FillerStep /> }.into_any(),
        (Some(Chapter::Applicant), None) => {
            view! { <steps::applicant::ApplicantStep /> }.into_any()
        }
        (Some(Chapter::Applicant), Some(UNDER_AGE)) => {
            view! { <steps::refusals::UnderAge /> }.into_any()
        }
        (Some(Chapter::Applicant), Some(PERMIT_EXPIRED)) => {
            view! { <steps::refusals::PermitExpired /> }.into_any()
        }
        (Some(chapter @ (Chapter::Applicant | Chapter::Spouse)), Some(NO_HUKOU)) => {
            view! { <steps::refusals::NoHukou chapter=chapter /> }.into_any()
        }
        (Some(Chapter::Spouse), None) => view! { <steps::spouse::SpouseStep /> }.into_any(),
        (Some(Chapter::Children), None) => view! { <steps::children::ChildrenStep /> }.into_any(),
        (Some(Chapter::Children), Some(id)) => {
            view! { <steps::children::ChildStep id=id.to_owned() /> }.into_any()
        }
        (Some(Chapter::Homes), None) => view! { <steps::homes::HomesStep /> }.into_any(),
        (Some(Chapter::Homes), Some(id)) => {
            view! { <steps::homes::HomeStep id=id.to_owned() /> }.into_any()
        }
        (Some(Chapter::Target), None) => view! { <steps::target::TargetStep /> }.into_any(),
        (Some(Chapter::Target), Some(NO_CHECK)) => {
            view! { <steps::refusals::NoCheck /> }.into_any()
        }
        (Some(Chapter::Unit), None) => view! { <steps::unit::UnitStep /> }.into_any(),
        (Some(Chapter::Unit), Some(DEVELOPER)) => {
            view! { <steps::refusals::Developer /> }.into_any()
        }
        (Some(Chapter::Papers), None) => view! { <steps::papers::PapersStep /> }.into_any(),
        (Some(Chapter::Submit), None) => view! { <steps::submit::SubmitStep /> }.into_any(),
        (Some(_) | None, _) => view! { <NotFound /> }.into_any(),
    }
}

/// The application was submitted, or is gone: it cannot be filled in any more.
#[component]
fn NotADraft(id: String) -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, wizard.not_draft.title);
    view! {
        <Page title=title narrow=true>
            <p>{t!(i18n, wizard.not_draft.text)}</p>
            <div class="cluster">
                <a class="button button--primary" href=Route::Application(id).href()>
                    {t!(i18n, wizard.not_draft.go)}
                </a>
                <a class="button" href=Route::Home.href()>
                    {t!(i18n, wizard.go.home)}
                </a>
            </div>
        </Page>
    }
}
