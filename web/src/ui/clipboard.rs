//! The clipboard.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/clipboard.js")]
extern "C" {
    #[wasm_bindgen(js_name = copy, catch)]
    async fn js_copy(text: &str) -> Result<JsValue, JsValue>;
}

/// Puts a text onto the clipboard; tells whether the browser let it.
pub(crate) async fn copy(text: &str) -> bool {
    js_copy(text).await.is_ok()
}
