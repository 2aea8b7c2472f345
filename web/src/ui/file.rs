//! Files that the browser holds: showing one, saving one, turning a picture, and sizes in words.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, HtmlAnchorElement, Url};

#[wasm_bindgen(module = "/js/files.js")]
extern "C" {
    #[wasm_bindgen(js_name = turned, catch)]
    async fn js_turned(file: &Blob) -> Result<JsValue, JsValue>;
}

/// How long a file that is being saved is kept for the browser.
const SAVING: Duration = Duration::from_secs(60);

/// The address of a file within this page; it ends with this value.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Address(String);

impl Address {
    /// Gives a file an address.
    pub(crate) fn of(file: &Blob) -> Option<Self> {
        Url::create_object_url_with_blob(file).ok().map(Self)
    }

    /// The address.
    pub(crate) fn href(&self) -> String {
        self.0.clone()
    }
}

impl Drop for Address {
    fn drop(&mut self) {
        // One that has ended already is no fault.
        let _ = Url::revoke_object_url(&self.0);
    }
}

/// Has the browser save a file under a name.
pub(crate) fn save(file: &Blob, name: &str) {
    let link = document().create_element("a").ok();
    let link = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    let (Some(link), Some(address)) = (link, Address::of(file)) else {
        return;
    };
    link.set_href(&address.0);
    link.set_download(name);
    link.click();
    set_timeout(move || drop(address), SAVING);
}

/// A picture turned by a quarter to the right; nothing where the browser cannot draw it.
pub(crate) async fn turned(file: &Blob) -> Option<Blob> {
    js_turned(file).await.ok()?.dyn_into().ok()
}

/// How large a file is: `1.2 MB`.
#[expect(
    clippy::float_arithmetic,
    reason = "the browser tells sizes so, and it is only said"
)]
pub(crate) fn size(bytes: f64) -> String {
    let megabytes = (bytes / (1_024.0 * 1_024.0)).max(0.1);
    format!("{megabytes:.1} MB")
}
