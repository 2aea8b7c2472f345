//! Everything that can be configured, read once from the environment (`ANJU_…`).

mod environment;
mod fault;
pub mod keys;
pub mod notice;
pub mod uploads;
pub mod webhooks;

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use secrecy::SecretString;
use shared::operator::Operator;
use url::Url;

use environment::{address, number, switch, value, words};
pub use fault::ConfigError;
use fault::fault;
use keys::Keys;
use notice::NoticeConfig;
use uploads::UploadsConfig;
use webhooks::WebhooksConfig;

/// The `acr` of a sign-in with two factors (REFEDS MFA Profile 1.2).
pub const TWO_FACTORS: &str = "https://refeds.org/profile/mfa";

/// The configuration of one process.
#[derive(Debug, Clone)]
pub struct Config {
    /// `ANJU_LISTEN`: address and port to listen on; default `127.0.0.1:8080`.
    pub listen: String,
    /// `ANJU_PUBLIC_URL`: the address under which browsers reach the platform.
    pub public_url: Url,
    /// `ANJU_DATABASE_URL`: `sqlite://…` or `postgres://…`; default `anju.db` in the data folder.
    pub database_url: SecretString,
    /// `ANJU_DATABASE_CONNECTIONS`: how many connections to PostgreSQL one process may have, from 2;
    /// default 24. SQLite has one that writes and four that read.
    pub database_connections: u32,
    /// `ANJU_DRAIN_SECONDS`: how long a process that was asked to stop goes on answering while
    /// `/health/ready` says 503, so that a balancer can turn to others; default 5.
    pub drain: Duration,
    /// `ANJU_SITE_DIR`: the built web application.
    pub site_dir: PathBuf,
    /// `ANJU_DATA_DIR`: where keys and the embedded database live unless they are configured;
    /// default `data`.
    pub data_dir: PathBuf,
    /// The keys; none where they are neither configured nor in the data folder.
    pub keys: Option<Keys>,
    /// The identity provider.
    pub identity: IdentityConfig,
    /// Officers.
    pub officers: OfficersConfig,
    /// Sellers.
    pub sellers: SellersConfig,
    /// Uploads.
    pub uploads: UploadsConfig,
    /// `ANJU_REGISTRY_URL`: the base address of the registries.
    pub registry_url: Url,
    /// `ANJU_REGISTRY_KEY`: the bearer key that the registries expect, if any.
    pub registry_key: Option<SecretString>,
    /// `ANJU_REGISTRY_SECONDS`: how long a question to a registry may take with all its tries, from
    /// 1 s; default 6. One try may take two thirds of it.
    pub registry_patience: Duration,
    /// Messages outside the application.
    pub notice: NoticeConfig,
    /// Events to the receivers of clients, and whether the platform is a sandbox.
    pub webhooks: WebhooksConfig,
    /// `ANJU_POLICY_DIR`: a folder with further versions of the policy, if any.
    pub policy_dir: Option<PathBuf>,
    /// `ANJU_FONT_DIR`: the folder with the fonts of documents, `NotoSansSC_400Regular.ttf` and
    /// `NotoSansSC_700Bold.ttf`; further ones there have what these lack. Default `target/fonts`.
    /// Without them no document is made, and everything else works.
    pub font_dir: PathBuf,
    /// `ANJU_OPERATOR_FILE`: JSON about who runs the platform and where people are helped
    /// (`shared::operator`); without it the city's number 12345, and no window.
    pub operator: Operator,
    /// `ANJU_VALIDITY_DAYS`: days from the result to the last day of a pass; default 30.
    pub validity_days: u32,
    /// `ANJU_HOLD_HOURS`: hours for which a third party holds a pass for a contract (签约中), and each
    /// of its two renewals adds; default 72. All of them together last nine days at the most.
    pub hold_hours: u32,
    /// `ANJU_BEHIND_PROXY`: `true` where a proxy in front sets `X-Forwarded-For`, whose last entry
    /// is then the client's address; default `false`, because anybody can send that header.
    pub behind_proxy: bool,
    /// `ANJU_CLIENT_REQUESTS`: how many requests a third party's program may make in a minute, on all
    /// instances together, from 1; default 600.
    pub client_requests: u32,
    /// `ANJU_MOST_REQUESTS`: how many requests may be under way at once, beyond which others are
    /// turned away; default 512.
    pub most_requests: usize,
}

