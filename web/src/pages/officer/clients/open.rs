//! The client that is open in the console, for the cards of its page.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::client::Client;

use crate::api::{Api, Failure};

/// The client that is open, and what was refused last. Copy it into every handler.
#[derive(Clone, Copy)]
pub(super) struct Open {
    /// As it was answered last.
    pub(super) client: RwSignal<Client>,
    /// Why the last act came to nothing.
    pub(super) failure: RwSignal<Option<Failure>>,
}

impl Open {
    /// Its id.
    pub(super) fn id(self) -> String {
        self.client.with_untracked(|client| client.id.clone())
    }

    /// Whether it is disabled, tracked.
    pub(super) fn is_over(self) -> bool {
        self.client.with(|client| client.disabled_at.is_some())
    }

    /// Takes in why something was refused. Where somebody else has changed the client, the newest is shown.
    pub(super) fn refused(self, api: Api, why: Failure) {
        let is_older = why.is_of_older_client();
        self.failure.try_set(Some(why));
        if is_older {
            let id = self.id();
            spawn_local(async move {
                if let Ok(Some(newer)) = api.read_client(&id).await {
                    self.client.try_set(newer);
                }
            });
        }
    }
}
