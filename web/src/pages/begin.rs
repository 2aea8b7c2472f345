//! Begins an application, or offers to go on with a draft that is there already.

use leptos::prelude::*;
use shared::application::{State, SummaryPage};
use shared::purchase::Module;

use crate::api::{Failure, use_api};
use crate::application::card::AppCard;
use crate::application::delete_draft::DeleteDraft;
use crate::i18n::use_i18n;
use crate::language::{t, text};
use crate::later::{Later, Part};
use crate::live::live;
use crate::route::Route;
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::Loader;
use crate::ui::page::Page;
use crate::wizard::live_one::LiveOne;

/// The notes where there is no draft; otherwise lets the person choose.
#[component]
pub(crate) fn Begin(
    /// What is applied for.
    module: Module,
    /// The notes.
    notes: &'static Part,
) -> impl IntoView {
    let api = use_api();
    let drafts = Loader::new(move || api.list_applications(Some(module), Some(State::Draft), None));
    drafts.page(move |page: Signal<SummaryPage>| {
        if page.with_untracked(|p| p.items.is_empty()) {
            view! { <Later part=notes/> }.into_any()
        } else {
            view! { <Choose module=module page=page gone=move || drafts.again()/> }.into_any()
        }
    })
}

#[component]
fn Choose(
    module: Module,
    page: Signal<SummaryPage>,
    gone: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    let failure = RwSignal::new(None::<Failure>);
    let asked = RwSignal::new(None::<String>);
    let title = text!(i18n, pages.begin.title);
    let lede = text!(i18n, pages.begin.lede);
    view! {
        <Page title=title lede=lede>
            <LiveOne module=module/>
            <div class="stack">
                <FailureNotice failure=failure/>
                <ul class="apps">
                    {live(move || {
                        page.get()
                            .items
                            .into_iter()
                            .map(|summary| view! { <AppCard summary=summary delete=asked/> })
                            .collect_view()
                    })}
                </ul>
                <div class="cluster">
                    <a class="button" href=Route::ApplyAnew(module).href()>
                        <Glyph icon=Icon::Plus/>
                        {t!(i18n, pages.begin.new)}
                    </a>
                </div>
            </div>
            <DeleteDraft draft=asked gone=Callback::new(move |_| gone()) failure=failure/>
        </Page>
    }
}
