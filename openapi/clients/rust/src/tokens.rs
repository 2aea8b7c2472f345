//! How a program proves itself, and the access token that it has for that: asked for when it is needed, and
//! kept until shortly before it runs out.

use crate::apis::access_api::{CreateTokenError, create_token};
use crate::apis::configuration::Configuration;
use crate::apis::{Error, ResponseContent};
use crate::models::TokenError;
use async_trait::async_trait;
use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::{Request, Response, StatusCode};
use reqwest_middleware::{Middleware, Next};
use std::fmt;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// What a program proves itself with.
#[derive(Clone)]
#[non_exhaustive]
pub enum Proof {
    /// A secret (`client_secret_basic`).
    Secret(String),
    /// A key of the program's own (`private_key_jwt`).
    #[cfg(feature = "key")]
    Key {
        /// The private key whose public half the platform has: P-256 (ES256) or RSA (PS256), PKCS #8 as PEM.
        pem: String,
        /// Which of two keys it is; not needed for one.
        kid: Option<String>,
    },
}

impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Secret(_) => "Secret(…)",
            #[cfg(feature = "key")]
            Self::Key { .. } => "Key(…)",
        })
    }
}

/// No token: the program, or what it proved itself with, is not known (RFC 6749, section 5.2).
#[derive(Debug)]
pub struct TokenRefused {
    pub status: StatusCode,
    /// What OAuth says; none where something else than the token endpoint answered.
    pub answer: Option<TokenError>,
}

impl fmt::Display for TokenRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.answer {
            Some(told) => write!(f, "{}: {}", told.error, told.error_description),
            None => write!(f, "the token endpoint answered {}", self.status),
        }
    }
}

impl std::error::Error for TokenRefused {}

/// Asked for again so long before a token runs out, so that none runs out on its way.
const MARGIN: Duration = Duration::from_secs(30);

struct Token {
    value: String,
    until: Instant,
}

/// Shows an access token with each request, and asks for another one where one is refused.
pub(crate) struct Tokens {
    /// The platform, without anything to show to it.
    anybody: Configuration,
    client_id: String,
    proof: Proof,
    #[cfg_attr(not(feature = "key"), expect(dead_code, reason = "assertions name it"))]
    issuer: String,
    /// Of several calls at once the first asks.
    kept: Mutex<Option<Token>>,
}

impl Tokens {
    pub(crate) fn new(
        anybody: Configuration,
        client_id: String,
        proof: Proof,
        issuer: String,
    ) -> Self {
        Self {
            anybody,
            client_id,
            proof,
            issuer,
            kept: Mutex::new(None),
        }
    }

    /// A token that can be used now: none that was refused, such as one whose secret was taken away.
    async fn current(&self, refused: Option<&str>) -> reqwest_middleware::Result<String> {
        let mut kept = self.kept.lock().await;
        let known = kept
            .as_ref()
            .filter(|token| Some(token.value.as_str()) != refused && Instant::now() < token.until);
        if let Some(token) = known {
            return Ok(token.value.clone());
        }
        let asked = Instant::now();
        let told = match &self.proof {
            Proof::Secret(secret) => {
                let anybody = Configuration {
                    basic_auth: Some((encoded(&self.client_id), Some(encoded(secret)))),
                    ..self.anybody.clone()
                };
                create_token(&anybody, GRANT, None, None, None, None, None).await
            }
            #[cfg(feature = "key")]
            Proof::Key { pem, kid } => {
                let said = assertion::sign(pem, kid.as_deref(), &self.client_id, &self.issuer)
                    .map_err(reqwest_middleware::Error::middleware)?;
                let kind = Some(assertion::TYPE);
                create_token(&self.anybody, GRANT, Some(&said), kind, None, None, None).await
            }
        };
        let told = told.map_err(refusal)?;
        let life = Duration::from_secs(u64::from(told.expires_in));
        let value = told.access_token;
        *kept = Some(Token {
            value: value.clone(),
            until: asked + life.saturating_sub(MARGIN),
        });
        Ok(value)
    }
}

const GRANT: &str = "client_credentials";

/// Form-encoded before it is shown, as RFC 6749 wants it (section 2.3.1).
fn encoded(text: &str) -> String {
    crate::apis::urlencode(text)
}

fn refusal(error: Error<CreateTokenError>) -> reqwest_middleware::Error {
    match error {
        Error::Reqwest(lost) => lost.into(),
        Error::ReqwestMiddleware(lost) => lost,
        Error::ResponseError(ResponseContent {
            status, content, ..
        }) => reqwest_middleware::Error::middleware(TokenRefused {
            status,
            answer: serde_json::from_str(&content).ok(),
        }),
        other @ (Error::Serde(_) | Error::Io(_)) => reqwest_middleware::Error::middleware(other),
    }
}

#[async_trait]
impl Middleware for Tokens {
    async fn handle(
        &self,
        mut request: Request,
        extensions: &mut http::Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        let spare = request.try_clone();
        let token = self.current(None).await?;
        show(&mut request, &token)?;
        let answer = next.clone().run(request, extensions).await?;
        match spare {
            // Nothing was done: once more, with another token.
            Some(mut again) if answer.status() == StatusCode::UNAUTHORIZED => {
                let token = self.current(Some(&token)).await?;
                show(&mut again, &token)?;
                next.run(again, extensions).await
            }
            Some(_) | None => Ok(answer),
        }
    }
}

fn show(request: &mut Request, token: &str) -> reqwest_middleware::Result<()> {
    let mut value = HeaderValue::try_from(format!("Bearer {token}"))
        .map_err(reqwest_middleware::Error::middleware)?;
    value.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, value);
    Ok(())
}

#[cfg(feature = "key")]
mod assertion {
    //! What the program says of itself (RFC 7523), anew for each question: the platform takes it once.

    use jsonwebtoken::{Algorithm, EncodingKey, Header};
    use serde::Serialize;
    use std::time::{Duration, SystemTime};

    pub(super) const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    /// For how long it can be shown: a minute, of the five that the platform allows.
    const LIFE: Duration = Duration::from_secs(60);

    #[derive(Serialize)]
    struct Claims<'a> {
        iss: &'a str,
        sub: &'a str,
        aud: &'a str,
        iat: u64,
        exp: u64,
        jti: String,
    }

    pub(super) fn sign(
        pem: &str,
        kid: Option<&str>,
        client_id: &str,
        issuer: &str,
    ) -> jsonwebtoken::errors::Result<String> {
        let (key, algorithm) = match EncodingKey::from_ec_pem(pem.as_bytes()) {
            Ok(key) => (key, Algorithm::ES256),
            Err(_) => (EncodingKey::from_rsa_pem(pem.as_bytes())?, Algorithm::PS256),
        };
        let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
        let claims = Claims {
            iss: client_id,
            sub: client_id,
            aud: issuer,
            iat: now.as_secs(),
            exp: (now + LIFE).as_secs(),
            jti: uuid::Uuid::new_v4().to_string(),
        };
        let header = Header {
            kid: kid.map(str::to_owned),
            ..Header::new(algorithm)
        };
        jsonwebtoken::encode(&header, &claims, &key)
    }
}
