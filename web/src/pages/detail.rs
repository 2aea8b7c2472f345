//! A page.

use leptos::prelude::*;

use crate::ui::page::Page;

/// The page.
#[component]
pub(crate) fn Application() -> impl IntoView {
    view! { <Page title="Application".to_owned()>{()}</Page> }
}
