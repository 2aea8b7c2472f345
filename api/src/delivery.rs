//! How events leave for the receivers of others, by HTTP: signed after Standard Webhooks, to addresses of
//! the internet alone, and with little patience.
//!
//! A client says where its events go, so every address here is a stranger's. Names are looked up by us
//! ([`names`]), each address that a name has must be one of the internet ([`address`]), and the
//! connection goes to exactly the addresses that were looked at: nobody looks the name up a second time.
//! Redirects are answers like others, and no proxy of the environment is asked, which would look up
//! names by itself.

mod address;
mod names;
mod signature;

use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Client;
use reqwest::redirect::Policy;
use shared::values::Moment;
use shared::webhook::WebhookTrouble;
use tokio::time::Instant;
use url::Url;

use crate::config::webhooks::WebhooksConfig;
use names::Names;
pub use signature::{NoKeys, SigningKeys, sign};

/// How long a delivery may take, from the look-up of the name to the last byte of the answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a name may be looked up where nothing is sent yet.
const LOOK_UP: Duration = Duration::from_secs(5);
/// The largest answer that is read.
const LARGEST_ANSWER: usize = 64 * 1024;
/// How much of it is kept.
const KEPT: usize = 500;
/// The longest address that is taken.
const LONGEST_URL: usize = 500;

/// Sends events.
#[derive(Debug)]
pub struct Deliveries {
    client: Client,
    names: Arc<Names>,
    patience: Duration,
}

/// What is sent in one attempt.
#[derive(Debug)]
pub struct Consignment<'a> {
    /// The event's id, the same in every attempt and at every endpoint.
    pub id: &'a str,
    /// When this attempt is made.
    pub at: Moment,
    /// The body, the same in every attempt.
    pub body: &'a str,
    /// The keys that sign, the newest first.
    pub keys: &'a [&'a SigningKeys],
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// How long it took.
    pub took: Duration,
    /// The status of the answer, where one came.
    pub status: Option<u16>,
    /// Why it did not arrive; none where it did.
    pub trouble: Option<WebhookTrouble>,
    /// How the answer begins.
    pub answer: Vec<u8>,
    /// For how many seconds the receiver asks to be left alone.
    pub retry_after: Option<u32>,
}

/// The platform cannot send events as it is configured.
#[derive(Debug)]
pub struct Unusable(String);

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unusable {}

impl Deliveries {
    /// Takes what is configured; speaks to nobody yet.
    ///
    /// # Errors
    /// Private hosts are named although the platform is no sandbox, or there is no TLS.
    pub fn new(config: &WebhooksConfig) -> Result<Self, Unusable> {
        config
            .check()
            .map_err(|wrong| Unusable(wrong.to_string()))?;
        let names = Arc::new(Names::new(&config.private_hosts));
        let client = Client::builder()
            .dns_resolver(Arc::clone(&names))
            .redirect(Policy::none())
            .no_proxy()
            .http1_only()
            // Each delivery looks its address up anew.
            .pool_max_idle_per_host(0)
            .referer(false)
            .user_agent("Anju-Webhooks/1")
            .build()
            .map_err(|error| Unusable(format!("events cannot be sent: {error}")))?;
        Ok(Self {
            client,
            names,
            patience: PATIENCE,
        })
    }

    /// The address that a client names, where events could be sent there now. Why not is not told apart:
    /// a client would learn which names there are within the platform's network.
    pub async fn accept(&self, url: &str) -> Option<Url> {
        let url = Url::parse(url).ok()?;
        let named = url.as_str().len() <= LONGEST_URL && self.is_sendable(&url);
        let host = url.host().filter(|_| named)?.to_owned();
        let found = tokio::time::timeout(LOOK_UP, self.names.find(&host));
        found.await.ok()?.ok()?;
        Some(url)
    }

    /// Whether an address has the form of one that events are sent to.
    fn is_sendable(&self, url: &Url) -> bool {
        let Some(host) = url.host() else {
            return false;
        };
        let protected = url.scheme() == "https";
        let private = url.scheme() == "http" && self.names.is_private_host(&host.to_owned());
        (protected || private)
            && url.username().is_empty()
            && url.password().is_none()
            && url.fragment().is_none()
            && url.port() != Some(0)
    }

    /// Posts an event. What an endpoint was allowed once is looked at again: a name leads elsewhere by
    /// now, or the platform is no sandbox any more.
    pub async fn post(&self, url: &Url, what: &Consignment<'_>) -> Receipt {
        let begun = Instant::now();
        let mut receipt = Receipt {
            took: Duration::ZERO,
            status: None,
            trouble: None,
            answer: Vec::new(),
            retry_after: None,
        };
        let trouble =
            match tokio::time::timeout(self.patience, self.exchange(url, what, &mut receipt)).await
            {
                Ok(Ok(())) => None,
                Ok(Err(trouble)) => Some(trouble),
                Err(_elapsed) => Some(WebhookTrouble::TimedOut),
            };
        receipt.trouble = trouble;
        receipt.took = begun.elapsed();
        receipt
    }

    async fn exchange(
        &self,
        url: &Url,
        what: &Consignment<'_>,
        receipt: &mut Receipt,
    ) -> Result<(), WebhookTrouble> {
        let host = url.host().map(|host| host.to_owned());
        // An address needs no look-up, so nobody but us would look at it.
        let admitted = self.is_sendable(url) && host.is_some_and(|host| self.names.admits(&host));
        if !admitted {
            return Err(WebhookTrouble::NoAddress);
        }
        let timestamp = what.at.timestamp();
        let signature = sign(what.keys, what.id, timestamp, what.body);
        let request = self
            .client
            .post(url.clone())
            .header("content-type", "application/json")
            .header("webhook-id", what.id)
            .header("webhook-timestamp", timestamp.to_string())
            .header("webhook-signature", signature)
            .body(what.body.to_owned());
        let mut answer = request.send().await.map_err(|error| trouble(&error))?;
        let status = answer.status();
        receipt.status = Some(status.as_u16());
        let pause = answer.headers().get("retry-after");
        receipt.retry_after = pause.and_then(|pause| pause.to_str().ok()?.trim().parse().ok());
        let mut length = 0_usize;
        while let Some(chunk) = answer.chunk().await.map_err(|error| trouble(&error))? {
            length = length.saturating_add(chunk.len());
            if length > LARGEST_ANSWER {
                return Err(WebhookTrouble::AnswerTooLarge);
            }
            let room = KEPT.saturating_sub(receipt.answer.len());
            receipt.answer.extend(chunk.iter().take(room));
        }
        if status.is_success() {
            Ok(())
        } else {
            Err(WebhookTrouble::Refused)
        }
    }
}

fn trouble(error: &reqwest::Error) -> WebhookTrouble {
    if error.is_timeout() {
        WebhookTrouble::TimedOut
    } else if error.is_dns() {
        WebhookTrouble::NoAddress
    } else if error.is_connect() {
        if is_about_tls(error) {
            WebhookTrouble::Unprotected
        } else {
            WebhookTrouble::Unreachable
        }
    } else {
        WebhookTrouble::Broken
    }
}

/// Whether a connection stood and could not be protected: rustls has its errors told as bad data.
fn is_about_tls(error: &reqwest::Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(one) = cause {
        let told = one.downcast_ref::<io::Error>();
        if told.is_some_and(|told| told.kind() == io::ErrorKind::InvalidData) {
            return true;
        }
        cause = one.source();
    }
    false
}
