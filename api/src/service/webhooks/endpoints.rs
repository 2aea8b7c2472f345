//! The endpoints of a client: it makes, changes and removes them by itself, and replaces their keys.

use chrono::TimeDelta;
use shared::page::Page;
use shared::problem::ProblemKind;
use shared::text::clean;
use shared::values::Moment;
use shared::webhook::{
    RotateWebhookKeys, SaveWebhookEndpoint, WebhookDisabled, WebhookEndpoint, WebhookSecret,
};
use uuid::Uuid;

use super::telling::tell_endpoint;
use super::{live_keys, own_endpoint};
use crate::app::App;
use crate::delivery::SigningKeys;
use crate::error::{Error, Result};
use crate::service::access::partner::{Partner, ReadsWebhooks, WritesWebhooks};
use crate::service::idempotency::Ticket;
use crate::service::limits::{Bucket, spend};
use crate::service::paging::{self, PageInput};
use crate::store::Write;
use crate::store::audit::{Act, Actor};
use crate::store::jobs::kind::JobKind;
use crate::store::page::Order;
use crate::store::webhook_endpoints::{
    EndpointHealth, EndpointSettings, FiledEndpoint, FiledKeys, format_id,
};

/// The status of an answer that tells a secret.
const MADE: u16 = 201;
/// How many endpoints a client can have.
const MOST_ENDPOINTS: u64 = 10;
/// The most keys that sign at a time: the header has two signatures of each.
const MOST_KEYS: usize = 3;
/// The longest name of an endpoint, in characters.
const LONGEST_DESCRIPTION: usize = 200;
/// The longest time for which old keys go on to sign.
const LONGEST_OVERLAP: u8 = 24;

/// The client's own endpoints, in the order in which they were made.
///
/// # Errors
/// The cursor or the limit is not of its form, or it was asked too often.
pub async fn list_endpoints(
    app: &App,
    who: &Partner<ReadsWebhooks>,
    input: PageInput<'_>,
) -> Result<Page<WebhookEndpoint>> {
    let wanted = paging::wanted("hook", Order::OldestFirst, input)?;
    let now = app.now();
    let found = app
        .store
        .list_webhook_endpoints(who.client(), wanted)
        .await?;
    paging::told("hook", &found, |one| Ok(tell_endpoint(one, now)))
}

/// One of the client's own endpoints.
///
/// # Errors
/// There is no such endpoint, or it was asked too often.
pub async fn read_endpoint(
    app: &App,
    who: &Partner<ReadsWebhooks>,
    id: &str,
) -> Result<WebhookEndpoint> {
    let endpoint = own_endpoint(app, who.client(), id).await?;
    Ok(tell_endpoint(&endpoint, app.now()))
}

/// Makes an endpoint, whose secret is told this once.
///
/// # Errors
/// Nothing can be sent to its address, the client has as many as it can have, or it was asked too
/// often.
pub async fn create_endpoint(
    app: &App,
    who: &Partner<WritesWebhooks>,
    input: SaveWebhookEndpoint,
    ticket: &Ticket,
) -> Result<WebhookSecret> {
    spend(app, Bucket::WriteWebhooks, who.client().as_bytes())?;
    let settings = accept(app, &input).await?;
    let now = app.now();
    let endpoint = FiledEndpoint {
        id: app.new_id(),
        client: who.client(),
        events: sorted(&input),
        settings,
        keys: vec![new_keys(now)?],
        created_at: now,
        disabled: (!input.enabled).then_some((now, WebhookDisabled::ByClient)),
        health: EndpointHealth::default(),
    };
    let write = app.store.begin().await?;
    hold(&write, who.client()).await?;
    if write.count_webhook_endpoints(who.client()).await? >= MOST_ENDPOINTS {
        return Err(ProblemKind::TooManyWebhookEndpoints.into());
    }
    write.add_webhook_endpoint(&endpoint).await?;
    record(&write, &endpoint, "create_webhook_endpoint", now).await?;
    let told = tell_secret(&endpoint, now)?;
    ticket.answer(&write, MADE, &told).await?;
    write.commit().await?;
    Ok(told)
}

/// Changes an endpoint: address, name, what is sent there, and whether. Switched on again, its receiver
/// is taken to be well.
///
/// # Errors
/// There is no such endpoint, nothing can be sent to its address, or it was asked too often.
pub async fn update_endpoint(
    app: &App,
    who: &Partner<WritesWebhooks>,
    id: &str,
    input: SaveWebhookEndpoint,
) -> Result<WebhookEndpoint> {
    spend(app, Bucket::WriteWebhooks, who.client().as_bytes())?;
    let known = own_endpoint(app, who.client(), id).await?;
    let settings = accept(app, &input).await?;
    let now = app.now();
    let write = app.store.begin().await?;
    let mut endpoint = hold_own(&write, who.client(), known.id).await?;
    let moves = endpoint.settings.url != settings.url;
    let wakes = input.enabled && endpoint.disabled.is_some();
    if moves || wakes {
        endpoint.health = EndpointHealth {
            delivered_at: endpoint.health.delivered_at,
            ..EndpointHealth::default()
        };
    }
    endpoint.events = sorted(&input);
    endpoint.settings = settings;
    endpoint.disabled = match (input.enabled, endpoint.disabled) {
        (true, _) => None,
        (false, Some(already)) => Some(already),
        (false, None) => Some((now, WebhookDisabled::ByClient)),
    };
    write.save_webhook_endpoint(&endpoint).await?;
    if endpoint.disabled.is_some() {
        write.give_up_webhook_deliveries(endpoint.id, now).await?;
    } else {
        // What rested may go at once, whichever kind of job it waited with.
        let kind = JobKind::Deliver;
        write.wake_job(app.new_id(), kind, endpoint.id, now).await?;
    }
    record(&write, &endpoint, "update_webhook_endpoint", now).await?;
    write.commit().await?;
    app.work.notify_one();
    Ok(tell_endpoint(&endpoint, now))
}

