//! A page.

use leptos::prelude::*;

use crate::ui::page::Page;

/// The page.
#[component]
pub(crate) fn Bind() -> impl IntoView {
    view! { <Page title="Bind".to_owned()>{()}</Page> }
}
