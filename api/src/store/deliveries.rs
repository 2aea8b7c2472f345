//! What became of messages by e-mail and SMS. Where one went is kept as a keyed hash, so that it is
//! known of an address, as long as it is the person's, that it takes nothing.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, QueryTrait};
use shared::message::{Channel, DeliveryState};
use shared::values::Moment;

use super::{Ask, Store, Write, messages};
use crate::error::{Error, Result};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "deliveries")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub message_id: Uuid,
        pub channel: String,
        pub state: String,
        pub attempts: i32,
        pub at: ChronoDateTimeUtc,
        pub not_before: Option<ChronoDateTimeUtc>,
        pub error: Option<String>,
        pub address_index: Option<Vec<u8>>,
        pub mailbox_refusals: i32,
        pub to_former: bool,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// What became of a message on one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiledDelivery {
    /// The id, by which mail server and telephone network know it again.
    pub id: Uuid,
    /// The message.
    pub message: Uuid,
    /// By what way.
    pub channel: Channel,
    /// What became of it.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: u32,
    /// When it came into its state.
    pub at: Moment,
    /// When it is tried (again), while it waits.
    pub not_before: Option<Moment>,
    /// The kind of the last failure; nothing personal.
    pub error: Option<String>,
    /// The keyed hash of the address that it went to.
    pub address_index: Option<Vec<u8>>,
    /// How often the mailbox or number itself took nothing for the moment.
    pub mailbox_refusals: u32,
    /// Whether it leads to the address that the person had before the change that is told.
    pub to_former: bool,
}

impl Write {
    /// Writes down by what ways new messages leave the platform, with the commit at the latest.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_deliveries(&self, deliveries: &[FiledDelivery]) -> Result<()> {
        if deliveries.is_empty() {
            return Ok(());
        }
        let rows = row::Entity::insert_many(deliveries.iter().map(active));
        self.add_later(rows.into_query()).await
    }

    /// The deliveries of some messages, by channel, each to the address of now before the former one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_deliveries(&self, messages: &[Uuid]) -> Result<Vec<FiledDelivery>> {
        self.write_others().await?;
        list(self, messages).await
    }

    /// Forgets a way that a message does not go.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_delivery(&self, id: Uuid) -> Result<()> {
        row::Entity::delete_by_id(id).exec(self.db()).await?;
        Ok(())
    }

    /// Writes back what became of a delivery. Whoever has its job has it alone.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn save_delivery(&self, delivery: &FiledDelivery) -> Result<()> {
        row::Entity::update(active(delivery))
            .exec(self.db())
            .await?;
        Ok(())
    }
}

impl Store {
    /// A delivery, by its id; none where its message is gone.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_delivery(&self, id: Uuid) -> Result<Option<FiledDelivery>> {
        let row = row::Entity::find_by_id(id).one(self.db()).await?;
        row.map(filed).transpose()
    }

    /// The deliveries of some messages, by channel.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_deliveries(&self, messages: &[Uuid]) -> Result<Vec<FiledDelivery>> {
        list(self, messages).await
    }

    /// Whether the last that was sent to an address, told by its keyed hash, did not arrive.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn has_bounced(&self, address_index: &[u8]) -> Result<bool> {
        let ends = [DeliveryState::Sent, DeliveryState::Bounced];
        let last: Option<String> = row::Entity::find()
            .select_only()
            .column(row::Column::State)
            .filter(row::COLUMN.address_index.eq(address_index))
            .filter(row::Column::State.is_in(ends.map(DeliveryState::slug)))
            .order_by_desc(row::COLUMN.at)
            .limit(1)
            .into_tuple()
            .one(self.db())
            .await?;
        Ok(last.as_deref() == Some(DeliveryState::Bounced.slug()))
    }
}

async fn list(ask: &impl Ask, messages: &[Uuid]) -> Result<Vec<FiledDelivery>> {
    if messages.is_empty() {
        return Ok(Vec::new());
    }
    let rows = row::Entity::find()
        .filter(row::Column::MessageId.is_in(messages.to_vec()))
        .order_by_asc(row::COLUMN.channel)
        .order_by_asc(row::COLUMN.to_former)
        .all(ask.db())
        .await?;
    rows.into_iter().map(filed).collect()
}

fn active(delivery: &FiledDelivery) -> row::ActiveModel {
    row::ActiveModel {
        id: Set(delivery.id),
        message_id: Set(delivery.message),
        channel: Set(delivery.channel.slug().to_owned()),
        state: Set(delivery.state.slug().to_owned()),
        attempts: Set(i32::try_from(delivery.attempts).unwrap_or(i32::MAX)),
        at: Set(delivery.at),
        not_before: Set(delivery.not_before),
        error: Set(delivery.error.clone()),
        address_index: Set(delivery.address_index.clone()),
        mailbox_refusals: Set(i32::try_from(delivery.mailbox_refusals).unwrap_or(i32::MAX)),
        to_former: Set(delivery.to_former),
    }
}

/// The deliveries of the messages that a query gives, as a part of what belongs to these.
pub(super) fn of_messages(messages: Select<messages::row::Entity>) -> Select<row::Entity> {
    let ids = messages.select_only().column(messages::row::Column::Id);
    row::Entity::find().filter(row::Column::MessageId.in_subquery(ids.into_query()))
}

/// A delivery as use cases see it.
pub(super) fn filed(row: row::Model) -> Result<FiledDelivery> {
    let unknown = |what: &str| Error::unexpected(format!("deliveries.{what} is unknown"));
    Ok(FiledDelivery {
        id: row.id,
        message: row.message_id,
        channel: Channel::from_slug(&row.channel).ok_or_else(|| unknown("channel"))?,
        state: DeliveryState::from_slug(&row.state).ok_or_else(|| unknown("state"))?,
        attempts: u32::try_from(row.attempts).unwrap_or_default(),
        at: row.at,
        not_before: row.not_before,
        error: row.error,
        address_index: row.address_index,
        mailbox_refusals: u32::try_from(row.mailbox_refusals).unwrap_or_default(),
        to_former: row.to_former,
    })
}
