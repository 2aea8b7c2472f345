//! A page.

use leptos::prelude::*;

use crate::ui::page::Page;

/// The page.
#[component]
pub(crate) fn Privacy() -> impl IntoView {
    view! { <Page title="Privacy".to_owned()>{()}</Page> }
}
