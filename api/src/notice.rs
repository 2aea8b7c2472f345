//! How people are told things outside the application: e-mail by SMTP, text messages by a gateway
//! over HTTP. What is handed over is taken by somebody who answers for it from then on; whether it
//! was read nobody knows.
//!
//! Handing over happens at least once: between a server that has taken a message and the row that
//! says so the process can die, or the answer be lost. The message then goes again with the same
//! `Message-ID` or `Idempotency-Key`, by which the other side knows that it has it.

mod email;
mod letter;
mod sms;
mod undelivered;
mod unusable;

use reqwest::Client;

use crate::config::Config;
use email::MailServer;
pub use letter::{Letter, TextMessage};
use sms::SmsGateway;
pub use undelivered::{Trouble, Undelivered};
pub use unusable::Unusable;

/// The mail server and the gateway, as far as there are any.
#[derive(Debug)]
pub struct Notices {
    email: Option<MailServer>,
    sms: Option<SmsGateway>,
}

impl Notices {
    /// Takes what is configured; speaks to nobody yet.
    ///
    /// # Errors
    /// `ANJU_MAIL_FROM` is no address, or there is no TLS for the server's name.
    pub fn new(config: &Config, client: Client) -> Result<Self, Unusable> {
        let notice = &config.notice;
        let email = notice
            .email
            .as_ref()
            .map(|server| MailServer::new(server, config.public_url.host_str(), notice.patience));
        Ok(Self {
            email: email.transpose()?,
            sms: notice
                .sms
                .clone()
                .map(|gateway| SmsGateway::new(gateway, client, notice.patience)),
        })
    }

    /// Whether there is a mail server.
    #[must_use]
    pub fn sends_email(&self) -> bool {
        self.email.is_some()
    }

    /// Whether there is a gateway for text messages.
    #[must_use]
    pub fn sends_texts(&self) -> bool {
        self.sms.is_some()
    }

    /// Hands an e-mail to the mail server.
    ///
    /// # Errors
    /// It was not taken, or nobody knows whether it was.
    pub async fn send_email(&self, letter: &Letter<'_>) -> Result<(), Undelivered> {
        match &self.email {
            Some(server) => server.send(letter).await,
            None => Err(Undelivered::NoChannel),
        }
    }

    /// Hands a text message to the gateway.
    ///
    /// # Errors
    /// It was not taken, or nobody knows whether it was.
    pub async fn send_text(&self, message: &TextMessage<'_>) -> Result<(), Undelivered> {
        match &self.sms {
            Some(gateway) => gateway.send(message).await,
            None => Err(Undelivered::NoChannel),
        }
    }
}
