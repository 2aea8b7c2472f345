//! Everything that can be configured, read once from the environment (`ANJU_…`).

use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, fmt, fs};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretString};
use shared::operator::Operator;
use url::Url;

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
    /// default 16. SQLite has one that writes and four that read.
    pub database_connections: u32,
    /// `ANJU_DRAIN_SECONDS`: how long a process that was asked to stop goes on answering while
    /// `/health/ready` says 503, so that a balancer can turn to others; default 5.
    pub drain: Duration,
    /// `ANJU_SITE_DIR`: the built web application.
    pub site_dir: PathBuf,
    /// `ANJU_SEAL_KEYS`: `name:base64 of 32 bytes`, comma separated; the first one seals, all open.
    pub seal_keys: Vec<(String, SecretString)>,
    /// `ANJU_INDEX_KEY`: base64 of 32 bytes; keys the blind index of document numbers.
    pub index_key: SecretString,
    /// The identity provider.
    pub identity: IdentityConfig,
    /// `ANJU_REGISTRY_URL`: the base address of the registries.
    pub registry_url: Url,
    /// `ANJU_REGISTRY_KEY`: the bearer key that the registries expect, if any.
    pub registry_key: Option<SecretString>,
    /// `ANJU_REGISTRY_SECONDS`: how long a question to a registry may take with all its tries, from
    /// 1 s; default 6. One try may take two thirds of it.
    pub registry_patience: Duration,
    /// `ANJU_POLICY_DIR`: a folder with further versions of the policy, if any.
    pub policy_dir: Option<PathBuf>,
    /// `ANJU_OPERATOR_FILE`: JSON about who runs the platform and where people are helped
    /// (`shared::operator`); without it the city's number 12345, and no window.
    pub operator: Operator,
    /// `ANJU_VALIDITY_DAYS`: days from the result to the last day of a pass; default 30.
    pub validity_days: u32,
    /// `ANJU_BEHIND_PROXY`: `true` where a proxy in front sets `X-Forwarded-For`, whose last entry
    /// is then the client's address; default `false`, because anybody can send that header.
    pub behind_proxy: bool,
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

/// Why the configuration cannot be used, as one sentence for the operator.
#[derive(Debug)]
pub struct ConfigError(String);

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// Reads the environment. Where no keys are configured they are made once in
    /// `ANJU_DATA_DIR` (default `data`), readable by the owner alone.
    ///
    /// # Errors
    /// A value that is missing or not of its form, or a data folder that cannot be written.
    pub fn from_env() -> Result<Self, ConfigError> {
        let data_dir = PathBuf::from(value("ANJU_DATA_DIR").unwrap_or_else(|| "data".to_owned()));
        let keys = match (value("ANJU_SEAL_KEYS"), value("ANJU_INDEX_KEY")) {
            (Some(seal), Some(index)) => Keys { seal, index },
            (None, None) => Keys::made_once(&data_dir)?,
            _ => {
                return Err(fault(
                    "set both ANJU_SEAL_KEYS and ANJU_INDEX_KEY, or neither",
                ));
            }
        };
        let database_url = value("ANJU_DATABASE_URL")
            .unwrap_or_else(|| format!("sqlite://{}?mode=rwc", data_dir.join("anju.db").display()));
        Ok(Self {
            listen: value("ANJU_LISTEN").unwrap_or_else(|| "127.0.0.1:8080".to_owned()),
            public_url: address("ANJU_PUBLIC_URL", "http://127.0.0.1:8080")?,
            database_url: database_url.into(),
            database_connections: number("ANJU_DATABASE_CONNECTIONS", 16)?.max(2),
            drain: Duration::from_secs(number("ANJU_DRAIN_SECONDS", 5)?.into()),
            site_dir: value("ANJU_SITE_DIR")
                .unwrap_or_else(|| "target/site".to_owned())
                .into(),
            seal_keys: keys.seal_keys()?,
            index_key: keys.index.into(),
            identity: IdentityConfig {
                issuer: issuer("ANJU_OIDC_ISSUER", "http://127.0.0.1:8090")?,
                client_id: value("ANJU_OIDC_CLIENT_ID").unwrap_or_else(|| "anju".to_owned()),
                client_secret: value("ANJU_OIDC_CLIENT_SECRET")
                    .ok_or_else(|| fault("ANJU_OIDC_CLIENT_SECRET is not set"))?
                    .into(),
                scopes: value("ANJU_OIDC_SCOPES")
                    .map(|text| text.split_whitespace().map(str::to_owned).collect())
                    .unwrap_or_default(),
                document_claim: value("ANJU_OIDC_DOCUMENT_CLAIM"),
                binding_level: binding_level("ANJU_BINDING_LEVEL")?,
            },
            registry_url: address("ANJU_REGISTRY_URL", "http://127.0.0.1:8090/registries")?,
            registry_key: value("ANJU_REGISTRY_KEY").map(Into::into),
            registry_patience: Duration::from_secs(
                number("ANJU_REGISTRY_SECONDS", 6)?.max(1).into(),
            ),
            policy_dir: value("ANJU_POLICY_DIR").map(Into::into),
            operator: operator("ANJU_OPERATOR_FILE")?,
            validity_days: number("ANJU_VALIDITY_DAYS", 30)?,
            behind_proxy: switch("ANJU_BEHIND_PROXY")?,
        })
    }

    /// Whether browsers reach the platform by https, so that cookies and HSTS can insist on it.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_url.scheme() == "https"
    }
}

