//! Authorities by which agents file for principals. Who they are is sealed; they are found by keyed
//! hashes.

mod reminders;

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use shared::account::Identity;
use shared::authority::AuthorityState;
use shared::values::Moment;

use super::{Ask, Store, Write};
use crate::error::{Error, Result};
use crate::seal::{Place, Sealer};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "authorities")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        pub agent_account: Uuid,
        pub agent_index: Vec<u8>,
        pub principal_index: Vec<u8>,
        #[sea_orm(unique)]
        pub code_index: Vec<u8>,
        pub confirm_by: ChronoDateTimeUtc,
        pub state: String,
        pub authority_sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// An authority on file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiledAuthority {
    /// The application.
    pub application: Uuid,
    /// The account of the agent.
    pub agent_account: Uuid,
    /// The blind index of the agent.
    pub agent_index: Vec<u8>,
    /// The blind index of the principal.
    pub principal_index: Vec<u8>,
    /// The keyed hash of the code.
    pub code_index: Vec<u8>,
    /// Until when the principal can confirm it, unless an officer checks it by then.
    pub confirm_by: Moment,
    /// How it stands.
    pub state: AuthorityState,
    /// What else is kept of it.
    pub terms: Terms,
}

/// What is kept of an authority, sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Name and document that were bound to the agent's account.
    pub agent: Identity,
    /// The code, as long as it can be used.
    pub code: Option<String>,
    /// Since when it stands, or stood until it was revoked.
    pub stood_at: Option<Moment>,
    /// Whether the principal lets the agent see the facts.
    pub facts_shown: bool,
    /// When it was revoked.
    pub revoked_at: Option<Moment>,
    /// Why it was declined, refused or granted.
    pub reason: Option<String>,
    /// The version of the notice of data use that the principal agreed to by confirming.
    #[serde(default)]
    pub data_use_agreed: Option<String>,
    /// The version of the promise that the principal made by confirming.
    #[serde(default)]
    pub promise: Option<String>,
}

impl FiledAuthority {
    /// Whether the agent may see what registries said and what was disputed. Before it stands nobody
    /// has said anything.
    #[must_use]
    pub fn shows_facts(&self) -> bool {
        self.terms.stood_at.is_none() || self.terms.facts_shown
    }

    /// Whether the principal has confirmed it, and with it what the agent filed, be it revoked since.
    #[must_use]
    pub fn was_confirmed(&self) -> bool {
        self.state == AuthorityState::Confirmed || self.terms.data_use_agreed.is_some()
    }

    /// Lets it stand, or end, at a moment. From then on the code is of no use.
    pub fn decide(&mut self, state: AuthorityState, at: Moment) {
        self.state = state;
        self.terms.code = None;
        if state.stands() {
            self.terms.stood_at = Some(at);
        }
    }
}

impl Write {
    /// Files an authority.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_authority(&self, authority: &FiledAuthority) -> Result<()> {
        row::Entity::insert(row(self.sealer(), authority)?)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Writes an authority back, whose application is held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn save_authority(&self, authority: &FiledAuthority) -> Result<()> {
        row::Entity::update(row(self.sealer(), authority)?)
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// The authority of an application, where an agent has filed it.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_authority(&self, application: Uuid) -> Result<Option<FiledAuthority>> {
        find(self, application).await
    }

