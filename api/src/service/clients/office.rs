//! Clients at the desk of administrators. What lets a client sign waits for a second administrator: the
//! scope, each secret and key, because whoever adds one could use it, and another organisation, whose
//! people act for the client then. Both administrators have bound a document, so that they are known to be
//! two people.

use shared::client::{
    AddedCredential, Client, ClientList, DisableClient, NewCredential, SaveClient,
};
use shared::problem::ProblemKind;
use shared::scope::Scope;
use shared::values::Moment;
use uuid::Uuid;

use super::credentials::{Adding, add, make_proof, retire};
use super::operating::{self, disable, held};
use super::showing::{credential_id, shown, waiting};
use super::{Terms, check_reason, check_terms, record, terms_told};
use crate::app::App;
use crate::error::Result;
use crate::service::access::officer::Administrator;
use crate::service::access::partner::client_id;
use crate::service::limits::{Bucket, spend};
use crate::store::Write;
use crate::store::audit::Actor;
use crate::store::clients::{ClientRow, FormerTerms, ScopeProposal};

/// All clients, by their names.
///
/// # Errors
/// They were asked for too often.
pub async fn list_clients(app: &App, who: &Administrator) -> Result<ClientList> {
    spend(app, Bucket::ReadDesk, who.account().as_bytes())?;
    let all = operating::list_clients(&app.store).await?.into_iter();
    Ok(ClientList {
        items: all
            .map(|(client, credentials)| shown(&client, &credentials, who.account()))
            .collect(),
    })
}

/// Registers a client under an id that the caller chooses, so that the request can be repeated, or
/// changes it. Scopes that sign wait for a second administrator.
///
/// # Errors
/// The id is none, something is wrong with what was written, the client is disabled or has changed since
/// the version that the caller knows, something would wait and the caller has bound no document, or it was
/// done too often.
pub async fn save_client(
    app: &App,
    who: &Administrator,
    id: &str,
    input: SaveClient,
) -> Result<Client> {
    spend(app, Bucket::ChangeClient, who.account().as_bytes())?;
    let id = client_id(id).ok_or(ProblemKind::NotFound)?;
    let terms = check_terms(&input)?;
    let now = app.now();
    let write = app.store.begin().await?;
    let known = write.hold_client(id).await?;
    let client = match (known, input.version) {
        // An id under which something else is on record would mix both up.
        (None, None) if write.has_chain(id).await? => {
            return Err(ProblemKind::ClientChanged.into());
        }
        (None, None) => {
            let client = with_terms(app, who, new_client(id, now), terms)?;
            write.add_client(&client).await?;
            told(&write, who, &client, "register_client", now).await?;
            client
        }
        (Some(client), version) if version.is_none_or(|known| known == client.version) => {
            let mut changed = with_terms(app, who, client.clone(), terms)?;
            // The same once more: the answer was lost.
            if changed != client {
                if version.is_none() {
                    return Err(ProblemKind::ClientChanged.into());
                }
                refuse_disabled(&client)?;
                changed.version = changed.version.saturating_add(1);
                write.save_client(&changed).await?;
                told(&write, who, &changed, "change_client", now).await?;
            }
            changed
        }
        (Some(_), _) => return Err(ProblemKind::ClientChanged.into()),
        (None, Some(_)) => return Err(ProblemKind::NotFound.into()),
    };
    finish(write, who, &client).await
}

fn new_client(id: Uuid, now: Moment) -> ClientRow {
    ClientRow {
        id,
        name: String::new(),
        version: 1,
        scopes: Vec::new(),
        proposal: None,
        confirmed: None,
        networks: Vec::new(),
        contacts: Vec::new(),
        registered_at: now,
        expires_at: None,
        disabled_at: None,
        disabled_because: None,
        last_used_at: None,
        organization: None,
    }
}

