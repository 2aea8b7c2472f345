//! A document of an application as PDF: the button that has the browser save it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::application::PrintedKind;
use shared::purchase::Module;

use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang};
use crate::live::live;
use crate::terms;
use crate::ui::file::save;
use crate::ui::icon::{Glyph, Icon};

/// The button; why it failed is shown where the page has a place for that.
#[component]
pub(crate) fn DownloadDocument(
    /// The application.
    #[prop(into)]
    id: String,
    /// Which document.
    kind: PrintedKind,
    /// The number of an earlier certificate.
    #[prop(optional_no_strip)]
    number: Option<String>,
    /// Of which module.
    module: Module,
    /// Whether numbers of documents are wanted in full.
    #[prop(optional, into)]
    in_full: Signal<bool>,
    /// Why it failed.
    failure: RwSignal<Option<Failure>>,
    /// Whether the button says which document it is.
    #[prop(optional)]
    named: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let is_busy = RwSignal::new(false);
    let label = move || {
        if named {
            t_string!(
                i18n,
                result.paper.download_of,
                what = title(i18n, kind, module)
            )
        } else {
            t_string!(i18n, result.paper.download).to_owned()
        }
    };
    let fetch = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        failure.set(None);
        let (id, number) = (id.clone(), number.clone());
        spawn_local(async move {
            let how = (lang(i18n), in_full.get_untracked());
            let made = api.print_document(&id, kind, number.as_deref(), how);
            match made.await {
                Ok(file) => save(&file, &format!("{}.pdf", title(i18n, kind, module))),
                Err(why) => failure.set(Some(why)),
            }
            is_busy.set(false);
        });
    };
    view! {
        <button
            class="button"
            type="button"
            aria-busy=move || is_busy.get().to_string()
            on:click=fetch
        >
            <Glyph icon=Icon::Download/>
            {live(label)}
        </button>
    }
}

/// What a document is called.
pub(crate) fn title(i18n: I18n, kind: PrintedKind, module: Module) -> &'static str {
    match kind {
        PrintedKind::ApplicationForm => terms::form(i18n, module),
        PrintedKind::Promise => t_string!(i18n, result.paper.promise),
        PrintedKind::Authority => t_string!(i18n, agent.paper.title),
        PrintedKind::Result => t_string!(i18n, result.paper.result),
        PrintedKind::Certificate => t_string!(i18n, result.certificate),
        PrintedKind::Refusal => t_string!(i18n, result.paper.refusal),
    }
}
