//! A page.

use leptos::prelude::*;

use crate::ui::page::Page;

/// The page.
#[component]
pub(crate) fn Review() -> impl IntoView {
    view! { <Page title="Review".to_owned()>{()}</Page> }
}
