//! A page.

use leptos::prelude::*;

use crate::ui::page::Page;

/// The page.
#[component]
pub(crate) fn ReviewHelp() -> impl IntoView {
    view! { <Page title="ReviewHelp".to_owned()>{()}</Page> }
}
