//! The papers of a case: what was handed in, and with what. A picture is shown in the page, a PDF is
//! saved; each look is written down.

use std::collections::HashSet;

use leptos::prelude::*;
use shared::application::{CaseRequest, Dispute, LookKind};
use shared::form::AGENT_PAPERS;
use shared::review::Look;
use shared::upload::{Upload, UploadKind};

use super::identities::note;
use super::lease::Lease;
use super::session::use_officer;
use crate::api::{Failure, use_api};
use crate::application::papers::{Papers, Reader};
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::live;
use crate::names;
use crate::ui::load::Loader;

/// The papers of a case.
#[component]
pub(super) fn CasePapers(
    id: String,
    /// The dispute that waits for a decision.
    dispute: Option<Dispute>,
    /// What the applicant was asked for.
    requests: Vec<CaseRequest>,
    /// The looks at the case, of which more are made here.
    looks: RwSignal<Vec<Look>>,
    lease: Lease,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let officer = use_officer();
    let asked = id.clone();
    let papers = Loader::new(move || {
        let id = asked.clone();
        async move { api.list_case_uploads(&id).await }
    });
    let looked = Callback::new(move |told: Result<(), Failure>| match told {
        Ok(()) => note(looks, officer, LookKind::Evidence, None),
        Err(why) => {
            lease.note(&why);
        }
    });
    let with_dispute: HashSet<String> = dispute
        .into_iter()
        .flat_map(|dispute| dispute.evidence)
        .collect();
    let with_answer: HashSet<String> = requests
        .into_iter()
        .flat_map(|request| request.evidence)
        .collect();
    let groups = move |mut all: Vec<Upload>| {
        let agents = AGENT_PAPERS.map(|kind| {
            let of_kind = all.extract_if(.., |one| one.kind == kind).collect();
            let title = Signal::derive(move || match kind {
                UploadKind::AgentDocument => t_string!(i18n, agent.officer.agent_document),
                UploadKind::Evidence
                | UploadKind::AuthorityPaper
                | UploadKind::PrincipalDocument => names::paper(i18n, kind),
            });
            (of_kind, title)
        });
        let (dispute, rest) = split(all, &with_dispute);
        let (answer, earlier) = split(rest, &with_answer);
        let evidence = [
            (dispute, t!(i18n, papers.case.dispute)),
            (answer, t!(i18n, papers.case.answer)),
            (earlier, t!(i18n, papers.case.earlier)),
        ];
        agents.into_iter().chain(evidence)
    };
    let part = move |all: Signal<Vec<Upload>>| {
        let (id, groups) = (id.clone(), groups.clone());
        live(move || {
            let all = all.get();
            if all.is_empty() {
                return view! { <p class="meta">{t!(i18n, papers.case.none)}</p> }.into_any();
            }
            let groups = groups(all);
            let groups = groups.filter(|(papers, _)| !papers.is_empty());
            let shown = groups.map(|(papers, title)| {
                view! {
                    <h3>{title}</h3>
                    <Papers id=id.clone() papers=papers reader=Reader::Officer looked=looked />
                }
            });
            view! {
                <p class="meta">{t!(i18n, papers.case.lede)}</p>
                {shown.collect_view()}
            }
            .into_any()
        })
        .into_any()
    };
    view! {
        <section class="card" aria-labelledby="papers">
            <div class="card__head">
                <h2 class="card__title" id="papers">
                    {t!(i18n, papers.case.title)}
                </h2>
            </div>
            <div class="card__body stack stack--tight">{papers.part(skeleton, part)}</div>
        </section>
    }
}

fn skeleton() -> AnyView {
    view! { <span class="skeleton" aria-hidden="true"></span> }.into_any()
}

/// The papers with such ids, and the others.
fn split(all: Vec<Upload>, ids: &HashSet<String>) -> (Vec<Upload>, Vec<Upload>) {
    all.into_iter().partition(|one| ids.contains(&one.id))
}