/// A hold lasts, and lasts no longer than all of them may.
fn hold_hours(hours: u32) -> Result<u32, ConfigError> {
    if (1..=9 * 24).contains(&hours) {
        Ok(hours)
    } else {
        Err(fault("ANJU_HOLD_HOURS is not between 1 and 216".to_owned()))
    }
}

/// The identity provider (OpenID Connect Core 1.0).
#[derive(Debug, Clone)]
pub struct IdentityConfig {
    /// `ANJU_OIDC_ISSUER`, letter by letter as the provider writes it: it is compared as text.
    pub issuer: String,
    /// `ANJU_OIDC_CLIENT_ID`; default `anju`.
    pub client_id: String,
    /// `ANJU_OIDC_CLIENT_SECRET`.
    pub client_secret: SecretString,
    /// `ANJU_OIDC_SCOPES`: what is asked for beside `openid profile`, separated by spaces.
    pub scopes: Vec<String>,
    /// `ANJU_OIDC_DOCUMENT_CLAIM`: the claim by which the provider asserts the number of the
    /// person's document, if it does, where it tells the name as well. Only such a claim takes a
    /// binding over that somebody else made.
    pub document_claim: Option<String>,
    /// `ANJU_BINDING_LEVEL`: how well the provider must know whoever binds a document.
    pub binding_level: BindingLevel,
}

/// How well the provider must know whoever binds a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BindingLevel {
    /// `verified`, the default: the provider has seen a document (claim `identity_level`).
    Verified,
    /// `any`: also people who merely registered there. Whoever knows a name and a number can then
    /// pass for somebody else.
    Any,
}

/// Officers, who sign in at the same provider.
#[derive(Debug, Clone)]
pub struct OfficersConfig {
    /// `ANJU_OFFICER_ROLES_CLAIM`: the claim, a list of texts or one text with blanks between, in which
    /// the provider says what an officer may do (`shared::officer::OfficerRole`), where it tells
    /// the name as well. Without it nobody is an officer.
    pub roles_claim: Option<String>,
    /// `ANJU_OFFICER_SCOPES`: what is asked for of officers beside the other scopes, separated by spaces.
    pub scopes: Vec<String>,
    /// `ANJU_OFFICER_ACR`: the values of `acr` that stand for two factors, separated by spaces; default
    /// that of the REFEDS MFA Profile.
    pub acr: Vec<String>,
    /// `ANJU_FOUR_EYES`: `false` where one officer alone may pass an application; default `true`.
    pub four_eyes: bool,
}

/// Sellers, who sign in at the same provider as users of an organisation.
#[derive(Debug, Clone)]
pub struct SellersConfig {
    /// `ANJU_SELLER_ORGANIZATION_CLAIM`: the claim in which the provider says for which organisation
    /// somebody acts, its code (统一社会信用代码), where it tells the name as well. Without it nobody is a
    /// seller.
    pub organization_claim: Option<String>,
    /// `ANJU_SELLER_SCOPES`: what is asked for of sellers beside the other scopes, separated by spaces.
    pub scopes: Vec<String>,
}

