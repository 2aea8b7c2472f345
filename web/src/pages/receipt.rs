//! A page.

use leptos::prelude::*;

use crate::ui::page::Page;

/// The page.
#[component]
pub(crate) fn Receipt() -> impl IntoView {
    view! { <Page title="Receipt".to_owned()>{()}</Page> }
}
