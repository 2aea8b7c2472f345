//! The applications of one account as its home page and its list show them: each with the decision
//! that holds and the authority under which it was filed, in one statement, so that none stands beside
//! a state that knows nothing of it.

use std::sync::Arc;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, DynIden, ExprTrait, Query, SelectStatement, UnionType};
use sea_orm::{Condition, QueryOrder, QuerySelect, QueryTrait};
use shared::application::{Counts, State};
use shared::policy::Decision;
use shared::purchase::Module;
use shared::values::Day;

use super::lists::live;
use super::{Application, read, readable, row};
use crate::error::{Error, Result};
use crate::seal::Sealer;
use crate::store::authorities::{self, FiledAuthority};
use crate::store::decisions::{held, open_held};
use crate::store::{Ask, Store};

impl Related<held::Entity> for row::Entity {
    fn to() -> RelationDef {
        Self::belongs_to(held::Entity)
            .from(row::Column::Id)
            .to(held::Column::ApplicationId)
            .on_condition(|_, decisions| newest(&decisions))
            .into()
    }
}

impl Related<authorities::row::Entity> for row::Entity {
    fn to() -> RelationDef {
        Self::belongs_to(authorities::row::Entity)
            .from(row::Column::Id)
            .to(authorities::row::Column::ApplicationId)
            .into()
    }
}

/// Of several decisions on an application the one that holds.
fn newest(decisions: &DynIden) -> Condition {
    let others = Alias::new("others");
    let newest = Query::select()
        .expr(Expr::col((others.clone(), held::Column::Sequence)).max())
        .from_as(held::Entity, others.clone())
        .and_where(
            Expr::col((others, held::Column::ApplicationId))
                .equals((decisions.clone(), held::Column::ApplicationId)),
        )
        .to_owned();
    Condition::all().add(Expr::col((decisions.clone(), held::Column::Sequence)).in_subquery(newest))
}

/// An application with what is shown beside it.
#[derive(Debug)]
pub struct Listed {
    /// The application.
    pub application: Application,
    /// The decision that holds, if there is one; an error by itself where it does not open.
    pub decision: Option<Result<Decision>>,
    /// The authority of the agent who filed it, if it opens.
    pub authority: Option<FiledAuthority>,
}

/// Which applications to list.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// Of this module only.
    pub module: Option<Module>,
    /// In this state only.
    pub state: Option<State>,
    /// Older than this id: where the page before ended.
    pub before: Option<Uuid>,
}

/// A part of a list.
#[derive(Debug)]
pub struct Page {
    /// The applications of it that can be read.
    pub applications: Vec<Listed>,
    /// Where the next part begins; none at the end.
    pub next_before: Option<Uuid>,
}

/// What is counted on a home page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    /// Homes.
    pub residential: Counts,
    /// Commercial units.
    pub commercial: Counts,
}

impl Counted {
    /// The applications of one module.
    #[must_use]
    pub fn of(&self, module: Module) -> Counts {
        match module {
            Module::Residential => self.residential,
            Module::Commercial => self.commercial,
        }
    }

    fn of_mut(&mut self, module: Module) -> &mut Counts {
        match module {
            Module::Residential => &mut self.residential,
            Module::Commercial => &mut self.commercial,
        }
    }
}

