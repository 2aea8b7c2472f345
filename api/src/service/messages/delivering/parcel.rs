//! A message on its way out, with all that is to be known before it goes.

use chrono::{DurationRound, TimeDelta, Timelike};
use shared::message::{Channel, DeliveryState, QuietHours, Topic};
use shared::values::{Moment, day_in_shanghai};
use uuid::Uuid;

use crate::app::App;
use crate::error::Result;
use crate::service::messages::addressing::{Reached, reach};
use crate::service::messages::channels::is_configured;
use crate::store::applications::Application;
use crate::store::deliveries::FiledDelivery;
use crate::store::messages::FiledMessage;
use crate::store::notice_settings::FiledSettings;

/// A message on its way out by one channel.
#[derive(Debug)]
pub(super) struct Parcel {
    /// The way.
    pub(super) delivery: FiledDelivery,
    /// The ways of the same message by other channels.
    pub(super) others: Vec<FiledDelivery>,
    /// The message.
    pub(super) message: FiledMessage,
    /// The application that it is about.
    pub(super) application: Option<Application>,
    /// What the person has chosen.
    pub(super) settings: FiledSettings,
}

/// What is to be done with a parcel now.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing: it comes to this end.
    End(DeliveryState),
    /// Nothing: what the message says does not hold any more, or not when it could go.
    Overtaken,
    /// Wait for the end of the quiet hours.
    Hold(Moment),
    /// Hand it over to this address.
    Send(Address),
}

/// Where a parcel goes, and by which application that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// The address or number.
    pub(super) to: String,
    /// The application whose contact it is.
    pub(super) application: Uuid,
}

impl Parcel {
    /// Reads a delivery with what belongs to it; none where it is gone or has come to its end.
    pub(super) async fn open(app: &App, delivery: Uuid) -> Result<Option<Self>> {
        let Some(delivery) = app.store.find_delivery(delivery).await? else {
            return Ok(None);
        };
        if !is_on_its_way(delivery.state) {
            return Ok(None);
        }
        let Some(message) = app.store.find_message(delivery.message).await? else {
            return Ok(None);
        };
        let application = match message.application {
            Some(id) => app.store.find_application(id).await?,
            None => None,
        };
        let mut others = app.store.list_deliveries(&[message.id]).await?;
        others.retain(|other| other.id != delivery.id);
        Ok(Some(Self {
            settings: app.store.find_notice_settings(message.account).await?,
            delivery,
            others,
            message,
            application,
        }))
    }

    /// What is to be done with it: preferences, address and quiet hours are looked at when it goes, and
    /// not when it was promised.
    pub(super) async fn step(&self, app: &App, now: Moment) -> Result<Step> {
        let channel = self.delivery.channel;
        if !is_configured(app, channel) {
            return Ok(Step::End(DeliveryState::NoChannel));
        }
        if !self.is_wanted() {
            return Ok(Step::End(DeliveryState::NotWanted));
        }
        if self.is_overtaken(app, now).await? {
            return Ok(Step::Overtaken);
        }
        let reached = reach(app, self.message.account, self.message.application).await?;
        let Some(address) = address(reached, channel) else {
            return Ok(Step::End(DeliveryState::NoAddress));
        };
        Ok(match quiet_until(self.settings.quiet, now) {
            None => Step::Send(address),
            Some(end) if self.is_too_late(end) => Step::Overtaken,
            Some(end) => Step::Hold(self.in_turn(end)),
        })
    }

    /// Whether the person wants it by this channel, or the law wants it and no other reaches the person.
    fn is_wanted(&self) -> bool {
        let topic = self.message.kind.topic();
        let stands_in = || {
            let wanted = |other: &&FiledDelivery| self.settings.wants(topic, other.channel);
            let mut wanted = self.others.iter().filter(wanted);
            topic.is_required() && wanted.all(|other| is_without_effect(other.state))
        };
        self.settings.wants(topic, self.delivery.channel) || stands_in()
    }

