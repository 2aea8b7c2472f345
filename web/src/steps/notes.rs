//! 阅读说明: what is needed, who is asked, how long it takes, how the data is used.

use leptos::prelude::*;
use shared::form::{Chapter, Field, Texts};
use shared::purchase::Module;

use crate::i18n::{t_string, use_i18n};
use crate::language::{said, t, text};
use crate::route::Route;
use crate::ui::choice::TickField;
use crate::wizard::form::Form;
use crate::wizard::frame::{Aside, ChapterPage};
use crate::wizard::work::{Here, use_work};

/// 阅读说明.
#[component]
pub(crate) fn Notes() -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let returning = work.returning;
    let module = work.form.module();
    let next = Signal::derive(move || {
        if returning.get() {
            t_string!(i18n, wizard.go.to_check).to_owned()
        } else {
            t_string!(i18n, wizard.go.begin).to_owned()
        }
    });
    view! {
        <ChapterPage
            here=Here::chapter(Chapter::Notes)
            title=said!(i18n, module, notes.title)
            lede=said!(i18n, module, notes.lede)
            next=next
            back="/".to_owned()
            back_label=text!(i18n, wizard.go.home)
            on_next=move |()| work.go_on(Chapter::Notes)
            aside=NotesAside
        >
            <NotesText module=module />
            <NotesTicks form=work.form />
        </ChapterPage>
    }
}

/// What is to be read.
#[component]
pub(crate) fn NotesText(
    /// Whose notes.
    module: Module,
) -> impl IntoView {
    let i18n = use_i18n();
    let texts = Texts::of(module);
    let version = move || t_string!(i18n, wizard.notes.version, version = texts.notes);
    view! {
        <div class="reading prose">
            <h2>{said!(i18n, module, notes.who_title)}</h2>
            <p>{said!(i18n, module, notes.who)}</p>
            <h2>{said!(i18n, module, notes.bring_title)}</h2>
            <ul>
                <li>{said!(i18n, module, notes.bring_1)}</li>
                <li>{said!(i18n, module, notes.bring_2)}</li>
                <li>{said!(i18n, module, notes.bring_3)}</li>
                <li>{said!(i18n, module, notes.bring_4)}</li>
                <li>{said!(i18n, module, notes.bring_5)}</li>
            </ul>
            <h2>{said!(i18n, module, notes.ask_title)}</h2>
            <p>{said!(i18n, module, notes.ask)}</p>
            <h2>{said!(i18n, module, notes.time_title)}</h2>
            <p>{said!(i18n, module, notes.time)}</p>
            <h2>{said!(i18n, module, notes.data_title)}</h2>
            <ul>
                <li>{said!(i18n, module, notes.data_1)}</li>
                <li>{said!(i18n, module, notes.data_2)}</li>
                <li>{said!(i18n, module, notes.data_3)}</li>
            </ul>
            <p class="meta">{version}</p>
        </div>
    }
}

/// What is ticked below: that the notes were read, and, by itself, that the data may be used. The
/// notice opens in a window of its own: before there is a draft, leaving the page forgets the
/// ticks.
#[component]
pub(crate) fn NotesTicks(
    /// The form that keeps them.
    form: Form,
) -> impl IntoView {
    let i18n = use_i18n();
    let module = form.module();
    let texts = Texts::of(module);
    view! {
        <TickField
            field=form.field(Field::NotesRead.pointer())
            value=texts.notes
            label=said!(i18n, module, notes.tick)
        />
        <TickField
            field=form.field(Field::DataUseAgreed.pointer())
            value=texts.data_use
            label=said!(i18n, module, notes.agree)
        >
            <p class="field__hint">{said!(i18n, module, notes.agree_hint)}</p>
            <p class="field__hint">
                <a href=Route::Privacy.href() target="_blank" rel="noopener">
                    {t!(i18n, wizard.notes.agree_link)}
                </a>
            </p>
        </TickField>
    }
}

/// What stands beside it.
#[component]
pub(crate) fn NotesAside() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Aside
            title=text!(i18n, wizard.notes.why_title)
            text=text!(i18n, wizard.notes.why)
        />
    }
}
