//! Webhooks, over HTTP, for registered clients: their endpoints, and what became of events there.

use super::mounting::ServiceConfig;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use shared::page::Page;
use shared::problem::ProblemKind as K;
use shared::webhook::{
    RotateWebhookKeys, SaveWebhookEndpoint, WebhookDelivery, WebhookDeliveryLog,
    WebhookDeliveryState, WebhookEndpoint, WebhookSecret,
};
use utoipa::IntoParams;

use super::body::Body;
use super::caching::private_answer;
use super::idempotency::once;
use super::operation::operation;
use super::paging::{PageOf, PageQuery};
use crate::app::App;
use crate::error::Result;
use crate::service::access::partner::{Partner, ReadsWebhooks, WritesWebhooks};
use crate::service::webhooks::{endpoints, redelivering};

type WebhookEndpointPage = Page<WebhookEndpoint>;
type WebhookDeliveryPage = Page<WebhookDelivery>;

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    const OF_ONE: &[K] = &[K::NotFound, K::TooManyRequests];
    const TO_ONE: &[K] = &[
        K::MalformedRequest,
        K::IdempotencyKeyRequired,
        K::IdempotencyKeyInFlight,
        K::IdempotencyKeyReused,
        K::NotFound,
        K::WebhookEndpointDisabled,
        K::TooManyRequests,
    ];
    const KEYS: &[K] = &[
        K::MalformedRequest,
        K::IdempotencyKeyRequired,
        K::IdempotencyKeyInFlight,
        K::IdempotencyKeyReused,
        K::NotFound,
        K::TooManyRequests,
    ];
    config
        .service(operation(
            __path_list_webhook_endpoints,
            list_webhook_endpoints,
            &[K::MalformedRequest, K::TooManyRequests],
        ))
        .service(operation(
            __path_create_webhook_endpoint,
            create_webhook_endpoint,
            &[
                K::MalformedRequest,
                K::IdempotencyKeyRequired,
                K::IdempotencyKeyInFlight,
                K::IdempotencyKeyReused,
                K::TooManyWebhookEndpoints,
                K::WebhookAddressRefused,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_read_webhook_endpoint,
            read_webhook_endpoint,
            OF_ONE,
        ))
        .service(operation(
            __path_update_webhook_endpoint,
            update_webhook_endpoint,
            &[K::NotFound, K::WebhookAddressRefused, K::TooManyRequests],
        ))
        .service(operation(
            __path_delete_webhook_endpoint,
            delete_webhook_endpoint,
            OF_ONE,
        ))
        .service(operation(
            __path_rotate_webhook_keys,
            rotate_webhook_keys,
            KEYS,
        ))
        .service(operation(__path_send_test_event, send_test_event, TO_ONE))
        .service(operation(
            __path_list_webhook_deliveries,
            list_webhook_deliveries,
            &[K::MalformedRequest, K::NotFound, K::TooManyRequests],
        ))
        .service(operation(
            __path_read_webhook_delivery,
            read_webhook_delivery,
            OF_ONE,
        ))
        .service(operation(__path_redeliver_event, redeliver_event, TO_ONE));
}

/// What is listed, and the place in it.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct StateQuery {
    /// Of what state alone.
    #[param(inline, example = "dead")]
    pub(super) state: Option<WebhookDeliveryState>,
}

/// List one's webhook endpoints
///
/// Without their secrets, in the order in which they were made.
#[utoipa::path(get, path = "/webhook-endpoints", tag = "webhooks", params(
    PageQuery,
    ("If-None-Match" = Option<String>, Header, description = "The ETag of what is known already"),
), responses(
    (status = 200, description = "A page of endpoints", body = WebhookEndpointPage, headers(("ETag" = String, description = "Stands for this content"))),
    (status = 304, description = "It is as it was"),
))]
async fn list_webhook_endpoints(
    app: web::Data<App>,
    who: Partner<ReadsWebhooks>,
    query: web::Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let page = endpoints::list_endpoints(&app, &who, query.input()).await?;
    private_answer(&request, &page)
}

