//! Promises of jobs, in the transaction of the change that needs them.

use sea_orm::ActiveValue::Set;
use sea_orm::QueryTrait;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, ExprTrait, InsertStatement, OnConflict};
use shared::values::Moment;

use super::kind::JobKind;
use super::row;
use crate::error::Result;
use crate::store::pending::{MOST, NewJob};
use crate::store::together::insert_together;
use crate::store::{Ask, Write};

impl Write {
    /// Promises a job, with the commit at the latest. A promise that is there already keeps the earlier time;
    /// one that is being worked on is taken back from its worker, who knows nothing of what has changed since.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn enqueue_job(
        &self,
        id: Uuid,
        kind: JobKind,
        subject: Uuid,
        run_at: Moment,
    ) -> Result<()> {
        let is_time = self.jobs.change(|jobs| {
            let mut same = jobs.iter_mut();
            let same = same.find(|job| (job.kind, job.subject) == (kind, subject));
            match same {
                Some(job) => job.run_at = Ord::min(job.run_at, run_at),
                None => jobs.push(NewJob {
                    id,
                    kind,
                    subject,
                    run_at,
                }),
            }
            jobs.len() >= MOST
        });
        if is_time {
            self.write_jobs().await?;
        }
        Ok(())
    }

    /// Writes the jobs that this transaction has promised.
    async fn write_jobs(&self) -> Result<()> {
        let jobs = self.jobs_to_add().into_iter().collect();
        Ok(insert_together(self.db(), jobs).await?)
    }

    /// The jobs that this transaction has promised, where they are still to be written.
    pub(in crate::store) fn jobs_to_add(&self) -> Option<InsertStatement> {
        let mut jobs = self.jobs.take();
        if jobs.is_empty() {
            return None;
        }
        // In one order for everybody, so that two transactions cannot wait for each other.
        jobs.sort_by_key(|job| (job.kind.slug(), job.subject));
        let known = Expr::col((row::Entity, row::Column::RunAt));
        let new = Expr::col((Alias::new("excluded"), row::Column::RunAt));
        let earlier = Expr::case(new.clone().lt(known.clone()), new).finally(known);
        let again = OnConflict::columns([row::Column::Kind, row::Column::Subject])
            .update_columns([
                row::Column::Attempts,
                row::Column::Deaths,
                row::Column::Lease,
                row::Column::LeasedUntil,
                row::Column::Dead,
                row::Column::LastError,
            ])
            .value(row::Column::RunAt, earlier)
            .to_owned();
        let jobs = jobs.into_iter();
        let jobs = row::Entity::insert_many(jobs.map(promised));
        Some(jobs.on_conflict(again).into_query())
    }

    /// Promises that a job looks around again by then: unlike with [`Write::enqueue_job`] whoever works on
    /// it goes on, because at its end it looks for what has come meanwhile, holding its job
    /// ([`Write::hold_job`]).
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn wake_job(
        &self,
        id: Uuid,
        kind: JobKind,
        subject: Uuid,
        run_at: Moment,
    ) -> Result<()> {
        let known = Expr::col((row::Entity, row::Column::RunAt));
        let earlier = Expr::case(Expr::value(run_at).lt(known.clone()), run_at).finally(known);
        let again = OnConflict::columns([row::Column::Kind, row::Column::Subject])
            .value(row::Column::RunAt, earlier)
            .to_owned();
        let job = NewJob {
            id,
            kind,
            subject,
            run_at,
        };
        row::Entity::insert(promised(job))
            .on_conflict(again)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Takes a promise back, whoever works on it. What was not promised is no error.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn cancel_job(&self, kind: JobKind, subject: Uuid) -> Result<()> {
        self.jobs
            .change(|jobs| jobs.retain(|job| (job.kind, job.subject) != (kind, subject)));
        row::Entity::delete_many()
            .filter(row::COLUMN.kind.eq(kind.slug()))
            .filter(row::COLUMN.subject.eq(subject))
            .exec(self.db())
            .await?;
        Ok(())
    }
}

/// The row of a job that is promised.
fn promised(job: NewJob) -> row::ActiveModel {
    row::ActiveModel {
        id: Set(job.id),
        kind: Set(job.kind.slug().to_owned()),
        subject: Set(job.subject),
        ..row::ActiveModel::untried(job.run_at)
    }
}
