//! The dialogs that open by themselves or from the account menu, on whatever page.

use leptos::prelude::*;

use crate::shell::identity::IdentityDialog;
use crate::shell::session_end::SessionEnd;

/// All of them.
#[component]
pub(crate) fn Dialogs() -> impl IntoView {
    view! {
        <SessionEnd />
        <IdentityDialog />
    }
}
