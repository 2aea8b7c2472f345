//! What a client proves itself with: secrets that the platform makes, and public keys that it is given.

use sha2::{Digest, Sha256};
use shared::client::{CredentialKind, NewCredential};
use shared::issue::{Issue, IssueCode};
use shared::problem::ProblemKind;
use shared::values::Moment;
use uuid::Uuid;

use super::record;
use super::showing::format_credential;
use crate::error::{Error, Result};
use crate::service::codes::random_token;
use crate::signing::client_key::{ClientKey, KeyFault};
use crate::store::Write;
use crate::store::audit::Actor;
use crate::store::clients::ClientRow;
use crate::store::clients::credentials::{CredentialRow, Proof};

/// What secrets begin with, so that programs that look for secrets in source code know them.
const PREFIX: &str = "anju_";

/// Something that proves a client, and the secret where it is one: it is nowhere else.
#[derive(Debug)]
pub struct Made {
    proof: Proof,
    secret: Option<String>,
}

/// Makes a secret, or takes a key in.
///
/// # Errors
/// It is no key that can be used, or no randomness.
pub fn make_proof(input: &NewCredential) -> Result<Made> {
    match (input.kind, &input.public_key) {
        (CredentialKind::Secret, None) => {
            let secret = format!("{PREFIX}{}", random_token()?);
            let proof = Proof::Secret(Sha256::digest(&secret).to_vec());
            let secret = Some(secret);
            Ok(Made { proof, secret })
        }
        (CredentialKind::Key, Some(text)) => match ClientKey::read(text) {
            Ok(key) => Ok(Made {
                proof: Proof::Key(key.jwk()),
                secret: None,
            }),
            Err(KeyFault::Private) => Err(wrong(IssueCode::PrivateKey)),
            Err(KeyFault::Unusable) => Err(wrong(IssueCode::PublicKey)),
        },
        (CredentialKind::Secret, Some(_)) => Err(wrong(IssueCode::NotTogether)),
        (CredentialKind::Key, None) => Err(wrong(IssueCode::Required)),
    }
}

fn wrong(code: IssueCode) -> Error {
    Error::invalid_answers(vec![Issue {
        pointer: "/public_key".to_owned(),
        code,
    }])
}

/// Whose a credential is, and who adds it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Adding {
    /// Its id.
    pub(super) id: Uuid,
    /// Who adds it.
    pub(super) actor: Actor,
    /// Who has to be joined by a second administrator before it signs; none where nobody has to.
    pub(super) proposed_by: Option<Uuid>,
    /// When.
    pub(super) at: Moment,
}

/// Adds a credential to a client that is held; returns the secret where it is one.
///
/// # Errors
/// The client has two already, or the database does not answer.
pub(super) async fn add(
    write: &Write,
    client: &mut ClientRow,
    made: Made,
    adding: Adding,
) -> Result<Option<String>> {
    let is_secret = made.secret.is_some();
    let credential = CredentialRow {
        id: adding.id,
        client: client.id,
        proof: made.proof,
        proposed_by: adding.proposed_by,
        added_at: adding.at,
        last_used_at: None,
    };
    if !write.add_credential(&credential).await? {
        return Err(ProblemKind::TooManyCredentials.into());
    }
    client.version = client.version.saturating_add(1);
    write.save_client(client).await?;
    let kind = if is_secret { "secret" } else { "key" };
    let detail = format!("{kind} {}", format_credential(adding.id));
    let action = "add_client_credential";
    record(write, client.id, adding.actor, action, &detail, adding.at).await?;
    Ok(made.secret)
}

/// Takes a credential away from a client that is held. Tokens that it led to end with it.
///
/// # Errors
/// The client has none of that id, or the database does not answer.
pub(super) async fn retire(
    write: &Write,
    client: &mut ClientRow,
    credential: Uuid,
    actor: Actor,
    at: Moment,
) -> Result<()> {
    if !write.delete_credential(client.id, credential).await? {
        return Err(ProblemKind::NotFound.into());
    }
    client.version = client.version.saturating_add(1);
    write.save_client(client).await?;
    let detail = format_credential(credential);
    let action = "retire_client_credential";
    record(write, client.id, actor, action, &detail, at).await
}
