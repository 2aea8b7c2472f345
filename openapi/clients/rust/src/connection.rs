//! How a program is connected with the platform.

use crate::apis::configuration::Configuration;
use crate::repeating::Repeating;
use crate::tokens::{Proof, Tokens};
use std::time::Duration;

/// Without an answer for so long there is none. A hold asks registries, which takes seconds.
const TIMEOUT: Duration = Duration::from_secs(30);
/// How often a request is sent at the most, in all.
const TRIES: u32 = 5;

/// What the platform's administrator registered, and where. `open` makes of it what each operation takes.
#[derive(Clone, Debug)]
pub struct Connection {
    address: String,
    client_id: String,
    proof: Proof,
    issuer: Option<String>,
    tries: u32,
    http: reqwest::Client,
}

impl Connection {
    /// To the platform at an address such as `https://anju.example`.
    #[must_use]
    pub fn new(address: &str, client_id: impl Into<String>, proof: Proof) -> Self {
        Self {
            address: address.trim_end_matches('/').to_owned(),
            client_id: client_id.into(),
            proof,
            issuer: None,
            tries: TRIES,
            http: reqwest::Client::new(),
        }
    }

    /// What the platform calls itself, where it is reached under another address.
    #[must_use]
    pub fn issuer(mut self, issuer: impl Into<String>) -> Self {
        self.issuer = Some(issuer.into());
        self
    }

    /// How often a request is sent at the most where the platform is busy or silent: 5 times.
    #[must_use]
    pub fn tries(mut self, tries: u32) -> Self {
        self.tries = tries;
        self
    }

    /// Sends by another client than that of `reqwest::Client::new()`.
    #[must_use]
    pub fn http(mut self, http: reqwest::Client) -> Self {
        self.http = http;
        self
    }

    /// A configuration that asks for its access tokens by itself, and repeats what can be repeated. Its
    /// clones share their token.
    #[must_use]
    pub fn open(self) -> Configuration {
        let timed = |request: reqwest_middleware::RequestBuilder| request.timeout(TIMEOUT);
        let plain = reqwest_middleware::ClientBuilder::new(self.http.clone()).with_init(timed);
        let anybody = Configuration {
            base_path: self.address,
            client: plain.build(),
            ..Configuration::new()
        };
        let issuer = self.issuer.unwrap_or_else(|| anybody.base_path.clone());
        let tokens = Tokens::new(anybody.clone(), self.client_id, self.proof, issuer);
        // The first is the outer one: each try has a token of its time.
        let client = reqwest_middleware::ClientBuilder::new(self.http)
            .with_init(timed)
            .with(Repeating::new(self.tries))
            .with(tokens)
            .build();
        Configuration { client, ..anybody }
    }
}