/// A client on other terms. A scope that signs is its own at once only where it was before on no narrower
/// terms, or where the office works without a second person: with a later end, other networks, or another
/// name, which applicants read, it waits for one anew. With another organisation all does that its people
/// could do.
///
/// # Errors
/// Something would wait, and the administrator has bound no document.
fn with_terms(
    app: &App,
    who: &Administrator,
    client: ClientRow,
    terms: Terms,
) -> Result<ClientRow> {
    let keeps = !is_wider(&client, &terms);
    let known = terms_of(&client);
    let waited = client.proposal.is_some();
    let has_others = known.is_some() && is_of_others(&client, &terms);
    let is_free = |scope: &Scope| {
        let is_new = scope.signs() && !(keeps && client.scopes.contains(scope));
        let is_opened = has_others && scope.is_of_sellers();
        !app.config.officers.four_eyes || !(is_new || is_opened)
    };
    let (live, proposed): (Vec<Scope>, Vec<Scope>) = terms.scopes.into_iter().partition(is_free);
    // Whoever saves again what another one has proposed does not become the one who did; whoever makes the
    // terms wider does, so that nobody confirms terms of their own.
    let proposal = match client.proposal {
        _ if proposed.is_empty() => None,
        Some(known) if keeps && known.scopes == proposed => Some(known),
        Some(_) | None => {
            who.require_bound()?;
            Some(ScopeProposal {
                scopes: proposed,
                by: who.account(),
            })
        }
    };
    let before = known.filter(|_| proposal.is_some() && !waited);
    Ok(ClientRow {
        name: terms.name,
        scopes: live,
        proposal,
        confirmed: client.confirmed.or(before),
        networks: terms.networks,
        contacts: terms.contacts,
        expires_at: terms.expires_at,
        organization: terms.organization,
        ..client
    })
}

/// On what terms a client is; none where it is new.
fn terms_of(client: &ClientRow) -> Option<FormerTerms> {
    (!client.name.is_empty()).then(|| FormerTerms {
        name: client.name.clone(),
        scopes: client.scopes.clone(),
        networks: client.networks.iter().map(ToString::to_string).collect(),
        expires_at: client.expires_at,
        organization: client.organization.as_ref().map(ToString::to_string),
    })
}

/// Whether somebody could do more under other terms than under those that a second person has seen, or
/// under another name.
fn is_wider(client: &ClientRow, terms: &Terms) -> bool {
    let lasts_longer = match (client.expires_at, terms.expires_at) {
        (Some(before), Some(after)) => before < after,
        (Some(_), None) => true,
        (None, _) => false,
    };
    let is_known = |network| client.networks.contains(network);
    let comes_from_elsewhere = !client.networks.is_empty()
        && (terms.networks.is_empty() || !terms.networks.iter().all(is_known));
    lasts_longer || comes_from_elsewhere || is_of_others(client, terms) || client.name != terms.name
}

/// Whether other people than before would act for a client.
fn is_of_others(client: &ClientRow, terms: &Terms) -> bool {
    terms.organization.is_some() && client.organization != terms.organization
}

/// Adds a secret or a key to a client. The secret is in the answer and nowhere else.
///
/// # Errors
/// There is no such client, it is disabled or has two already, the key cannot be used, the caller has bound
/// no document, or it was done too often.
pub async fn add_credential(
    app: &App,
    who: &Administrator,
    id: &str,
    input: &NewCredential,
) -> Result<AddedCredential> {
    spend(app, Bucket::ChangeClient, who.account().as_bytes())?;
    let id = client_id(id).ok_or(ProblemKind::NotFound)?;
    let made = make_proof(input)?;
    let write = app.store.begin().await?;
    let mut client = held(&write, id).await?;
    refuse_disabled(&client)?;
    if app.config.officers.four_eyes {
        who.require_bound()?;
    }
    let adding = Adding {
        id: app.new_id(),
        actor: Actor::Officer(who.account()),
        proposed_by: app.config.officers.four_eyes.then(|| who.account()),
        at: app.now(),
    };
    let secret = add(&write, &mut client, made, adding).await?;
    let client = finish(write, who, &client).await?;
    Ok(AddedCredential { client, secret })
}

