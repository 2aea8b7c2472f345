//! What becomes of deliveries, their endpoint and its job after some attempts.

use std::time::Duration;

use chrono::TimeDelta;
use shared::values::Moment;
use shared::webhook::{WebhookDeliveryState, WebhookDisabled, WebhookTrouble};

use super::letters::promise_letters;
use super::{GIVEN_UP, lane};
use crate::app::App;
use crate::delivery::Receipt;
use crate::error::Result;
use crate::pause::{doubled, jittered};
use crate::store::Write;
use crate::store::audit::{Act, Actor};
use crate::store::jobs::Job;
use crate::store::webhook_deliveries::FiledWebhookDelivery;
use crate::store::webhook_deliveries::attempts::FiledAttempt;
use crate::store::webhook_endpoints::{EndpointHealth, FiledEndpoint, format_id};

/// Failures further apart than this are not of one spell: nothing was tried between.
const APART: TimeDelta = TimeDelta::days(2);
/// The longest rest of a receiver that does not answer.
const LONGEST_REST: Duration = Duration::from_secs(10 * 60);
/// The longest rest that a receiver can ask for.
const LONGEST_ASKED: u32 = 60 * 60;
/// A receiver that needs as long as this is slow.
const SLOW: Duration = Duration::from_secs(3);

/// An attempt that was made.
#[derive(Debug)]
pub(super) struct Sent {
    /// Of what.
    pub(super) delivery: FiledWebhookDelivery,
    /// When it began.
    pub(super) at: Moment,
    /// What came of it.
    pub(super) receipt: Receipt,
}

/// Writes down what came of some attempts, and when the job goes on.
///
/// # Errors
/// The database does not answer, or the lease was lost: then nothing is written, and all goes again.
pub(super) async fn settle(
    app: &App,
    job: &Job,
    known: &FiledEndpoint,
    sent: Vec<Sent>,
) -> Result<()> {
    let now = app.now();
    let client = app.store.find_client(known.client).await?;
    let is_live = client.is_some_and(|client| client.is_live(now));
    let write = app.store.begin().await?;
    // Its audit record joins the chain of the client, which comes before the endpoint.
    let held = if sent.is_empty() {
        None
    } else {
        write.hold_client(known.client).await?
    };
    let Some(mut endpoint) = write.hold_webhook_endpoint(known.id).await? else {
        // It was deleted meanwhile, and the job with it.
        return Ok(());
    };
    // Who has changed it meanwhile may have sent it elsewhere: what was learnt is of no use then.
    let is_as_known =
        endpoint.settings.url == known.settings.url && endpoint.disabled == known.disabled;
    let mut ends = None;
    if is_as_known && !sent.is_empty() {
        note(&mut endpoint.health, &sent, now);
        ends = why_it_ends(&endpoint.health, &sent, now);
    }
    for one in sent {
        write_down(&write, one, now).await?;
    }
    if let Some(why) = ends {
        disable(&write, &mut endpoint, why, now).await?;
        if let Some(client) = &held {
            promise_letters(app, &write, client, &endpoint, now).await?;
        }
    }
    if endpoint.disabled.is_some() || !is_live {
        write.give_up_webhook_deliveries(endpoint.id, now).await?;
    }
    write.save_webhook_endpoint(&endpoint).await?;
    let goes_on = go_on(app, &write, job, &endpoint, now).await?;
    write.commit().await?;
    if goes_on {
        app.work.notify_one();
    }
    Ok(())
}

/// How the receiver is after some attempts.
fn note(health: &mut EndpointHealth, sent: &[Sent], now: Moment) {
    if sent.is_empty() {
        return;
    }
    let arrived = |one: &Sent| one.receipt.trouble.is_none();
    if sent.iter().any(arrived) {
        health.delivered_at = Some(now);
        health.failing_since = None;
    } else {
        let fresh = |failed: Moment| now.signed_duration_since(failed) < APART;
        let since = health
            .failing_since
            .filter(|_| health.failed_at.is_some_and(fresh));
        health.failing_since = since.or(Some(now));
    }
    let failed = sent.iter().filter(|one| !arrived(one));
    let slow = sent.iter().any(|one| one.receipt.took >= SLOW);
    if failed.clone().next().is_some() {
        health.failed_at = Some(now);
        health.failures = health.failures.saturating_add(1);
    } else {
        health.failures = u32::from(slow);
    }
    let rest = failed
        .filter_map(|one| rest_after(&one.receipt, health.failures))
        .max();
    health.rests_until = rest.map(|rest| after(now, rest));
}

/// How long a receiver is left alone after a failure that is likely to happen with every other event,
/// too; none where it may be about that event.
fn rest_after(receipt: &Receipt, failures: u32) -> Option<Duration> {
    let is_of_the_way = match receipt.trouble? {
        WebhookTrouble::Refused => matches!(receipt.status, Some(429 | 502..=504)),
        WebhookTrouble::NoAddress
        | WebhookTrouble::Unreachable
        | WebhookTrouble::Unprotected
        | WebhookTrouble::TimedOut
        | WebhookTrouble::AnswerTooLarge
        | WebhookTrouble::Broken => true,
    };
    let asked = receipt.retry_after.unwrap_or_default().min(LONGEST_ASKED);
    // 8 seconds at first.
    let ours = jittered(doubled(failures.saturating_add(3), LONGEST_REST));
    is_of_the_way.then(|| ours.max(Duration::from_secs(asked.into())))
}

