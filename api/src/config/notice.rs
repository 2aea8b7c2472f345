//! How people are told things outside the application: a mail server, a gateway for text messages.

use std::time::Duration;

use secrecy::SecretString;
use url::{Host, Url, form_urlencoded};

use super::environment::{address, number, value};
use super::fault::{ConfigError, fault};

/// Messages outside the application.
#[derive(Debug, Clone)]
pub struct NoticeConfig {
    /// The mail server; without one nobody gets e-mail.
    pub email: Option<EmailConfig>,
    /// The gateway for text messages; without one nobody gets any.
    pub sms: Option<SmsConfig>,
    /// `ANJU_NOTICE_SECONDS`: how long handing over one message may take, from 1 s; default 20.
    pub patience: Duration,
}

/// A mail server that takes the platform's e-mail (RFC 6409).
#[derive(Debug, Clone)]
pub struct EmailConfig {
    /// The name or address of the server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is protected.
    pub encryption: Encryption,
    /// How the platform signs in there, if it does.
    pub login: Option<Login>,
    /// `ANJU_MAIL_FROM`: the address that e-mail comes from. The operator's name stands before it.
    pub from: String,
}

/// How the way to a mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// `smtps://…`: TLS from the first byte (RFC 8314).
    Tls,
    /// `smtp://…?tls=required`: STARTTLS, and nothing is sent without it.
    StartTls,
    /// `smtp://…`: none; for a server on this machine or in a network that nobody else is in.
    None,
}

/// User and password at a mail server.
#[derive(Debug, Clone)]
pub struct Login {
    /// The user.
    pub user: String,
    /// The password.
    pub password: SecretString,
}

/// A gateway for text messages, as `openapi/sms-gateway.json` describes it.
#[derive(Debug, Clone)]
pub struct SmsConfig {
    /// `ANJU_SMS_URL`: where messages are posted to.
    pub url: Url,
    /// `ANJU_SMS_KEY`: the bearer key that it expects, if any.
    pub key: Option<SecretString>,
}

impl NoticeConfig {
    /// Reads the environment.
    pub(super) fn from_env() -> Result<Self, ConfigError> {
        let email = match value("ANJU_SMTP_URL") {
            None => None,
            Some(url) => {
                let from = value("ANJU_MAIL_FROM");
                let from = from.ok_or_else(|| fault("ANJU_MAIL_FROM is not set"))?;
                Some(EmailConfig::read(&url, from)?)
            }
        };
        let sms = match value("ANJU_SMS_URL") {
            None => None,
            Some(_) => Some(SmsConfig {
                url: address("ANJU_SMS_URL", "")?,
                key: value("ANJU_SMS_KEY").map(Into::into),
            }),
        };
        Ok(Self {
            email,
            sms,
            patience: Duration::from_secs(number("ANJU_NOTICE_SECONDS", 20)?.max(1).into()),
        })
    }
}

impl EmailConfig {
    /// Reads `ANJU_SMTP_URL`: `smtps://user:password@host:465`,
    /// `smtp://user:password@host:587?tls=required`, or `smtp://host:25` without protection. A
    /// character of user or password that has a meaning in an address is percent-encoded.
    ///
    /// # Errors
    /// It has another form, or would send a password in the clear to another machine; the sentence
    /// repeats nothing of it.
    pub fn read(url: &str, from: String) -> Result<Self, ConfigError> {
        let wrong = |what: &str| fault(format!("ANJU_SMTP_URL {what}"));
        // What the parser says could quote the password.
        let url = Url::parse(url)
            .ok()
            .ok_or_else(|| wrong("is not an address"))?;
        let host = url.host_str().ok_or_else(|| wrong("names no host"))?;
        let tls = url.query_pairs().find(|(key, _)| key == "tls");
        let tls = tls.as_ref().map(|(_, value)| value.as_ref());
        let (encryption, port) = match (url.scheme(), tls) {
            ("smtps", None) => (Encryption::Tls, 465),
            ("smtp", Some("required")) => (Encryption::StartTls, 587),
            ("smtp", None) => (Encryption::None, 25),
            _ => {
                return Err(wrong(
                    "is neither smtps://…, smtp://…?tls=required nor smtp://…",
                ));
            }
        };
        let login = url.password().map(|password| Login {
            user: decoded(url.username()),
            password: decoded(password).into(),
        });
        if login.is_some() && encryption == Encryption::None && !is_this_machine(host) {
            return Err(wrong(
                "would send the password unprotected: use smtps://… or ?tls=required",
            ));
        }
        Ok(Self {
            host: host.trim_matches(['[', ']']).to_owned(),
            port: url.port().unwrap_or(port),
            encryption,
            login,
            from,
        })
    }
}

fn is_this_machine(host: &str) -> bool {
    match Host::parse(host) {
        Ok(Host::Domain(name)) => name == "localhost",
        Ok(Host::Ipv4(address)) => address.is_loopback(),
        Ok(Host::Ipv6(address)) => address.is_loopback(),
        Err(_) => false,
    }
}

/// A part of an address without its percent signs. Forms know three more signs, which mean nothing
/// here.
fn decoded(part: &str) -> String {
    let part = part
        .replace('+', "%2B")
        .replace('&', "%26")
        .replace('=', "%3D");
    let mut pairs = form_urlencoded::parse(part.as_bytes());
    pairs
        .next()
        .map_or_else(String::new, |(key, _)| key.into_owned())
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    fn read(url: &str) -> Result<EmailConfig, ConfigError> {
        EmailConfig::read(url, "anju@example.cn".to_owned())
    }

    #[test]
    fn the_address_says_how_the_way_is_protected() {
        for (url, encryption, host, port) in [
            (
                "smtps://mail.example.cn",
                Encryption::Tls,
                "mail.example.cn",
                465,
            ),
            (
                "smtp://mail.example.cn?tls=required",
                Encryption::StartTls,
                "mail.example.cn",
                587,
            ),
            ("smtp://10.0.0.7", Encryption::None, "10.0.0.7", 25),
            ("smtp://[::1]:2525", Encryption::None, "::1", 2525),
        ] {
            let read = read(url).unwrap();
            assert_eq!(
                (read.encryption, read.host.as_str(), read.port),
                (encryption, host, port)
            );
            assert!(read.login.is_none());
        }
        for url in [
            "mail.example.cn",
            "http://mail.example.cn",
            "smtp://mail.example.cn?tls=opportunistic",
            "smtps://mail.example.cn?tls=none",
        ] {
            assert!(read(url).is_err(), "{url}");
        }
    }

    #[test]
    fn a_password_goes_to_no_other_machine_in_the_clear_and_into_no_sentence() {
        let login = read("smtp://a%40b:p%2B+%26=@127.0.0.1")
            .unwrap()
            .login
            .unwrap();
        assert_eq!(login.user, "a@b");
        assert_eq!(login.password.expose_secret(), "p++&=");
        assert!(read("smtps://user:secret@mail.example.cn").is_ok());
        let why = read("smtp://user:secret@mail.example.cn")
            .unwrap_err()
            .to_string();
        assert!(
            !why.contains("secret") && !why.contains("mail.example"),
            "{why}"
        );
    }
}
