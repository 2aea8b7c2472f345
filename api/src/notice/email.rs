//! E-mail by a mail server, which keeps what it has taken and passes it on (SMTP, RFC 5321). The
//! library `lettre` writes the messages and speaks the protocol.

mod content;
mod conversation;
mod refusal;

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::client::TlsParameters;
use lettre::transport::smtp::extension::ClientId;
use tokio::time::Instant;

use super::letter::Letter;
use super::undelivered::{Trouble, Undelivered};
use super::unusable::Unusable;
use crate::config::notice::{EmailConfig, Encryption};
use conversation::Conversation;

/// How long a connection is kept for the next message.
const KEPT: Duration = Duration::from_secs(30);

/// A mail server.
pub(super) struct MailServer {
    config: EmailConfig,
    from: Address,
    /// The name of the platform, in message ids and before the server.
    host: String,
    hello: ClientId,
    tls: Option<TlsParameters>,
    patience: Duration,
    /// Connections that nobody uses, the latest last. One that a message was not taken on is never
    /// kept: what the server would say next may be about that message.
    idle: Mutex<Vec<(Conversation, Instant)>>,
}

impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailServer")
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}

impl MailServer {
    /// A server that is configured; `host` is the platform's own name.
    ///
    /// # Errors
    /// The address that e-mail comes from is none, or there is no TLS for the server's name.
    pub(super) fn new(
        config: &EmailConfig,
        host: Option<&str>,
        patience: Duration,
    ) -> Result<Self, Unusable> {
        let from = config.from.parse();
        let from = from.map_err(|wrong| Unusable(format!("ANJU_MAIL_FROM: {wrong}")))?;
        let tls = match config.encryption {
            Encryption::None => None,
            Encryption::Tls | Encryption::StartTls => {
                let tls = TlsParameters::new(config.host.clone());
                Some(tls.map_err(|error| Unusable(format!("ANJU_SMTP_URL: no TLS: {error}")))?)
            }
        };
        let host = host.unwrap_or("localhost").to_owned();
        Ok(Self {
            config: config.clone(),
            from,
            hello: hello(&host),
            host,
            tls,
            patience,
            idle: Mutex::default(),
        })
    }

    /// Hands an e-mail over.
    ///
    /// # Errors
    /// It was not taken, or nobody knows whether it was.
    pub(super) async fn send(&self, letter: &Letter<'_>) -> Result<(), Undelivered> {
        // What is no address is nobody's: the server is not asked.
        let to: Address = letter.to.parse().ok().ok_or(Undelivered::Bounced)?;
        let content = content::write(letter, &self.from, &to, &self.host)
            .ok()
            .ok_or(Undelivered::Later(Trouble::Unwritable))?;
        // Whoever drops a conversation in the middle ends its connection, which is never kept.
        let handed_over = tokio::time::timeout(self.patience, self.hand_over(to, &content));
        handed_over
            .await
            .unwrap_or(Err(Undelivered::Later(Trouble::TimedOut)))
    }

    async fn hand_over(&self, to: Address, content: &[u8]) -> Result<(), Undelivered> {
        let mut conversation = self.conversation().await?;
        conversation
            .hand_over(self.from.clone(), to, content)
            .await?;
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.push((conversation, Instant::now()));
        Ok(())
    }

    /// A conversation that was kept and still goes on, or a new one.
    async fn conversation(&self) -> Result<Conversation, Undelivered> {
        while let Some(mut kept) = self.take_idle() {
            if kept.goes_on().await {
                return Ok(kept);
            }
        }
        Conversation::begin(&self.config, self.tls.as_ref(), &self.hello).await
    }

    fn take_idle(&self) -> Option<Conversation> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|(_, since)| since.elapsed() < KEPT);
        idle.pop().map(|(conversation, _)| conversation)
    }
}

/// How the platform greets the server: by name, or by address where it has none.
fn hello(host: &str) -> ClientId {
    let address = host.trim_matches(['[', ']']);
    if let Ok(address) = address.parse() {
        ClientId::Ipv4(address)
    } else if let Ok(address) = address.parse() {
        ClientId::Ipv6(address)
    } else {
        ClientId::Domain(host.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_protection_can_be_set_up() {
        for url in [
            "smtps://user:secret@mail.example.cn",
            "smtp://mail.example.cn?tls=required",
            "smtp://127.0.0.1:2525",
        ] {
            let config = EmailConfig::read(url, "anju@example.cn".to_owned()).unwrap();
            let server = MailServer::new(&config, Some("anju.example.cn"), KEPT).unwrap();
            assert_eq!(
                server.tls.is_some(),
                url.contains("tls") || url.contains("smtps")
            );
            assert!(!format!("{server:?}").contains("secret"));
        }
        let nobody = EmailConfig::read("smtp://127.0.0.1", "anju".to_owned()).unwrap();
        let why = MailServer::new(&nobody, None, KEPT).unwrap_err();
        assert!(why.to_string().contains("ANJU_MAIL_FROM"), "{why}");
    }

    #[test]
    fn the_platform_greets_by_name_or_address() {
        assert_eq!(hello("anju.example.cn").to_string(), "anju.example.cn");
        assert_eq!(hello("127.0.0.1").to_string(), "[127.0.0.1]");
        assert_eq!(hello("[::1]").to_string(), "[IPv6:::1]");
    }
}
