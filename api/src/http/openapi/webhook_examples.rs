//! Examples of webhooks.

use serde_json::{Value, json};
use shared::client::watching::{ClientDelivery, LastAttempt};
use shared::page::Page;
use shared::values::Moment;
use shared::webhook::{
    RotateWebhookKeys, SaveWebhookEndpoint, WebhookAttempt, WebhookDelivery, WebhookDeliveryLog,
    WebhookDeliveryState, WebhookEndpoint, WebhookEvent, WebhookEventData, WebhookEventType,
    WebhookKey, WebhookSecret, WebhookTrouble,
};

const ENDPOINT: &str = "hook_019d0000000070008000000000000031";
const DELIVERY: &str = "dlv_019d0000000070008000000000000032";

/// A parameter.
pub(super) fn parameter(operation: &str, name: &str) -> Option<Value> {
    let is_ours =
        operation.contains("webhook") || matches!(operation, "send_test_event" | "redeliver_event");
    match name {
        "id" if is_ours => Some(json!(ENDPOINT)),
        "cursor" if operation == "list_webhook_endpoints" => Some(json!(ENDPOINT)),
        "delivery" | "cursor" if is_ours => Some(json!(DELIVERY)),
        "Idempotency-Key" if is_ours => Some(json!("FT-2026-118842-1")),
        _ => None,
    }
}

/// The body of a request.
pub(super) fn request(operation: &str) -> Option<Value> {
    match operation {
        "create_webhook_endpoint" | "update_webhook_endpoint" => json_of(SaveWebhookEndpoint {
            url: url(),
            description: description(),
            events: events(),
            enabled: true,
        }),
        "rotate_webhook_keys" => json_of(RotateWebhookKeys { overlap_hours: 24 }),
        _ => None,
    }
}

/// The body of an answer, with the clock of the other examples.
pub(super) fn response(operation: &str, at: impl Fn(u32, u32) -> Moment) -> Option<Value> {
    let secret = || WebhookSecret {
        endpoint: endpoint(&at),
        secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=".to_owned(),
    };
    match operation {
        "list_webhook_endpoints" | "list_client_endpoints" => json_of(Page {
            items: vec![endpoint(&at)],
            next_cursor: None,
        }),
        "create_webhook_endpoint" | "rotate_webhook_keys" => json_of(secret()),
        "read_webhook_endpoint" | "update_webhook_endpoint" => json_of(endpoint(&at)),
        "list_webhook_deliveries" => json_of(Page {
            items: vec![delivery(&at)],
            next_cursor: None,
        }),
        "list_client_deliveries" => json_of(Page {
            items: vec![ClientDelivery {
                endpoint: endpoint(&at).id,
                delivery: delivery(&at),
                last_attempt: Some(LastAttempt {
                    at: at(12, 0),
                    took_ms: 84,
                    status: Some(503),
                    trouble: Some(WebhookTrouble::Refused),
                }),
            }],
            next_cursor: None,
        }),
        "send_test_event" | "redeliver_event" => json_of(WebhookDelivery {
            attempts: 0,
            ..delivery(&at)
        }),
        "read_webhook_delivery" => json_of(WebhookDeliveryLog {
            delivery: delivery(&at),
            attempts: vec![WebhookAttempt {
                at: at(12, 0),
                took_ms: 84,
                status: Some(503),
                trouble: Some(WebhookTrouble::Refused),
                answer: "upstream connect error".to_owned(),
            }],
        }),
        _ => None,
    }
}

fn url() -> String {
    "https://hooks.example.cn/anju".to_owned()
}

fn description() -> String {
    "Signing system, production".to_owned()
}

fn events() -> Vec<WebhookEventType> {
    vec![
        WebhookEventType::HoldExpired,
        WebhookEventType::CertificateVoided,
    ]
}

fn endpoint(at: &impl Fn(u32, u32) -> Moment) -> WebhookEndpoint {
    WebhookEndpoint {
        id: ENDPOINT.to_owned(),
        url: url(),
        description: description(),
        events: events(),
        enabled: true,
        disabled_because: None,
        disabled_at: None,
        failing_since: None,
        delivered_at: Some(at(11, 0)),
        keys: vec![WebhookKey {
            public_key: "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=".to_owned(),
            made_at: at(9, 0),
            until: None,
        }],
        created_at: at(9, 0),
    }
}

fn delivery(at: &impl Fn(u32, u32) -> Moment) -> WebhookDelivery {
    WebhookDelivery {
        id: DELIVERY.to_owned(),
        event_id: "evt_019d0000000070008000000000000033".to_owned(),
        event: WebhookEvent {
            kind: WebhookEventType::HoldExpired,
            timestamp: at(12, 0),
            data: WebhookEventData {
                id: "hold_019d0000000070008000000000000034".to_owned(),
                hold: None,
            },
        },
        state: WebhookDeliveryState::Waiting,
        at: at(12, 0),
        next_at: Some(at(12, 5)),
        attempts: 1,
    }
}

fn json_of(value: impl serde::Serialize) -> Option<Value> {
    serde_json::to_value(value).ok()
}
