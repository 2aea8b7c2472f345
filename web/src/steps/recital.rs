//! The answers read back before they are submitted: in groups, each with a link to change it, from
//! which the person comes back here.

use leptos::prelude::*;
use shared::form::{AGENT_PAPERS, Chapter};
use shared::upload::UploadKind;

use crate::application::declared::{Group, Row, groups};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t};
use crate::live::{live, memo};
use crate::names;
use crate::wizard::work::use_work;

/// Which papers of an agent are there.
fn papers_of(i18n: I18n, there: &[UploadKind]) -> Vec<Row> {
    let row = |kind| Row {
        term: names::paper(i18n, kind).to_owned(),
        value: there
            .contains(&kind)
            .then(|| t_string!(i18n, agent.papers.there).to_owned()),
    };
    AGENT_PAPERS.map(row).into()
}

/// All groups.
#[component]
pub(crate) fn Recital() -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let form = work.form;
    let in_full = RwSignal::new(false);
    let groups = memo(move || {
        let module = form.module();
        let answers = form.answers().effective(module);
        let chapters = Chapter::of(module, &answers);
        let lacking: Vec<String> = chapters
            .iter()
            .flat_map(|chapter| form.issues(*chapter))
            .map(|issue| issue.pointer)
            .collect();
        let mut groups = groups((i18n, module), chapters, &answers, &lacking, in_full.get());
        let papers = groups
            .iter_mut()
            .find(|group| group.chapter == Chapter::Papers);
        if let (Some(group), Some(there)) = (papers, form.known_papers()) {
            group.rows = papers_of(i18n, &there);
        }
        groups
    });
    let toggle = move || {
        if in_full.get() {
            t_string!(i18n, wizard.submit.hide)
        } else {
            t_string!(i18n, wizard.submit.show)
        }
    };
    let group = move |group: Group| {
        let href = work.correction_href(group.chapter, group.entry.as_deref());
        let heading = match &group.entry {
            Some(_) => view! { <h3>{group.title.clone()}</h3> }.into_any(),
            None => view! { <h2>{group.title.clone()}</h2> }.into_any(),
        };
        view! {
            <div class="answers__group">
                {heading}
                <a href=href>
                    {t!(i18n, wizard.submit.change)} <span class="sr-only">" " {group.title}</span>
                </a>
            </div>
            <dl class="answers">
                {group
                    .rows
                    .into_iter()
                    .map(|row| {
                        let value = match row.value {
                            Some(value) => view! { <dd>{value}</dd> }.into_any(),
                            None => {
                                view! {
                                    <dd class="answers__missing">
                                        {t!(i18n, wizard.submit.missing)}
                                    </dd>
                                }
                                    .into_any()
                            }
                        };
                        view! {
                            <div class="answers__row">
                                <dt>{row.term}</dt>
                                {value}
                            </div>
                        }
                    })
                    .collect_view()}
            </dl>
        }
    };
    view! {
        <p class="answers__tools">
            <button
                class="button button--small"
                type="button"
                aria-pressed=Signal::derive(move || in_full.get().to_string())
                on:click=move |_| in_full.update(|full| *full = !*full)
            >
                {toggle}
            </button>
        </p>
        {live(move || groups.get().into_iter().map(group).collect_view())}
    }
}
