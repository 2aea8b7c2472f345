//! Access tokens: a client proves who it is and gets one for some minutes (OAuth 2.0, RFC 6749, 4.4;
//! RFC 9068).

mod assertion;
mod proof;

use shared::client::token::{ServerMetadata, TokenAnswer, TokenErrorCode};
use shared::scope::Scope;

use crate::app::App;
use crate::error::Error;
use crate::service::access::partner::{self, LIFE, audience, issuer, may_come_from};
use crate::service::limits::{Bucket, spend_from};
use crate::store::clients::ClientRow;
use crate::store::clients::credentials::CredentialRow;
use proof::prove;

/// What a program sends for a token.
#[derive(Debug, Default)]
pub struct TokenRequest {
    /// Id and secret, as `client_secret_basic` brings them.
    pub basic: Option<Basic>,
    /// `grant_type`.
    pub grant_type: Option<String>,
    /// `scope`.
    pub scope: Option<String>,
    /// `client_id`.
    pub client_id: Option<String>,
    /// Whether there is a `client_secret`: it is not taken there.
    pub has_secret: bool,
    /// `client_assertion_type`.
    pub assertion_type: Option<String>,
    /// `client_assertion`.
    pub assertion: Option<String>,
    /// `resource`.
    pub resource: Option<String>,
}

/// The header `Authorization`.
#[derive(Debug)]
pub enum Basic {
    /// Id and secret.
    Pair(String, String),
    /// Something that is none of both.
    Unreadable,
}

/// Why there is no token.
#[derive(Debug)]
pub enum Refusal {
    /// As OAuth says it.
    OAuth(TokenErrorCode, &'static str),
    /// As everything else is refused.
    Other(Error),
}

impl<E: Into<Error>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

/// Answers for the token endpoint.
type Answered<T> = std::result::Result<T, Refusal>;

fn refuse<T>(code: TokenErrorCode, why: &'static str) -> Answered<T> {
    Err(Refusal::OAuth(code, why))
}

/// Gives a token to a client that proves who it is.
///
/// # Errors
/// The request is not of its form, the client has not proved itself or has failed to too often, it may
/// not do what it asks for, or the database does not answer.
pub async fn create_token(
    app: &App,
    request: &TokenRequest,
    address: &str,
) -> Answered<TokenAnswer> {
    spend_from(app, Bucket::Token, address)?;
    check_form(app, request)?;
    let (client, credential) = prove(app, request, address).await?;
    if !may_come_from(&client, address) {
        return refuse(
            TokenErrorCode::InvalidClient,
            "the client is not registered for the network that this request comes from",
        );
    }
    let scopes = granted(request, &client, &credential)?;
    let access_token = partner::issue(app, client.id, credential.id, &scopes).await?;
    Ok(TokenAnswer {
        access_token,
        token_type: "Bearer".to_owned(),
        expires_in: u32::try_from(LIFE.num_seconds()).unwrap_or_default(),
        scope: Scope::join(&scopes),
    })
}

fn check_form(app: &App, request: &TokenRequest) -> Answered<()> {
    match request.grant_type.as_deref() {
        Some("client_credentials") => {}
        Some(_) => {
            return refuse(
                TokenErrorCode::UnsupportedGrantType,
                "grant_type has to be client_credentials",
            );
        }
        None => return refuse(TokenErrorCode::InvalidRequest, "grant_type is missing"),
    }
    let resource = request.resource.as_deref();
    if resource.is_some_and(|resource| resource != audience(app)) {
        return refuse(
            TokenErrorCode::InvalidTarget,
            "resource can be nothing but this API",
        );
    }
    Ok(())
}

/// The scopes that a token gets: those that are asked for, or all that the client has. With a
/// credential that a second administrator has not confirmed yet nobody signs.
fn granted(
    request: &TokenRequest,
    client: &ClientRow,
    credential: &CredentialRow,
) -> Answered<Vec<Scope>> {
    let mut allowed = client.scopes.clone();
    allowed.retain(|scope| credential.proposed_by.is_none() || !scope.signs());
    let Some(asked) = &request.scope else {
        return match allowed.is_empty() {
            true => refuse(TokenErrorCode::InvalidScope, "the client has no scope"),
            false => Ok(allowed),
        };
    };
    let asked: Option<Vec<Scope>> = asked.split(' ').map(Scope::from_slug).collect();
    let asked = asked.filter(|asked| asked.iter().all(|scope| allowed.contains(scope)));
    let Some(mut asked) = asked else {
        return refuse(
            TokenErrorCode::InvalidScope,
            "the client does not have all of these scopes",
        );
    };
    asked.sort_unstable();
    asked.dedup();
    Ok(asked)
}

/// Where the token endpoint is and what it takes.
#[must_use]
pub fn read_metadata(app: &App) -> ServerMetadata {
    let issuer = issuer(app);
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    ServerMetadata {
        token_endpoint: token_endpoint(app),
        jwks_uri: format!("{issuer}/.well-known/jwks.json"),
        scopes_supported: texts(&Scope::ALL.map(Scope::slug)),
        response_types_supported: Vec::new(),
        grant_types_supported: texts(&["client_credentials"]),
        token_endpoint_auth_methods_supported: texts(&["client_secret_basic", "private_key_jwt"]),
        token_endpoint_auth_signing_alg_values_supported: texts(&["ES256", "PS256"]),
        service_documentation: format!("{issuer}/docs/"),
        issuer,
    }
}

/// Where tokens are issued.
fn token_endpoint(app: &App) -> String {
    format!("{}/oauth/token", issuer(app))
}