/// Takes a secret or key away from a client, with the tokens that it led to.
///
/// # Errors
/// There is no such client or credential, or it was done too often.
pub async fn retire_credential(
    app: &App,
    who: &Administrator,
    id: &str,
    credential: &str,
) -> Result<Client> {
    spend(app, Bucket::ChangeClient, who.account().as_bytes())?;
    let id = client_id(id).ok_or(ProblemKind::NotFound)?;
    let credential = credential_id(credential).ok_or(ProblemKind::NotFound)?;
    let write = app.store.begin().await?;
    let mut client = held(&write, id).await?;
    let actor = Actor::Officer(who.account());
    retire(&write, &mut client, credential, actor, app.now()).await?;
    finish(write, who, &client).await
}

/// Confirms what other administrators proposed for a client: scopes that sign, and secrets and keys.
///
/// # Errors
/// There is no such client, it is disabled or has changed since the caller saw it, nothing waits, all of
/// it was proposed by the caller, either of the two is not known as a person, or it was done too often.
pub async fn confirm_client(
    app: &App,
    who: &Administrator,
    id: &str,
    version: u32,
) -> Result<Client> {
    spend(app, Bucket::ChangeClient, who.account().as_bytes())?;
    let id = client_id(id).ok_or(ProblemKind::NotFound)?;
    let now = app.now();
    let write = app.store.begin().await?;
    let mut client = held(&write, id).await?;
    refuse_disabled(&client)?;
    if client.version != version {
        return Err(ProblemKind::ClientChanged.into());
    }
    let waiting = waiting(&client, &write.list_held_credentials(id).await?);
    if waiting.is_empty() {
        return Err(ProblemKind::WrongState.into());
    }
    if waiting.iter().all(|by| *by == who.account()) {
        return Err(ProblemKind::SecondPersonNeeded.into());
    }
    // Somebody with two accounts is one person, whose document is bound to one of them at a time.
    who.require_bound()?;
    for by in waiting.iter().filter(|by| **by != who.account()) {
        if write.find_binding(*by).await?.is_none() {
            return Err(ProblemKind::SecondPersonNeeded.into());
        }
    }
    if let Some(proposal) = client.proposal.take_if(|one| one.by != who.account()) {
        client.scopes.extend(proposal.scopes);
        client.scopes.sort_unstable();
        client.scopes.dedup();
    }
    client.confirmed = terms_of(&client);
    write.confirm_credentials(id, who.account()).await?;
    client.version = client.version.saturating_add(1);
    write.save_client(&client).await?;
    told(&write, who, &client, "confirm_client", now).await?;
    finish(write, who, &client).await
}

/// Disables a client, at once and for good: its tokens are worth nothing any more.
///
/// # Errors
/// There is no such client, no reason or one that is too long, or it was done too often.
pub async fn disable_client(
    app: &App,
    who: &Administrator,
    id: &str,
    input: &DisableClient,
) -> Result<Client> {
    spend(app, Bucket::ChangeClient, who.account().as_bytes())?;
    let id = client_id(id).ok_or(ProblemKind::NotFound)?;
    let why = Some(check_reason(&input.reason)?);
    let write = app.store.begin().await?;
    let client = held(&write, id).await?;
    let by = (Actor::Officer(who.account()), app.now());
    let client = disable(&write, client, why, by).await?;
    finish(write, who, &client).await
}

fn refuse_disabled(client: &ClientRow) -> Result<()> {
    match client.disabled_at {
        None => Ok(()),
        Some(_) => Err(ProblemKind::WrongState.into()),
    }
}

async fn told(
    write: &Write,
    who: &Administrator,
    client: &ClientRow,
    action: &'static str,
    at: Moment,
) -> Result<()> {
    let actor = Actor::Officer(who.account());
    record(write, client.id, actor, action, &terms_told(client), at).await
}

/// Makes the changes last and shows the client.
async fn finish(write: Write, who: &Administrator, client: &ClientRow) -> Result<Client> {
    let credentials = write.list_held_credentials(client.id).await?;
    write.commit().await?;
    Ok(shown(client, &credentials, who.account()))
}