/// Removes an endpoint with all that was to go there, and what became of it.
///
/// # Errors
/// There is no such endpoint, or it was asked too often.
pub async fn delete_endpoint(app: &App, who: &Partner<WritesWebhooks>, id: &str) -> Result<()> {
    spend(app, Bucket::WriteWebhooks, who.client().as_bytes())?;
    let known = own_endpoint(app, who.client(), id).await?;
    let now = app.now();
    let write = app.store.begin().await?;
    let endpoint = hold_own(&write, who.client(), known.id).await?;
    write.delete_webhook_endpoint(endpoint.id).await?;
    for kind in [JobKind::Deliver, JobKind::DeliverAgain] {
        write.cancel_job(kind, endpoint.id).await?;
    }
    record(&write, &endpoint, "delete_webhook_endpoint", now).await?;
    write.commit().await
}

/// Replaces the keys of an endpoint. The older ones go on to sign beside the new ones for as long as it
/// is said, so that a receiver can be told of the new ones meanwhile.
///
/// # Errors
/// There is no such endpoint, the overlap is longer than a day, or it was asked too often.
pub async fn rotate_keys(
    app: &App,
    who: &Partner<WritesWebhooks>,
    id: &str,
    input: RotateWebhookKeys,
    ticket: &Ticket,
) -> Result<WebhookSecret> {
    spend(app, Bucket::WriteWebhooks, who.client().as_bytes())?;
    if input.overlap_hours > LONGEST_OVERLAP {
        return Err(ProblemKind::MalformedBody.into());
    }
    let known = own_endpoint(app, who.client(), id).await?;
    let now = app.now();
    let overlap = TimeDelta::hours(input.overlap_hours.into());
    let end = now.checked_add_signed(overlap).unwrap_or(now);
    let write = app.store.begin().await?;
    let mut endpoint = hold_own(&write, who.client(), known.id).await?;
    let mut keys = vec![new_keys(now)?];
    keys.extend(live_keys(&endpoint, now).map(|older| FiledKeys {
        until: Some(older.until.map_or(end, |until| until.min(end))),
        ..older.clone()
    }));
    keys.retain(|keys| keys.until.is_none_or(|until| now < until));
    keys.truncate(MOST_KEYS);
    endpoint.keys = keys;
    write.save_webhook_endpoint(&endpoint).await?;
    record(&write, &endpoint, "rotate_webhook_keys", now).await?;
    let told = tell_secret(&endpoint, now)?;
    ticket.answer(&write, MADE, &told).await?;
    write.commit().await?;
    Ok(told)
}

/// Takes the address that a client names, if events can be sent there.
async fn accept(app: &App, input: &SaveWebhookEndpoint) -> Result<EndpointSettings> {
    let is_short = input.description.chars().count() <= LONGEST_DESCRIPTION;
    if input.events.is_empty() || !is_short {
        return Err(ProblemKind::MalformedBody.into());
    }
    let url = app.deliveries.accept(&input.url).await;
    let url = url.ok_or(ProblemKind::WebhookAddressRefused)?;
    Ok(EndpointSettings {
        url: url.into(),
        description: clean(&input.description),
    })
}

fn sorted(input: &SaveWebhookEndpoint) -> Vec<shared::webhook::WebhookEventType> {
    let mut events = input.events.clone();
    events.sort_unstable();
    events.dedup();
    events
}

fn new_keys(now: Moment) -> Result<FiledKeys> {
    let keys = SigningKeys::generate();
    Ok(FiledKeys {
        keys: keys.map_err(|error| Error::unexpected(error.to_string()))?,
        made_at: now,
        until: None,
    })
}

/// Holds the client, whose chain of the audit log is appended to.
async fn hold(write: &Write, client: Uuid) -> Result<()> {
    let held = write.hold_client(client).await?;
    // It was known a moment ago.
    held.map(|_| ())
        .ok_or_else(|| ProblemKind::InvalidToken.into())
}

async fn hold_own(write: &Write, client: Uuid, id: Uuid) -> Result<FiledEndpoint> {
    hold(write, client).await?;
    let held = write.hold_webhook_endpoint(id).await?;
    Ok(held.ok_or(ProblemKind::NotFound)?)
}

async fn record(
    write: &Write,
    endpoint: &FiledEndpoint,
    action: &'static str,
    at: Moment,
) -> Result<()> {
    let detail = format_id(endpoint.id);
    write
        .record_audit(Act {
            chain: endpoint.client,
            at,
            actor: Actor::Client(endpoint.client),
            action,
            detail: &detail,
        })
        .await
}

fn tell_secret(endpoint: &FiledEndpoint, now: Moment) -> Result<WebhookSecret> {
    let newest = endpoint.keys.first();
    let newest = newest.ok_or_else(|| Error::unexpected("an endpoint has no keys"))?;
    Ok(WebhookSecret {
        endpoint: tell_endpoint(endpoint, now),
        secret: newest.keys.secret(),
    })
}
