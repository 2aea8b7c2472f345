//! Whether the program that runs is still the one that the server hands out.

use gloo_net::http::{Method, RequestBuilder};
use leptos::prelude::*;
use web_sys::RequestCache;

use super::Api;

impl Api {
    /// The address of the program that runs, as the page names it.
    pub(crate) fn program() -> Option<String> {
        let link = document().query_selector("link[rel=modulepreload]");
        link.ok()??.get_attribute("href")
    }

    /// Whether the program's files are gone from the server, because a new release has taken their
    /// place. No where the server cannot be asked.
    pub(crate) async fn is_outdated(self, program: &str) -> bool {
        let asked = RequestBuilder::new(program)
            .method(Method::HEAD)
            .cache(RequestCache::NoStore);
        asked
            .send()
            .await
            .is_ok_and(|answer| answer.status() == 404)
    }
}
