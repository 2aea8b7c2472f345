//! A page.

use leptos::prelude::*;

use crate::ui::page::Page;

/// The page.
#[component]
pub(crate) fn Entry() -> impl IntoView {
    view! { <Page title="Entry".to_owned()>{()}</Page> }
}
