//! Where a message goes: to the contact of the application that it is about, as it is now, or to that
//! of the newest application that the person has submitted. Nothing is kept of it but a keyed hash.

use shared::form::{Contact, ContactChange, ContactField, KnownContact};
use shared::message::Channel;
use shared::values::Moment;
use uuid::Uuid;

use crate::app::App;
use crate::error::Result;
use crate::service::contact::known_contact;
use crate::store::applications::Application;

/// Among how many applications of one's own a contact is looked for.
const MOST: u64 = 10;

/// How somebody is reached, and by which application that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::service) struct Reached {
    /// The application whose contact it is.
    pub(in crate::service) application: Uuid,
    /// How.
    pub(in crate::service) contact: Contact,
}

impl Reached {
    /// The address on a channel.
    pub(in crate::service) fn address(&self, channel: Channel) -> Option<&str> {
        on(&self.contact, channel)
    }
}

/// The address of a contact on a channel.
pub(in crate::service) fn on(contact: &Contact, channel: Channel) -> Option<&str> {
    match channel {
        Channel::Email => contact.email.as_deref(),
        Channel::Sms => contact.mobile.as_deref(),
    }
}

/// How somebody is reached now about an application, or about the account. An agent is never reached
/// by the contact of the principal, nor is who is merely named, nor the principal by what an agent typed
/// and nobody but officers has looked at.
///
/// # Errors
/// The database does not answer, or a contact does not open.
pub(in crate::service) async fn reach(
    app: &App,
    account: Uuid,
    application: Option<Uuid>,
) -> Result<Option<Reached>> {
    let about = match application {
        Some(id) => app.store.find_application(id).await?,
        None => None,
    };
    if let Some(about) = about
        && let Some(own) = own_contact(app, account, &about).await?
    {
        return Ok(Some(reached(&about, own.known.contact)));
    }
    for application in app.store.list_newest_own(account, MOST).await? {
        if let Some(own) = own_contact(app, account, &application).await? {
            return Ok(Some(reached(&application, own.known.contact)));
        }
    }
    Ok(None)
}

/// How somebody was reached about an application until a moment at which that was corrected: what was
/// replaced then, and nothing else.
///
/// # Errors
/// The database does not answer, or a contact does not open.
pub(in crate::service) async fn reach_as_before(
    app: &App,
    account: Uuid,
    application: Uuid,
    corrected_at: Moment,
) -> Result<Option<Reached>> {
    let Some(application) = app.store.find_application(application).await? else {
        return Ok(None);
    };
    let Some(own) = own_contact(app, account, &application).await? else {
        return Ok(None);
    };
    // As precisely as the slower database keeps a moment.
    let until = corrected_at.timestamp_micros();
    let history = own.known.history;
    let was_corrected = history.iter().any(|one| one.at.timestamp_micros() < until);
    if !own.is_agreed && !was_corrected {
        // What an agent typed was never theirs.
        return Ok(None);
    }
    let was = |field| {
        let mut then = history.iter();
        let replaced = |one: &&ContactChange| one.at.timestamp_micros() == until;
        let change = then.find(|one| one.field == field && replaced(one));
        change.and_then(|change| change.from.clone())
    };
    let former = Contact {
        email: was(ContactField::Email),
        mobile: was(ContactField::Mobile),
        postal_address: None,
    };
    Ok(Some(reached(&application, former)))
}

fn reached(application: &Application, contact: Contact) -> Reached {
    Reached {
        application: application.id,
        contact,
    }
}

/// The keyed hash of an address, by which it is known again.
#[must_use]
pub(in crate::service) fn address_index(app: &App, channel: Channel, address: &str) -> Vec<u8> {
    let text = format!("address/{}/{address}", channel.slug());
    app.sealer.index(text.as_bytes())
}

/// The contact of an application that is somebody's.
struct OwnContact {
    known: KnownContact,
    /// Whether they typed what was submitted, or agreed to it by confirming the agent's authority.
    is_agreed: bool,
}

/// The contact of an application that was submitted, where it is somebody's own: they have agreed to it
/// or corrected it.
async fn own_contact(
    app: &App,
    account: Uuid,
    application: &Application,
) -> Result<Option<OwnContact>> {
    if application.account != account || application.submitted_at.is_none() {
        return Ok(None);
    }
    let is_agreed = if application.is_by_agent() {
        let authority = app.store.find_authority(application.id).await?;
        let Some(authority) = authority.filter(|filed| filed.agent_account != account) else {
            return Ok(None);
        };
        authority.was_confirmed()
    } else {
        true
    };
    let known = known_contact(app, application).await?;
    // The principal alone corrects it.
    let is_own = is_agreed || !known.history.is_empty();
    Ok(is_own.then_some(OwnContact { known, is_agreed }))
}
