//! A page.

use leptos::prelude::*;

use crate::ui::page::Page;

/// The page.
#[component]
pub(crate) fn Commercial() -> impl IntoView {
    view! { <Page title="Commercial".to_owned()>{()}</Page> }
}