/// Make a webhook endpoint
///
/// From then on the events that it names are posted there, after Standard Webhooks 1.0.0: with
/// `webhook-id` (the event's, the same in every attempt), `webhook-timestamp` and `webhook-signature`,
/// which has signatures `v1` (HMAC-SHA256 with the secret that is told here, this once) and `v1a`
/// (Ed25519, verified by the public key). An event arrives at least once; any answer 2xx within ten
/// seconds says that it has. What does not arrive is tried again for three days; a receiver that takes
/// nothing for five days, or answers 410, is sent nothing any more.
#[utoipa::path(post, path = "/webhook-endpoints", tag = "webhooks", request_body = SaveWebhookEndpoint, params(
    ("Idempotency-Key" = String, Header, pattern = "^[!-~]{1,64}$", description = "The name of the request: repeated under it, it is done once and answered alike for a day"),
), responses(
    (status = 201, description = "The endpoint and its secret", body = WebhookSecret, headers(("Idempotent-Replayed" = String, description = "`true` where it is the answer of before"))),
))]
async fn create_webhook_endpoint(
    app: web::Data<App>,
    who: Partner<WritesWebhooks>,
    body: Body<SaveWebhookEndpoint>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let input = body.read_of_partner(&who).await?;
    let by = (&request, who.client());
    let sent = input.clone();
    let work = async |ticket: &_| endpoints::create_endpoint(&app, &who, input, ticket).await;
    once(&app, by, &sent, StatusCode::CREATED, work).await
}

/// Read a webhook endpoint
///
/// Without its secret. It says since when nothing has arrived there, and why nothing is sent.
#[utoipa::path(get, path = "/webhook-endpoints/{id}", tag = "webhooks", params(
    ("id" = String, Path, description = "The endpoint"),
), responses(
    (status = 200, description = "The endpoint", body = WebhookEndpoint),
))]
async fn read_webhook_endpoint(
    app: web::Data<App>,
    who: Partner<ReadsWebhooks>,
    id: web::Path<String>,
) -> Result<web::Json<WebhookEndpoint>> {
    Ok(web::Json(endpoints::read_endpoint(&app, &who, &id).await?))
}

/// Change a webhook endpoint
///
/// Address, name, which events are sent there, and whether. Switched off, what waits is given up, and
/// goes again when it is asked for; switched on, it begins anew, whatever the receiver did before.
#[utoipa::path(put, path = "/webhook-endpoints/{id}", tag = "webhooks", request_body = SaveWebhookEndpoint, params(
    ("id" = String, Path, description = "The endpoint"),
), responses(
    (status = 200, description = "The endpoint as it is now", body = WebhookEndpoint),
))]
async fn update_webhook_endpoint(
    app: web::Data<App>,
    who: Partner<WritesWebhooks>,
    id: web::Path<String>,
    body: Body<SaveWebhookEndpoint>,
) -> Result<web::Json<WebhookEndpoint>> {
    let input = body.read_of_partner(&who).await?;
    let saved = endpoints::update_endpoint(&app, &who, &id, input).await?;
    Ok(web::Json(saved))
}

/// Delete a webhook endpoint
///
/// With everything that was to be sent there, and what became of it.
#[utoipa::path(delete, path = "/webhook-endpoints/{id}", tag = "webhooks", params(
    ("id" = String, Path, description = "The endpoint"),
), responses(
    (status = 204, description = "It is gone"),
))]
async fn delete_webhook_endpoint(
    app: web::Data<App>,
    who: Partner<WritesWebhooks>,
    id: web::Path<String>,
) -> Result<HttpResponse> {
    endpoints::delete_endpoint(&app, &who, &id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Replace the keys of a webhook endpoint
///
/// The answer tells the new secret, this once. The older keys go on to sign beside the new ones for a
/// day, or as long as it is said: `webhook-signature` then has signatures of each, one of which the
/// receiver knows.
#[utoipa::path(post, path = "/webhook-endpoints/{id}/key-rotations", tag = "webhooks", request_body = RotateWebhookKeys, params(
    ("id" = String, Path, description = "The endpoint"),
    ("Idempotency-Key" = String, Header, pattern = "^[!-~]{1,64}$", description = "The name of the request: repeated under it, it is done once and answered alike for a day"),
), responses(
    (status = 201, description = "The endpoint and its new secret", body = WebhookSecret, headers(("Idempotent-Replayed" = String, description = "`true` where it is the answer of before"))),
))]
async fn rotate_webhook_keys(
    app: web::Data<App>,
    who: Partner<WritesWebhooks>,
    id: web::Path<String>,
    body: Body<RotateWebhookKeys>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let input = body.read_of_partner(&who).await?;
    let by = (&request, who.client());
    let work = async |ticket: &_| endpoints::rotate_keys(&app, &who, &id, input, ticket).await;
    once(&app, by, &input, StatusCode::CREATED, work).await
}

