//! What became of events at an endpoint, and sending them again when the client asks for it.

use shared::page::Page;
use shared::problem::ProblemKind;
use shared::values::Moment;
use shared::webhook::{
    WebhookDelivery, WebhookDeliveryLog, WebhookDeliveryState, WebhookEventData,
};
use uuid::Uuid;

use super::promising::promise_test;
use super::telling::{tell_attempt, tell_delivery};
use super::{lane, own_endpoint};
use crate::app::App;
use crate::error::Result;
use crate::service::access::partner::{Partner, ReadsWebhooks, WritesWebhooks};
use crate::service::idempotency::Ticket;
use crate::service::limits::{Bucket, spend};
use crate::service::paging::{self, PageInput};
use crate::store::Write;
use crate::store::page::Order;
use crate::store::webhook_deliveries::{FiledWebhookDelivery, parse_id};
use crate::store::webhook_endpoints::{self, FiledEndpoint, Listener};

/// The status of an answer of what is on its way.
const ON_ITS_WAY: u16 = 202;
/// What became of events at one of the client's own endpoints, the newest first: all, or those of a state.
///
/// # Errors
/// There is no such endpoint, cursor or limit are not of their form, or it was asked too often.
pub async fn list_deliveries(
    app: &App,
    who: &Partner<ReadsWebhooks>,
    endpoint: &str,
    state: Option<WebhookDeliveryState>,
    input: PageInput<'_>,
) -> Result<Page<WebhookDelivery>> {
    let wanted = paging::wanted("dlv", Order::NewestFirst, input)?;
    let endpoint = own_endpoint(app, who.client(), endpoint).await?;
    let found = app
        .store
        .list_webhook_deliveries(&[endpoint.id], state, wanted)
        .await?;
    let events: Vec<Uuid> = found.rows.iter().map(|one| one.event).collect();
    let payloads = app.store.list_webhook_payloads(&events).await?;
    paging::told("dlv", &found, |one| tell_delivery(one, &payloads))
}

/// One delivery with what was answered each time.
///
/// # Errors
/// There is no such delivery, or it was asked too often.
pub async fn read_delivery(
    app: &App,
    who: &Partner<ReadsWebhooks>,
    endpoint: &str,
    delivery: &str,
) -> Result<WebhookDeliveryLog> {
    let endpoint = own_endpoint(app, who.client(), endpoint).await?;
    let delivery = own_delivery(app, &endpoint, delivery).await?;
    let attempts = app.store.list_webhook_attempts(delivery.id).await?;
    Ok(WebhookDeliveryLog {
        delivery: tell(app, &delivery).await?,
        attempts: attempts.into_iter().map(tell_attempt).collect(),
    })
}

/// Sends an event again, whatever became of it, under the same id. It is tried for three days anew.
///
/// # Errors
/// There is no such delivery, its endpoint is disabled, or it was asked too often.
pub async fn redeliver(
    app: &App,
    who: &Partner<WritesWebhooks>,
    endpoint: &str,
    delivery: &str,
    ticket: &Ticket,
) -> Result<WebhookDelivery> {
    spend(app, Bucket::SendWebhooks, who.client().as_bytes())?;
    let endpoint = own_endpoint(app, who.client(), endpoint).await?;
    let delivery = own_delivery(app, &endpoint, delivery).await?;
    let payloads = app.store.list_webhook_payloads(&[delivery.event]).await?;
    let now = app.now();
    let write = app.store.begin().await?;
    let listener = hold_enabled(&write, endpoint.id).await?;
    let held = write.hold_webhook_delivery(delivery.id).await?;
    let mut delivery = held.ok_or(ProblemKind::NotFound)?;
    delivery.state = WebhookDeliveryState::Waiting;
    delivery.round = 0;
    delivery.at = now;
    delivery.next_at = Some(now);
    write.save_webhook_delivery(&delivery).await?;
    wake(app, &write, &listener, now).await?;
    let told = tell_delivery(&delivery, &payloads)?;
    ticket.answer(&write, ON_ITS_WAY, &told).await?;
    write.commit().await?;
    app.work.notify_one();
    Ok(told)
}

/// Sends a test to an endpoint, whatever it has subscribed to.
///
/// # Errors
/// There is no such endpoint, it is disabled, or it was asked too often.
pub async fn send_test(
    app: &App,
    who: &Partner<WritesWebhooks>,
    endpoint: &str,
    ticket: &Ticket,
) -> Result<WebhookDelivery> {
    spend(app, Bucket::SendWebhooks, who.client().as_bytes())?;
    let endpoint = own_endpoint(app, who.client(), endpoint).await?;
    let now = app.now();
    let write = app.store.begin().await?;
    let listener = hold_enabled(&write, endpoint.id).await?;
    let data = WebhookEventData {
        id: webhook_endpoints::format_id(endpoint.id),
        hold: None,
    };
    let (delivery, body) = promise_test(app, &write, &listener, data, now).await?;
    let told = tell_delivery(&delivery, &[(delivery.event, body)])?;
    ticket.answer(&write, ON_ITS_WAY, &told).await?;
    write.commit().await?;
    app.work.notify_one();
    Ok(told)
}

/// Holds an endpoint to which something is sent.
async fn hold_enabled(write: &Write, id: Uuid) -> Result<Listener> {
    let held = write.hold_webhook_endpoint(id).await?;
    let endpoint = held.ok_or(ProblemKind::NotFound)?;
    if endpoint.disabled.is_some() {
        return Err(ProblemKind::WebhookEndpointDisabled.into());
    }
    Ok(Listener {
        id: endpoint.id,
        client: endpoint.client,
        is_disabled: false,
        failures: endpoint.health.failures,
        rests_until: endpoint.health.rests_until,
    })
}

async fn wake(app: &App, write: &Write, listener: &Listener, now: Moment) -> Result<()> {
    let run_at = listener.rests_until.map_or(now, |rests| rests.max(now));
    let kind = lane(listener.failures);
    write
        .wake_job(app.new_id(), kind, listener.id, run_at)
        .await
}

async fn own_delivery(
    app: &App,
    endpoint: &FiledEndpoint,
    id: &str,
) -> Result<FiledWebhookDelivery> {
    let id = parse_id(id).ok_or(ProblemKind::NotFound)?;
    let found = app.store.find_webhook_delivery(endpoint.id, id).await?;
    Ok(found.ok_or(ProblemKind::NotFound)?)
}

async fn tell(app: &App, delivery: &FiledWebhookDelivery) -> Result<WebhookDelivery> {
    let payloads = app.store.list_webhook_payloads(&[delivery.event]).await?;
    tell_delivery(delivery, &payloads)
}
