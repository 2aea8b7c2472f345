//! What administrators see of clients beside their terms, over HTTP: how much they ask for, and what
//! became of their webhooks.

use crate::http::mounting::ServiceConfig;
use actix_web::web;
use shared::client::usage::ClientUsage;
use shared::client::watching::ClientDelivery;
use shared::page::Page;
use shared::problem::ProblemKind as K;
use shared::webhook::WebhookEndpoint;

use crate::app::App;
use crate::error::Result;
use crate::http::operation::operation;
use crate::http::paging::{PageOf, PageQuery};
use crate::http::webhooks::StateQuery;
use crate::service::access::officer::Administrator;
use crate::service::clients::usage;
use crate::service::webhooks::office;

/// Mounts the operations, each with what it can refuse.
pub(in crate::http) fn configure(config: &mut ServiceConfig<'_>) {
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

type WebhookEndpointPage = Page<WebhookEndpoint>;
type ClientDeliveryPage = Page<ClientDelivery>;

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
    (status = 200, description = "The endpoints", body = WebhookEndpointPage),
))]
async fn list_client_endpoints(
    app: web::Data<App>,
    who: Administrator,
    client: web::Path<String>,
) -> Result<web::Json<WebhookEndpointPage>> {
    let list = office::list_client_endpoints(&app, &who, &client).await?;
    Ok(web::Json(list))
}

/// List what became of events for a client
///
/// For administrators: at all its endpoints, newest first, for thirty days, each with how the last attempt
/// ended. What receivers answered beside the status only the client sees.
#[utoipa::path(get, path = "/officer/clients/{client}/deliveries", tag = "access", params(
    ("client" = String, Path, pattern = "^cli_[0-9a-f]{32}$", description = "The client"), StateQuery, PageQuery,
), responses(
    (status = 200, description = "A page of deliveries", body = ClientDeliveryPage),
))]
async fn list_client_deliveries(
    app: web::Data<App>,
    who: Administrator,
    client: web::Path<String>,
    query: PageOf<StateQuery>,
) -> Result<web::Json<ClientDeliveryPage>> {
    let (state, input) = (query.filter.state, query.page.input());
    let page = office::list_client_deliveries(&app, &who, &client, state, input).await?;
    Ok(web::Json(page))
}
