//! The way to the city's identity platform: a full page navigation, which the router must leave
//! to the browser.

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use shared::account::SignInStep;
use web_sys::js_sys::encode_uri_component;

use crate::i18n::use_i18n;
use crate::language::{I18n, t, tag};
use crate::route::Route;

/// The address that begins the sign-in and leads back to `return_to`, a path of this application.
pub(crate) fn sign_in_href(i18n: I18n, return_to: &str) -> String {
    let return_to = String::from(encode_uri_component(return_to));
    format!("/auth/sign-in?return_to={return_to}&lang={}", tag(i18n))
}

/// The same, with something to do there beside signing in.
pub(crate) fn step_href(i18n: I18n, return_to: &str, step: SignInStep) -> String {
    format!("{}&step={}", sign_in_href(i18n, return_to), step.slug())
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

/// A link that leads to the sign-in and back to this page; from the entry page, to where the person
/// wanted to go.
#[component]
pub(crate) fn SignInLink(
    /// How it looks; otherwise as the main button of a page.
    #[prop(default = "button button--primary")]
    class: &'static str,
) -> impl IntoView {
    let i18n = use_i18n();
    let location = use_location();
    let query = use_query_map();
    let href = move || {
        let path = location.pathname.get();
        if path == Route::Entry.href() {
            let wanted = query.with(|q| q.get("return_to"));
            return sign_in_href(i18n, &local_path(wanted));
        }
        let search = location.search.get();
        let mark = if search.is_empty() { "" } else { "?" };
        sign_in_href(i18n, &format!("{path}{mark}{search}"))
    };
    view! {
        <a class=class href=href rel="external">
            {t!(i18n, shell.sign_in)}
        </a>
    }
}
