//! The way to people who help in person, wherever a page speaks of a window.

use leptos::prelude::*;

use crate::i18n::use_i18n;
use crate::language::t;
use crate::route::Route;

/// A link to the windows with their addresses and hours.
#[component]
pub(crate) fn WindowsLink() -> impl IntoView {
    let i18n = use_i18n();
    view! { <a href=Route::Windows.href()>{t!(i18n, pages.windows.link)}</a> }
}