    /// The authority with a code, by its keyed hash.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_by_code(&self, code_index: &[u8]) -> Result<Option<FiledAuthority>> {
        let row = row::Entity::find()
            .filter(row::COLUMN.code_index.eq(code_index))
            .one(self.db())
            .await?;
        row.map(|row| read(self.sealer(), row)).transpose()
    }

    /// How many applications of an agent wait for their authority.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_awaiting(&self, agent: Uuid) -> Result<u64> {
        Ok(row::Entity::find()
            .filter(row::COLUMN.agent_account.eq(agent))
            .filter(row::Column::State.is_in(slugs(AuthorityState::is_awaited)))
            .count(self.db())
            .await?)
    }

    /// The applications that agents have filed for a person by an authority that stands, or may yet.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_filed_for(&self, person: &[u8]) -> Result<Vec<Uuid>> {
        let states = slugs(|state| state.is_awaited() || state.stands());
        Ok(row::Entity::find()
            .select_only()
            .column(row::Column::ApplicationId)
            .filter(row::COLUMN.principal_index.eq(person))
            .filter(row::Column::State.is_in(states))
            .order_by_asc(row::COLUMN.application_id)
            .into_tuple()
            .all(self.db())
            .await?)
    }

    /// The applications that an account has filed as agent by an authority that stands.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_filed_by_account(&self, agent: Uuid) -> Result<Vec<Uuid>> {
        Ok(row::Entity::find()
            .select_only()
            .column(row::Column::ApplicationId)
            .filter(row::COLUMN.agent_account.eq(agent))
            .filter(row::Column::State.is_in(slugs(AuthorityState::stands)))
            .order_by_asc(row::COLUMN.application_id)
            .into_tuple()
            .all(self.db())
            .await?)
    }

    /// Ends the authority of an application, which is held and has ended, if it was still awaited.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn overtake_authority(&self, application: Uuid, at: Moment) -> Result<()> {
        let found = find(self, application).await?;
        if let Some(mut authority) = found.filter(|authority| authority.state.is_awaited()) {
            authority.decide(AuthorityState::Overtaken, at);
            self.save_authority(&authority).await?;
        }
        Ok(())
    }
}

impl Store {
    /// The authority of an application, where an agent has filed it.
    ///
    /// # Errors
    /// The database does not answer, or it does not open.
    pub async fn find_authority(&self, application: Uuid) -> Result<Option<FiledAuthority>> {
        find(self, application).await
    }

    /// The authorities of some applications. One that does not open is left out.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_authorities(&self, ids: &[Uuid]) -> Result<HashMap<Uuid, FiledAuthority>> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let rows = row::Entity::find()
            .filter(row::Column::ApplicationId.is_in(ids.to_vec()))
            .all(self.db())
            .await?;
        let opened = rows
            .into_iter()
            .filter_map(|row| readable(self.sealer(), row));
        Ok(opened.map(|filed| (filed.application, filed)).collect())
    }

    /// Applications whose authority nobody confirmed in time and no officer checks: so many at the
    /// most.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_unconfirmed(&self, now: Moment, most: u64) -> Result<Vec<Uuid>> {
        Ok(row::Entity::find()
            .select_only()
            .column(row::Column::ApplicationId)
            .filter(row::COLUMN.state.eq(AuthorityState::Awaiting.slug()))
            .filter(row::COLUMN.confirm_by.lte(now))
            .order_by_asc(row::COLUMN.confirm_by)
            .limit(most)
            .into_tuple()
            .all(self.db())
            .await?)
    }

    /// The applications that some people have filed as agents.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_filed_by(&self, agents: &[Vec<u8>]) -> Result<Vec<Uuid>> {
        Ok(row::Entity::find()
            .select_only()
            .column(row::Column::ApplicationId)
            .filter(row::Column::AgentIndex.is_in(agents.to_vec()))
            .into_tuple()
            .all(self.db())
            .await?)
    }

    /// For whom a person has filed, and who has filed for the person, by an authority that has stood.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_bound_with(&self, person: &[u8]) -> Result<Vec<Vec<u8>>> {
        let stood = slugs(|state| state.stands() || state == AuthorityState::Revoked);
        let mut people: Vec<Vec<u8>> = row::Entity::find()
            .select_only()
            .column(row::Column::PrincipalIndex)
            .filter(row::COLUMN.agent_index.eq(person))
            .filter(row::Column::State.is_in(stood.clone()))
            .distinct()
            .into_tuple()
            .all(self.db())
            .await?;
        let agents: Vec<Vec<u8>> = row::Entity::find()
            .select_only()
            .column(row::Column::AgentIndex)
            .filter(row::COLUMN.principal_index.eq(person))
            .filter(row::Column::State.is_in(stood))
            .distinct()
            .into_tuple()
            .all(self.db())
            .await?;
        people.extend(agents);
        Ok(people)
    }
}

