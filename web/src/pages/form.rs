//! A page.

use leptos::prelude::*;

use crate::ui::page::Page;

/// The page.
#[component]
pub(crate) fn Form() -> impl IntoView {
    view! { <Page title="Form".to_owned()>{()}</Page> }
}