/// Send a test event
///
/// Of the type `test`, signed and tried again like all others; what became of it says its delivery.
#[utoipa::path(post, path = "/webhook-endpoints/{id}/tests", tag = "webhooks", params(
    ("id" = String, Path, description = "The endpoint"),
    ("Idempotency-Key" = String, Header, pattern = "^[!-~]{1,64}$", description = "The name of the request: repeated under it, it is done once and answered alike for a day"),
), responses(
    (status = 202, description = "The delivery, which is on its way", body = WebhookDelivery, headers(("Idempotent-Replayed" = String, description = "`true` where it is the answer of before"))),
))]
async fn send_test_event(
    app: web::Data<App>,
    who: Partner<WritesWebhooks>,
    id: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let by = (&request, who.client());
    let work = async |ticket: &_| redelivering::send_test(&app, &who, &id, ticket).await;
    once(&app, by, &(), StatusCode::ACCEPTED, work).await
}

/// List what became of events at an endpoint
///
/// Newest first, for thirty days: what waits, what was delivered, and what was given up (`dead`).
#[utoipa::path(get, path = "/webhook-endpoints/{id}/deliveries", tag = "webhooks", params(
    ("id" = String, Path, description = "The endpoint"), StateQuery, PageQuery,
    ("If-None-Match" = Option<String>, Header, description = "The ETag of what is known already"),
), responses(
    (status = 200, description = "A page of deliveries", body = WebhookDeliveryPage, headers(("ETag" = String, description = "Stands for this content"))),
    (status = 304, description = "It is as it was"),
))]
async fn list_webhook_deliveries(
    app: web::Data<App>,
    who: Partner<ReadsWebhooks>,
    id: web::Path<String>,
    query: PageOf<StateQuery>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (state, input) = (query.filter.state, query.page.input());
    let page = redelivering::list_deliveries(&app, &who, &id, state, input).await?;
    private_answer(&request, &page)
}

/// Read a delivery
///
/// With each attempt: when, how long it took, and what was answered, or why nothing was.
#[utoipa::path(get, path = "/webhook-endpoints/{id}/deliveries/{delivery}", tag = "webhooks", params(
    ("id" = String, Path, description = "The endpoint"),
    ("delivery" = String, Path, description = "The delivery"),
), responses(
    (status = 200, description = "The delivery and its attempts", body = WebhookDeliveryLog),
))]
async fn read_webhook_delivery(
    app: web::Data<App>,
    who: Partner<ReadsWebhooks>,
    path: web::Path<(String, String)>,
) -> Result<web::Json<WebhookDeliveryLog>> {
    let (endpoint, delivery) = path.into_inner();
    let log = redelivering::read_delivery(&app, &who, &endpoint, &delivery).await?;
    Ok(web::Json(log))
}

/// Send an event again
///
/// Whatever became of it, under the same `webhook-id`, by which the receiver knows whether it has it.
/// It is tried for three days anew.
#[utoipa::path(post, path = "/webhook-endpoints/{id}/deliveries/{delivery}/redeliveries", tag = "webhooks", params(
    ("id" = String, Path, description = "The endpoint"),
    ("delivery" = String, Path, description = "The delivery"),
    ("Idempotency-Key" = String, Header, pattern = "^[!-~]{1,64}$", description = "The name of the request: repeated under it, it is done once and answered alike for a day"),
), responses(
    (status = 202, description = "The delivery, which is on its way", body = WebhookDelivery, headers(("Idempotent-Replayed" = String, description = "`true` where it is the answer of before"))),
))]
async fn redeliver_event(
    app: web::Data<App>,
    who: Partner<WritesWebhooks>,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (endpoint, delivery) = path.into_inner();
    let by = (&request, who.client());
    let work =
        async |ticket: &_| redelivering::redeliver(&app, &who, &endpoint, &delivery, ticket).await;
    once(&app, by, &(), StatusCode::ACCEPTED, work).await
}
