//! Endpoints and deliveries of a client at the desk of administrators, who look and send nothing: neither
//! secrets, nor what an address says behind its path, nor what receivers answered.

use shared::client::watching::{ClientDelivery, LastAttempt};
use shared::page::{LARGEST_PAGE, Page};
use shared::problem::ProblemKind;
use shared::webhook::{WebhookDeliveryState, WebhookEndpoint};
use url::Url;
use uuid::Uuid;

use super::telling::{tell_delivery, tell_endpoint};
use crate::app::App;
use crate::error::Result;
use crate::service::access::officer::Administrator;
use crate::service::access::partner::client_id;
use crate::service::limits::{Bucket, spend};
use crate::service::paging::{self, PageInput};
use crate::store::page::{Found, Order};
use crate::store::webhook_deliveries::attempts::EndedAttempt;
use crate::store::webhook_endpoints::{self, FiledEndpoint};

/// The endpoints of a client, in the order in which they were made.
///
/// # Errors
/// There is no such client, or it was asked too often.
pub async fn list_client_endpoints(
    app: &App,
    who: &Administrator,
    client: &str,
) -> Result<Page<WebhookEndpoint>> {
    let now = app.now();
    let found = endpoints_of(app, who, client).await?;
    paging::told("hook", &found, |endpoint| {
        let told = tell_endpoint(endpoint, now);
        let url = without_query(&told.url);
        Ok(WebhookEndpoint { url, ..told })
    })
}

/// What became of events for a client, the newest first: all, or those of a state.
///
/// # Errors
/// There is no such client, cursor or limit are not of their form, or it was asked too often.
pub async fn list_client_deliveries(
    app: &App,
    who: &Administrator,
    client: &str,
    state: Option<WebhookDeliveryState>,
    input: PageInput<'_>,
) -> Result<Page<ClientDelivery>> {
    let wanted = paging::wanted("dlv", Order::NewestFirst, input)?;
    let endpoints = endpoints_of(app, who, client).await?.rows;
    let endpoints: Vec<Uuid> = endpoints.iter().map(|endpoint| endpoint.id).collect();
    let found = app
        .store
        .list_webhook_deliveries(&endpoints, state, wanted)
        .await?;
    let deliveries = found.rows.iter();
    let events: Vec<Uuid> = deliveries.clone().map(|one| one.event).collect();
    let payloads = app.store.list_webhook_payloads(&events).await?;
    let newest: Vec<(Uuid, u32)> = deliveries.map(|one| (one.id, one.attempts)).collect();
    let attempts = app.store.list_ended_attempts(&newest).await?;
    paging::told("dlv", &found, |one| {
        let last = attempts.iter().find(|attempt| attempt.delivery == one.id);
        Ok(ClientDelivery {
            endpoint: webhook_endpoints::format_id(one.endpoint),
            delivery: tell_delivery(one, &payloads)?,
            last_attempt: last.map(tell_end),
        })
    })
}

/// All endpoints of a client: it has no more than one page of them.
async fn endpoints_of(
    app: &App,
    who: &Administrator,
    client: &str,
) -> Result<Found<FiledEndpoint>> {
    spend(app, Bucket::ReadDesk, who.account().as_bytes())?;
    let id = client_id(client).ok_or(ProblemKind::NotFound)?;
    let client = app.store.find_client(id).await?;
    client.ok_or(ProblemKind::NotFound)?;
    let all = PageInput {
        limit: Some(LARGEST_PAGE),
        ..PageInput::default()
    };
    let all = paging::wanted("hook", Order::OldestFirst, all)?;
    app.store.list_webhook_endpoints(id, all).await
}

fn tell_end(attempt: &EndedAttempt) -> LastAttempt {
    LastAttempt {
        at: attempt.at,
        took_ms: attempt.took_ms,
        status: attempt.status,
        trouble: attempt.trouble,
    }
}

/// An address without what stands behind its path, with which some receivers let people in.
fn without_query(url: &str) -> String {
    match Url::parse(url) {
        Ok(mut told) if told.query().is_some() => {
            told.set_query(None);
            format!("{told}?…")
        }
        Ok(_) | Err(_) => url.to_owned(),
    }
}
