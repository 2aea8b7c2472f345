//! A page.

use leptos::prelude::*;

use crate::ui::page::Page;

/// The page.
#[component]
pub(crate) fn Begin() -> impl IntoView {
    view! { <Page title="Begin".to_owned()>{()}</Page> }
}
