//! Clients on the command line, for operators: what they register needs no second administrator.

use shared::client::{CredentialKind, NewCredential};
use shared::problem::ProblemKind;
use shared::values::Moment;
use uuid::Uuid;

use super::credentials::{Adding, add, make_proof, retire};
use super::{Terms, record, terms_told};
use crate::error::Result;
use crate::store::audit::Actor;
use crate::store::clients::ClientRow;
use crate::store::clients::credentials::{CredentialRow, MOST_CREDENTIALS};
use crate::store::{Store, Write};

/// All clients, by name, each with what it proves itself with.
///
/// # Errors
/// The database does not answer.
pub async fn list_clients(store: &Store) -> Result<Vec<(ClientRow, Vec<CredentialRow>)>> {
    let mut credentials = store.list_all_credentials().await?;
    let mut all = Vec::new();
    for client in store.list_clients().await? {
        let (own, others) = credentials
            .into_iter()
            .partition(|credential| credential.client == client.id);
        credentials = others;
        all.push((client, own));
    }
    Ok(all)
}

/// Registers a client; returns its secret unless it has a key.
///
/// # Errors
/// The key cannot be used, no randomness, or the database does not answer.
pub async fn register_client(
    store: &Store,
    [id, credential]: [Uuid; 2],
    terms: Terms,
    key: Option<String>,
    at: Moment,
) -> Result<Option<String>> {
    let made = make_proof(&wanted(key))?;
    let mut client = ClientRow {
        id,
        name: terms.name,
        version: 1,
        scopes: terms.scopes,
        proposal: None,
        confirmed: None,
        networks: terms.networks,
        contacts: terms.contacts,
        registered_at: at,
        expires_at: terms.expires_at,
        disabled_at: None,
        disabled_because: None,
        last_used_at: None,
        organization: terms.organization,
    };
    let write = store.begin().await?;
    write.add_client(&client).await?;
    let told = terms_told(&client);
    record(&write, id, Actor::System, "register_client", &told, at).await?;
    let secret = add(&write, &mut client, made, adding(credential, at)).await?;
    write.commit().await?;
    Ok(secret)
}

/// Gives a client a new secret or key; where it has two already the older one ends. Returns the secret
/// unless it is a key.
///
/// # Errors
/// There is no such client, the key cannot be used, no randomness, or the database does not answer.
pub async fn rotate_credential(
    store: &Store,
    [id, credential]: [Uuid; 2],
    key: Option<String>,
    at: Moment,
) -> Result<Option<String>> {
    let made = make_proof(&wanted(key))?;
    let write = store.begin().await?;
    let mut client = held(&write, id).await?;
    let known = write.list_held_credentials(id).await?;
    if let Some(oldest) = known.first().filter(|_| known.len() >= MOST_CREDENTIALS) {
        retire(&write, &mut client, oldest.id, Actor::System, at).await?;
    }
    let secret = add(&write, &mut client, made, adding(credential, at)).await?;
    write.commit().await?;
    Ok(secret)
}

/// Takes all secrets and keys away from a client but the newest.
///
/// # Errors
/// There is no such client, or the database does not answer.
pub async fn retire_older(store: &Store, id: Uuid, at: Moment) -> Result<usize> {
    let write = store.begin().await?;
    let mut client = held(&write, id).await?;
    let known = write.list_held_credentials(id).await?;
    let older = known.split_last().map_or(&[][..], |(_, older)| older);
    for credential in older {
        retire(&write, &mut client, credential.id, Actor::System, at).await?;
    }
    write.commit().await?;
    Ok(older.len())
}

/// Disables a client, at once and for good.
///
/// # Errors
/// There is no such client, or the database does not answer.
pub async fn disable_client(store: &Store, id: Uuid, at: Moment) -> Result<()> {
    let write = store.begin().await?;
    let client = held(&write, id).await?;
    disable(&write, client, None, (Actor::System, at)).await?;
    write.commit().await
}

/// Disables a client that is held. Where it is disabled already it stays so.
pub(super) async fn disable(
    write: &Write,
    mut client: ClientRow,
    why: Option<String>,
    (actor, at): (Actor, Moment),
) -> Result<ClientRow> {
    if client.disabled_at.is_none() {
        client.disabled_at = Some(at);
        client.disabled_because = why;
        client.version = client.version.saturating_add(1);
        write.save_client(&client).await?;
        record(write, client.id, actor, "disable_client", "", at).await?;
    }
    Ok(client)
}

/// A client, held until the transaction ends.
pub(super) async fn held(write: &Write, id: Uuid) -> Result<ClientRow> {
    let client = write.hold_client(id).await?;
    Ok(client.ok_or(ProblemKind::NotFound)?)
}

fn wanted(key: Option<String>) -> NewCredential {
    let kind = match key {
        Some(_) => CredentialKind::Key,
        None => CredentialKind::Secret,
    };
    NewCredential {
        kind,
        public_key: key,
    }
}

fn adding(id: Uuid, at: Moment) -> Adding {
    Adding {
        id,
        actor: Actor::System,
        proposed_by: None,
        at,
    }
}
