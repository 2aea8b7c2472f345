//! Receivers of events (Standard Webhooks) that integrators borrow while they have none of their own: each
//! keeps the last requests that came, in memory, and answers as it was told to.

use std::collections::{BTreeMap, VecDeque};

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use shared::values::Moment;

/// How many requests a receiver keeps; of more the oldest go.
const MOST: usize = 50;
/// How many receivers there are at the most; of more the one that was quiet for longest goes.
const MOST_RECEIVERS: usize = 100;

/// What a receiver answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ReceiverAnswer {
    /// 200: it was taken.
    #[default]
    Taken,
    /// 410: it is never to be sent there again.
    Gone,
    /// 500: it was not taken.
    Broken,
    /// 200, but only when the platform has given up waiting.
    Slow,
}

impl ReceiverAnswer {
    pub(crate) const ALL: [Self; 4] = [Self::Taken, Self::Gone, Self::Broken, Self::Slow];

    /// Its name in forms.
    pub(crate) fn slug(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Gone => "gone",
            Self::Broken => "broken",
            Self::Slow => "slow",
        }
    }
}

/// A request as it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReceivedRequest {
    /// Its number at the receiver, from 1 on.
    pub(crate) number: u64,
    /// When it came.
    pub(crate) at: Moment,
    /// Its headers, in their order.
    pub(crate) headers: Vec<(String, String)>,
    /// Its body.
    pub(crate) body: String,
    /// What it was answered.
    pub(crate) answer: ReceiverAnswer,
}

/// A receiver.
#[derive(Debug, Clone, Default)]
pub(crate) struct Receiver {
    /// The secret of `v1` signatures, `whsec_…`, if it was told.
    pub(crate) secret: Option<String>,
    /// What it answers.
    pub(crate) answer: ReceiverAnswer,
    /// The last requests, the newest first.
    pub(crate) requests: VecDeque<ReceivedRequest>,
    count: u64,
}

/// All receivers, by their names.
#[derive(Debug, Default)]
pub(crate) struct Receivers(BTreeMap<String, Receiver>);

/// Whether a receiver can be called so: it is part of an address.
pub(crate) fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=40).contains(&name.len()) && name.chars().all(fits)
}

impl Receivers {
    /// The receivers and their names.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &Receiver)> {
        self.0.iter().map(|(name, one)| (name.as_str(), one))
    }

    /// The receiver of a name, where something was sent to it or told about it.
    pub(crate) fn find(&self, name: &str) -> Option<&Receiver> {
        self.0.get(name)
    }

    /// The receiver of a name, a new one where there is none.
    pub(crate) fn entry(&mut self, name: &str) -> &mut Receiver {
        if !self.0.contains_key(name) && self.0.len() >= MOST_RECEIVERS {
            let last = |one: &Receiver| one.requests.front().map(|request| request.at);
            let quiet = self.0.iter().min_by_key(|(_, one)| last(one));
            if let Some(quiet) = quiet.map(|(name, _)| name.clone()) {
                self.0.remove(&quiet);
            }
        }
        self.0.entry(name.to_owned()).or_default()
    }

    /// Away with one, or with all.
    pub(crate) fn clear(&mut self, name: Option<&str>) {
        match name {
            Some(name) => drop(self.0.remove(name)),
            None => self.0.clear(),
        }
    }
}

impl Receiver {
    /// Keeps a request and says what to answer.
    pub(crate) fn receive(
        &mut self,
        at: Moment,
        headers: Vec<(String, String)>,
        body: String,
    ) -> ReceiverAnswer {
        self.count = self.count.saturating_add(1);
        self.requests.push_front(ReceivedRequest {
            number: self.count,
            at,
            headers,
            body,
            answer: self.answer,
        });
        self.requests.truncate(MOST);
        self.answer
    }

    /// The request of that number, if it is still kept.
    pub(crate) fn request(&self, number: u64) -> Option<&ReceivedRequest> {
        self.requests.iter().find(|kept| kept.number == number)
    }

    /// Whether one of the `v1` signatures is that of the secret; none as long as no secret is known.
    pub(crate) fn is_signed(&self, request: &ReceivedRequest) -> Option<bool> {
        let secret = self.secret.as_deref()?;
        let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap_or(secret));
        let key = hmac::Key::new(hmac::HMAC_SHA256, &key.ok()?);
        let (id, at) = (
            request.header("webhook-id"),
            request.header("webhook-timestamp"),
        );
        let content = format!("{id}.{at}.{}", request.body);
        let signatures = request.header("webhook-signature").split_whitespace();
        Some(
            signatures
                .filter_map(|signature| STANDARD.decode(signature.strip_prefix("v1,")?).ok())
                .any(|tag| hmac::verify(&key, content.as_bytes(), &tag).is_ok()),
        )
    }
}

impl ReceivedRequest {
    /// A header; empty where there is none.
    pub(crate) fn header(&self, wanted: &str) -> &str {
        let found = self.headers.iter().find(|(name, _)| name == wanted);
        found.map_or("", |(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Standard Webhooks' own libraries.
    #[test]
    fn the_signature_of_the_secret_is_known_and_no_other() {
        let mut receiver = Receiver {
            secret: Some("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned()),
            ..Receiver::default()
        };
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let headers = vec![
            header("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
            header("webhook-timestamp", "1614265330"),
            header(
                "webhook-signature",
                "v1a,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            ),
        ];
        let at = "2026-11-20T02:00:00Z".parse().unwrap();
        receiver.receive(at, headers.clone(), "{\"test\": 2432232314}".to_owned());
        receiver.receive(at, headers, "{\"test\": 2432232315}".to_owned());
        let signed = |number| receiver.is_signed(receiver.request(number).unwrap());
        assert_eq!((signed(1), signed(2)), (Some(true), Some(false)));
        receiver.secret = None;
        assert_eq!(receiver.is_signed(receiver.request(1).unwrap()), None);
    }
}
