//! The job table as operators see it: how many there are, which have failed to the end, and the
//! order to begin one anew. Ids, counts and kinds of failures; nothing personal.

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use shared::values::Moment;

use super::row;
use crate::error::Result;
use crate::store::{Ask, Store, Write};

/// A job in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobEntry {
    /// The id.
    pub id: Uuid,
    /// What is to be done, by its name: another release may know kinds that this one does not.
    pub kind: String,
    /// To what.
    pub subject: Uuid,
    /// When it is done, or was to be done.
    pub run_at: Moment,
    /// How many attempts in a row have failed.
    pub failures: u32,
    /// How many times in a row its process has died with it.
    pub deaths: u32,
    /// Whether it has failed to the end and is tried slowly.
    pub has_failed: bool,
    /// Until when somebody has claimed it, if anybody has.
    pub claimed_until: Option<Moment>,
    /// The kind of the last failure.
    pub last_error: Option<String>,
}

impl Store {
    /// How many jobs there are, and how many of them have failed to the end.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_jobs(&self) -> Result<(u64, u64)> {
        let all = row::Entity::find().count(self.db()).await?;
        let failed = row::Entity::find()
            .filter(row::COLUMN.dead.eq(true))
            .count(self.db())
            .await?;
        Ok((all, failed))
    }

    /// How many jobs of each kind have failed to the end, by the kinds' names.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_failed_jobs(&self) -> Result<Vec<(String, u64)>> {
        let rows: Vec<(String, i64)> = row::Entity::find()
            .select_only()
            .column(row::Column::Kind)
            .column_as(row::Column::Id.count(), "count")
            .filter(row::COLUMN.dead.eq(true))
            .group_by(row::Column::Kind)
            .order_by_asc(row::Column::Kind)
            .into_tuple()
            .all(self.db())
            .await?;
        let counts = rows.into_iter();
        Ok(counts
            .map(|(kind, count)| (kind, u64::try_from(count).unwrap_or_default()))
            .collect())
    }

    /// The jobs in the order in which they are due: all, or those that have failed to the end.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_jobs(&self, all: bool) -> Result<Vec<JobEntry>> {
        let mut query = row::Entity::find();
        if !all {
            query = query.filter(row::COLUMN.dead.eq(true));
        }
        let rows = query
            .order_by_asc(row::COLUMN.run_at)
            .order_by_asc(row::COLUMN.id)
            .all(self.db())
            .await?;
        Ok(rows.into_iter().map(entry).collect())
    }

    /// One job.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_job(&self, id: Uuid) -> Result<Option<JobEntry>> {
        let row = row::Entity::find_by_id(id).one(self.db()).await?;
        Ok(row.map(entry))
    }
}

impl Write {
    /// Forgets what went wrong with a job and has it done now; tells whether there is such a job.
    /// It is taken back from a worker that has begun before: the failure of that attempt would
    /// count again.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn revive_job(&self, id: Uuid, now: Moment) -> Result<bool> {
        let changed = row::Entity::update_many()
            .set(row::ActiveModel::untried(now))
            .filter(row::COLUMN.id.eq(id))
            .exec(self.db())
            .await?;
        Ok(changed.rows_affected == 1)
    }
}

fn entry(row: row::Model) -> JobEntry {
    JobEntry {
        id: row.id,
        kind: row.kind,
        subject: row.subject,
        run_at: row.run_at,
        failures: u32::try_from(row.attempts).unwrap_or_default(),
        deaths: u32::try_from(row.deaths).unwrap_or_default(),
        has_failed: row.dead,
        claimed_until: row.leased_until,
        last_error: row.last_error,
    }
}