struct Keys {
    seal: String,
    index: String,
}

impl Keys {
    fn made_once(data_dir: &Path) -> Result<Self, ConfigError> {
        let unusable = |what: &str, error: &dyn fmt::Display| {
            fault(format!(
                "the data folder {} {what}: {error}",
                data_dir.display()
            ))
        };
        make_private(data_dir).map_err(|e| unusable("cannot be made", &e))?;
        let path = data_dir.join("keys");
        if !path.exists() {
            let text = format!("k1:{}\n{}\n", fresh_key()?, fresh_key()?);
            write_private(&path, &text).map_err(|e| unusable("cannot be written", &e))?;
        }
        let text = fs::read_to_string(&path).map_err(|e| unusable("cannot be read", &e))?;
        let mut lines = text.lines();
        match (lines.next(), lines.next()) {
            (Some(seal), Some(index)) => Ok(Self {
                seal: seal.to_owned(),
                index: index.to_owned(),
            }),
            _ => Err(fault(format!("{} is not a file of keys", path.display()))),
        }
    }

    fn seal_keys(&self) -> Result<Vec<(String, SecretString)>, ConfigError> {
        self.seal
            .split(',')
            .map(|entry| {
                entry
                    .split_once(':')
                    .filter(|(name, _)| (1..=16).contains(&name.len()))
                    .map(|(name, key)| (name.to_owned(), SecretString::from(key.to_owned())))
                    .ok_or_else(|| fault("ANJU_SEAL_KEYS needs the form name:base64,name:base64"))
            })
            .collect()
    }
}

/// Makes a folder that its owner alone may look into.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Writes through a temporary file, so that a killed process leaves all of it or nothing.
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    let temporary = path.with_extension("new");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&temporary)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&temporary, path)
}

fn fresh_key() -> Result<String, ConfigError> {
    let mut key = [0_u8; 32];
    getrandom::fill(&mut key).map_err(|e| fault(format!("no randomness: {e}")))?;
    Ok(STANDARD.encode(key))
}

/// The 32 bytes of a key.
///
/// # Errors
/// The text is not base64 of 32 bytes.
pub fn key_bytes(key: &SecretString) -> Result<[u8; 32], ConfigError> {
    STANDARD
        .decode(key.expose_secret())
        .ok()
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or_else(|| fault("a key is not base64 of 32 bytes"))
}

fn fault(text: impl Into<String>) -> ConfigError {
    ConfigError(text.into())
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that reads the environment"
)]
fn value(name: &str) -> Option<String> {
    env::var(name).ok().filter(|v| !v.is_empty())
}

fn address(name: &str, default: &str) -> Result<Url, ConfigError> {
    let text = value(name).unwrap_or_else(|| default.to_owned());
    Url::parse(&text).map_err(|e| fault(format!("{name} is not an address: {e}")))
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

fn switch(name: &str) -> Result<bool, ConfigError> {
    match value(name).as_deref() {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(fault(format!("{name} is neither true nor false"))),
    }
}

fn number(name: &str, default: u32) -> Result<u32, ConfigError> {
    value(name).map_or(Ok(default), |text| {
        text.parse()
            .map_err(|e| fault(format!("{name} is not a number: {e}")))
    })
}