impl Config {
    /// Reads the environment, and the file of keys where none are configured. Writes nothing.
    ///
    /// # Errors
    /// A value that is missing or not of its form.
    pub fn from_env() -> Result<Self, ConfigError> {
        let data_dir = PathBuf::from(value("ANJU_DATA_DIR").unwrap_or_else(|| "data".to_owned()));
        let database_url = value("ANJU_DATABASE_URL")
            .unwrap_or_else(|| format!("sqlite://{}?mode=rwc", data_dir.join("anju.db").display()));
        Ok(Self {
            listen: value("ANJU_LISTEN").unwrap_or_else(|| "127.0.0.1:8080".to_owned()),
            public_url: address("ANJU_PUBLIC_URL", "http://127.0.0.1:8080")?,
            database_url: database_url.into(),
            database_connections: number("ANJU_DATABASE_CONNECTIONS", 24)?.max(2),
            drain: Duration::from_secs(number("ANJU_DRAIN_SECONDS", 5)?.into()),
            site_dir: value("ANJU_SITE_DIR")
                .unwrap_or_else(|| "target/site".to_owned())
                .into(),
            keys: Keys::find(value("ANJU_SEAL_KEYS"), value("ANJU_INDEX_KEY"), &data_dir)?,
            uploads: UploadsConfig::from_env(&data_dir)?,
            data_dir,
            identity: IdentityConfig {
                issuer: issuer("ANJU_OIDC_ISSUER", "http://127.0.0.1:8090")?,
                client_id: value("ANJU_OIDC_CLIENT_ID").unwrap_or_else(|| "anju".to_owned()),
                client_secret: value("ANJU_OIDC_CLIENT_SECRET")
                    .ok_or_else(|| fault("ANJU_OIDC_CLIENT_SECRET is not set"))?
                    .into(),
                scopes: words("ANJU_OIDC_SCOPES", ""),
                document_claim: value("ANJU_OIDC_DOCUMENT_CLAIM"),
                binding_level: binding_level("ANJU_BINDING_LEVEL")?,
            },
            officers: OfficersConfig {
                roles_claim: value("ANJU_OFFICER_ROLES_CLAIM"),
                scopes: words("ANJU_OFFICER_SCOPES", ""),
                acr: words("ANJU_OFFICER_ACR", TWO_FACTORS),
                four_eyes: switch("ANJU_FOUR_EYES", true)?,
            },
            sellers: SellersConfig {
                organization_claim: value("ANJU_SELLER_ORGANIZATION_CLAIM"),
                scopes: words("ANJU_SELLER_SCOPES", ""),
            },
            registry_url: address("ANJU_REGISTRY_URL", "http://127.0.0.1:8090/registries")?,
            registry_key: value("ANJU_REGISTRY_KEY").map(Into::into),
            registry_patience: Duration::from_secs(
                number("ANJU_REGISTRY_SECONDS", 6)?.max(1).into(),
            ),
            notice: NoticeConfig::from_env()?,
            webhooks: WebhooksConfig::from_env()?,
            policy_dir: value("ANJU_POLICY_DIR").map(Into::into),
            font_dir: value("ANJU_FONT_DIR")
                .unwrap_or_else(|| "target/fonts".to_owned())
                .into(),
            operator: operator("ANJU_OPERATOR_FILE")?,
            validity_days: number("ANJU_VALIDITY_DAYS", 30)?,
            hold_hours: hold_hours(number("ANJU_HOLD_HOURS", 72)?)?,
            behind_proxy: switch("ANJU_BEHIND_PROXY", false)?,
            client_requests: number("ANJU_CLIENT_REQUESTS", 600)?.max(1),
            most_requests: usize::try_from(number("ANJU_MOST_REQUESTS", 512)?)
                .unwrap_or(usize::MAX),
        })
    }

    /// Whether browsers reach the platform by https, so that cookies and HSTS can insist on it.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_url.scheme() == "https"
    }
}

fn issuer(name: &str, default: &str) -> Result<String, ConfigError> {
    address(name, default)?;
    Ok(value(name).unwrap_or_else(|| default.to_owned()))
}

fn operator(name: &str) -> Result<Operator, ConfigError> {
    let path = value(name);
    let text = match &path {
        Some(path) => fs::read_to_string(path)
            .map_err(|e| fault(format!("{name}: {path} cannot be read: {e}")))?,
        None => include_str!("../operator.json").to_owned(),
    };
    Operator::read(&text)
        .map_err(|wrong| fault(format!("{name}: {}: {wrong}", path.unwrap_or_default())))
}

fn binding_level(name: &str) -> Result<BindingLevel, ConfigError> {
    match value(name).as_deref() {
        None | Some("verified") => Ok(BindingLevel::Verified),
        Some("any") => Ok(BindingLevel::Any),
        Some(_) => Err(fault(format!("{name} is neither verified nor any"))),
    }
}
