//! The versions of the policy in the browser: those that the program was built with until the
//! server has told what is in force, which may be more.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::policy::Policies;

use crate::api::use_api;

/// All versions.
#[derive(Clone, Copy)]
struct Rulebook {
    policies: RwSignal<Policies>,
    asked: StoredValue<bool>,
}

/// Provides the versions to the whole application.
pub(crate) fn provide_rulebook() {
    provide_context(Rulebook {
        policies: RwSignal::new(Policies::builtin().clone()),
        asked: StoredValue::new(false),
    });
}

/// The versions; asks the server for them once. Without an answer those of the program stay: they
/// are published and never change, only newer ones could be missing.
pub(crate) fn use_policies() -> Signal<Policies> {
    let book: Rulebook = expect_context();
    if !book.asked.get_value() {
        book.asked.set_value(true);
        let api = use_api();
        spawn_local(async move {
            let Ok(list) = api.list_policies().await else {
                book.asked.set_value(false);
                return;
            };
            if let Ok(policies) = Policies::from_versions(list.versions) {
                book.policies.set(policies);
            }
        });
    }
    book.policies.into()
}
