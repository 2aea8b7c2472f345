//! A page.

use leptos::prelude::*;

use crate::ui::page::Page;

/// The page.
#[component]
pub(crate) fn Certificate() -> impl IntoView {
    view! { <Page title="Certificate".to_owned()>{()}</Page> }
}
