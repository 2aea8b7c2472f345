//! Where clients want to be told: address and keys are sealed, and open in the row of their client alone.
//!
//! Whoever needs several of what belongs to an endpoint takes it in this order: client, endpoint,
//! delivery, job.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::LockType;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use shared::values::Moment;
use shared::webhook::{WebhookDisabled, WebhookEventType};

use super::page::{Found, Identified, Wanted};
use super::{Ask, Store, Write};
use crate::delivery::SigningKeys;
use crate::error::{Error, Result};
use crate::seal::{Place, Sealer};

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "webhook_endpoints")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub client_id: Uuid,
        pub events: String,
        pub settings_sealed: Vec<u8>,
        pub keys_sealed: Vec<u8>,
        pub created_at: ChronoDateTimeUtc,
        pub disabled_at: Option<ChronoDateTimeUtc>,
        pub disabled_because: Option<String>,
        pub failures: i32,
        pub failing_since: Option<ChronoDateTimeUtc>,
        pub failed_at: Option<ChronoDateTimeUtc>,
        pub rests_until: Option<ChronoDateTimeUtc>,
        pub delivered_at: Option<ChronoDateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Identified for row::Model {
    fn id(&self) -> Uuid {
        self.id
    }
}

const SETTINGS: &str = "webhook_endpoints.settings";
const KEYS: &str = "webhook_endpoints.keys";

/// An endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiledEndpoint {
    /// The id.
    pub id: Uuid,
    /// Whose it is.
    pub client: Uuid,
    /// What is sent there.
    pub events: Vec<WebhookEventType>,
    /// Where it is.
    pub settings: EndpointSettings,
    /// By what is signed, the newest first.
    pub keys: Vec<FiledKeys>,
    /// When it was made.
    pub created_at: Moment,
    /// Since when and why nothing is sent there.
    pub disabled: Option<(Moment, WebhookDisabled)>,
    /// How its receiver is.
    pub health: EndpointHealth,
}

/// Where an endpoint is, and what its client calls it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndpointSettings {
    /// The address.
    pub url: String,
    /// The name.
    pub description: String,
}

/// Keys that sign for some time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledKeys {
    /// The keys.
    pub keys: SigningKeys,
    /// Since when.
    pub made_at: Moment,
    /// Until when; none for the newest.
    pub until: Option<Moment>,
}

/// How the receiver behind an endpoint is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EndpointHealth {
    /// How many attempts in a row went wrong, or were slow. As long as it is not 0, its deliveries have
    /// hands of their own, so that they keep nobody else waiting.
    pub failures: u32,
    /// Since when nothing has arrived that was tried.
    pub failing_since: Option<Moment>,
    /// When an attempt failed last.
    pub failed_at: Option<Moment>,
    /// Until when it is left alone.
    pub rests_until: Option<Moment>,
    /// When something arrived last.
    pub delivered_at: Option<Moment>,
}

/// An endpoint as far as whoever promises has to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listener {
    /// The endpoint.
    pub id: Uuid,
    /// Its client.
    pub client: Uuid,
    /// Whether nothing is sent there.
    pub is_disabled: bool,
    /// How many attempts went wrong or were slow.
    pub failures: u32,
    /// Until when it is left alone.
    pub rests_until: Option<Moment>,
}

impl Write {
    /// Adds an endpoint.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_webhook_endpoint(&self, endpoint: &FiledEndpoint) -> Result<()> {
        row::Entity::insert(active(self.sealer(), endpoint)?)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Reads an endpoint and keeps others from changing it until the transaction ends. Whoever promises
    /// something to it is not kept waiting.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn hold_webhook_endpoint(&self, id: Uuid) -> Result<Option<FiledEndpoint>> {
        let row = row::Entity::find_by_id(id)
            .lock(LockType::NoKeyUpdate)
            .one(self.db())
            .await?;
        row.map(|row| filed(self.sealer(), row)).transpose()
    }

    /// Writes an endpoint back. It has to be held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn save_webhook_endpoint(&self, endpoint: &FiledEndpoint) -> Result<()> {
        row::Entity::update(active(self.sealer(), endpoint)?)
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// Removes an endpoint with everything that was to be sent there.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_webhook_endpoint(&self, id: Uuid) -> Result<()> {
        row::Entity::delete_by_id(id).exec(self.db()).await?;
        Ok(())
    }

    /// How many endpoints a client has. The client has to be held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_webhook_endpoints(&self, client: Uuid) -> Result<u64> {
        Ok(row::Entity::find()
            .filter(row::COLUMN.client_id.eq(client))
            .count(self.db())
            .await?)
    }

    /// The endpoints that are told of something, of one client or of all, by their ids. None of them goes
    /// away before the transaction has ended.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_webhook_listeners(
        &self,
        client: Option<Uuid>,
        kind: WebhookEventType,
    ) -> Result<Vec<Listener>> {
        let mut query = row::Entity::find();
        if let Some(client) = client {
            query = query.filter(row::COLUMN.client_id.eq(client));
        }
        let rows = query
            .order_by_asc(row::COLUMN.id)
            .lock(LockType::KeyShare)
            .all(self.db())
            .await?;
        let listening = rows.into_iter().filter(|row| kinds(row).contains(&kind));
        Ok(listening.map(|row| listener(&row)).collect())
    }
}

