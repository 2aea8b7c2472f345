//! Endpoints and deliveries as their client sees them.

use shared::values::Moment;
use shared::webhook::{
    WebhookAttempt, WebhookDelivery, WebhookDeliveryState, WebhookEndpoint, WebhookEvent,
    WebhookKey,
};
use uuid::Uuid;

use super::live_keys;
use crate::error::{Error, Result};
use crate::store::webhook_deliveries::{self, FiledWebhookDelivery, attempts::FiledAttempt};
use crate::store::webhook_endpoints::{self, FiledEndpoint};
use crate::store::webhook_events;

/// An endpoint, without its secrets.
pub(super) fn tell_endpoint(endpoint: &FiledEndpoint, now: Moment) -> WebhookEndpoint {
    let keys = live_keys(endpoint, now).map(|filed| WebhookKey {
        public_key: filed.keys.public_key(),
        made_at: filed.made_at,
        until: filed.until,
    });
    WebhookEndpoint {
        id: webhook_endpoints::format_id(endpoint.id),
        url: endpoint.settings.url.clone(),
        description: endpoint.settings.description.clone(),
        events: endpoint.events.clone(),
        enabled: endpoint.disabled.is_none(),
        disabled_because: endpoint.disabled.map(|(_, why)| why),
        disabled_at: endpoint.disabled.map(|(at, _)| at),
        failing_since: endpoint.health.failing_since,
        delivered_at: endpoint.health.delivered_at,
        keys: keys.collect(),
        created_at: endpoint.created_at,
    }
}

/// A delivery with its event, out of the bodies of several.
///
/// # Errors
/// Its event is not there, or is no event.
pub(super) fn tell_delivery(
    delivery: &FiledWebhookDelivery,
    payloads: &[(Uuid, String)],
) -> Result<WebhookDelivery> {
    let body = payloads.iter().find(|(id, _)| *id == delivery.event);
    let (_, body) = body.ok_or_else(|| Error::unexpected("a delivery has no event"))?;
    let event: WebhookEvent = serde_json::from_str(body)?;
    let waits = delivery.state == WebhookDeliveryState::Waiting;
    Ok(WebhookDelivery {
        id: webhook_deliveries::format_id(delivery.id),
        event_id: webhook_events::format_id(delivery.event),
        event,
        state: delivery.state,
        at: delivery.at,
        next_at: delivery.next_at.filter(|_| waits),
        attempts: delivery.attempts,
    })
}

/// An attempt. What was answered is shown as text, whatever it was.
pub(super) fn tell_attempt(attempt: FiledAttempt) -> WebhookAttempt {
    WebhookAttempt {
        at: attempt.at,
        took_ms: attempt.took_ms,
        status: attempt.status,
        trouble: attempt.trouble,
        answer: String::from_utf8_lossy(&attempt.answer).into_owned(),
    }
}
