//! The HTTP client as the OpenID library wants it: no redirects, time-outs, answers of limited
//! size.

use std::fmt;
use std::pin::Pin;

use openidconnect::{HttpRequest, HttpResponse, http};

/// The largest answer of a provider that is read, in bytes.
const LARGEST: usize = 256 * 1024;

/// Makes requests to the provider.
#[derive(Debug, Clone)]
pub(super) struct Http {
    client: reqwest::Client,
}

/// Why there was no answer, without anything of it.
#[derive(Debug)]
pub(super) struct NoAnswer(&'static str);

impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for NoAnswer {}

type Answer = Pin<Box<dyn Future<Output = Result<HttpResponse, NoAnswer>> + Send>>;

impl Http {
    pub(super) fn new(client: reqwest::Client) -> Self {
        Self { client }
    }

    /// The client as a function from request to answer.
    pub(super) fn as_client(&self) -> impl Fn(HttpRequest) -> Answer + use<> {
        let client = self.client.clone();
        move |request| {
            let client = client.clone();
            Box::pin(async move { ask(&client, request).await })
        }
    }
}

async fn ask(client: &reqwest::Client, request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
    let request = reqwest::Request::try_from(request).map_err(|e| no_answer(&e))?;
    let mut answer = client.execute(request).await.map_err(|e| no_answer(&e))?;
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(|e| no_answer(&e))? {
        if body.len().saturating_add(chunk.len()) > LARGEST {
            return Err(NoAnswer("the answer is too large"));
        }
        body.extend_from_slice(&chunk);
    }
    let mut whole = http::Response::new(body);
    *whole.status_mut() = answer.status();
    *whole.headers_mut() = answer.headers().clone();
    Ok(whole)
}

fn no_answer(error: &reqwest::Error) -> NoAnswer {
    NoAnswer(if error.is_timeout() {
        "it took too long"
    } else if error.is_connect() {
        "no connection"
    } else {
        "the exchange broke off"
    })
}
