//! The residential wizard.

use leptos::prelude::*;

/// The wizard at the chapter that the path names.
#[component]
pub(crate) fn Wizard() -> impl IntoView {}

/// Forgets everything that was typed and kept in this browser; called at sign-out.
pub(crate) async fn forget_everything() {}