    /// When it goes that waits for the end of quiet hours: what was written first goes first, a second
    /// behind for each hour.
    fn in_turn(&self, end: Moment) -> Moment {
        const HOUR: i32 = 60 * 60;
        let waits = end.signed_duration_since(self.message.at);
        let waits = waits.clamp(TimeDelta::zero(), TimeDelta::days(1));
        let behind = TimeDelta::days(1).checked_sub(&waits).unwrap_or_default() / HOUR;
        end.checked_add_signed(behind).unwrap_or(end)
    }

    /// Whether it reminds of what is over: its day has passed, or something has happened since.
    async fn is_overtaken(&self, app: &App, now: Moment) -> Result<bool> {
        if self.message.kind.topic() != Topic::Reminders {
            return Ok(false);
        }
        let Some(application) = self.message.application else {
            return Ok(self.is_too_late(now));
        };
        let account = self.message.account;
        let told = app.store.list_messages_about(account, application).await?;
        let since = told.iter().filter(|told| told.id > self.message.id);
        let settles = |told: &FiledMessage| settles(told.kind.topic());
        Ok(self.is_too_late(now) || since.into_iter().any(settles))
    }

    /// Whether the day has passed of which it reminds.
    fn is_too_late(&self, at: Moment) -> bool {
        let reminds = self.message.kind.topic() == Topic::Reminders;
        let over = |day| day < day_in_shanghai(at);
        reminds && self.message.day.is_some_and(over)
    }
}

/// Whether messages about a topic tell that something has happened.
fn settles(topic: Topic) -> bool {
    match topic {
        Topic::Results | Topic::Requests | Topic::Progress => true,
        Topic::Account | Topic::Reminders | Topic::Policy => false,
    }
}

fn address(reached: Option<Reached>, channel: Channel) -> Option<Address> {
    let reached = reached?;
    Some(Address {
        to: reached.address(channel)?.to_owned(),
        application: reached.application,
    })
}

fn is_on_its_way(state: DeliveryState) -> bool {
    match state {
        DeliveryState::Waiting | DeliveryState::Held | DeliveryState::Failed => true,
        DeliveryState::Sent
        | DeliveryState::Bounced
        | DeliveryState::NotWanted
        | DeliveryState::NoAddress
        | DeliveryState::NoChannel => false,
    }
}

/// Whether a way has come to its end and reached nobody, though it was wanted.
fn is_without_effect(state: DeliveryState) -> bool {
    match state {
        DeliveryState::Bounced | DeliveryState::NoAddress | DeliveryState::NoChannel => true,
        DeliveryState::Waiting
        | DeliveryState::Held
        | DeliveryState::Failed
        | DeliveryState::Sent
        | DeliveryState::NotWanted => false,
    }
}

/// When quiet hours end that have begun; none outside of them. They begin and end with the hour, as
/// hours do in Asia/Shanghai and in UTC alike.
fn quiet_until(quiet: Option<QuietHours>, now: Moment) -> Option<Moment> {
    let there = now.checked_add_signed(TimeDelta::hours(8))?;
    let hour = u8::try_from(there.hour()).ok()?;
    let left = quiet?.hours_left(hour);
    let begun = now.duration_trunc(TimeDelta::hours(1)).ok()?;
    let end = begun.checked_add_signed(TimeDelta::hours(left.into()))?;
    (left > 0).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours_are_those_of_the_city() {
        let until = |now: &str| {
            let end = quiet_until(Some(QuietHours::DEFAULT), now.parse().unwrap());
            end.map(|end| end.to_rfc3339())
        };
        // 21:59:59, 22:00, 02:30 and 08:00 in Beijing.
        assert_eq!(until("2026-11-30T13:59:59Z"), None);
        let end = Some("2026-12-01T00:00:00+00:00".to_owned());
        assert_eq!(until("2026-11-30T14:00:00Z"), end);
        assert_eq!(until("2026-11-30T18:30:07Z"), end);
        assert_eq!(until("2026-12-01T00:00:00Z"), None);
        assert_eq!(
            quiet_until(None, "2026-11-30T18:30:07Z".parse().unwrap()),
            None
        );
    }
}
