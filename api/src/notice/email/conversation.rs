//! A conversation with a mail server over one connection. It has no time limit of its own: whoever
//! leads it drops it when it takes too long, and with it the connection.

use lettre::Address;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use secrecy::ExposeSecret;

use super::super::undelivered::{Trouble, Undelivered};
use super::refusal::{of_message, of_recipient, of_way};
use crate::config::notice::{EmailConfig, Encryption};

/// How the platform may sign in, the better first; a password is sent in the clear of the connection.
const MECHANISMS: [Mechanism; 2] = [Mechanism::Plain, Mechanism::Login];

/// A connection on which the next message can be handed over.
pub(super) struct Conversation(AsyncSmtpConnection);

impl Conversation {
    /// Connects, protects the connection and signs in, as configured.
    ///
    /// # Errors
    /// There is no server, it is silent, cannot be trusted, or does not let the platform in.
    pub(super) async fn begin(
        config: &EmailConfig,
        tls: Option<&TlsParameters>,
        hello: &ClientId,
    ) -> Result<Self, Undelivered> {
        let from_the_start = tls.filter(|_| config.encryption == Encryption::Tls);
        let server = (config.host.as_str(), config.port);
        let connected =
            AsyncSmtpConnection::connect_tokio1(server, None, hello, from_the_start.cloned(), None);
        let mut connection = connected
            .await
            .map_err(|error| of_way(&error, Trouble::Unreachable))?;
        if let Some(tls) = tls.filter(|_| config.encryption == Encryption::StartTls) {
            let protected = connection.starttls(tls.clone(), hello);
            protected
                .await
                .map_err(|error| of_way(&error, Trouble::Unprotected))?;
        }
        if let Some(login) = &config.login {
            let password = login.password.expose_secret().to_owned();
            let credentials = Credentials::new(login.user.clone(), password);
            let signed_in = connection.auth(&MECHANISMS, &credentials);
            signed_in
                .await
                .map_err(|error| of_way(&error, Trouble::Broken))?;
        }
        Ok(Self(connection))
    }

    /// Whether the server is still there: one that was left alone may have hung up.
    pub(super) async fn goes_on(&mut self) -> bool {
        self.0.test_connected().await
    }

    /// Hands one message over.
    ///
    /// # Errors
    /// It was not taken, or nobody knows whether it was: the conversation must not be used again.
    pub(super) async fn hand_over(
        &mut self,
        from: Address,
        to: Address,
        content: &[u8],
    ) -> Result<(), Undelivered> {
        let mail = self.0.command(Mail::new(Some(from), Vec::new()));
        mail.await
            .map_err(|error| of_way(&error, Trouble::Broken))?;
        let recipient = self.0.command(Rcpt::new(to, Vec::new()));
        recipient.await.map_err(|error| of_recipient(&error))?;
        let data = self.0.command(Data);
        data.await.map_err(|error| of_message(&error))?;
        let taken = self.0.message(content);
        taken.await.map_err(|error| of_message(&error))?;
        Ok(())
    }
}
