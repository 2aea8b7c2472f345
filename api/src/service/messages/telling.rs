//! Messages as the API shows them: with the number, the module and the masked family name of the
//! application that they are about, and with what became of them.

use std::collections::{HashMap, HashSet};

use shared::message::{Delivery, Message, mask_family_name};
use uuid::Uuid;

use crate::app::App;
use crate::error::Result;
use crate::store::applications::{self, Application};
use crate::store::deliveries::FiledDelivery;
use crate::store::messages::{FiledMessage, format_id};

/// Messages, in their order, as their recipient sees them.
///
/// # Errors
/// The database does not answer.
pub(in crate::service) async fn tell(app: &App, filed: &[FiledMessage]) -> Result<Vec<Message>> {
    let mut about: Vec<Uuid> = filed.iter().filter_map(|filed| filed.application).collect();
    about.sort_unstable();
    about.dedup();
    let about = if about.is_empty() {
        Vec::new()
    } else {
        app.store.find_applications(&about).await?
    };
    let about: HashMap<Uuid, &Application> = about
        .iter()
        .map(|application| (application.id, application))
        .collect();
    let readable = match filed.first() {
        Some(first) => Readable::of(app, first.account, about.values().copied()).await?,
        None => Readable::default(),
    };
    let ids: Vec<Uuid> = filed.iter().map(|filed| filed.id).collect();
    let deliveries = app.store.list_deliveries(&ids).await?;
    let told = filed.iter().map(|filed| {
        let application = filed.application.and_then(|id| about.get(&id).copied());
        let deliveries = deliveries.iter().filter(|one| one.message == filed.id);
        readable.linked(told(filed, application, deliveries))
    });
    Ok(told.collect())
}

/// Which applications somebody can open who was told of them: an agent none of which the authority was
/// revoked, and nobody any without a document.
#[derive(Debug, Default)]
pub(in crate::service) struct Readable(HashSet<String>);

impl Readable {
    /// Those of some.
    ///
    /// # Errors
    /// The database does not answer.
    pub(in crate::service) async fn of(
        app: &App,
        account: Uuid,
        applications: impl Iterator<Item = &Application>,
    ) -> Result<Self> {
        let applications: Vec<&Application> = applications.collect();
        if applications.is_empty() || app.store.find_binding(account).await?.is_none() {
            return Ok(Self::default());
        }
        let by_agent = applications.iter().filter(|one| one.is_by_agent());
        let by_agent: Vec<Uuid> = by_agent.map(|one| one.id).collect();
        let authorities = app.store.find_authorities(&by_agent).await?;
        let readable = applications.into_iter().filter(|one| {
            let authority = authorities.get(&one.id);
            let authority = authority.filter(|filed| filed.agent_account == account);
            authority.is_none_or(|filed| filed.terms.revoked_at.is_none())
        });
        Ok(Self(
            readable
                .map(|one| applications::format_id(one.id))
                .collect(),
        ))
    }

    /// A message that leads to the application only where that can be opened.
    pub(in crate::service) fn linked(&self, message: Message) -> Message {
        let application = message.application.filter(|id| self.0.contains(id));
        Message {
            application,
            ..message
        }
    }
}

/// What somebody was told about an application, oldest first.
///
/// # Errors
/// The database does not answer.
pub(in crate::service) async fn tell_about(
    app: &App,
    account: Uuid,
    application: &Application,
) -> Result<Vec<Message>> {
    let filed = app
        .store
        .list_messages_about(account, application.id)
        .await?;
    let ids: Vec<Uuid> = filed.iter().map(|filed| filed.id).collect();
    let deliveries = app.store.list_deliveries(&ids).await?;
    Ok(told_about(application, &filed, &deliveries))
}

/// Messages about an application that is known, with their deliveries.
#[must_use]
pub(in crate::service) fn told_about(
    application: &Application,
    filed: &[FiledMessage],
    deliveries: &[FiledDelivery],
) -> Vec<Message> {
    let told = filed.iter().map(|filed| {
        let deliveries = deliveries.iter().filter(|one| one.message == filed.id);
        told(filed, Some(application), deliveries)
    });
    told.collect()
}

/// A message about an application that is known.
pub(in crate::service) fn told<'a>(
    filed: &FiledMessage,
    application: Option<&Application>,
    deliveries: impl Iterator<Item = &'a FiledDelivery>,
) -> Message {
    let name = application.and_then(|one| one.answers.applicant.person.name.as_deref());
    Message {
        id: format_id(filed.id),
        kind: filed.kind,
        topic: filed.kind.topic(),
        application: filed.application.map(applications::format_id),
        reference: application.and_then(|one| one.number.clone()),
        module: application.map(|one| one.module),
        day: filed.day,
        days: filed.days,
        name: name.and_then(mask_family_name),
        at: filed.at,
        read_at: filed.read_at,
        // That there was an address before is nothing of the one that is in use now.
        deliveries: deliveries
            .filter(|one| !one.to_former)
            .map(|one| Delivery {
                channel: one.channel,
                state: one.state,
                at: one.at,
            })
            .collect(),
    }
}