fn why_it_ends(health: &EndpointHealth, sent: &[Sent], now: Moment) -> Option<WebhookDisabled> {
    if sent.iter().any(|one| one.receipt.status == Some(410)) {
        return Some(WebhookDisabled::Gone);
    }
    let long = |since: Moment| now.signed_duration_since(since) >= GIVEN_UP;
    let is_long = health.failing_since.is_some_and(long);
    (is_long && !sent.is_empty()).then_some(WebhookDisabled::Failing)
}

async fn write_down(write: &Write, sent: Sent, now: Moment) -> Result<()> {
    let Some(mut delivery) = write.hold_webhook_delivery(sent.delivery.id).await? else {
        return Ok(());
    };
    let receipt = sent.receipt;
    delivery.attempts = delivery.attempts.saturating_add(1);
    delivery.round = delivery.round.saturating_add(1);
    delivery.at = now;
    if receipt.trouble.is_none() {
        delivery.state = WebhookDeliveryState::Delivered;
        delivery.next_at = None;
    } else if delivery.state == WebhookDeliveryState::Waiting {
        let pause = pause_after(delivery.round).map(jittered);
        delivery.next_at = pause.map(|pause| after(now, pause));
        if pause.is_none() {
            delivery.state = WebhookDeliveryState::Dead;
        }
    }
    write.save_webhook_delivery(&delivery).await?;
    let attempt = FiledAttempt {
        attempt: delivery.attempts,
        at: sent.at,
        took_ms: u32::try_from(receipt.took.as_millis()).unwrap_or(u32::MAX),
        status: receipt.status,
        trouble: receipt.trouble,
        answer: receipt.answer,
    };
    write.add_webhook_attempt(delivery.id, &attempt).await
}

async fn disable(
    write: &Write,
    endpoint: &mut FiledEndpoint,
    why: WebhookDisabled,
    now: Moment,
) -> Result<()> {
    endpoint.disabled = Some((now, why));
    let detail = format!("{} {}", format_id(endpoint.id), why.slug());
    write
        .record_audit(Act {
            chain: endpoint.client,
            at: now,
            actor: Actor::System,
            action: "disable_webhook_endpoint",
            detail: &detail,
        })
        .await?;
    tracing::warn!(endpoint = %endpoint.id, why = why.slug(), "a webhook endpoint was disabled");
    Ok(())
}

/// Ends the job or puts it off, by what waits for the endpoint. Tells whether anything may be due.
async fn go_on(
    app: &App,
    write: &Write,
    job: &Job,
    endpoint: &FiledEndpoint,
    now: Moment,
) -> Result<bool> {
    // From here on whoever promises something waits for our end, or has ended before.
    write.hold_job(job).await?;
    let Some(next) = write.next_webhook_delivery(endpoint.id).await? else {
        write.finish_job(job).await?;
        return Ok(false);
    };
    let rested = endpoint.health.rests_until.unwrap_or(now);
    let run_at = next.max(now).max(rested);
    let kind = lane(endpoint.health.failures);
    if kind == job.kind {
        write.postpone_job(job, run_at).await?;
    } else {
        write.finish_job(job).await?;
        write
            .wake_job(app.new_id(), kind, endpoint.id, run_at)
            .await?;
    }
    Ok(run_at <= now)
}

fn after(now: Moment, pause: Duration) -> Moment {
    let pause = TimeDelta::from_std(pause).unwrap_or_default();
    now.checked_add_signed(pause).unwrap_or(now)
}

/// How long an event waits after an attempt (1 for the first) that failed; none after the last. Without
/// jitter the last attempt comes after 65 hours, with it three days as a rule.
fn pause_after(round: u32) -> Option<Duration> {
    const MINUTE: u64 = 60;
    const HOUR: u64 = 60 * MINUTE;
    const PAUSES: [u64; 9] = [
        5,
        5 * MINUTE,
        30 * MINUTE,
        2 * HOUR,
        5 * HOUR,
        9 * HOUR,
        12 * HOUR,
        16 * HOUR,
        20 * HOUR,
    ];
    let index = usize::try_from(round.saturating_sub(1)).unwrap_or(usize::MAX);
    PAUSES.get(index).copied().map(Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::jobs::kind::JobKind;

    #[test]
    fn an_event_is_tried_ten_times_in_three_days() {
        let pauses: Vec<Duration> = (1..20).filter_map(pause_after).collect();
        assert_eq!(pauses.len(), 9);
        assert!(pauses.is_sorted());
        let all: Duration = pauses.iter().sum();
        let hours = |hours: u64| Duration::from_secs(hours * 60 * 60);
        // Each pause is up to a quarter longer by chance.
        assert!(all > hours(60) && all.mul_f64(1.25) < hours(84));
        let longest = pauses.last().unwrap().mul_f64(1.25);
        assert!(longest < JobKind::Deliver.furthest());
    }
}
