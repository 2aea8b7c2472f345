//! Clients: third parties' programs that are registered to call the API.

pub mod assertions;
pub mod credentials;
pub mod letters;
pub mod requests;
pub mod usage;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, QueryTrait, SqlErr};
use serde::{Deserialize, Serialize};
use shared::client::ClientContact;
use shared::client::network::Network;
use shared::issue::IssueCode;
use shared::organization::OrganizationCode;
use shared::scope::Scope;
use shared::values::Moment;

use super::{Ask, Store, Write};
use crate::error::{Error, Result};
use crate::seal::{Place, Sealer};

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "clients")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub version: i32,
        pub scopes: String,
        pub proposed_scopes: Option<String>,
        pub proposed_by: Option<Uuid>,
        pub confirmed_terms: Option<String>,
        pub networks: String,
        pub contacts_sealed: Vec<u8>,
        pub registered_at: ChronoDateTimeUtc,
        pub expires_at: Option<ChronoDateTimeUtc>,
        pub disabled_at: Option<ChronoDateTimeUtc>,
        pub disabled_reason_sealed: Option<Vec<u8>>,
        pub last_used_at: Option<ChronoDateTimeUtc>,
        pub organization_code: Option<String>,
        #[sea_orm(unique)]
        pub live_organization: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const CONTACTS: &str = "clients.contacts";
const REASON: &str = "clients.disabled_reason";

/// A client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientRow {
    /// What it is known by.
    pub id: Uuid,
    /// Whose program it is, and which.
    pub name: String,
    /// Counts the changes.
    pub version: u32,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// What it is to do beside that, once a second administrator confirms it.
    pub proposal: Option<ScopeProposal>,
    /// The terms that a second administrator has seen last; before one has, those before the first
    /// proposal. Whoever confirms is shown what has changed since.
    pub confirmed: Option<FormerTerms>,
    /// From where alone it calls; from everywhere where there is none.
    pub networks: Vec<Network>,
    /// Whom to turn to about it.
    pub contacts: Vec<ClientContact>,
    /// When it was registered.
    pub registered_at: Moment,
    /// From when on it may do nothing any more.
    pub expires_at: Option<Moment>,
    /// Since when it may do nothing any more.
    pub disabled_at: Option<Moment>,
    /// Why, where an administrator has said so.
    pub disabled_because: Option<String>,
    /// When it was used last, to the minute.
    pub last_used_at: Option<Moment>,
    /// The organisation whose users sign in as its sellers.
    pub organization: Option<OrganizationCode>,
}

/// Scopes that wait for a second administrator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeProposal {
    /// The scopes.
    pub scopes: Vec<Scope>,
    /// Who proposed them.
    pub by: Uuid,
}

/// On what terms a client was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerTerms {
    /// Whose program it was, and which.
    pub name: String,
    /// What it could do.
    pub scopes: Vec<Scope>,
    /// From where alone it called.
    pub networks: Vec<String>,
    /// From when on it could do nothing any more.
    pub expires_at: Option<Moment>,
    /// The organisation whose users signed in as its sellers.
    pub organization: Option<String>,
}

impl ClientRow {
    /// Whether it may do anything at all.
    #[must_use]
    pub fn is_live(&self, now: Moment) -> bool {
        self.disabled_at.is_none() && self.expires_at.is_none_or(|end| now < end)
    }
}

impl Write {
    /// The client of an id, as it stands now.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_client(&self, id: Uuid) -> Result<Option<ClientRow>> {
        find(self, id).await
    }

    /// Adds a client.
    ///
    /// # Errors
    /// Another one that is not disabled has the organisation, or the database does not answer.
    pub async fn add_client(&self, client: &ClientRow) -> Result<()> {
        let row = active(client, self.sealer())?;
        let added = row::Entity::insert(row)
            .exec_without_returning(self.db())
            .await;
        added.map_err(|error| taken(error, client))?;
        Ok(())
    }

    /// Writes a client back as it stands now, but when it was used.
    ///
    /// # Errors
    /// Another one that is not disabled has the organisation, or the database does not answer.
    pub async fn save_client(&self, client: &ClientRow) -> Result<()> {
        let mut row = active(client, self.sealer())?;
        row.last_used_at = sea_orm::ActiveValue::NotSet;
        let saved = row::Entity::update(row).exec(self.db()).await;
        saved.map_err(|error| taken(error, client))?;
        Ok(())
    }

    /// Reads a client and keeps others from changing it until the transaction ends.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn hold_client(&self, id: Uuid) -> Result<Option<ClientRow>> {
        let held = row::Entity::update_many()
            .col_expr(row::Column::Version, Expr::col(row::Column::Version))
            .filter(row::COLUMN.id.eq(id))
            .exec(self.db())
            .await?;
        if held.rows_affected == 0 {
            return Ok(None);
        }
        find(self, id).await
    }

    /// Notes that a client is used.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn touch_client(&self, id: Uuid, now: Moment) -> Result<()> {
        row::Entity::update_many()
            .col_expr(row::Column::LastUsedAt, Expr::value(now))
            .filter(row::COLUMN.id.eq(id))
            .exec(self.db())
            .await?;
        Ok(())
    }
}

