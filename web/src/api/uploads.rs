//! Calls about papers: sending one, what became of it, its content.

use gloo_net::http::Request;
use leptos::prelude::*;
use shared::upload::{Upload, UploadKind, UploadList};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Array, Function};
use web_sys::{AbortSignal, Blob, Headers};

use super::{Api, Failure, encode};
use crate::language::tag_untracked;

/// How long a file may take in either direction, in milliseconds: as long as the server waits for one.
const FILE_PATIENCE: u32 = 5 * 60 * 1_000;

#[wasm_bindgen(module = "/js/files.js")]
extern "C" {
    #[wasm_bindgen(js_name = send, catch)]
    async fn js_send(
        url: &str,
        headers: &Headers,
        file: &Blob,
        patience: u32,
        stop: &AbortSignal,
        progress: &Function,
    ) -> Result<JsValue, JsValue>;
}

/// A file on its way.
pub(crate) struct FileSent<'a> {
    /// What it is for.
    pub(crate) kind: UploadKind,
    /// A name for the request: with the same one and the same file it can be repeated.
    pub(crate) key: &'a str,
    /// The name of the file.
    pub(crate) name: &'a str,
    /// The file.
    pub(crate) file: &'a Blob,
    /// Stops it.
    pub(crate) stop: &'a AbortSignal,
    /// How far it is, from 0 to 1.
    pub(crate) progress: RwSignal<f64>,
}

impl Api {
    /// Sends a paper. What is stopped counts as not answered.
    pub(crate) async fn create_upload(
        self,
        id: &str,
        sent: FileSent<'_>,
    ) -> Result<Upload, Failure> {
        let kind = sent.kind.slug();
        let url = format!("{}?kind={kind}", at(id, ""));
        let headers = self.headers(&sent);
        let headers = headers.or(Err(Failure::Unreadable { status: 0 }))?;
        let progress = sent.progress;
        let tell = Closure::<dyn FnMut(f64)>::new(move |done| {
            progress.try_set(done);
        });
        let tell_js: &Function = tell.as_ref().unchecked_ref();
        let answer = js_send(&url, &headers, sent.file, FILE_PATIENCE, sent.stop, tell_js).await;
        let Ok(answer) = answer else {
            if !sent.stop.aborted() {
                self.online.set(false);
            }
            return Err(Failure::Offline);
        };
        if !self.online.get_untracked() {
            self.online.set(true);
        }
        let answer = Array::from(&answer);
        let status = answer.get(0).as_string();
        let status = status.and_then(|status| status.parse().ok()).unwrap_or(0);
        let body = answer.get(1).as_string().unwrap_or_default();
        match status {
            200..300 => serde_json::from_str(&body).or(Err(Failure::Unreadable { status })),
            _ => Err(self.refusal(status, serde_json::from_str(&body).ok())),
        }
    }

    /// The papers of an application, oldest first.
    pub(crate) async fn list_uploads(self, id: &str) -> Result<Vec<Upload>, Failure> {
        let list: UploadList = self.get(&at(id, "")).await?;
        Ok(list.items)
    }

    /// Deletes a paper for good.
    pub(crate) async fn delete_upload(self, id: &str, upload: &str) -> Result<(), Failure> {
        let request = Request::delete(&at(id, &format!("/{}", encode(upload))));
        self.send(request, None::<&()>).await.map(drop)
    }

    /// The content of a paper.
    pub(crate) async fn download_upload(self, id: &str, upload: &str) -> Result<Blob, Failure> {
        let url = at(id, &format!("/{}/content", encode(upload)));
        self.download(&url).await
    }

    /// The content of a file.
    pub(super) async fn download(self, url: &str) -> Result<Blob, Failure> {
        let response = self
            .send_within(Request::get(url), None::<&()>, FILE_PATIENCE)
            .await?;
        let content = web_sys::Response::from(response).blob();
        // A connection that is lost within the content.
        let content = content.or(Err(Failure::Offline))?;
        let content = JsFuture::from(content).await.or(Err(Failure::Offline))?;
        content.dyn_into().or(Err(Failure::Offline))
    }

    fn headers(self, sent: &FileSent<'_>) -> Result<Headers, JsValue> {
        let headers = Headers::new()?;
        headers.set("Accept", "application/json")?;
        headers.set("Accept-Language", tag_untracked(self.i18n))?;
        headers.set("Content-Type", "application/octet-stream")?;
        headers.set("File-Name", &encode(sent.name))?;
        headers.set("Idempotency-Key", sent.key)?;
        Ok(headers)
    }
}

fn at(id: &str, rest: &str) -> String {
    format!("/api/v1/applications/{}/uploads{rest}", encode(id))
}
