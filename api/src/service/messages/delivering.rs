//! Sends what was promised, by e-mail and SMS, to the address that is known when it is sent.
//!
//! Each message goes at least once. A process that dies between the server's yes and the row that
//! says so leaves its job behind, and the message goes again under the same key, by which mail server
//! and gateway know it (`Message-ID`, `Idempotency-Key`). Nothing of the database is held while a
//! server is spoken to: a claim that is lost meanwhile writes nothing.

mod handing_over;
mod missing;
mod overtaking;
mod parcel;

use std::time::Duration;

use chrono::TimeDelta;
use shared::message::DeliveryState;
use shared::values::Moment;
use uuid::Uuid;

use super::addressing::{address_index, on};
use crate::app::App;
use crate::error::Result;
use crate::notice::{Trouble, Undelivered};
use crate::pause::jittered;
use crate::service::contact::held_contact;
use crate::store::Write;
use crate::store::jobs::Job;
use handing_over::hand_over;
use missing::{go_by_another, tell_of_bounce};
use parcel::{Address, Parcel, Step};

/// How often a mailbox is asked that takes nothing for the moment: at first every minute, then every
/// hour, four or five days in all (RFC 5321, 4.5.4.1). What else goes wrong on the way is not counted: it
/// is nothing of the mailbox's.
const MOST_REFUSALS: u32 = 160;

/// Sends a message by one channel: the subject of the job is the delivery.
///
/// # Errors
/// The database does not answer.
pub async fn deliver(app: &App, job: &Job) -> Result<()> {
    let Some(parcel) = Parcel::open(app, job.subject).await? else {
        let write = app.store.begin().await?;
        write.finish_job(job).await?;
        return write.commit().await;
    };
    let now = app.now();
    match parcel.step(app, now).await? {
        Step::End(state) => end(app, job, parcel, state).await,
        Step::Nowhere(looked_at) => end_nowhere(app, job, parcel, looked_at).await,
        Step::Overtaken => drop_out(app, job, &parcel).await,
        Step::Hold(until) => hold(app, job, parcel, until).await,
        Step::Send(address) => {
            let sent = hand_over(app, &parcel, &address.to, now).await;
            match sent {
                Ok(()) => sent_to(app, job, parcel, &address).await,
                Err(Undelivered::NoChannel) => {
                    end(app, job, parcel, DeliveryState::NoChannel).await
                }
                Err(Undelivered::Bounced) => bounce(app, job, parcel, &address).await,
                Err(Undelivered::Later(Trouble::Mailbox(_))) if is_last(&parcel) => {
                    bounce(app, job, parcel, &address).await
                }
                Err(Undelivered::Later(trouble)) => put_off(app, job, parcel, trouble).await,
            }
        }
    }
}

fn is_last(parcel: &Parcel) -> bool {
    parcel.delivery.mailbox_refusals.saturating_add(1) >= MOST_REFUSALS
}

/// The server has taken it.
async fn sent_to(app: &App, job: &Job, mut parcel: Parcel, address: &Address) -> Result<()> {
    let delivery = &mut parcel.delivery;
    delivery.address_index = Some(address_index(app, delivery.channel, &address.to));
    delivery.attempts = delivery.attempts.saturating_add(1);
    end(app, job, parcel, DeliveryState::Sent).await
}

/// It comes to an end, which may be that it goes by another channel.
async fn end(app: &App, job: &Job, mut parcel: Parcel, state: DeliveryState) -> Result<()> {
    let write = app.store.begin().await?;
    parcel.hold(&write).await?;
    if state == DeliveryState::NotWanted && parcel.is_wanted() {
        // The other way has come to nothing in this very moment: this one stands in for it.
        return go_again(app, write, job, parcel).await;
    }
    end_held(app, write, job, parcel, state).await
}

/// The same of a message whose ways are held.
async fn end_held(
    app: &App,
    write: Write,
    job: &Job,
    mut parcel: Parcel,
    state: DeliveryState,
) -> Result<()> {
    let now = app.now();
    let delivery = &mut parcel.delivery;
    delivery.state = state;
    delivery.at = now;
    delivery.not_before = None;
    delivery.error = None;
    write.finish_job(job).await?;
    write.save_delivery(&parcel.delivery).await?;
    // Who switched this way off while the message waited may have counted on the other.
    if matches!(
        state,
        DeliveryState::NotWanted | DeliveryState::NoAddress | DeliveryState::NoChannel
    ) {
        go_by_another(app, &write, &parcel, now).await?;
    }
    write.commit().await?;
    app.work.notify_one();
    Ok(())
}

/// No address was known. Where the person has told one meanwhile, the message goes there; whoever tells
/// one later finds here what has to go.
async fn end_nowhere(
    app: &App,
    job: &Job,
    mut parcel: Parcel,
    looked_at: Option<Uuid>,
) -> Result<()> {
    let write = app.store.begin().await?;
    // Before the message: a correction holds the application when it looks for what has to go again.
    let application = match looked_at {
        Some(id) => write.hold_application(id).await?,
        None => None,
    };
    let told = match &application {
        Some(application) => Some(held_contact(&write, application).await?),
        None => None,
    };
    let channel = parcel.delivery.channel;
    parcel.hold(&write).await?;
    if told.is_some_and(|contact| on(&contact, channel).is_some()) {
        return go_again(app, write, job, parcel).await;
    }
    end_held(app, write, job, parcel, DeliveryState::NoAddress).await
}

