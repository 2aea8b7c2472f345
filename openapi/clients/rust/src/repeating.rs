//! What is sent again by itself: the platform was busy (429, 503), still at work on the first try (409), or
//! nothing came back. Under the same `Idempotency-Key` it is done once.

use async_trait::async_trait;
use reqwest::header::RETRY_AFTER;
use reqwest::{Method, Request, Response, ResponseBuilderExt, StatusCode};
use reqwest_middleware::{Error, Middleware, Next};
use std::time::Duration;

/// A platform that wants more patience than this gets none: its answer is given to the caller.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Sends each request until there is an answer that stays.
pub(crate) struct Repeating {
    tries: u32,
}

impl Repeating {
    pub(crate) fn new(tries: u32) -> Self {
        Self { tries }
    }
}

#[async_trait]
impl Middleware for Repeating {
    async fn handle(
        &self,
        mut request: Request,
        extensions: &mut http::Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        for tried in 1..self.tries {
            let Some(again) = request.try_clone() else {
                break;
            };
            let repeats = may_repeat(&request);
            let wait = match answered(next.clone().run(request, extensions).await).await {
                Ok((answer, in_flight)) => match wait_after(&answer, in_flight, tried) {
                    Some(wait) => wait,
                    None => return Ok(answer),
                },
                // Nobody knows whether it was done.
                Err(Error::Reqwest(_)) if repeats => back_off(tried),
                Err(other) => return Err(other),
            };
            tokio::time::sleep(wait).await;
            request = again;
        }
        next.run(request, extensions).await
    }
}

/// Whether it can be sent again where nothing came back.
fn may_repeat(request: &Request) -> bool {
    request.method() != Method::POST || request.headers().contains_key("idempotency-key")
}

/// The answer when all of it is there, and whether the first try is still at work.
async fn answered(
    answer: reqwest_middleware::Result<Response>,
) -> reqwest_middleware::Result<(Response, bool)> {
    let answer = answer?;
    let (status, version, url) = (answer.status(), answer.version(), answer.url().clone());
    let headers = answer.headers().clone();
    let body = answer.bytes().await?;
    let in_flight = status == StatusCode::CONFLICT
        && String::from_utf8_lossy(&body).contains("/idempotency-key-in-flight");
    let mut whole = http::Response::builder()
        .status(status)
        .version(version)
        .url(url)
        .body(body)
        .map_err(Error::middleware)?;
    *whole.headers_mut() = headers;
    Ok((whole.into(), in_flight))
}

/// How long to wait before the same is tried again; nothing where the answer stays.
fn wait_after(answer: &Response, in_flight: bool, tried: u32) -> Option<Duration> {
    let is_busy = [
        StatusCode::TOO_MANY_REQUESTS,
        StatusCode::SERVICE_UNAVAILABLE,
    ]
    .contains(&answer.status());
    if !is_busy && !in_flight {
        return None;
    }
    let told = answer.headers().get(RETRY_AFTER);
    let seconds = told.and_then(|value| value.to_str().ok()?.parse().ok());
    let wait = seconds.map_or_else(|| back_off(tried), Duration::from_secs);
    (wait <= LONGEST_WAIT).then_some(wait)
}

/// Half a second, then twice as long each time, so that many programs do not come back together.
fn back_off(tried: u32) -> Duration {
    let longest = Duration::from_millis(250) * 2_u32.saturating_pow(tried.min(8));
    longest.mul_f64(fastrand::f64().mul_add(0.5, 0.5))
}
