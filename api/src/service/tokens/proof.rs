//! How a client proves who it is: a secret in the header (`client_secret_basic`) or an assertion that
//! it signs (`private_key_jwt`). Whatever is wrong is told in one way.

use sha2::{Digest, Sha256};
use shared::client::token::TokenErrorCode;
use shared::values::Moment;
use uuid::Uuid;

use super::asking::{Answered, Basic, TokenRequest, refuse};
use super::assertion;
use crate::app::App;
use crate::error::Result;
use crate::service::access::partner::client_id;
use crate::service::tries;
use crate::signing::client_key::is_same;
use crate::store::clients::ClientRow;
use crate::store::clients::credentials::{CredentialRow, Proof};

/// A client that has proved itself, and with what.
pub(super) type Proved = (ClientRow, CredentialRow);

/// Finds out which client asks for a token.
///
/// # Errors
/// It has not proved itself, or has failed to too often.
pub(super) async fn prove(app: &App, request: &TokenRequest, address: &str) -> Answered<Proved> {
    if request.has_secret {
        return refuse(
            TokenErrorCode::InvalidRequest,
            "client_secret is not taken in the body: use the header (client_secret_basic)",
        );
    }
    let shown = match (&request.basic, &request.assertion) {
        (Some(_), Some(_)) => {
            return refuse(
                TokenErrorCode::InvalidRequest,
                "use one way to prove the client",
            );
        }
        (Some(basic), None) => Shown::Secret(basic),
        (None, Some(assertion)) => {
            if request.assertion_type.as_deref() != Some(assertion::TYPE) {
                return refuse(
                    TokenErrorCode::InvalidRequest,
                    "client_assertion_type is missing or another one",
                );
            }
            Shown::Assertion(assertion)
        }
        (None, None) => {
            return refuse(TokenErrorCode::InvalidClient, "the client proves nothing");
        }
    };
    let now = app.now();
    let tried = shown.tried();
    let proved = match shown {
        Shown::Secret(basic) => by_secret(app, basic, now).await?,
        Shown::Assertion(text) => by_assertion(app, text, now).await?,
    };
    let told = request.client_id.as_deref().map(client_id);
    let proved = proved.filter(|(client, _)| told.is_none_or(|told| told == Some(client.id)));
    let Some((client, credential)) = proved else {
        // Whoever has the secret or the key goes on, whatever others of the same network have tried.
        tries::refuse_proofs(app, tried.as_bytes(), address, now).await?;
        tries::count_proof(app, tried.as_bytes(), address, now).await?;
        return refuse(
            TokenErrorCode::InvalidClient,
            "the client is not known, is disabled or has expired, or has not proved itself",
        );
    };
    Ok((client, credential))
}

/// By what a client wants to be known.
enum Shown<'a> {
    Secret(&'a Basic),
    Assertion(&'a str),
}

impl Shown<'_> {
    /// Whose proof is tried, as far as that is said.
    fn tried(&self) -> String {
        match self {
            Self::Secret(Basic::Pair(id, _)) => id.clone(),
            Self::Secret(Basic::Unreadable) => String::new(),
            Self::Assertion(text) => assertion::subject(text).unwrap_or_default(),
        }
    }
}

async fn by_secret(app: &App, basic: &Basic, now: Moment) -> Result<Option<Proved>> {
    let Basic::Pair(id, secret) = basic else {
        return Ok(None);
    };
    let hash = Sha256::digest(secret);
    let client = live_client(app, client_id(id), now).await?;
    let credentials = credentials_of(app, client.as_ref()).await?;
    // All are compared, also when one was found.
    let found = credentials.into_iter().fold(None, |found, one| {
        let is_it = match &one.proof {
            Proof::Secret(known) => is_same(&hash, known),
            Proof::Key(_) => false,
        };
        if is_it { Some(one) } else { found }
    });
    let proved = client.zip(found);
    note_use(app, proved.as_ref(), now).await?;
    Ok(proved)
}

async fn by_assertion(app: &App, text: &str, now: Moment) -> Result<Option<Proved>> {
    let Some(claimed) = assertion::read(app, text) else {
        return Ok(None);
    };
    let client = live_client(app, Some(claimed.client), now).await?;
    let credentials = credentials_of(app, client.as_ref()).await?;
    let proved = client.zip(claimed.signer(&credentials));
    // Only once the signature is found to hold: nobody else can use an assertion up.
    if proved.is_none() || !claimed.use_up(app).await? {
        return Ok(None);
    }
    note_use(app, proved.as_ref(), now).await?;
    Ok(proved)
}

async fn live_client(app: &App, id: Option<Uuid>, now: Moment) -> Result<Option<ClientRow>> {
    let Some(id) = id else { return Ok(None) };
    let client = app.store.find_client(id).await?;
    Ok(client.filter(|client| client.is_live(now)))
}

async fn credentials_of(app: &App, client: Option<&ClientRow>) -> Result<Vec<CredentialRow>> {
    match client {
        Some(client) => app.store.list_credentials(client.id).await,
        None => Ok(Vec::new()),
    }
}

/// Notes that a credential was used, so that whoever retires one knows whether it still is.
async fn note_use(app: &App, proved: Option<&Proved>, now: Moment) -> Result<()> {
    let Some((client, credential)) = proved else {
        return Ok(());
    };
    let write = app.store.begin().await?;
    write.touch_credential(credential.id, now).await?;
    write.touch_client(client.id, now).await?;
    write.commit().await
}
