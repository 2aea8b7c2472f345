//! Papers that are asked for, evidence or those of an agent: what is there, and what is still in the
//! browser.

mod agent;
mod choose;
mod chosen;
mod state;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::upload::{MOST_UPLOADS, Upload, UploadKind, UploadState};

use crate::api::{Failure, use_api};
use crate::application::papers::{Paper, Reader};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::{Show, live, memo};
use crate::names;
use crate::ui::announcer::use_announcer;
use crate::ui::confirm::Confirm;
use crate::ui::failure::FailureNotice;
use crate::ui::field::Need;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::pulse::Pulse;
pub(crate) use agent::AgentPapers;
use choose::Choose;
use chosen::OneChosen;
pub(crate) use state::Evidence;
use state::{At, Fault};

fn hint(i18n: I18n, kind: UploadKind) -> &'static str {
    match kind {
        UploadKind::Evidence => t_string!(i18n, papers.hint),
        UploadKind::AuthorityPaper => t_string!(i18n, agent.papers.authority_hint),
        UploadKind::PrincipalDocument => t_string!(i18n, agent.papers.principal_hint),
        UploadKind::AgentDocument => t_string!(i18n, agent.papers.agent_hint),
    }
}

/// The question for papers of a kind: what is there, what is chosen, and the buttons.
#[component]
pub(crate) fn EvidenceField(evidence: Evidence) -> impl IntoView {
    let i18n = use_i18n();
    follow_checks(evidence);
    let error = memo(move || evidence.fault().filter(|_| evidence.is_tried.get()));
    let handed_in = memo(move || evidence.handed_in());
    let open = memo(move || evidence.open());
    let doomed = RwSignal::new(None::<Upload>);
    let asks = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    view! {
        <fieldset
            class=Signal::derive(move || {
                if error.get().is_some() { "field field--bad" } else { "field" }
            })
            aria-describedby=Signal::derive(move || {
                let control = evidence.control();
                let error = if error.get().is_some() { format!(" {control}-error") } else { String::new() };
                format!("{control}-hint {LIMITS}{error}")
            })
        >
            <Told evidence=evidence error=error />
            <Show when=move || { handed_in.get() > 0 }>
                <p class="field__hint">
                    {live(move || {
                        let n = handed_in.get().to_string();
                        t_string!(i18n, papers.on_file, n = n)
                    })}
                </p>
            </Show>
            <FailureNotice failure=failure />
            {evidence.kept.part(skeleton, |_| ().into_any())}
            <ul class="files">
                <For
                    each=move || open.get()
                    key=|one| (one.id.clone(), one.state.slug())
                    children=move |one| {
                        view! { <Kept evidence=evidence upload=one doomed=doomed asks=asks /> }
                    }
                />
                <For
                    each=move || evidence.chosen.get()
                    key=|one| one.nth
                    children=move |one| view! { <OneChosen evidence=evidence one=one /> }
                />
            </ul>
            <Show when=move || { evidence.to_be_sent().len() > 1 }>
                <div class="cluster">
                    <button
                        class="button button--primary"
                        type="button"
                        on:click=move |_| {
                            for one in untrack(|| evidence.to_be_sent()) {
                                one.at.set(At::Waiting);
                            }
                        }
                    >
                        {t!(i18n, papers.send_all)}
                    </button>
                </div>
            </Show>
            <Choose evidence=evidence />
            <Delete evidence=evidence doomed=doomed open=asks failure=failure />
        </fieldset>
    }
}

/// What is asked for, what helps, and what is wrong.
#[component]
fn Told(evidence: Evidence, error: Memo<Option<Fault>>) -> impl IntoView {
    let i18n = use_i18n();
    let sentence = move || {
        error.get().map(|fault| {
            let text = match fault {
                Fault::Unknown => t_string!(i18n, papers.unknown),
                Fault::Unsent => t_string!(i18n, papers.unsent),
                Fault::Checking => t_string!(i18n, papers.still_checking),
                Fault::Lacking => t_string!(i18n, agent.papers.lacking),
            };
            view! {
                <p class="field__error" id=format!("{}-error", evidence.control())>
                    <Glyph icon=Icon::Cross />
                    <span>
                        <span class="sr-only">{t!(i18n, wizard.error.prefix)}</span>
                        {text}
                    </span>
                </p>
            }
        })
    };
    view! {
        <legend class="field__label">
            {live(move || names::paper(i18n, evidence.kind))} " "
            <Need required=evidence.is_required() />
        </legend>
        <p class="field__hint" id=format!("{}-hint", evidence.control())>
            {live(move || hint(i18n, evidence.kind))}
        </p>
        {(!evidence.is_required())
            .then(|| {
                view! {
                    <p class="field__hint">{t!(i18n, papers.purpose)}</p>
                    <Limits />
                }
            })}
        <div role="alert">{live(sentence)}</div>
    }
}

fn skeleton() -> AnyView {
    view! { <span class="skeleton" aria-hidden="true"></span> }.into_any()
}

/// The id of what tells of limits.
const LIMITS: &str = "papers-limits";

