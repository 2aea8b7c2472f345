//! Where a message goes: to the contact of the application that it is about, as it is now, or to that
//! of the newest application that the person has submitted. Nothing is kept of it but a keyed hash.

use shared::form::Contact;
use shared::message::Channel;
use uuid::Uuid;

use crate::app::App;
use crate::error::Result;
use crate::service::contact::known_contact;
use crate::store::applications::Application;

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
/// by the contact of the principal, nor is who is merely named.
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
    let own = match about {
        Some(application) => is_own(app, account, &application)
            .await?
            .then_some(application),
        None => None,
    };
    let by = match own {
        Some(own) => Some(own),
        None => app.store.newest_own(account).await?,
    };
    match by {
        Some(application) => Ok(Some(Reached {
            contact: known_contact(app, &application).await?.contact,
            application: application.id,
        })),
        None => Ok(None),
    }
}

/// The keyed hash of an address, by which it is known again.
#[must_use]
pub(in crate::service) fn address_index(app: &App, channel: Channel, address: &str) -> Vec<u8> {
    let text = format!("address/{}/{address}", channel.slug());
    app.sealer.index(text.as_bytes())
}

/// Whether an application that was submitted is somebody's own, so that its contact is theirs.
async fn is_own(app: &App, account: Uuid, application: &Application) -> Result<bool> {
    if application.account != account || application.submitted_at.is_none() {
        return Ok(false);
    }
    if !application.is_by_agent() {
        return Ok(true);
    }
    let authority = app.store.find_authority(application.id).await?;
    Ok(authority.is_some_and(|filed| filed.agent_account != account))
}
