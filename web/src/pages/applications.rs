//! A page.

use leptos::prelude::*;

use crate::ui::page::Page;

/// The page.
#[component]
pub(crate) fn Applications() -> impl IntoView {
    view! { <Page title="Applications".to_owned()>{()}</Page> }
}
