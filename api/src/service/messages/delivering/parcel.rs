//! A message on its way out, with all that is to be known before it goes.

use chrono::{DurationRound, TimeDelta, Timelike};
use shared::message::{Channel, DeliveryState, QuietHours, Topic};
use shared::values::{Moment, day_in_shanghai};
use uuid::Uuid;

use super::overtaking::overtakes;
use crate::app::App;
use crate::error::Result;
use crate::service::messages::addressing::{Reached, reach, reach_as_before};
use crate::service::messages::channels::is_configured;
use crate::service::messages::telling::Readable;
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::deliveries::FiledDelivery;
use crate::store::filed_settings::FiledSettings;
use crate::store::messages::FiledMessage;

/// After how many attempts that failed, on whichever days, a way counts as out of order: they take about
/// half an hour.
const BROKEN: u32 = 30;

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
    /// Whether the person can open the application.
    pub(super) readable: Readable,
}

/// What is to be done with a parcel now.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing: it comes to this end.
    End(DeliveryState),
    /// Nothing: no address is known. The contact of this application was looked at, if of any.
    Nowhere(Option<Uuid>),
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
            readable: Readable::of(app, message.account, application.iter()).await?,
            delivery,
            others,
            message,
            application,
        }))
    }

    /// Keeps the ways of the message from changing until the transaction ends, and reads the others as
    /// they are now: of two that come to their end at once the later one sees the earlier.
    pub(super) async fn hold(&mut self, write: &Write) -> Result<()> {
        write.hold_message(self.message.id).await?;
        self.others = write.list_deliveries(&[self.message.id]).await?;
        self.others.retain(|other| other.id != self.delivery.id);
        Ok(())
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
        let reached = self.reach(app).await?;
        let looked_at = reached.as_ref().map(|reached| reached.application);
        let Some(address) = address(reached, channel) else {
            return Ok(if self.delivery.to_former {
                // The address on this channel was not what was corrected.
                Step::Overtaken
            } else {
                Step::Nowhere(looked_at)
            });
        };
        Ok(match quiet_until(self.settings.quiet, now) {
            None => Step::Send(address),
            Some(end) if self.is_too_late(end) => Step::Overtaken,
            Some(end) => Step::Hold(self.in_turn(end)),
        })
    }

    /// How the person is reached, or was before the change that is told.
    async fn reach(&self, app: &App) -> Result<Option<Reached>> {
        let (account, about) = (self.message.account, self.message.application);
        match about.filter(|_| self.delivery.to_former) {
            Some(id) => reach_as_before(app, account, id, self.message.at).await,
            None => reach(app, account, about).await,
        }
    }

    /// Whether the person wants it by this channel, or the law wants it and no other reaches the person.
    pub(super) fn is_wanted(&self) -> bool {
        let topic = self.message.kind.topic();
        let wants = |channel| self.settings.wants(topic, channel);
        let stands_in = || {
            let others = self.others.iter().filter(|other| !other.to_former);
            let mut wanted = others.filter(|other| wants(other.channel));
            topic.is_required() && wanted.all(is_without_effect)
        };
        self.delivery.to_former || wants(self.delivery.channel) || stands_in()
    }

    /// Whether this way has been out of order for so long that the message has to go by another.
    pub(super) fn is_broken(&self) -> bool {
        self.delivery.attempts >= BROKEN
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

    /// Whether it asks for or reminds of what is over: its day has passed, or it has happened.
    async fn is_overtaken(&self, app: &App, now: Moment) -> Result<bool> {
        if self.is_too_late(now) {
            return Ok(true);
        }
        let (account, id) = (self.message.account, self.message.id);
        let since = app.store.list_messages_since(account, id).await?;
        let about = self.message.application;
        let mut since = since.iter().filter(|told| told.application == about);
        Ok(since.any(|told| overtakes(told.kind, self.message.kind)))
    }

    /// Whether the day has passed of which it reminds.
    fn is_too_late(&self, at: Moment) -> bool {
        let reminds = self.message.kind.topic() == Topic::Reminders;
        let over = |day| day < day_in_shanghai(at);
        reminds && self.message.day.is_some_and(over)
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

/// Whether a way reaches nobody, though it was wanted: it has come to its end, or is out of order.
fn is_without_effect(delivery: &FiledDelivery) -> bool {
    match delivery.state {
        DeliveryState::Bounced | DeliveryState::NoAddress | DeliveryState::NoChannel => true,
        DeliveryState::Waiting | DeliveryState::Held | DeliveryState::Failed => {
            delivery.attempts >= BROKEN
        }
        DeliveryState::Sent | DeliveryState::NotWanted => false,
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
