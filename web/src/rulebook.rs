//! The versions of the policy in the browser: those of the server, and until it has told them, or where
//! it cannot, those that the program was built with.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use shared::policy::Policies;

use crate::api::{Api, use_api};

/// All versions; none before a page has needed them, so that the first load does without.
#[derive(Clone, Copy)]
pub(crate) struct Rulebook {
    book: RwSignal<Option<Arc<Policies>>>,
    /// Whether the server has been asked.
    asked: StoredValue<bool>,
    /// Whether nothing more is awaited.
    told: RwSignal<bool>,
}

/// Provides the versions to the whole application.
pub(crate) fn provide_rulebook() {
    provide_context(Rulebook {
        book: RwSignal::new(None),
        asked: StoredValue::new(false),
        told: RwSignal::new(false),
    });
}

/// The versions, within a component that waits for them.
pub(crate) fn use_rulebook() -> Rulebook {
    expect_context()
}

/// The versions; the first call asks the server for them. Without an answer those of the program
/// stay: they are published and never change, only newer ones could be missing.
pub(crate) fn use_policies() -> Signal<Arc<Policies>> {
    let rulebook = use_rulebook();
    if rulebook.book.with_untracked(Option::is_none) {
        let builtin = Policies::builtin().clone();
        rulebook.book.set(Some(Arc::new(builtin)));
    }
    rulebook.ask_once();
    Signal::derive(move || rulebook.book.get().unwrap_or_default())
}

/// The versions for whoever quotes them: none until the server has told them. Those of the program,
/// which are large, are fetched only where it does not.
pub(crate) fn use_told_policies() -> Signal<Option<Arc<Policies>>> {
    let rulebook = use_rulebook();
    rulebook.ask_once();
    rulebook.book.into()
}

impl Rulebook {
    /// Asks the server for the versions, unless it has been asked before.
    pub(crate) fn ask_once(self) {
        if !self.asked.get_value() {
            self.asked.set_value(true);
            spawn_local(self.load(use_api()));
        }
    }

    /// Whether nothing more is awaited, tracked: whatever is quoted of the versions stays.
    pub(crate) fn is_told(self) -> bool {
        self.told.get()
    }

    async fn load(self, api: Api) {
        let told = api.list_policies().await.ok();
        let told = told.and_then(|list| Policies::from_versions(list.versions).ok());
        if let Some(policies) = told {
            self.book.set(Some(Arc::new(policies)));
        } else if self.book.with_untracked(Option::is_none)
            && let Ok(builtin) = split_builtin().await
        {
            self.book.set(Some(Arc::new(builtin())));
        }
        self.told.set(true);
    }
}

/// Makes the versions that the program was built with.
type MakePolicies = fn() -> Policies;

#[leptos::wasm_split::wasm_split(rules, wasm_split_path = ::leptos::wasm_split, fallible)]
fn split_builtin() -> Result<MakePolicies, SplitLoaderError> {
    Ok(|| Policies::builtin().clone())
}
