//! An event that came to a receiver of the city is sent again: to it, or to a program that an integrator
//! has running on the same machine.

use std::net::IpAddr;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;
use url::{Host, Url};

use crate::receivers::ReceivedRequest;
use crate::town::{Town, lock};

/// How much of an answer is shown, in characters.
const SHOWN: usize = 2000;

/// Why nothing was sent again.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotReplayed {
    /// There is no such request.
    #[error("there is no such request any more")]
    Gone,
    /// The address is not on this machine.
    #[error("say an address of this machine, such as http://127.0.0.1:3000/events")]
    Elsewhere,
    /// Nobody answered there.
    #[error("nobody answers there: {0}")]
    Silent(#[from] reqwest::Error),
}

/// What was answered to it.
#[derive(Debug, Serialize)]
pub(crate) struct Replayed {
    /// Where it was sent.
    pub(crate) to: String,
    /// The status.
    pub(crate) status: u16,
    /// How the answer begins.
    pub(crate) body: String,
}

/// Sends a request of a receiver again as it came, to an address of this machine or to the receiver itself.
/// Signature and time stay those of then: a receiver that takes no old events refuses it.
pub(crate) async fn replay(
    town: &Town,
    name: &str,
    number: u64,
    to: Option<&str>,
) -> Result<Replayed, NotReplayed> {
    let found = lock(&town.receivers)
        .find(name)
        .and_then(|receiver| receiver.request(number).cloned());
    let request = found.ok_or(NotReplayed::Gone)?;
    let to = match to.map(str::trim).filter(|to| !to.is_empty()) {
        Some(to) => of_this_machine(to).ok_or(NotReplayed::Elsewhere)?,
        None => format!("{}/webhooks/{name}", town.issuer),
    };
    let sent = town.http.post(&to).headers(headers(&request));
    let answer = sent.body(request.body).send().await?;
    Ok(Replayed {
        to,
        status: answer.status().as_u16(),
        body: answer.text().await?.chars().take(SHOWN).collect(),
    })
}

/// The headers that belong to the event, and not to the connection on which it came.
fn headers(request: &ReceivedRequest) -> HeaderMap {
    let of_event = |name: &str| {
        name.starts_with("webhook-")
            || matches!(name, "content-type" | "user-agent" | "traceparent")
    };
    let headers = request.headers.iter().filter(|(name, _)| of_event(name));
    headers
        .filter_map(|(name, value)| {
            let name = HeaderName::try_from(name.as_str()).ok()?;
            Some((name, HeaderValue::from_str(value).ok()?))
        })
        .collect()
}

/// An address, if it leads to this machine and without encryption, as programs under work do.
fn of_this_machine(to: &str) -> Option<String> {
    let url = Url::parse(to).ok()?;
    let is_here = match url.host()? {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => IpAddr::V4(address).is_loopback(),
        Host::Ipv6(address) => IpAddr::V6(address).is_loopback(),
    };
    (is_here && url.scheme() == "http").then(|| url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_sent_again_to_this_machine_alone() {
        for here in [
            "http://127.0.0.1:1/x",
            "http://localhost",
            "http://[::1]:9/",
        ] {
            assert!(of_this_machine(here).is_some(), "{here}");
        }
        for elsewhere in [
            "http://192.168.0.1/",
            "http://169.254.169.254/",
            "http://localhost.example.com/",
            "https://127.0.0.1/",
            "file:///etc/passwd",
            "127.0.0.1:80",
        ] {
            assert_eq!(of_this_machine(elsewhere), None, "{elsewhere}");
        }
    }
}