impl Store {
    /// The client of an id.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_client(&self, id: Uuid) -> Result<Option<ClientRow>> {
        find(self, id).await
    }

    /// The clients of an organisation, disabled or not, the newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_clients_of(&self, organization: &OrganizationCode) -> Result<Vec<ClientRow>> {
        let rows = row::Entity::find()
            .filter(row::COLUMN.organization_code.eq(organization.as_str()))
            .order_by_desc(row::COLUMN.id)
            .all(self.db())
            .await?;
        rows.into_iter()
            .map(|row| read(row, self.sealer()))
            .collect()
    }

    /// All clients, by name. They are as many as the platform has partners.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_clients(&self) -> Result<Vec<ClientRow>> {
        let rows = row::Entity::find()
            .order_by_asc(row::COLUMN.name)
            .order_by_asc(row::COLUMN.id)
            .all(self.db())
            .await?;
        rows.into_iter()
            .map(|row| read(row, self.sealer()))
            .collect()
    }
}

/// The ids of all clients that were disabled.
pub(super) fn disabled_clients() -> SelectStatement {
    row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(row::COLUMN.disabled_at.is_not_null())
        .into_query()
}

async fn find(ask: &impl Ask, id: Uuid) -> Result<Option<ClientRow>> {
    let row = row::Entity::find_by_id(id).one(ask.db()).await?;
    row.map(|row| read(row, ask.sealer())).transpose()
}

/// What it means that a client could not be written.
fn taken(error: DbErr, client: &ClientRow) -> Error {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) if client.organization.is_some() => {
            Error::issue("/organization_code", IssueCode::OrganizationTaken)
        }
        _ => error.into(),
    }
}

fn place<'a>(column: &'static str, row: &'a Uuid) -> Place<'a> {
    Place {
        column,
        row: row.as_bytes(),
    }
}

fn active(client: &ClientRow, sealer: &Sealer) -> Result<row::ActiveModel> {
    let networks: Vec<String> = client.networks.iter().map(ToString::to_string).collect();
    let proposal = client.proposal.as_ref();
    let confirmed = client.confirmed.as_ref();
    let reason = client.disabled_because.as_ref();
    let reason = reason.map(|reason| sealer.seal(place(REASON, &client.id), reason));
    let organization = client.organization.as_ref().map(ToString::to_string);
    // Disabling is for good, and leaves the organisation to another client.
    let is_live = client.disabled_at.is_none();
    Ok(row::ActiveModel {
        id: Set(client.id),
        name: Set(client.name.clone()),
        version: Set(i32::try_from(client.version).unwrap_or(i32::MAX)),
        scopes: Set(Scope::join(&client.scopes)),
        proposed_scopes: Set(proposal.map(|proposal| Scope::join(&proposal.scopes))),
        proposed_by: Set(proposal.map(|proposal| proposal.by)),
        confirmed_terms: Set(confirmed.map(serde_json::to_string).transpose()?),
        networks: Set(networks.join(" ")),
        contacts_sealed: Set(sealer.seal(place(CONTACTS, &client.id), &client.contacts)?),
        registered_at: Set(client.registered_at),
        expires_at: Set(client.expires_at),
        disabled_at: Set(client.disabled_at),
        disabled_reason_sealed: Set(reason.transpose()?),
        last_used_at: Set(client.last_used_at),
        live_organization: Set(organization.clone().filter(|_| is_live)),
        organization_code: Set(organization),
    })
}

/// A network that cannot be read must not open the client to all others: then the client is no more. An
/// organisation that cannot be read has no users.
fn read(row: row::Model, sealer: &Sealer) -> Result<ClientRow> {
    let networks = row.networks.split(' ').filter(|text| !text.is_empty());
    let networks: Option<Vec<Network>> = networks.map(Network::read).collect();
    let proposal = row.proposed_scopes.zip(row.proposed_by);
    let confirmed = row.confirmed_terms.as_deref();
    let confirmed = confirmed.map(serde_json::from_str).transpose()?;
    let reason = row.disabled_reason_sealed.as_deref();
    let reason = reason.map(|sealed| sealer.open(place(REASON, &row.id), sealed));
    Ok(ClientRow {
        contacts: sealer.open(place(CONTACTS, &row.id), &row.contacts_sealed)?,
        disabled_because: reason.transpose()?,
        id: row.id,
        name: row.name,
        version: u32::try_from(row.version).unwrap_or_default(),
        scopes: Scope::split(&row.scopes),
        proposal: proposal.map(|(scopes, by)| ScopeProposal {
            scopes: Scope::split(&scopes),
            by,
        }),
        confirmed,
        networks: networks
            .ok_or_else(|| crate::error::Error::unexpected("a stored network cannot be read"))?,
        registered_at: row.registered_at,
        expires_at: row.expires_at,
        disabled_at: row.disabled_at,
        last_used_at: row.last_used_at,
        organization: row
            .organization_code
            .and_then(|text| OrganizationCode::read(&text).ok()),
    })
}
