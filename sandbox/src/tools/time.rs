//! The clock: the platform's is set forward, and the city's goes along with it, so that people can go on
//! signing in.

use reqwest::Method;
use serde_json::json;
use shared::sandbox::SandboxClock;
use shared::values::Moment;

use super::browser::{Browser, PlatformError, Sent};
use crate::clock;
use crate::town::Town;

const PATH: &str = "/api/v1/sandbox/clock";

/// What time it is at the platform.
pub(crate) async fn read_clock(town: &Town) -> Result<SandboxClock, PlatformError> {
    let platform = town.platform().ok_or(PlatformError::Unknown)?;
    let mut browser = Browser::new(town.http.clone());
    let from = format!("{platform}{PATH}");
    let read = browser.get("reading the clock", &from).await?;
    keep_up(town, read.done()?.content)
}

/// Sets the clocks of platform and city forward to a moment.
pub(crate) async fn set_clock(town: &Town, now: Moment) -> Result<SandboxClock, PlatformError> {
    let platform = town.platform().ok_or(PlatformError::Unknown)?;
    let mut browser = Browser::new(town.http.clone());
    let to = format!("{platform}{PATH}");
    let sent = Sent::json(json!({ "now": now }));
    let set = browser.send("setting the clock", Method::PUT, &to, sent);
    keep_up(town, set.await?.done()?.content)
}

/// Has the city's clock go as the platform's.
fn keep_up(town: &Town, told: serde_json::Value) -> Result<SandboxClock, PlatformError> {
    let told: SandboxClock =
        serde_json::from_value(told).map_err(|error| PlatformError::Refused {
            step: "reading the clock",
            status: reqwest::StatusCode::OK,
            said: error.to_string(),
        })?;
    let ahead = i64::try_from(told.ahead_seconds).unwrap_or(i64::MAX);
    if let Err(error) = clock::keep_up(&town.folder, ahead) {
        tracing::error!(%error, "the clock of the city is not kept");
    }
    Ok(told)
}
