//! What registered clients are sent without asking (`webhooks` of OpenAPI 3.1), from the table of event
//! types.

use serde_json::{Value, json};
use shared::values::Moment;
use shared::webhook::{WebhookEvent, WebhookEventData, WebhookEventType};
use utoipa::openapi::path::{
    HttpMethod, Operation, OperationBuilder, ParameterBuilder, ParameterIn, PathItem, Paths,
};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::ObjectBuilder;
use utoipa::openapi::{ContentBuilder, Ref, Required, Response, Type};

/// The headers of Standard Webhooks, with what they say.
const HEADERS: [(&str, &str, &str); 3] = [
    (
        "webhook-id",
        "The event: the same in every attempt and at every endpoint, so that one that comes twice is known",
        "evt_019d0000000070008000000000000033",
    ),
    (
        "webhook-timestamp",
        "When this attempt was made, in seconds since 1970: what is older than five minutes may be \
         somebody's who has listened",
        "1796043600",
    ),
    (
        "webhook-signature",
        "Signatures of id, timestamp and body, one of which is enough: `v1` (HMAC-SHA256) and `v1a` \
         (Ed25519) by each key of the endpoint, with blanks between",
        "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
    ),
];

/// All event types, each with the request that tells of it.
pub(super) fn describe(at: Moment) -> Paths {
    let mut all = Paths::new();
    for event in WebhookEventType::ALL {
        let item = PathItem::new(HttpMethod::Post, receive(event, at));
        all.paths.insert(event.slug().to_owned(), item);
    }
    all
}

fn receive(event: WebhookEventType, at: Moment) -> Operation {
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name("WebhookEvent")))
        .example(example(event, at))
        .build();
    let body = RequestBodyBuilder::new()
        .description(Some("What happened and to what, and nothing of anybody"))
        .content("application/json", content)
        .required(Some(Required::True))
        .build();
    let mut operation = OperationBuilder::new()
        .tag("webhooks")
        .operation_id(Some(format!("receive_{}", event.slug().replace('.', "_"))))
        .summary(Some(format!("Hear of `{}`", event.slug())))
        .description(Some(
            "Posted to every endpoint of the client that wants it, at least once, until it is taken: for \
             three days, with growing pauses. The whole answer has to be there within ten seconds; no \
             redirect is followed.",
        ))
        .request_body(Some(body))
        .response("2XX", Response::new("Taken: it does not come again"))
        .response("410", Response::new("Gone: nothing is sent to this endpoint from now on"))
        .response("default", Response::new("Not taken: it comes again later"))
        .build();
    // The signature says who asks.
    operation.security = Some(Vec::new());
    for (name, meaning, example) in HEADERS {
        let header = ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Header)
            .required(Required::True)
            .description(Some(meaning))
            .schema(Some(ObjectBuilder::new().schema_type(Type::String).build()))
            .example(Some(json!(example)));
        let headers = operation.parameters.get_or_insert_default();
        headers.push(header.build().into());
    }
    operation
}

/// An event of that type. The first part of its name says what it is about.
fn example(event: WebhookEventType, at: Moment) -> Option<Value> {
    let (about, _) = event.slug().split_once('.').unwrap_or_default();
    let hold = "hold_019d0000000070008000000000000034";
    let (id, hold) = match about {
        "hold" => (hold.to_owned(), None),
        "certificate" => ("AJ-7KQM-2X4T-9PRW".to_owned(), Some(hold.to_owned())),
        "policy" => ("R-2026-08-08".to_owned(), None),
        "" => ("hook_019d0000000070008000000000000031".to_owned(), None),
        other => (format!("{other}_019d0000000070008000000000000035"), None),
    };
    let event = WebhookEvent {
        kind: event,
        timestamp: at,
        data: WebhookEventData { id, hold },
    };
    serde_json::to_value(event).ok()
}
