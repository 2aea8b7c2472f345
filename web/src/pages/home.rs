//! A page.

use leptos::prelude::*;

use crate::ui::page::Page;

/// The page.
#[component]
pub(crate) fn Start() -> impl IntoView {
    view! { <Page title="Start".to_owned()>{()}</Page> }
}
