//! Messages as the API shows them: with the number, the module and the masked family name of the
//! application that they are about, and with what became of them.

use std::collections::HashMap;

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
    let ids: Vec<Uuid> = filed.iter().map(|filed| filed.id).collect();
    let deliveries = app.store.list_deliveries(&ids).await?;
    let told = filed.iter().map(|filed| {
        let application = filed.application.and_then(|id| about.get(&id).copied());
        let deliveries = deliveries.iter().filter(|one| one.message == filed.id);
        told(filed, application, deliveries)
    });
    Ok(told.collect())
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
    let told = filed.iter().map(|filed| {
        let deliveries = deliveries.iter().filter(|one| one.message == filed.id);
        told(filed, Some(application), deliveries)
    });
    Ok(told.collect())
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
        deliveries: deliveries
            .map(|one| Delivery {
                channel: one.channel,
                state: one.state,
                at: one.at,
            })
            .collect(),
    }
}
