//! What administrators see of clients beside their terms, over HTTP: how much they ask for, and what
//! became of their webhooks.

use actix_web::web;
use serde::Deserialize;
use shared::client::usage::ClientUsage;
use shared::client::watching::ClientDeliveryList;
use shared::problem::ProblemKind as K;
use shared::webhook::{WebhookDeliveryState, WebhookEndpointList};
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use super::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::access::officer::Administrator;
use crate::service::clients::usage;
use crate::service::webhooks::office;

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    const OF_ONE: &[K] = &[K::NotFound, K::TooManyRequests];
    config
        .service(operation(
            __path_read_client_usage,
            read_client_usage,
            OF_ONE,
        ))
        .service(operation(
            __path_list_client_endpoints,
            list_client_endpoints,
            OF_ONE,
        ))
        .service(operation(
            __path_list_client_deliveries,
            list_client_deliveries,
            &[K::MalformedRequest, K::NotFound, K::TooManyRequests],
        ));
}

/// The place in the list, and what is listed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct DeliveriesQuery {
    /// Of what state alone.
    #[param(inline, example = "dead")]
    state: Option<WebhookDeliveryState>,
    /// What the page before gave as `next_cursor`.
    #[param(
        pattern = "^dlv_[0-9A-Fa-f]{32}$",
        example = "dlv_019d0000000070008000000000000001"
    )]
    cursor: Option<String>,
    /// How many at the most: 1 to 100, default 20.
    #[param(minimum = 1, maximum = 100, example = 20)]
    limit: Option<u32>,
}

/// Read the usage of a client
///
/// For administrators: how many requests it made on each of the last thirty days, by what it asked for and
/// how that ended. Wrong pairs of certificate and document are counted apart: many of them are guesses.
#[utoipa::path(get, path = "/officer/clients/{client}/usage", tag = "access", params(("client" = String, Path, pattern = "^cli_[0-9a-f]{32}$", description = "The client")), responses(
    (status = 200, description = "The counts", body = ClientUsage),
))]
async fn read_client_usage(
    app: web::Data<App>,
    who: Administrator,
    client: web::Path<String>,
) -> Result<web::Json<ClientUsage>> {
    Ok(web::Json(usage::read_usage(&app, &who, &client).await?))
}

/// List the webhook endpoints of a client
///
/// For administrators: where the client wants to be told, and whether anything arrives there. Without
/// secrets, and without what an address says behind its path.
#[utoipa::path(get, path = "/officer/clients/{client}/webhook-endpoints", tag = "access", params(("client" = String, Path, pattern = "^cli_[0-9a-f]{32}$", description = "The client")), responses(
    (status = 200, description = "The endpoints", body = WebhookEndpointList),
))]
async fn list_client_endpoints(
    app: web::Data<App>,
    who: Administrator,
    client: web::Path<String>,
) -> Result<web::Json<WebhookEndpointList>> {
    let list = office::list_client_endpoints(&app, &who, &client).await?;
    Ok(web::Json(list))
}

/// List what became of events for a client
///
/// For administrators: at all its endpoints, newest first, for thirty days, each with how the last attempt
/// ended. What receivers answered beside the status only the client sees.
#[utoipa::path(get, path = "/officer/clients/{client}/deliveries", tag = "access", params(
    ("client" = String, Path, pattern = "^cli_[0-9a-f]{32}$", description = "The client"), DeliveriesQuery,
), responses(
    (status = 200, description = "A page of deliveries", body = ClientDeliveryList),
))]
async fn list_client_deliveries(
    app: web::Data<App>,
    who: Administrator,
    client: web::Path<String>,
    query: web::Query<DeliveriesQuery>,
) -> Result<web::Json<ClientDeliveryList>> {
    let place = (query.cursor.as_deref(), query.limit);
    let page = office::list_client_deliveries(&app, &who, &client, query.state, place).await?;
    Ok(web::Json(page))
}
