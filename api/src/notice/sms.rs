//! Text messages by a gateway over HTTP, as `openapi/sms-gateway.json` describes it.

use std::time::Duration;

use reqwest::{Client, StatusCode};
use secrecy::ExposeSecret;
use serde::Serialize;
use shared::values::Lang;
use uuid::Uuid;

use super::letter::TextMessage;
use super::undelivered::{Trouble, Undelivered};
use crate::config::notice::SmsConfig;

/// A gateway.
#[derive(Debug)]
pub(super) struct SmsGateway {
    config: SmsConfig,
    client: Client,
    /// How long it may take to take a message.
    patience: Duration,
}

/// What is posted.
#[derive(Serialize)]
struct Body<'a> {
    id: Uuid,
    to: &'a str,
    text: &'a str,
    language: Lang,
}

impl SmsGateway {
    /// A gateway at an address.
    pub(super) fn new(config: SmsConfig, client: Client, patience: Duration) -> Self {
        Self {
            config,
            client,
            patience,
        }
    }

    /// Hands a message over.
    ///
    /// # Errors
    /// It was not taken, or nobody knows whether it was.
    pub(super) async fn send(&self, message: &TextMessage<'_>) -> Result<(), Undelivered> {
        let mut request = self
            .client
            .post(self.config.url.clone())
            .timeout(self.patience)
            .header("idempotency-key", message.id.to_string())
            .json(&Body {
                id: message.id,
                to: message.to,
                text: message.text,
                language: message.language,
            });
        if let Some(key) = &self.config.key {
            request = request.bearer_auth(key.expose_secret());
        }
        let answer = request.send().await;
        let answer = answer.map_err(|error| Undelivered::Later(trouble(&error)))?;
        verdict(answer.status())
    }
}

fn verdict(status: StatusCode) -> Result<(), Undelivered> {
    if status.is_success() {
        return Ok(());
    }
    Err(match status {
        StatusCode::UNPROCESSABLE_ENTITY | StatusCode::GONE => Undelivered::Bounced,
        other => Undelivered::Later(Trouble::Status(other.as_u16())),
    })
}

fn trouble(error: &reqwest::Error) -> Trouble {
    if error.is_timeout() {
        Trouble::TimedOut
    } else if error.is_connect() {
        Trouble::Unreachable
    } else {
        Trouble::Broken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_about_the_number_bounces() {
        let of = |status: u16| verdict(StatusCode::from_u16(status).unwrap());
        assert_eq!([200, 202, 204].map(of), [Ok(()); 3]);
        assert_eq!([422, 410].map(of), [Err(Undelivered::Bounced); 2]);
        for status in [301, 400, 401, 403, 404, 409, 429, 500, 503] {
            let later = Undelivered::Later(Trouble::Status(status));
            assert_eq!(of(status), Err(later));
        }
    }
}
