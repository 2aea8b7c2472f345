//! Answers for which the page has asked before the program had arrived (`web/page/index.html`).

use gloo_net::http::Response;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::Promise;

#[wasm_bindgen(module = "/js/early.js")]
extern "C" {
    fn take(url: &str) -> Option<Promise>;
}

/// What comes of the page's request for an address, which is given out once; none where there was none.
pub(super) fn answer(url: &str) -> Option<impl Future<Output = Option<Response>> + use<>> {
    let promise = take(url)?;
    Some(async move {
        let answer = JsFuture::from(promise).await.ok()?;
        answer
            .dyn_into::<web_sys::Response>()
            .ok()
            .map(Response::from)
    })
}