impl Store {
    /// A page of the applications of an account, its own and those that it sees as agent, newest
    /// first. Ids are ordered by time. One that cannot be read is left out.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_applications(
        &self,
        account: Uuid,
        filter: Filter,
        most: usize,
    ) -> Result<Page> {
        let mut query = row::Entity::find().filter(seen_by(account));
        if let Some(module) = filter.module {
            query = query.filter(row::COLUMN.module.eq(module.slug()));
        }
        if let Some(state) = filter.state {
            query = query.filter(row::COLUMN.state.eq(state.slug()));
        }
        if let Some(before) = filter.before {
            query = query.filter(row::COLUMN.id.lt(before));
        }
        // One more than asked for tells whether there is a next page.
        let more = u64::try_from(most.saturating_add(1)).unwrap_or(u64::MAX);
        let query = query.order_by_desc(row::COLUMN.id).limit(more);
        let mut rows = self.find_listed(query).await?;
        let has_more = rows.len() > most;
        rows.truncate(most);
        let last = rows.last().map(|(row, _, _)| row.id);
        Ok(Page {
            next_before: last.filter(|_| has_more),
            applications: self.open_listed(rows).await?,
        })
    }

    /// An application and the authority under which it was filed.
    ///
    /// # Errors
    /// The database does not answer, or one of them does not open.
    pub async fn find_with_authority(
        &self,
        id: Uuid,
    ) -> Result<Option<(Application, Option<FiledAuthority>)>> {
        let found = row::Entity::find_by_id(id)
            .find_also_related(authorities::row::Entity)
            .one(self.db())
            .await?;
        let Some((application, authority)) = found else {
            return Ok(None);
        };
        let authority = authority.map(|row| authorities::read(&self.sealer, row));
        let application = read(&self.sealer, application)?;
        Ok(Some((application, authority.transpose()?)))
    }

    /// What the home page of an account shows of each module: the application that was submitted last,
    /// the live one of its own that was submitted last (none that it has filed as agent, which it may
    /// hold until its principal has an account), and the passed one whose validity ends first, where it
    /// ends by a day. In no order, each once; what cannot be read is left out.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_highlights(&self, account: Uuid, by: Day) -> Result<Vec<Listed>> {
        let wanted = Module::ALL.into_iter().flat_map(|module| {
            [
                newest_submitted(account, module),
                newest_live(account, module),
                first_expiring(account, module, by),
            ]
        });
        // As one list of ids, for which each database looks up rows: of several lists joined by OR,
        // PostgreSQL would try each row that there is.
        let mut wanted = wanted.map(one_id);
        let Some(first) = wanted.next() else {
            return Ok(Vec::new());
        };
        let ids = wanted.fold(first, |mut all, one| {
            all.union(UnionType::All, one);
            all
        });
        let those = row::Entity::find().filter(row::Column::Id.in_subquery(ids));
        let rows = self.find_listed(those).await?;
        self.open_listed(rows).await
    }

    /// How many applications that an account sees are in each state.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_applications(&self, account: Uuid) -> Result<Counted> {
        let rows: Vec<(String, String, i64)> = row::Entity::find()
            .select_only()
            .column(row::Column::Module)
            .column(row::Column::State)
            .column_as(row::Column::Id.count(), "count")
            .filter(seen_by(account))
            .group_by(row::Column::Module)
            .group_by(row::Column::State)
            .into_tuple()
            .all(self.db())
            .await?;
        let mut counted = Counted::default();
        for (module, state, count) in rows {
            if let (Some(module), Some(state)) =
                (Module::from_slug(&module), State::from_slug(&state))
            {
                let count = u32::try_from(count).unwrap_or(u32::MAX);
                *counted.of_mut(module).of_mut(state) = count;
            }
        }
        Ok(counted)
    }

    async fn find_listed(&self, query: Select<row::Entity>) -> Result<Vec<Row>> {
        Ok(query
            .find_also_related(held::Entity)
            .find_also_related(authorities::row::Entity)
            .all(self.db())
            .await?)
    }

    /// Opens many, which can take longer than others should wait for their turn.
    async fn open_listed(&self, rows: Vec<Row>) -> Result<Vec<Listed>> {
        let sealer = Arc::clone(&self.sealer);
        let opened = tokio::task::spawn_blocking(move || {
            let open = |row| open(&sealer, row);
            rows.into_iter().filter_map(open).collect()
        })
        .await;
        // What a panic says can quote what it was about.
        let opened = opened.ok();
        opened.ok_or_else(|| Error::unexpected("a list was not opened"))
    }
}

type Row = (
    row::Model,
    Option<held::Model>,
    Option<authorities::row::Model>,
);

fn open(sealer: &Sealer, (row, decision, authority): Row) -> Option<Listed> {
    Some(Listed {
        application: readable(sealer, row)?,
        decision: decision.map(|row| open_held(sealer, &row)),
        authority: authority.and_then(|row| authorities::readable(sealer, row)),
    })
}

fn newest_submitted(account: Uuid, module: Module) -> SelectStatement {
    one_of(module)
        .filter(seen_by(account))
        .filter(row::COLUMN.submitted_at.is_not_null())
        .order_by_desc(row::COLUMN.submitted_at)
        .into_query()
}

fn newest_live(account: Uuid, module: Module) -> SelectStatement {
    one_of(module)
        .filter(row::COLUMN.account_id.eq(account))
        .filter(row::Column::Id.not_in_subquery(authorities::filed_by_agent(account)))
        .filter(live())
        .order_by_desc(row::COLUMN.submitted_at)
        .into_query()
}

fn first_expiring(account: Uuid, module: Module, by: Day) -> SelectStatement {
    one_of(module)
        .filter(seen_by(account))
        .filter(row::COLUMN.state.eq(State::Passed.slug()))
        .filter(row::COLUMN.valid_until.lte(by))
        .order_by_asc(row::COLUMN.valid_until)
        .into_query()
}

/// A list of ids as one that can stand beside others: with an order of its own it could not.
fn one_id(ids: SelectStatement) -> SelectStatement {
    Query::select()
        .column(row::Column::Id)
        .from_subquery(ids, Alias::new("wanted"))
        .to_owned()
}

fn one_of(module: Module) -> Select<row::Entity> {
    row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(row::COLUMN.module.eq(module.slug()))
        .limit(1)
}

/// Those of an account: its own, and those that it has filed as agent and still sees.
fn seen_by(account: Uuid) -> Condition {
    Condition::any()
        .add(row::COLUMN.account_id.eq(account))
        .add(row::Column::Id.in_subquery(authorities::seen_by_agent(account)))
}
