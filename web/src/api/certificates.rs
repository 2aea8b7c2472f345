//! The calls for certificates: the signed code of one's own, and what is published to check any.

use chrono::DateTime;
use gloo_net::http::{Request, Response};
use shared::certificate::CertificateCode;
use shared::jws::PublicKeys;
use shared::values::Moment;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::{Api, Failure, PATIENCE, encode, read};

#[wasm_bindgen(module = "/js/keeping.js")]
extern "C" {
    #[wasm_bindgen(js_name = keepPage)]
    fn js_keep_page();
}

impl Api {
    /// The code of the certificate of that number.
    pub(crate) async fn get_certificate_code(
        self,
        id: &str,
        number: &str,
    ) -> Result<CertificateCode, Failure> {
        let path = format!(
            "/api/v1/applications/{}/certificate-code?number={}",
            encode(id),
            encode(number)
        );
        self.get(&path).await
    }

    /// The keys with which the platform signs, and when the server gave them: without a network they are
    /// those that the page's worker has kept.
    pub(crate) async fn list_public_keys(self) -> Result<(PublicKeys, Option<Moment>), Failure> {
        let answer = published("/.well-known/jwks.json").await?;
        let given_at = given_at(&answer);
        Ok((read(answer).await?, given_at))
    }

    /// A signed list of what has become of certificates; without a network the one that was kept.
    pub(crate) async fn read_status_list(self, list: u32) -> Result<String, Failure> {
        let answer = published(&format!("/status-lists/{list}")).await?;
        let status = answer.status();
        answer.text().await.or(Err(Failure::Unreadable { status }))
    }

    /// Has the browser keep the page that is open, so that it opens without a network as well.
    pub(crate) fn keep_page(self) {
        js_keep_page();
    }
}

/// Reads what is published. It tells nothing of the network: what the page's worker has kept is an answer
/// as well.
async fn published(url: &str) -> Result<Response, Failure> {
    let patience = AbortSignal::timeout_with_u32(PATIENCE);
    let request = Request::get(url).abort_signal(Some(&patience));
    let answer = request.send().await.or(Err(Failure::Offline))?;
    let status = answer.status();
    if answer.ok() {
        Ok(answer)
    } else {
        Err(Failure::Unreadable { status })
    }
}

fn given_at(answer: &Response) -> Option<Moment> {
    let date = answer.headers().get("date")?;
    let read = DateTime::parse_from_rfc2822(&date).ok()?;
    Some(read.to_utc())
}
