//! Promises to tell clients, in the transaction of what happened. A client is told the same thing once
//! at each of its endpoints.

use shared::values::Moment;
use shared::webhook::{WebhookDeliveryState, WebhookEvent, WebhookEventData, WebhookEventType};
use uuid::Uuid;

use super::lane;
use crate::app::App;
use crate::error::Result;
use crate::store::Write;
use crate::store::webhook_deliveries::FiledWebhookDelivery;
use crate::store::webhook_endpoints::Listener;
use crate::store::webhook_events::FiledEvent;

/// Promises to tell a client that something happened. Behind its commit the caller has the worker look
/// (`app.work.notify_one()`).
///
/// # Errors
/// The database does not answer.
pub(in crate::service) async fn promise(
    app: &App,
    write: &Write,
    client: Uuid,
    kind: WebhookEventType,
    data: WebhookEventData,
    at: Moment,
) -> Result<()> {
    let listeners = write.list_webhook_listeners(Some(client), kind).await?;
    if listeners.is_empty() || !may_hear(write, client, kind).await? {
        return Ok(());
    }
    file(app, write, &listeners, &event(kind, data, at)).await
}

/// Promises to tell all clients that want to hear of it.
///
/// # Errors
/// The database does not answer.
pub(in crate::service) async fn promise_to_all(
    app: &App,
    write: &Write,
    kind: WebhookEventType,
    data: WebhookEventData,
    at: Moment,
) -> Result<()> {
    let mut listeners = write.list_webhook_listeners(None, kind).await?;
    listeners.sort_by_key(|listener| listener.client);
    let event = event(kind, data, at);
    for of_one in listeners.chunk_by(|one, other| one.client == other.client) {
        file(app, write, of_one, &event).await?;
    }
    Ok(())
}

/// Whether a client may still ask for what an event tells: its scopes may have been taken away since it
/// subscribed.
async fn may_hear(write: &Write, client: Uuid, kind: WebhookEventType) -> Result<bool> {
    let client = write.find_client(client).await?;
    Ok(client.is_some_and(|client| kind.scope().is_none_or(|one| client.scopes.contains(&one))))
}

/// Takes back what a client is to be told of something: what has not arrived never does, and none of it can
/// be asked for again.
///
/// # Errors
/// The database does not answer.
pub(in crate::service) async fn recall(
    write: &Write,
    client: Uuid,
    kind: WebhookEventType,
    id: &str,
) -> Result<()> {
    let of = format!("{}/{id}/", kind.slug());
    write.forget_webhook_events_of(client, &of).await
}

fn event(kind: WebhookEventType, data: WebhookEventData, at: Moment) -> WebhookEvent {
    WebhookEvent {
        kind,
        timestamp: at,
        data,
    }
}

/// Writes an event down with a delivery to each of the endpoints, all of one client. One that is disabled
/// has it filed as given up, so that its client can ask for it later.
async fn file(
    app: &App,
    write: &Write,
    listeners: &[Listener],
    event: &WebhookEvent,
) -> Result<()> {
    let Some(first) = listeners.first() else {
        return Ok(());
    };
    let filed = FiledEvent {
        id: app.new_id(),
        client: first.client,
        kind: event.kind,
        once: once(event),
        payload: serde_json::to_string(event)?,
        at: event.timestamp,
    };
    if !write.add_webhook_event(&filed).await? {
        return Ok(());
    }
    for listener in listeners {
        add_delivery(app, write, listener, filed.id, event.timestamp).await?;
    }
    Ok(())
}

/// By what the same thing is known: a refusal that a referral was told of can become a pass, which is told
/// as well.
fn once(event: &WebhookEvent) -> String {
    let also = if event.kind == WebhookEventType::ReferralDecided {
        event.timestamp.to_rfc3339()
    } else {
        event.data.hold.clone().unwrap_or_default()
    };
    format!("{}/{}/{also}", event.kind.slug(), event.data.id)
}

/// Files a test for one endpoint: each is another event. Tells its delivery, and what is sent.
///
/// # Errors
/// The database does not answer.
pub(super) async fn promise_test(
    app: &App,
    write: &Write,
    listener: &Listener,
    data: WebhookEventData,
    at: Moment,
) -> Result<(FiledWebhookDelivery, String)> {
    let id = app.new_id();
    let kind = WebhookEventType::Test;
    let filed = FiledEvent {
        id,
        client: listener.client,
        kind,
        once: format!("{}/{id}", kind.slug()),
        payload: serde_json::to_string(&event(kind, data, at))?,
        at,
    };
    write.add_webhook_event(&filed).await?;
    let delivery = add_delivery(app, write, listener, id, at).await?;
    Ok((delivery, filed.payload))
}

async fn add_delivery(
    app: &App,
    write: &Write,
    listener: &Listener,
    event: Uuid,
    at: Moment,
) -> Result<FiledWebhookDelivery> {
    let delivery = FiledWebhookDelivery {
        id: app.new_id(),
        endpoint: listener.id,
        event,
        state: if listener.is_disabled {
            WebhookDeliveryState::Dead
        } else {
            WebhookDeliveryState::Waiting
        },
        attempts: 0,
        round: 0,
        at,
        next_at: (!listener.is_disabled).then_some(at),
    };
    write.add_webhook_delivery(&delivery).await?;
    if !listener.is_disabled {
        let run_at = listener.rests_until.map_or(at, |rests| rests.max(at));
        let kind = lane(listener.failures);
        write
            .wake_job(app.new_id(), kind, listener.id, run_at)
            .await?;
    }
    Ok(delivery)
}