/// The applications that an account has filed as agent and still sees, as a part of a query.
pub(super) fn seen_by_agent(agent: Uuid) -> sea_orm::sea_query::SelectStatement {
    let mut query = of_agent(agent).filter(row::COLUMN.state.ne(AuthorityState::Revoked.slug()));
    std::mem::take(QuerySelect::query(&mut query))
}

/// The applications that an account has filed as agent, seen or not, as a part of a query.
pub(super) fn filed_by_agent(agent: Uuid) -> sea_orm::sea_query::SelectStatement {
    std::mem::take(QuerySelect::query(&mut of_agent(agent)))
}

fn of_agent(agent: Uuid) -> sea_orm::Select<row::Entity> {
    row::Entity::find()
        .select_only()
        .column(row::Column::ApplicationId)
        .filter(row::COLUMN.agent_account.eq(agent))
}

/// The names of the states of a kind.
fn slugs(of: impl Fn(AuthorityState) -> bool) -> Vec<&'static str> {
    let states = AuthorityState::ALL.into_iter();
    let kind = states.filter(|state| of(*state));
    kind.map(AuthorityState::slug).collect()
}

async fn find(ask: &impl Ask, application: Uuid) -> Result<Option<FiledAuthority>> {
    let row = row::Entity::find_by_id(application).one(ask.db()).await?;
    row.map(|row| read(ask.sealer(), row)).transpose()
}

const AUTHORITY: &str = "authorities.authority";

fn row(sealer: &Sealer, authority: &FiledAuthority) -> Result<row::ActiveModel> {
    let clear = row::Model {
        application_id: authority.application,
        agent_account: authority.agent_account,
        agent_index: authority.agent_index.clone(),
        principal_index: authority.principal_index.clone(),
        code_index: authority.code_index.clone(),
        confirm_by: authority.confirm_by,
        state: authority.state.slug().to_owned(),
        authority_sealed: Vec::new(),
    };
    let key = key(&clear)?;
    Ok(row::ActiveModel {
        authority_sealed: Set(sealer.seal(place(&key), &authority.terms)?),
        application_id: Set(clear.application_id),
        agent_account: Set(clear.agent_account),
        agent_index: Set(clear.agent_index),
        principal_index: Set(clear.principal_index),
        code_index: Set(clear.code_index),
        confirm_by: Set(clear.confirm_by),
        state: Set(clear.state),
    })
}

/// An authority as use cases see it.
pub(super) fn read(sealer: &Sealer, row: row::Model) -> Result<FiledAuthority> {
    let key = key(&row)?;
    Ok(FiledAuthority {
        terms: sealer.open(place(&key), &row.authority_sealed)?,
        application: row.application_id,
        agent_account: row.agent_account,
        agent_index: row.agent_index,
        principal_index: row.principal_index,
        code_index: row.code_index,
        confirm_by: row.confirm_by,
        state: AuthorityState::from_slug(&row.state)
            .ok_or_else(|| Error::unexpected("authorities.state is unknown"))?,
    })
}

/// The row of an authority, to which its seal is bound: everything that stands beside it in clear, so
/// that who writes to the database without the keys can make nobody agent or principal.
fn key(row: &row::Model) -> Result<Vec<u8>> {
    Ok(serde_json::to_vec(&(
        row.application_id,
        row.agent_account,
        &row.agent_index,
        &row.principal_index,
        &row.code_index,
        row.confirm_by,
        &row.state,
    ))?)
}

fn place(row: &[u8]) -> Place<'_> {
    Place {
        column: AUTHORITY,
        row,
    }
}

/// A row that may be left out because it does not open.
pub(super) fn readable(sealer: &Sealer, row: row::Model) -> Option<FiledAuthority> {
    let id = row.application_id;
    let read = read(sealer, row);
    if let Err(error) = &read {
        tracing::error!(application = %id, %error, "an authority cannot be read");
    }
    read.ok()
}
