//! Papers that are kept with an application, for its owner and for officers: what is told of each,
//! and its content on demand.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::upload::{MediaType, Upload, UploadKind, UploadState};
use web_sys::Blob;

use crate::api::{Api, Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::I18n;
use crate::live::{Show, live};
use crate::time;
use crate::ui::badge::{Badge, Look};
use crate::ui::failure::FailureNotice;
use crate::ui::file::{Address, save, size};
use crate::ui::icon::{Glyph, Icon};

/// Who reads papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// The owner of the application.
    Owner,
    /// The officer who has claimed the case.
    Officer,
}

impl Reader {
    async fn download(self, api: Api, id: &str, upload: &str) -> Result<Blob, Failure> {
        match self {
            Self::Owner => api.download_upload(id, upload).await,
            Self::Officer => api.download_case_upload(id, upload).await,
        }
    }
}

/// Some papers, one under another.
#[component]
pub(crate) fn Papers(
    /// The application.
    id: String,
    /// The papers.
    papers: Vec<Upload>,
    /// Who reads them.
    reader: Reader,
    /// What follows a look at one.
    #[prop(optional)]
    looked: Option<Callback<Result<(), Failure>>>,
) -> impl IntoView {
    let rows = papers.into_iter().map(|upload| {
        view! {
            <li class="file">
                <Paper id=id.clone() upload=upload reader=reader looked=looked />
            </li>
        }
    });
    view! { <ul class="files">{rows.collect_view()}</ul> }
}

/// One paper: a picture is shown where it stands, a PDF is saved.
#[component]
pub(crate) fn Paper(
    /// The application.
    id: String,
    /// The paper.
    upload: Upload,
    /// Who reads it.
    reader: Reader,
    /// What follows a look at it.
    #[prop(optional_no_strip)]
    looked: Option<Callback<Result<(), Failure>>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let shown = RwSignal::new(None::<Address>);
    let is_picture = upload.media_type == MediaType::Jpeg;
    let is_clean = upload.state == UploadState::Clean;
    let name = upload.file_name.clone();
    let alt = name.clone();
    let asked = StoredValue::new((id, upload.id.clone(), name.clone()));
    let open = move |_| {
        if shown.with_untracked(Option::is_some) {
            shown.set(None);
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let (id, upload, name) = asked.get_value();
            let content = reader.download(api, &id, &upload).await;
            busy.try_set(false);
            let told = match content {
                Ok(content) if is_picture => {
                    shown.try_set(Address::of(&content));
                    Ok(())
                }
                Ok(content) => {
                    save(&content, &name);
                    Ok(())
                }
                Err(why) => {
                    failure.try_set(Some(why.clone()));
                    Err(why)
                }
            };
            if let Some(looked) = looked {
                looked.try_run(told);
            }
        });
    };
    let word = move || {
        if !is_picture {
            t_string!(i18n, papers.save)
        } else if shown.with(Option::is_some) {
            t_string!(i18n, papers.hide)
        } else {
            t_string!(i18n, papers.show)
        }
    };
    let button_name = name.clone();
    view! {
        <div class="file__head">
            <span class="file__name">{name}</span>
            <StateBadge state=upload.state />
        </div>
        <p class="meta">{live(move || note(i18n, reader, &upload))}</p>
        <Show when=move || is_clean>
            <div class="cluster no-print">
                <button
                    class="button button--small"
                    type="button"
                    aria-busy=Signal::derive(move || busy.get().to_string())
                    aria-expanded=Signal::derive(move || {
                        is_picture.then(|| shown.with(Option::is_some).to_string())
                    })
                    on:click=open
                >
                    <Glyph icon=if is_picture { Icon::Eye } else { Icon::Download } />
                    {live(word)}
                    <span class="sr-only">" " {button_name.clone()}</span>
                </button>
            </div>
        </Show>
        <FailureNotice failure=failure />
        {live(move || {
            let alt = alt.clone();
            let href = shown.with(|shown| shown.as_ref().map(Address::href));
            href.map(|href| view! { <img class="file__full" src=href alt=alt /> })
        })}
    }
}

/// Whether a paper can be used, in words.
#[component]
fn StateBadge(state: UploadState) -> impl IntoView {
    let i18n = use_i18n();
    let look = match state {
        UploadState::Checking => Look::Pending,
        UploadState::Clean => Look::Passed,
        UploadState::Refused => Look::Failed,
    };
    let word = Signal::derive(move || match state {
        UploadState::Checking => t_string!(i18n, papers.state.checking).to_owned(),
        UploadState::Clean => t_string!(i18n, papers.state.clean).to_owned(),
        UploadState::Refused => t_string!(i18n, papers.state.refused).to_owned(),
    });
    view! { <Badge look=look word=word /> }
}

/// What it is, how large, since when, and what became of it.
fn note(i18n: I18n, reader: Reader, upload: &Upload) -> String {
    let kind = match upload.media_type {
        MediaType::Jpeg => t_string!(i18n, papers.picture).to_owned(),
        MediaType::Pdf => {
            let n = upload.pages.unwrap_or_default().to_string();
            t_string!(i18n, papers.pdf, n = n)
        }
    };
    let at = match upload.handed_in_at {
        Some(at) => t_string!(i18n, papers.handed_in, at = time::moment(i18n, at)),
        None if upload.kind != UploadKind::Evidence => t_string!(
            i18n,
            agent.papers.uploaded_at,
            at = time::moment(i18n, upload.uploaded_at)
        ),
        None => t_string!(
            i18n,
            papers.uploaded_at,
            at = time::moment(i18n, upload.uploaded_at)
        ),
    };
    let why = (upload.state == UploadState::Refused)
        .then(|| t_string!(i18n, papers.refused_why).to_owned());
    let size = size(f64::from(upload.bytes));
    // Who opens what somebody else sends has to know.
    let unscanned = reader == Reader::Officer && !upload.is_scanned;
    let unscanned = unscanned.then(|| t_string!(i18n, papers.unscanned).to_owned());
    let all = [Some(kind), Some(size), Some(at), why, unscanned];
    all.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