/// What is taken, told before anything is chosen.
#[component]
fn Limits() -> impl IntoView {
    let i18n = use_i18n();
    let megabytes = |bytes: usize| (bytes / 1_024 / 1_024).to_string();
    let text = move || {
        t_string!(
            i18n,
            papers.limits,
            picture = megabytes(shared::upload::MOST_PICTURE_BYTES),
            pdf = megabytes(shared::upload::MOST_PDF_BYTES),
            pages = shared::upload::MOST_PAGES.to_string(),
            most = MOST_UPLOADS.to_string()
        )
    };
    view! {
        <p class="field__hint" id=LIMITS>
            {live(text)}
        </p>
    }
}

/// What is taken of an agent's papers, told once for all of them.
#[component]
pub(crate) fn PictureLimits() -> impl IntoView {
    let i18n = use_i18n();
    let most = (shared::upload::MOST_PICTURE_BYTES / 1_024 / 1_024).to_string();
    let text = move || {
        t_string!(
            i18n,
            agent.papers.limits,
            picture = most.clone(),
            most = MOST_UPLOADS.to_string()
        )
    };
    view! {
        <p class="field__hint" id=LIMITS>
            {live(text)}
        </p>
    }
}

/// A paper that the server has, and the button that deletes it.
#[component]
fn Kept(
    evidence: Evidence,
    upload: Upload,
    /// What is to be deleted.
    doomed: RwSignal<Option<Upload>>,
    /// Whether the person is asked.
    asks: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let name = upload.file_name.clone();
    let this = upload.clone();
    view! {
        <li class="file">
            <Paper id=evidence.id.get_value() upload=upload reader=Reader::Owner />
            <div class="cluster">
                <button
                    class="button button--link button--small button--danger"
                    type="button"
                    on:click=move |_| {
                        doomed.set(Some(this.clone()));
                        asks.set(true);
                    }
                >
                    {t!(i18n, papers.delete)}
                    <span class="sr-only">" " {name}</span>
                </button>
            </div>
        </li>
    }
}

/// Asks before a paper is deleted for good.
#[component]
fn Delete(
    evidence: Evidence,
    doomed: RwSignal<Option<Upload>>,
    open: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let busy = RwSignal::new(false);
    let name = move || {
        let name = doomed.with(|one| one.as_ref().map(|one| one.file_name.clone()));
        t_string!(i18n, papers.delete_text, name = name.unwrap_or_default())
    };
    let delete = move |_| {
        let Some(upload) = doomed.get_untracked().filter(|_| !busy.get_untracked()) else {
            return;
        };
        busy.set(true);
        failure.set(None);
        let id = evidence.id.get_value();
        spawn_local(async move {
            let answer = api.delete_upload(&id, &upload.id).await;
            if !evidence.is_there() {
                return;
            }
            busy.set(false);
            open.set(false);
            match answer {
                Ok(()) => {
                    let mut kept = untrack(|| evidence.kept.get()).unwrap_or_default();
                    kept.retain(|one| one.id != upload.id);
                    evidence.kept.put(kept);
                    announcer.say(t_string!(i18n, papers.deleted, name = upload.file_name));
                    // The button that was pressed is gone.
                    request_animation_frame(move || evidence.go_to_control());
                }
                Err(why) => failure.set(Some(why)),
            }
        });
    };
    view! {
        <Confirm
            open=open
            title=text!(i18n, papers.delete_title)
            id=match evidence.kind {
                UploadKind::Evidence => "delete-evidence",
                UploadKind::AuthorityPaper => "delete-authority",
                UploadKind::PrincipalDocument => "delete-principal",
                UploadKind::AgentDocument => "delete-agent",
            }
            keep=text!(i18n, papers.keep)
            confirm=text!(i18n, papers.delete)
            busy=busy
            act=delete
        >
            <p>{live(name)}</p>
        </Confirm>
    }
}

/// Asks again while the virus scanner has not answered, and tells what it found.
fn follow_checks(evidence: Evidence) {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let is_checking = move || {
        let open = evidence.open();
        open.iter().any(|one| one.state == UploadState::Checking)
    };
    Pulse::new().every(is_checking, move || async move {
        let Some(id) = evidence.id.try_get_value() else {
            return;
        };
        let asked = untrack(|| evidence.kept.get()).unwrap_or_default();
        let newer = api.list_uploads(&id).await;
        let Some(newer) = newer.ok().filter(|_| evidence.is_there()) else {
            return;
        };
        // One that was sent meanwhile is not in this answer; one that was there when it was asked for,
        // and is not in it, was deleted elsewhere.
        let mut kept = untrack(|| evidence.kept.get()).unwrap_or_default();
        let has = |all: &[Upload], id: &str| all.iter().any(|one| one.id == id);
        kept.retain(|one| has(&newer, &one.id) || !has(&asked, &one.id));
        for was in &mut kept {
            let one = newer.iter().find(|one| one.id == was.id);
            let Some(one) = one.filter(|one| one.state != was.state) else {
                continue;
            };
            was.clone_from(one);
            let name = one.file_name.clone();
            match one.state {
                UploadState::Checking => {}
                UploadState::Clean => {
                    announcer.say(t_string!(i18n, papers.told_clean, name = name))
                }
                UploadState::Refused => {
                    announcer.say(t_string!(i18n, papers.told_refused, name = name));
                }
            }
        }
        evidence.kept.put(kept);
    });
}
