//! A page.

use leptos::prelude::*;

use crate::ui::page::Page;

/// The page.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    view! { <Page title="NotFound".to_owned()>{()}</Page> }
}
