//! The way to the city's identity platform: a full page navigation, which the router must leave
//! to the browser.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use web_sys::js_sys::encode_uri_component;

use crate::i18n::use_i18n;
use crate::language::{I18n, t, tag};

/// The address that begins the sign-in and leads back to `return_to`, a path of this application.
pub(crate) fn sign_in_href(i18n: I18n, return_to: &str) -> String {
    let return_to = String::from(encode_uri_component(return_to));
    format!("/auth/sign-in?return_to={return_to}&lang={}", tag(i18n))
}

/// A path of this application, or the home page for anything else. Browsers take tabs and line ends
/// out of an address, `\` for `/`, and dots out of a path: none of them can be part of it.
pub(crate) fn local_path(path: Option<String>) -> String {
    let is_ours = |whole: &String| {
        let path = whole.split(['?', '#']).next().unwrap_or_default();
        let mut segments = path.split('/');
        segments.next() == Some("")
            && segments.all(|segment| !matches!(segment, "." | ".."))
            && !path.contains("//")
            && whole.chars().all(|c| c.is_ascii_graphic() && c != '\\')
    };
    path.filter(is_ours).unwrap_or_else(|| "/".to_owned())
}

/// A button that leads to the sign-in and back to this page.
#[component]
pub(crate) fn SignInLink() -> impl IntoView {
    let i18n = use_i18n();
    let location = use_location();
    let href = move || {
        let here = format!(
            "{}{}",
            location.pathname.get(),
            match location.search.get() {
                search if search.is_empty() => String::new(),
                search => format!("?{search}"),
            }
        );
        sign_in_href(i18n, &here)
    };
    view! {
        <a class="button button--primary" href=href rel="external">
            {t!(i18n, shell.sign_in)}
        </a>
    }
}
