//! Sends what is due to an endpoint: the subject of the job is the endpoint, so that one hand at a time
//! sends there, whichever process it is of. Receivers that fail or are slow have hands of their own
//! ([`JobKind::DeliverAgain`]), are sent one event at a time, and rest after each failure of the way:
//! they keep nobody waiting who does answer.
//!
//! Each event goes at least once, under the same `webhook-id`: a process that dies between a receiver's
//! yes and the row that says so sends it again. Nothing of the database is held meanwhile.

use futures::future::join_all;
use shared::scope::Scope;
use shared::values::Moment;
use url::Url;

use super::settling::{Sent, settle};
use super::{lane, live_keys};
use crate::app::App;
use crate::delivery::{Consignment, Receipt, SigningKeys};
use crate::error::{Error, Result};
use crate::store::clients::ClientRow;
use crate::store::jobs::Job;
use crate::store::webhook_deliveries::FiledWebhookDelivery;
use crate::store::webhook_endpoints::FiledEndpoint;
use crate::store::webhook_events::format_id;

/// How many events are under way to an endpoint whose receiver is well.
const AT_ONCE: u64 = 4;

/// Sends some of what is due to an endpoint, and puts the job off until the next is.
///
/// # Errors
/// The database does not answer, or the lease on the job was lost; what was sent goes again then.
pub async fn deliver(app: &App, job: &Job) -> Result<()> {
    let Some(endpoint) = app.store.find_webhook_endpoint(job.subject).await? else {
        let write = app.store.begin().await?;
        write.finish_job(job).await?;
        return write.commit().await;
    };
    let now = app.now();
    let sent = if may_send(app, job, &endpoint, now).await? {
        send_due(app, &endpoint, now).await?
    } else {
        Vec::new()
    };
    settle(app, job, &endpoint, sent).await
}

/// Whether anything is sent now, and by this job.
async fn may_send(app: &App, job: &Job, endpoint: &FiledEndpoint, now: Moment) -> Result<bool> {
    let health = &endpoint.health;
    let rests = health.rests_until.is_some_and(|until| now < until);
    if endpoint.disabled.is_some() || rests || lane(health.failures) != job.kind {
        return Ok(false);
    }
    let client = app.store.find_client(endpoint.client).await?;
    let has_endpoints = |client: &ClientRow| {
        let mut scopes = client.scopes.iter();
        scopes.any(|scope| matches!(scope, Scope::WebhooksRead | Scope::WebhooksWrite))
    };
    Ok(client.is_some_and(|client| client.is_live(now) && has_endpoints(&client)))
}

async fn send_due(app: &App, endpoint: &FiledEndpoint, now: Moment) -> Result<Vec<Sent>> {
    let most = if endpoint.health.failures == 0 {
        AT_ONCE
    } else {
        1
    };
    let due = app
        .store
        .list_due_webhook_deliveries(endpoint.id, now, most)
        .await?;
    let events: Vec<_> = due.iter().map(|delivery| delivery.event).collect();
    let payloads = app.store.list_webhook_payloads(&events).await?;
    let url = endpoint.settings.url.parse::<Url>();
    let url = url.map_err(|error| Error::unexpected(format!("a filed address: {error}")))?;
    let keys: Vec<&SigningKeys> = live_keys(endpoint, now).map(|filed| &filed.keys).collect();
    let attempts = due.into_iter().filter_map(|delivery| {
        let body = payloads.iter().find(|(id, _)| *id == delivery.event);
        let (_, body) = body?;
        Some(attempt(app, &url, &keys, delivery, body))
    });
    Ok(join_all(attempts).await)
}

async fn attempt(
    app: &App,
    url: &Url,
    keys: &[&SigningKeys],
    delivery: FiledWebhookDelivery,
    body: &str,
) -> Sent {
    let at = app.now();
    let consignment = Consignment {
        id: &format_id(delivery.event),
        at,
        body,
        keys,
    };
    let receipt: Receipt = app.deliveries.post(url, &consignment).await;
    Sent {
        delivery,
        at,
        receipt,
    }
}
