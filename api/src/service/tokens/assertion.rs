//! What a client says of itself in an assertion that it signs (RFC 7523, 3).

use chrono::TimeDelta;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use shared::values::Moment;
use uuid::Uuid;

use super::token_endpoint;
use crate::app::App;
use crate::error::Result;
use crate::service::access::partner::{client_id, format_client, issuer};
use crate::signing::client_key::{Assertion, ClientKey};
use crate::store::clients::credentials::{CredentialRow, Proof};

/// How far ahead an assertion may end.
const FARTHEST: TimeDelta = TimeDelta::minutes(5);
/// By how much a client's clock may be ahead of ours.
const SKEW: TimeDelta = TimeDelta::seconds(60);
/// How many bytes the name of an assertion may have.
const LONGEST_JTI: usize = 256;

/// The type of assertions (RFC 7523, 2.2).
pub(super) const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What is said. Other claims mean nothing here; one of these twice is none at all.
#[derive(Debug, Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    /// In whole seconds.
    exp: i64,
    nbf: Option<i64>,
    iat: Option<i64>,
    jti: String,
}

/// For one alone: whom it is for as well could show it here.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    List([String; 1]),
}

/// An assertion of a client as it says of itself, and nobody has checked yet.
#[derive(Debug)]
pub(super) struct Claimed<'a> {
    assertion: Assertion<'a>,
    claims: Claims,
    /// Whose it says it is.
    pub(super) client: Uuid,
}

/// Reads an assertion; none where it is not of its form, or not for us and now.
pub(super) fn read<'a>(app: &App, text: &'a str) -> Option<Claimed<'a>> {
    let assertion = Assertion::read(text)?;
    let claims: Claims = assertion.claims()?;
    let client = client_id(&claims.iss).filter(|_| claims.iss == claims.sub)?;
    let is_good = is_for_us(app, &claims.aud)
        && is_of_now(&claims, app.now())
        && (1..=LONGEST_JTI).contains(&claims.jti.len());
    is_good.then_some(Claimed {
        assertion,
        claims,
        client,
    })
}

fn is_for_us(app: &App, audience: &Audience) -> bool {
    let (Audience::One(audience) | Audience::List([audience])) = audience;
    *audience == issuer(app) || *audience == token_endpoint(app)
}

fn is_of_now(claims: &Claims, now: Moment) -> bool {
    let now = now.timestamp();
    let ahead = |span: TimeDelta| now.saturating_add(span.num_seconds());
    let latest = ahead(FARTHEST + SKEW);
    now < claims.exp
        && claims.exp <= latest
        && claims.nbf.is_none_or(|nbf| nbf <= ahead(SKEW))
        && claims.iat.is_none_or(|iat| iat <= ahead(SKEW))
}

impl Claimed<'_> {
    /// The credential among those of the client whose key has signed it.
    pub(super) fn signer(&self, credentials: &[CredentialRow]) -> Option<CredentialRow> {
        let mut credentials = credentials.iter();
        let kid = self.assertion.kid.as_deref();
        let signer = credentials.find(|credential| match &credential.proof {
            Proof::Key(jwk) => ClientKey::read(jwk).is_ok_and(|key| {
                kid.is_none_or(|kid| kid == key.kid) && key.has_signed(&self.assertion)
            }),
            Proof::Secret(_) => false,
        });
        signer.cloned()
    }

    /// Uses the assertion up; tells whether nobody had done so before. What it is remembered for ends
    /// with the assertion, which is refused from then on for its age.
    pub(super) async fn use_up(&self, app: &App) -> Result<bool> {
        let until = Moment::from_timestamp(self.claims.exp, 0).unwrap_or_else(|| app.now());
        let name = Sha256::digest(&self.claims.jti);
        let write = app.store.begin().await?;
        let is_first = write.use_assertion(self.client, &name, until).await?;
        write.commit().await?;
        if !is_first {
            let client = format_client(self.client);
            tracing::warn!(client, "an assertion was shown again");
        }
        Ok(is_first)
    }
}

/// Whose an assertion says it is, whatever else is wrong with it: to count what fails.
pub(super) fn subject(text: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Subject {
        sub: String,
    }
    let said: Subject = Assertion::read(text)?.claims()?;
    Some(said.sub)
}
