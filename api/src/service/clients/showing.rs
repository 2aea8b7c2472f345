//! Clients as administrators see them.

use chrono::TimeDelta;
use shared::client::{Client, ClientBefore, ClientCredential, CredentialKind};
use shared::values::{Day, Moment, day_in_shanghai};
use uuid::Uuid;

use crate::service::access::partner::format_client;
use crate::signing::client_key::ClientKey;
use crate::store::clients::credentials::{CredentialRow, Proof};
use crate::store::clients::{ClientRow, FormerTerms};

/// A client as an administrator sees it.
pub(super) fn shown(client: &ClientRow, credentials: &[CredentialRow], reader: Uuid) -> Client {
    let waiting = waiting(client, credentials);
    let signs = client.scopes.iter().any(|scope| scope.signs()) || client.proposal.is_some();
    Client {
        id: format_client(client.id),
        version: client.version,
        name: client.name.clone(),
        scopes: client.scopes.clone(),
        proposed_scopes: match &client.proposal {
            Some(proposal) => proposal.scopes.clone(),
            None => Vec::new(),
        },
        before: {
            let known = client.confirmed.as_ref();
            known
                .filter(|_| client.proposal.is_some())
                .map(shown_before)
        },
        networks: client.networks.iter().map(ToString::to_string).collect(),
        contacts: client.contacts.clone(),
        registered_at: client.registered_at,
        expires_on: client.expires_at.map(last_day),
        organization_code: client.organization.clone(),
        disabled_at: client.disabled_at,
        disabled_because: client.disabled_because.clone(),
        last_used_at: client.last_used_at,
        credentials: credentials
            .iter()
            .map(|credential| shown_credential(credential, signs))
            .collect(),
        waits: !waiting.is_empty() && client.disabled_at.is_none(),
        can_confirm: client.disabled_at.is_none() && waiting.iter().any(|by| *by != reader),
    }
}

fn shown_before(before: &FormerTerms) -> ClientBefore {
    ClientBefore {
        name: before.name.clone(),
        scopes: before.scopes.clone(),
        networks: before.networks.clone(),
        expires_on: before.expires_at.map(last_day),
        organization_code: before.organization.clone(),
    }
}

fn shown_credential(credential: &CredentialRow, signs: bool) -> ClientCredential {
    let (kind, kid) = match &credential.proof {
        Proof::Secret(_) => (CredentialKind::Secret, None),
        Proof::Key(jwk) => {
            let key = ClientKey::read(jwk);
            (CredentialKind::Key, key.ok().map(|key| key.kid))
        }
    };
    ClientCredential {
        id: format_credential(credential.id),
        kind,
        kid,
        added_at: credential.added_at,
        last_used_at: credential.last_used_at,
        waits: signs && credential.proposed_by.is_some(),
    }
}

/// Whether something about a client waits for a second administrator: scopes that sign, or something to
/// prove the client with that signs.
pub(super) fn waiting(client: &ClientRow, credentials: &[CredentialRow]) -> Vec<Uuid> {
    let proposals = client.proposal.iter().map(|proposal| proposal.by);
    let signs = client.scopes.iter().any(|scope| scope.signs()) || client.proposal.is_some();
    let credentials = credentials.iter().filter(|_| signs);
    proposals
        .chain(credentials.filter_map(|credential| credential.proposed_by))
        .collect()
}

/// The last day of something that ends at the end of a day.
pub(super) fn last_day(end: Moment) -> Day {
    let within = end.checked_sub_signed(TimeDelta::seconds(1));
    day_in_shanghai(within.unwrap_or(end))
}

/// A credential as the API writes it.
pub(super) fn format_credential(id: Uuid) -> String {
    format!("crd_{}", id.simple())
}

/// A credential as the API writes it, read back; none where it is not of that form.
pub(super) fn credential_id(text: &str) -> Option<Uuid> {
    let digits = text.strip_prefix("crd_").filter(|hex| hex.len() == 32)?;
    Uuid::try_parse(digits).ok()
}
