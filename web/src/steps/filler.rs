//! The chapter that asks who fills the form in: the applicant, a member of the family, or an agent.

use leptos::prelude::*;
use shared::form::{Chapter, Field, FilledBy};
use shared::purchase::Module;

use crate::i18n::{t_string, use_i18n};
use crate::language::{said, text};
use crate::ui::choice::{RadioField, choice, choices};
use crate::wizard::frame::{Aside, ChapterPage};
use crate::wizard::work::{Here, use_work};

/// Who fills the form in.
#[component]
pub(crate) fn FillerStep() -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let module = work.form.module();
    let own = said!(i18n, module, filler.applicant);
    let own_note = said!(i18n, module, filler.applicant_note);
    let who = choices(move || {
        let own = choice(FilledBy::Applicant, &own.get(), &own_note.get());
        // A commercial unit is bought by one person.
        let family = (module == Module::Residential).then(|| {
            choice(
                FilledBy::FamilyMember,
                t_string!(i18n, wizard.filler.family),
                t_string!(i18n, wizard.filler.family_note),
            )
        });
        let agent = choice(
            FilledBy::Agent,
            t_string!(i18n, wizard.filler.agent),
            t_string!(i18n, wizard.filler.agent_note),
        );
        std::iter::once(own)
            .chain(family)
            .chain(Some(agent))
            .collect()
    });
    view! {
        <ChapterPage
            here=Here::chapter(Chapter::Filler)
            title=text!(i18n, wizard.filler.title)
            lede=said!(i18n, module, filler.lede)
            on_next=move |()| work.me.place(move || work.go_on(Chapter::Filler))
            busy=work.me.busy
            aside=move || {
                view! {
                    <Aside
                        title=text!(i18n, wizard.filler.why_title)
                        text=said!(i18n, module, filler.why)
                    />
                }
            }
        >
            <RadioField
                field=work.form.field(Field::FilledBy.pointer())
                legend=text!(i18n, wizard.filler.title)
                choices=who
                headed=true
            />
        </ChapterPage>
    }
}
