//! The versions of the policy in the browser: those that the program was built with, until the
//! server has told which there are, which may be more.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::policy::Policies;

use crate::api::use_api;

/// All versions; none before a page has needed them, so that the first load does without.
#[derive(Clone, Copy)]
struct Rulebook(RwSignal<Option<Arc<Policies>>>);

/// Provides the versions to the whole application.
pub(crate) fn provide_rulebook() {
    provide_context(Rulebook(RwSignal::new(None)));
}

/// The versions; the first call asks the server for them. Without an answer those of the program
/// stay: they are published and never change, only newer ones could be missing.
pub(crate) fn use_policies() -> Signal<Arc<Policies>> {
    let Rulebook(book) = expect_context();
    if book.with_untracked(Option::is_none) {
        book.set(Some(Arc::new(Policies::builtin().clone())));
        let api = use_api();
        spawn_local(async move {
            if let Ok(list) = api.list_policies().await
                && let Ok(policies) = Policies::from_versions(list.versions)
            {
                book.set(Some(Arc::new(policies)));
            }
        });
    }
    Signal::derive(move || book.get().unwrap_or_default())
}
