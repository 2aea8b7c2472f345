//! A page.

use leptos::prelude::*;

use crate::ui::page::Page;

/// The page.
#[component]
pub(crate) fn Help() -> impl IntoView {
    view! { <Page title="Help".to_owned()>{()}</Page> }
}
