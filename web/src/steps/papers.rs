//! The chapter of an agent's papers: the authority to print and sign, and the three uploads.

use leptos::prelude::*;
use shared::form::{Chapter, paper_at};

use crate::application::evidence::{AgentPapers, EvidenceField, PictureLimits};
use crate::i18n::use_i18n;
use crate::language::{t, text};
use crate::route::Route;
use crate::ui::icon::{Glyph, Icon};
use crate::wizard::frame::{Aside, ChapterPage};
use crate::wizard::work::{Here, use_work};

/// The papers.
#[component]
pub(crate) fn PapersStep() -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let papers: AgentPapers = expect_context();
    let go_on = move |()| {
        if papers.is_ready() {
            work.go_on(Chapter::Papers);
        }
    };
    // What was chosen and is not there yet is no mistake: its question says what is to be done.
    let issues = move |()| {
        let lacking = papers.lacking();
        let mut issues = work.form.issues(Chapter::Papers);
        issues.retain(|issue| paper_at(&issue.pointer).is_none_or(|kind| lacking.contains(&kind)));
        issues
    };
    view! {
        <ChapterPage
            here=Here::chapter(Chapter::Papers)
            title=text!(i18n, agent.papers.title)
            lede=text!(i18n, agent.papers.lede)
            issues=issues
            on_next=go_on
            aside=move || {
                view! {
                    <Aside
                        title=text!(i18n, agent.papers.why_title)
                        text=text!(i18n, agent.papers.why)
                    />
                }
            }
        >
            <div class="notice">
                <Glyph icon=Icon::Print />
                <div class="notice__body">
                    <h2 class="notice__title">{t!(i18n, agent.papers.print_title)}</h2>
                    <p>{t!(i18n, agent.papers.print_text)}</p>
                    <p>
                        <a href=Route::PrintedAuthority(work.saver.id()).href() target="_blank" rel="noopener">
                            {t!(i18n, agent.papers.print)}
                        </a>
                    </p>
                </div>
            </div>
            <PictureLimits />
            {papers
                .kinds()
                .into_iter()
                .map(|kind| view! { <EvidenceField evidence=kind /> })
                .collect_view()}
        </ChapterPage>
    }
}
