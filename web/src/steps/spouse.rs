//! The chapter about the spouse.

use leptos::prelude::*;
use shared::form::Chapter;

use crate::i18n::use_i18n;
use crate::language::text;
use crate::steps::person::{PersonFields, Whose};
use crate::wizard::frame::{Aside, ChapterPage};
use crate::wizard::myself::Member;
use crate::wizard::work::{Here, use_work};

/// The spouse.
#[component]
pub(crate) fn SpouseStep() -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    work.me.place(move || work.form.show_less(Chapter::Spouse));
    view! {
        <ChapterPage
            here=Here::chapter(Chapter::Spouse)
            title=text!(i18n, wizard.spouse.title)
            lede=text!(i18n, wizard.spouse.lede)
            on_next=move |()| work.go_on_or_warn(Chapter::Spouse)
            aside=move || {
                view! {
                    <Aside
                        title=text!(i18n, wizard.spouse.why_title)
                        text=text!(i18n, wizard.spouse.why)
                    />
                }
            }
        >
            <PersonFields whose=Whose::Member(Member::Spouse) />
        </ChapterPage>
    }
}
