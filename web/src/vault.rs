//! Answers that the server does not have yet, kept encrypted in the browser: they survive a
//! reload, a lost session and a lost network, and are forgotten at sign-out. The key cannot be
//! read by any script; see `js/vault.js`.
//!
//! Browsers that keep nothing (private windows, full disks) fail here; the wizard then says so
//! once and goes on.

use wasm_bindgen::prelude::*;
use web_sys::js_sys::Array;

#[wasm_bindgen(module = "/js/vault.js")]
extern "C" {
    #[wasm_bindgen(js_name = keep, catch)]
    async fn js_keep(name: &str, text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = kept, catch)]
    async fn js_kept(prefix: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = forget, catch)]
    async fn js_forget(name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = own, catch)]
    async fn js_own(person: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = clear, catch)]
    async fn js_clear() -> Result<JsValue, JsValue>;
}

/// The browser keeps nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unavailable;

/// Keeps a text under a name.
///
/// # Errors
/// The browser keeps nothing.
pub(crate) async fn keep(name: &str, text: &str) -> Result<(), Unavailable> {
    js_keep(name, text).await.map(drop).or(Err(Unavailable))
}

/// Every name that begins with `prefix`, with its text.
///
/// # Errors
/// The browser keeps nothing.
pub(crate) async fn kept(prefix: &str) -> Result<Vec<(String, String)>, Unavailable> {
    let pairs = js_kept(prefix).await.or(Err(Unavailable))?;
    let read = |pair: JsValue| {
        let pair = Array::from(&pair);
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    };
    Ok(Array::from(&pairs).iter().filter_map(read).collect())
}

/// Forgets one text.
///
/// # Errors
/// The browser keeps nothing.
pub(crate) async fn forget(name: &str) -> Result<(), Unavailable> {
    js_forget(name).await.map(drop).or(Err(Unavailable))
}

/// Says which account the texts belong to; another account's texts are forgotten first.
///
/// # Errors
/// The browser keeps nothing.
pub(crate) async fn own(account: &str) -> Result<(), Unavailable> {
    js_own(account).await.map(drop).or(Err(Unavailable))
}

/// Forgets everything, the key too.
///
/// # Errors
/// The browser keeps nothing, so there is nothing to forget.
pub(crate) async fn clear() -> Result<(), Unavailable> {
    js_clear().await.map(drop).or(Err(Unavailable))
}