impl Store {
    /// An endpoint.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_webhook_endpoint(&self, id: Uuid) -> Result<Option<FiledEndpoint>> {
        let row = row::Entity::find_by_id(id).one(self.db()).await?;
        row.map(|row| filed(self.sealer(), row)).transpose()
    }

    /// Endpoints of a client's.
    ///
    /// # Errors
    /// The database does not answer, or one does not open.
    pub async fn list_webhook_endpoints(
        &self,
        client: Uuid,
        wanted: Wanted,
    ) -> Result<Found<FiledEndpoint>> {
        let all = row::Entity::find().filter(row::COLUMN.client_id.eq(client));
        let made_after = |after| row::COLUMN.created_at.gt(after);
        let found = wanted
            .read(self.db(), all, row::Column::Id, made_after)
            .await?;
        found.open(|row| filed(self.sealer(), row))
    }
}

/// The id as callers see it.
#[must_use]
pub fn format_id(id: Uuid) -> String {
    format!("hook_{}", id.simple())
}

/// The id behind `hook_…`; nothing else is an id.
#[must_use]
pub fn parse_id(text: &str) -> Option<Uuid> {
    let hex = text.strip_prefix("hook_").filter(|hex| hex.len() == 32)?;
    hex.parse().ok()
}

/// What is sent to an endpoint; what another release knows and this one does not is left out.
fn kinds(row: &row::Model) -> Vec<WebhookEventType> {
    let slugs = row.events.split(' ');
    slugs.filter_map(WebhookEventType::from_slug).collect()
}

fn listener(row: &row::Model) -> Listener {
    Listener {
        id: row.id,
        client: row.client_id,
        is_disabled: row.disabled_at.is_some(),
        failures: u32::try_from(row.failures).unwrap_or_default(),
        rests_until: row.rests_until,
    }
}

/// The row of a sealed value: the endpoint, and whose it is.
fn sealed_row(id: Uuid, client: Uuid) -> Vec<u8> {
    [id.into_bytes(), client.into_bytes()].concat()
}

fn active(sealer: &Sealer, endpoint: &FiledEndpoint) -> Result<row::ActiveModel> {
    let row = sealed_row(endpoint.id, endpoint.client);
    let place = |column| Place { column, row: &row };
    let events: Vec<&str> = endpoint.events.iter().map(|kind| kind.slug()).collect();
    let health = endpoint.health;
    Ok(row::ActiveModel {
        id: Set(endpoint.id),
        client_id: Set(endpoint.client),
        events: Set(events.join(" ")),
        settings_sealed: Set(sealer.seal(place(SETTINGS), &endpoint.settings)?),
        keys_sealed: Set(sealer.seal(place(KEYS), &endpoint.keys)?),
        created_at: Set(endpoint.created_at),
        disabled_at: Set(endpoint.disabled.map(|(at, _)| at)),
        disabled_because: Set(endpoint.disabled.map(|(_, why)| why.slug().to_owned())),
        failures: Set(i32::try_from(health.failures).unwrap_or(i32::MAX)),
        failing_since: Set(health.failing_since),
        failed_at: Set(health.failed_at),
        rests_until: Set(health.rests_until),
        delivered_at: Set(health.delivered_at),
    })
}

fn filed(sealer: &Sealer, row: row::Model) -> Result<FiledEndpoint> {
    let sealed_row = sealed_row(row.id, row.client_id);
    let place = |column| Place {
        column,
        row: &sealed_row,
    };
    let why = row.disabled_because.as_deref().map(|why| {
        let unknown = || Error::unexpected("webhook_endpoints.disabled_because is unknown");
        WebhookDisabled::from_slug(why).ok_or_else(unknown)
    });
    Ok(FiledEndpoint {
        id: row.id,
        client: row.client_id,
        events: kinds(&row),
        settings: sealer.open(place(SETTINGS), &row.settings_sealed)?,
        keys: sealer.open(place(KEYS), &row.keys_sealed)?,
        created_at: row.created_at,
        disabled: row.disabled_at.zip(why.transpose()?),
        health: EndpointHealth {
            failures: u32::try_from(row.failures).unwrap_or_default(),
            failing_since: row.failing_since,
            failed_at: row.failed_at,
            rests_until: row.rests_until,
            delivered_at: row.delivered_at,
        },
    })
}
