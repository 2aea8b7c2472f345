//! The papers that were handed in with a dispute or an answer, on the page of an application.

use leptos::prelude::*;
use shared::application::Detail;
use shared::upload::Upload;

use crate::api::use_api;
use crate::application::papers::{Papers, Reader};
use crate::i18n::use_i18n;
use crate::language::t;
use crate::live::{live, memo};
use crate::ui::load::Loader;

/// The papers on file, asked for once any were handed in. Copy it into every handler.
#[derive(Clone, Copy)]
pub(super) struct OnFile {
    id: Memo<String>,
    papers: Loader<Vec<Upload>>,
}

impl OnFile {
    /// The papers of an application.
    pub(super) fn of(detail: Signal<Detail>) -> Self {
        let api = use_api();
        let id = memo(move || detail.with(|detail| detail.summary.id.clone()));
        let handed_in = memo(move || {
            detail.with(|detail| {
                let disputes = detail.disputes.iter().map(|one| one.evidence.len());
                let requests = detail.requests.iter().map(|one| one.evidence.len());
                disputes.chain(requests).sum::<usize>()
            })
        });
        let papers = Loader::new(move || {
            let (id, any) = (id.get(), handed_in.get() > 0);
            async move {
                if any {
                    api.list_uploads(&id).await
                } else {
                    Ok(Vec::new())
                }
            }
        });
        Self { id, papers }
    }
}

/// Those with such ids; nothing where there are none.
#[component]
pub(super) fn HandedIn(on_file: OnFile, ids: Vec<String>) -> impl IntoView {
    let i18n = use_i18n();
    let any = !ids.is_empty();
    let part = move |all: Signal<Vec<Upload>>| {
        let ids = ids.clone();
        live(move || {
            let these = all.get().into_iter().filter(|one| ids.contains(&one.id));
            let (id, papers) = (on_file.id.get(), these.collect());
            view! { <Papers id=id papers=papers reader=Reader::Owner /> }
        })
        .into_any()
    };
    any.then(|| {
        view! {
            <h4>{t!(i18n, papers.title)}</h4>
            {on_file.papers.part(skeleton, part)}
        }
    })
}

fn skeleton() -> AnyView {
    view! { <span class="skeleton" aria-hidden="true"></span> }.into_any()
}
