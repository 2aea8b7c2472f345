//! Promises of messages, in the transaction of the change that they are about, with their ways out by
//! e-mail and SMS, each of which is a job. The same thing is told to the same person once.

use shared::message::{Channel, DeliveryState, MessageKind};
use shared::values::{Day, Moment};
use uuid::Uuid;

use super::channels::{is_configured, job};
use crate::app::App;
use crate::error::Result;
use crate::store::Write;
use crate::store::deliveries::FiledDelivery;
use crate::store::filed_settings::FiledSettings;
use crate::store::messages::FiledMessage;

/// What somebody is to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::service) struct Promise {
    /// To whom.
    pub(in crate::service) account: Uuid,
    /// What.
    pub(in crate::service) kind: MessageKind,
    /// About which application; none where it is about the account.
    pub(in crate::service) application: Option<Uuid>,
    /// The day that the kind speaks of.
    pub(in crate::service) day: Option<Day>,
    /// How many days are left to it.
    pub(in crate::service) days: Option<u8>,
    /// By what the same thing is known: of two promises of one name to one person the second is none.
    pub(in crate::service) once: String,
}

impl Promise {
    /// Something about an account that happens at a moment.
    pub(in crate::service) fn about_account(account: Uuid, kind: MessageKind, at: Moment) -> Self {
        Self {
            account,
            kind,
            application: None,
            day: None,
            days: None,
            once: format!("{}/{at}", kind.slug()),
        }
    }
}

/// Promises messages in the transaction of what they are about. Tells how many are new.
///
/// # Errors
/// The database does not answer.
pub(in crate::service) async fn promise(
    app: &App,
    write: &Write,
    promises: &[Promise],
    at: Moment,
) -> Result<u64> {
    let messages = promises.iter().map(|promise| FiledMessage {
        id: app.new_id(),
        account: promise.account,
        application: promise.application,
        kind: promise.kind,
        day: promise.day,
        days: promise.days,
        at,
        read_at: None,
    });
    let once = promises.iter().map(|promise| promise.once.as_str());
    let messages: Vec<(FiledMessage, &str)> = messages.zip(once).collect();
    let new = write.add_messages(&messages).await?;
    let messages = messages.into_iter().map(|(message, _)| message);
    let messages: Vec<FiledMessage> = messages.filter(|one| new.contains(&one.id)).collect();
    send(app, write, &messages).await?;
    Ok(u64::try_from(new.len()).unwrap_or(u64::MAX))
}

/// Promises to send new messages by every way that is wanted and there is.
async fn send(app: &App, write: &Write, messages: &[FiledMessage]) -> Result<()> {
    let sent = messages
        .iter()
        .filter(|one| !one.kind.channels().is_empty());
    let sent: Vec<&FiledMessage> = sent.collect();
    if sent.is_empty() {
        return Ok(());
    }
    let mut accounts: Vec<Uuid> = sent.iter().map(|message| message.account).collect();
    accounts.sort_unstable();
    accounts.dedup();
    let settings = write.find_all_notice_settings(&accounts).await?;
    let chosen_nothing = FiledSettings::default();
    let deliveries: Vec<FiledDelivery> = sent
        .into_iter()
        .flat_map(|message| {
            let settings = settings.get(&message.account).unwrap_or(&chosen_nothing);
            ways(app, message, settings)
        })
        .collect();
    for delivery in &deliveries {
        if delivery.state == DeliveryState::Waiting {
            let kind = job(delivery.channel);
            write
                .enqueue_job(app.new_id(), kind, delivery.id, delivery.at)
                .await?;
        }
    }
    write.add_deliveries(&deliveries).await
}

/// The ways by which a message goes, or would.
fn ways(app: &App, message: &FiledMessage, settings: &FiledSettings) -> Vec<FiledDelivery> {
    let channels = message.kind.channels().iter();
    let mut deliveries: Vec<FiledDelivery> = channels
        .map(|channel| FiledDelivery {
            state: if !settings.wants(message.kind.topic(), *channel) {
                DeliveryState::NotWanted
            } else if is_configured(app, *channel) {
                DeliveryState::Waiting
            } else {
                DeliveryState::NoChannel
            },
            ..waiting(app, message, *channel)
        })
        .collect();
    // Of what the law wants told, one way stays, be it the one that was switched off.
    let goes = deliveries
        .iter()
        .any(|one| one.state == DeliveryState::Waiting);
    let spare = deliveries
        .iter_mut()
        .find(|one| one.state == DeliveryState::NotWanted && is_configured(app, one.channel));
    if let Some(spare) = spare.filter(|_| message.kind.topic().is_required() && !goes) {
        spare.state = DeliveryState::Waiting;
    }
    if message.kind == MessageKind::ContactCorrected {
        deliveries.extend(to_former(app, message));
    }
    deliveries
}

/// The ways to where the person was reached before: whoever had an account open, and not the person, may
/// have put in other addresses. What is switched off may have been by the same hand, and does not count.
fn to_former(app: &App, message: &FiledMessage) -> Vec<FiledDelivery> {
    let channels = message.kind.channels().iter();
    let configured = channels.filter(|channel| is_configured(app, **channel));
    configured
        .map(|channel| FiledDelivery {
            to_former: true,
            ..waiting(app, message, *channel)
        })
        .collect()
}

/// A way by which a message is about to go.
fn waiting(app: &App, message: &FiledMessage, channel: Channel) -> FiledDelivery {
    FiledDelivery {
        id: app.new_id(),
        message: message.id,
        channel,
        state: DeliveryState::Waiting,
        attempts: 0,
        at: message.at,
        not_before: None,
        error: None,
        address_index: None,
        mailbox_refusals: 0,
        to_former: false,
    }
}
