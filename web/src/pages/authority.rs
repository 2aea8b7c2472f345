//! The page to which an agent sends the principal. The code stands behind `#` in its address, is kept
//! in this tab over the sign-in, and is taken out of the address, which others may see.

pub(super) mod request;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::display::session_storage;
use crate::i18n::use_i18n;
use crate::language::text;
use crate::later::{Later, Part};
use crate::route::Route;
use crate::shell::gate::Gate;
use crate::shell::sign_in::SignInLink;
use crate::ui::page::Page;

const KEY: &str = "authority";

/// Takes the code of the address, then lets in whoever is signed in and bound.
pub(super) fn handed(part: &'static Part) -> impl IntoView {
    take_code();
    view! {
        <Gate
            page=move || view! { <Later part=part /> }.into_any()
            signed_out=|| view! { <Handed /> }.into_any()
        />
    }
}

/// What the principal is told before they sign in: who follows an agent's code has not asked for this
/// page, and should know what it is about and that nothing has happened yet.
#[component]
fn Handed() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, agent.handed.title);
    let lede = text!(i18n, agent.handed.text);
    view! {
        <Page title=title lede=lede narrow=true>
            <SignInLink />
        </Page>
    }
}

fn take_code() {
    let hash = window().location().hash().unwrap_or_default();
    let Some(code) = hash.strip_prefix('#').filter(|code| !code.is_empty()) else {
        return;
    };
    // Where the browser keeps nothing, or leaves the address as it is, the code is typed.
    if let Some(storage) = session_storage() {
        let _ = storage.set_item(KEY, code);
    }
    if let Ok(history) = window().history() {
        let path = Route::Authority.href();
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&path));
    }
}

/// The code that was handed over.
fn kept_code() -> Option<String> {
    session_storage()?.get_item(KEY).ok()?
}

/// Forgets it, once it has done what it is for.
fn forget_code() {
    if let Some(storage) = session_storage() {
        let _ = storage.remove_item(KEY);
    }
}