/// What is to be done has changed in this very moment: it is looked at anew.
async fn go_again(app: &App, write: Write, job: &Job, mut parcel: Parcel) -> Result<()> {
    let now = app.now();
    let delivery = &mut parcel.delivery;
    delivery.state = DeliveryState::Waiting;
    delivery.at = now;
    delivery.not_before = None;
    delivery.error = None;
    write.postpone_job(job, now).await?;
    write.save_delivery(&parcel.delivery).await?;
    write.commit().await?;
    app.work.notify_one();
    Ok(())
}

/// What it says is over: it stays in the application, and nobody is reminded from outside.
async fn drop_out(app: &App, job: &Job, parcel: &Parcel) -> Result<()> {
    let write = app.store.begin().await?;
    write.finish_job(job).await?;
    write.delete_delivery(parcel.delivery.id).await?;
    write.commit().await
}

/// It waits for the end of the quiet hours.
async fn hold(app: &App, job: &Job, mut parcel: Parcel, until: Moment) -> Result<()> {
    let delivery = &mut parcel.delivery;
    delivery.state = DeliveryState::Held;
    delivery.at = app.now();
    delivery.not_before = Some(until);
    let write = app.store.begin().await?;
    write.postpone_job(job, until).await?;
    write.save_delivery(&parcel.delivery).await?;
    write.commit().await
}

/// The address takes nothing. Where the person has corrected it meanwhile, the message goes to the
/// other one; whoever corrects it later finds here what has to go again.
async fn bounce(app: &App, job: &Job, mut parcel: Parcel, address: &Address) -> Result<()> {
    let now = app.now();
    let channel = parcel.delivery.channel;
    let index = address_index(app, channel, &address.to);
    let write = app.store.begin().await?;
    // Before the message: a correction holds the application when it looks for what has bounced.
    let application = write.hold_application(address.application).await?;
    let contact = match &application {
        Some(application) => Some(held_contact(&write, application).await?),
        None => None,
    };
    let corrected =
        contact.is_some_and(|contact| on(&contact, channel) != Some(address.to.as_str()));
    parcel.hold(&write).await?;
    let to_former = parcel.delivery.to_former;
    parcel.delivery.attempts = parcel.delivery.attempts.saturating_add(1);
    if corrected && !to_former {
        return go_again(app, write, job, parcel).await;
    }
    let delivery = &mut parcel.delivery;
    delivery.state = DeliveryState::Bounced;
    delivery.at = now;
    delivery.not_before = None;
    delivery.error = None;
    delivery.address_index = Some(index.clone());
    write.finish_job(job).await?;
    write.save_delivery(&parcel.delivery).await?;
    // What the person has replaced need not be told to be out of use.
    if !to_former {
        tell_of_bounce(app, &write, &parcel, address, &index, now).await?;
        go_by_another(app, &write, &parcel, now).await?;
    }
    write.commit().await?;
    app.work.notify_one();
    Ok(())
}

/// Something is wrong with the way: it is tried again, as its kind of job says. Where that has gone on for
/// long, what the law wants told goes by the other way as well.
async fn put_off(app: &App, job: &Job, mut parcel: Parcel, trouble: Trouble) -> Result<()> {
    let now = app.now();
    let pause = jittered(job.kind.pause_after_failure(job.attempt));
    let run_at = after(now, pause);
    let write = app.store.begin().await?;
    parcel.hold(&write).await?;
    let delivery = &mut parcel.delivery;
    delivery.state = DeliveryState::Failed;
    delivery.attempts = delivery.attempts.saturating_add(1);
    if let Trouble::Mailbox(_) = trouble {
        delivery.mailbox_refusals = delivery.mailbox_refusals.saturating_add(1);
    }
    delivery.at = now;
    delivery.not_before = Some(run_at);
    delivery.error = Some(trouble.slug().to_owned());
    let channel = delivery.channel.slug();
    let failed = write.retry_job(job, run_at, trouble.slug()).await?;
    write.save_delivery(&parcel.delivery).await?;
    if parcel.is_broken() {
        go_by_another(app, &write, &parcel, now).await?;
    }
    write.commit().await?;
    app.work.notify_one();
    if failed {
        tracing::error!(job = %job.id, channel, %trouble, "a message is not taken; it is tried slowly");
    } else {
        tracing::warn!(job = %job.id, attempt = job.attempt, channel, %trouble, "a message was not taken");
    }
    Ok(())
}

fn after(now: Moment, pause: Duration) -> Moment {
    let pause = TimeDelta::from_std(pause).unwrap_or_default();
    now.checked_add_signed(pause).unwrap_or(now)
}
