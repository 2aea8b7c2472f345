//! Who fills the form in.

use leptos::prelude::*;
use shared::form::{Chapter, FilledBy};
use shared::issue::IssueCode;

use crate::i18n::{t_string, use_i18n};
use crate::steps::{choice, choices, words};
use crate::ui::choice::RadioField;
use crate::wizard::frame::{Aside, ChapterPage};
use crate::wizard::place::{AGENT, Here, use_work};

/// Who fills the form in. An agent is told on a page of its own what can be done.
#[component]
pub(crate) fn FillerStep() -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let who = choices(move || {
        vec![
            choice(
                FilledBy::Applicant,
                t_string!(i18n, wizard.filler.applicant),
                t_string!(i18n, wizard.filler.applicant_note),
            ),
            choice(
                FilledBy::FamilyMember,
                t_string!(i18n, wizard.filler.family),
                t_string!(i18n, wizard.filler.family_note),
            ),
            choice(
                FilledBy::Agent,
                t_string!(i18n, wizard.filler.agent),
                t_string!(i18n, wizard.filler.agent_note),
            ),
        ]
    });
    // That nobody can go on as an agent is no mistake of theirs.
    let issues = move |()| {
        let mut issues = work.form.issues(Chapter::Filler);
        issues.retain(|issue| issue.code != IssueCode::AgentNotYet);
        issues
    };
    let go_on = move |()| {
        if work.form.answers_now().filler.who == Some(FilledBy::Agent) {
            work.open(work.entry_href(Chapter::Filler, AGENT));
        } else {
            work.me.place(move || work.go_on(Chapter::Filler));
        }
    };
    view! {
        <ChapterPage
            here=Here::chapter(Chapter::Filler)
            title=words!(i18n, wizard.filler.title)
            lede=words!(i18n, wizard.filler.lede)
            issues=issues
            on_next=go_on
            busy=work.me.busy
            aside=move || {
                view! {
                    <Aside
                        title=words!(i18n, wizard.filler.why_title)
                        text=words!(i18n, wizard.filler.why)
                    />
                }
            }
        >
            <RadioField
                field=work.form.field("/filler/who")
                legend=words!(i18n, wizard.filler.title)
                choices=who
                headed=true
            />
        </ChapterPage>
    }
}
