//! What became of events at each endpoint.

pub mod attempts;

use std::time::Duration;

use chrono::TimeDelta;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, Condition, ExprTrait, LockType, Query, SelectStatement};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect};
use shared::values::Moment;
use shared::webhook::WebhookDeliveryState;

use super::jobs::kind::JobKind;
use super::page::{Found, Identified, Wanted};
use super::{Ask, Store, Write};
use crate::error::{Error, Result};

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "webhook_deliveries")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub endpoint_id: Uuid,
        pub event_id: Uuid,
        pub state: String,
        pub attempts: i32,
        pub round: i32,
        pub at: ChronoDateTimeUtc,
        pub next_at: Option<ChronoDateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Identified for row::Model {
    fn id(&self) -> Uuid {
        self.id
    }
}

/// What became of an event at an endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiledWebhookDelivery {
    /// The id.
    pub id: Uuid,
    /// The endpoint.
    pub endpoint: Uuid,
    /// The event.
    pub event: Uuid,
    /// What became of it.
    pub state: WebhookDeliveryState,
    /// How often it was tried.
    pub attempts: u32,
    /// How often it was tried since it was promised or asked for again.
    pub round: u32,
    /// When it came into its state.
    pub at: Moment,
    /// When it is tried, while it waits.
    pub next_at: Option<Moment>,
}

impl Write {
    /// Writes down that an event is to go to an endpoint.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_webhook_delivery(&self, delivery: &FiledWebhookDelivery) -> Result<()> {
        row::Entity::insert(active(delivery))
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Reads a delivery and keeps others from changing it until the transaction ends.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn hold_webhook_delivery(&self, id: Uuid) -> Result<Option<FiledWebhookDelivery>> {
        let row = row::Entity::find_by_id(id)
            .lock(LockType::NoKeyUpdate)
            .one(self.db())
            .await?;
        row.map(filed).transpose()
    }

    /// Writes a delivery back. It has to be held, or its endpoint.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn save_webhook_delivery(&self, delivery: &FiledWebhookDelivery) -> Result<()> {
        row::Entity::update(active(delivery))
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// When the next delivery to an endpoint is to be tried; none where nothing waits.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn next_webhook_delivery(&self, endpoint: Uuid) -> Result<Option<Moment>> {
        let row = waiting(endpoint)
            .order_by_asc(row::COLUMN.next_at)
            .one(self.db())
            .await?;
        Ok(row.and_then(|row| row.next_at))
    }

    /// Gives up what waits to go to an endpoint, until the client asks for it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn give_up_webhook_deliveries(&self, endpoint: Uuid, now: Moment) -> Result<()> {
        row::Entity::update_many()
            .set(row::ActiveModel {
                state: Set(WebhookDeliveryState::Dead.slug().to_owned()),
                at: Set(now),
                next_at: Set(None),
                ..Default::default()
            })
            .filter(row::COLUMN.endpoint_id.eq(endpoint))
            .filter(row::COLUMN.state.eq(WebhookDeliveryState::Waiting.slug()))
            .exec(self.db())
            .await?;
        Ok(())
    }
}

impl Store {
    /// The deliveries to an endpoint that are due, the longest due first. One that is put off further
    /// than ever comes from a clock that was wrong, and is due.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_due_webhook_deliveries(
        &self,
        endpoint: Uuid,
        now: Moment,
        most: u64,
    ) -> Result<Vec<FiledWebhookDelivery>> {
        let furthest = later(now, JobKind::Deliver.furthest());
        let rows = waiting(endpoint)
            .filter(
                Condition::any()
                    .add(row::COLUMN.next_at.lte(now))
                    .add(row::COLUMN.next_at.gt(furthest)),
            )
            .order_by_asc(row::COLUMN.next_at)
            .order_by_asc(row::COLUMN.id)
            .limit(most)
            .all(self.db())
            .await?;
        rows.into_iter().map(filed).collect()
    }

    /// The deliveries to some endpoints, of all states or one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_webhook_deliveries(
        &self,
        endpoints: &[Uuid],
        state: Option<WebhookDeliveryState>,
        wanted: Wanted,
    ) -> Result<Found<FiledWebhookDelivery>> {
        let mut all = row::Entity::find().filter(row::Column::EndpointId.is_in(endpoints.to_vec()));
        if let Some(state) = state {
            all = all.filter(row::COLUMN.state.eq(state.slug()));
        }
        // It is as old as its event.
        let promised_after = |after| row::Column::EventId.in_subquery(events_after(after));
        let found = wanted
            .read(self.db(), all, row::Column::Id, promised_after)
            .await?;
        found.open(filed)
    }

    /// A delivery to an endpoint.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_webhook_delivery(
        &self,
        endpoint: Uuid,
        id: Uuid,
    ) -> Result<Option<FiledWebhookDelivery>> {
        let row = row::Entity::find_by_id(id)
            .filter(row::COLUMN.endpoint_id.eq(endpoint))
            .one(self.db())
            .await?;
        row.map(filed).transpose()
    }
}

/// The id as callers see it.
#[must_use]
pub fn format_id(id: Uuid) -> String {
    format!("dlv_{}", id.simple())
}

/// The id behind `dlv_…`; nothing else is an id.
#[must_use]
pub fn parse_id(text: &str) -> Option<Uuid> {
    let hex = text.strip_prefix("dlv_").filter(|hex| hex.len() == 32)?;
    hex.parse().ok()
}

/// The events that happened later than a moment.
fn events_after(moment: Moment) -> SelectStatement {
    Query::select()
        .column(Alias::new("id"))
        .from(Alias::new("webhook_events"))
        .and_where(Expr::col(Alias::new("at")).gt(moment))
        .to_owned()
}

/// The events that are still on their way somewhere.
pub(super) fn waiting_events(select: &mut SelectStatement) {
    select
        .column(row::Column::EventId)
        .from(row::Entity)
        .and_where(row::Column::State.eq(WebhookDeliveryState::Waiting.slug()));
}

fn waiting(endpoint: Uuid) -> Select<row::Entity> {
    row::Entity::find()
        .filter(row::COLUMN.endpoint_id.eq(endpoint))
        .filter(row::COLUMN.state.eq(WebhookDeliveryState::Waiting.slug()))
        // All that waits has it, and the index of it leads past what is over.
        .filter(row::COLUMN.next_at.is_not_null())
}

fn later(now: Moment, wait: Duration) -> Moment {
    let wait = TimeDelta::from_std(wait).unwrap_or_default();
    now.checked_add_signed(wait).unwrap_or(now)
}

fn active(delivery: &FiledWebhookDelivery) -> row::ActiveModel {
    let count = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    row::ActiveModel {
        id: Set(delivery.id),
        endpoint_id: Set(delivery.endpoint),
        event_id: Set(delivery.event),
        state: Set(delivery.state.slug().to_owned()),
        attempts: Set(count(delivery.attempts)),
        round: Set(count(delivery.round)),
        at: Set(delivery.at),
        next_at: Set(delivery.next_at),
    }
}

fn filed(row: row::Model) -> Result<FiledWebhookDelivery> {
    let unknown = || Error::unexpected("webhook_deliveries.state is unknown");
    let count = |n: i32| u32::try_from(n).unwrap_or_default();
    Ok(FiledWebhookDelivery {
        id: row.id,
        endpoint: row.endpoint_id,
        event: row.event_id,
        state: WebhookDeliveryState::from_slug(&row.state).ok_or_else(unknown)?,
        attempts: count(row.attempts),
        round: count(row.round),
        at: row.at,
        next_at: row.next_at,
    })
}
