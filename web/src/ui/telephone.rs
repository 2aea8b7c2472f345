//! A telephone number that a phone can dial.

use leptos::prelude::*;

/// The number as a link (RFC 3966).
#[component]
pub(crate) fn Telephone(number: String) -> impl IntoView {
    let dialled: String = number.chars().filter(|c| *c != ' ').collect();
    view! {
        <a class="telephone" href=format!("tel:{dialled}")>
            {number}
        </a>
    }
}
