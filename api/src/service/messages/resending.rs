//! What goes again when a person has corrected how they are reached: the newest message about the
//! application that speaks of a day which has not passed, where it did not reach them.

use shared::form::ContactField;
use shared::message::{Channel, DeliveryState, Topic};
use shared::values::{Day, Moment, day_in_shanghai};

use super::channels::job;
use crate::app::App;
use crate::error::Result;
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::messages::FiledMessage;

/// Sends again what did not reach the owner of an application, which is held, by the channels whose
/// address has changed.
///
/// # Errors
/// The database does not answer.
pub(in crate::service) async fn send_again(
    app: &App,
    write: &Write,
    application: &Application,
    changed: impl Iterator<Item = ContactField>,
    now: Moment,
) -> Result<()> {
    let channels: Vec<Channel> = changed.filter_map(channel).collect();
    if channels.is_empty() {
        return Ok(());
    }
    let account = application.account;
    let told = write.list_messages_about(account, application.id).await?;
    let Some(open) = still_open(&told, day_in_shanghai(now)) else {
        return Ok(());
    };
    write.hold_message(open.id).await?;
    for mut delivery in write.list_deliveries(&[open.id]).await? {
        let missed = matches!(
            delivery.state,
            DeliveryState::Bounced | DeliveryState::NoAddress
        );
        if missed && channels.contains(&delivery.channel) {
            delivery.state = DeliveryState::Waiting;
            delivery.attempts = 0;
            delivery.mailbox_refusals = 0;
            delivery.at = now;
            write.save_delivery(&delivery).await?;
            let kind = job(delivery.channel);
            write
                .enqueue_job(app.new_id(), kind, delivery.id, now)
                .await?;
        }
    }
    Ok(())
}

fn channel(field: ContactField) -> Option<Channel> {
    match field {
        ContactField::Mobile => Some(Channel::Sms),
        ContactField::Email => Some(Channel::Email),
        ContactField::PostalAddress => None,
    }
}

/// The newest message, of those given oldest first, whose day has not passed; none where something has
/// happened since that it does not speak of.
fn still_open(told: &[FiledMessage], today: Day) -> Option<&FiledMessage> {
    for message in told.iter().rev() {
        if message.day.is_some_and(|day| day >= today) {
            return Some(message);
        }
        match message.kind.topic() {
            Topic::Results | Topic::Requests | Topic::Progress => return None,
            Topic::Account | Topic::Reminders | Topic::Policy => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use shared::message::MessageKind as K;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn only_what_is_still_to_be_done_goes_again() {
        let day: Day = "2026-12-10".parse().unwrap();
        let message = |kind, day| FiledMessage {
            id: Uuid::nil(),
            account: Uuid::nil(),
            application: None,
            kind,
            day,
            days: None,
            at: Moment::default(),
            read_at: None,
        };
        let asked = message(K::AnswerRequested, Some(day));
        let reminded = message(K::AnswerDueSoon, Some(day));
        let bounced = message(K::AddressBounced, None);
        let submitted = message(K::Submitted, None);
        let of = |told: &[FiledMessage]| still_open(told, day).map(|message| message.kind);
        assert_eq!(of(&[submitted, asked, bounced]), Some(K::AnswerRequested));
        assert_eq!(of(&[asked, reminded, bounced]), Some(K::AnswerDueSoon));
        let given = message(K::AnswerGiven, None);
        assert_eq!(of(&[asked, given, bounced]), None);
        assert_eq!(of(&[submitted]), None);
        let after = day.succ_opt().unwrap();
        assert!(still_open(&[asked, reminded], after).is_none());
    }
}
