//! The job table: work that is promised in the transaction of the change that needs it, done by
//! whoever claims it, and never lost. A claim is a lease: a worker that dies loses it by time, and
//! one that lost it cannot finish what somebody else has begun again.

use std::time::Duration;

use chrono::TimeDelta;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, ExprTrait, LockBehavior, LockType, OnConflict};
use sea_orm::{ActiveValue::Set, DbBackend, QueryOrder, QuerySelect};
use shared::values::Moment;

use super::applications::{from_slug, slug};
use super::{Ask, Store, Write};
use crate::error::{Error, Result};

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "jobs")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub kind: String,
        pub subject: Uuid,
        pub run_at: ChronoDateTimeUtc,
        pub attempts: i32,
        pub lease: Option<Uuid>,
        pub leased_until: Option<ChronoDateTimeUtc>,
        pub dead: bool,
        pub last_error: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// After how many tries that failed, or ended with their process, a job is laid aside.
pub const MOST_ATTEMPTS: u32 = 10;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    /// Ask the registries about an application and decide it; the subject is the application.
    Verify,
}

/// A job that has been claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Job {
    /// The id.
    pub id: Uuid,
    /// What is to be done.
    pub kind: JobKind,
    /// To what.
    pub subject: Uuid,
    /// Which try this is, from 1 on; waiting for a registry begins anew.
    pub attempt: u32,
    /// The claim.
    pub lease: Uuid,
}

impl Write {
    /// Promises a job. A promise that is there already keeps the earlier time; one that is being
    /// worked on is taken back from its worker, who knows nothing of what has changed since.
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
        let job = row::ActiveModel {
            id: Set(id),
            kind: Set(slug(&kind)?),
            subject: Set(subject),
            run_at: Set(run_at),
            attempts: Set(0),
            lease: Set(None),
            leased_until: Set(None),
            dead: Set(false),
            last_error: Set(None),
        };
        let known = Expr::col((row::Entity, row::Column::RunAt));
        let earlier = Expr::case(Expr::value(run_at).lt(known.clone()), run_at).finally(known);
        let again = OnConflict::columns([row::Column::Kind, row::Column::Subject])
            .update_columns([
                row::Column::Attempts,
                row::Column::Lease,
                row::Column::LeasedUntil,
                row::Column::Dead,
                row::Column::LastError,
            ])
            .value(row::Column::RunAt, earlier)
            .to_owned();
        row::Entity::insert(job)
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
        row::Entity::delete_many()
            .filter(row::COLUMN.kind.eq(slug(&kind)?))
            .filter(row::COLUMN.subject.eq(subject))
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// Ends a job in the transaction that did it.
    ///
    /// # Errors
    /// The lease was lost: the transaction must not be committed.
    pub async fn finish_job(&self, job: &Job) -> Result<()> {
        let done = row::Entity::delete_many()
            .filter(held(job))
            .exec(self.db())
            .await?;
        still_held(done.rows_affected)
    }

    /// Puts a job off that did what it could for now.
    ///
    /// # Errors
    /// The lease was lost: the transaction must not be committed.
    pub async fn postpone_job(&self, job: &Job, run_at: Moment) -> Result<()> {
        let changed = row::Entity::update_many()
            .set(row::ActiveModel {
                run_at: Set(run_at),
                attempts: Set(0),
                lease: Set(None),
                leased_until: Set(None),
                last_error: Set(None),
                ..Default::default()
            })
            .filter(held(job))
            .exec(self.db())
            .await?;
        still_held(changed.rows_affected)
    }

    /// Puts a job off that failed, or lays it aside after [`MOST_ATTEMPTS`]; tells whether it was
    /// laid aside. `error` names a kind of failure, nothing personal.
    ///
    /// # Errors
    /// The lease was lost: somebody else has the job.
    pub async fn retry_job(&self, job: &Job, run_at: Moment, error: &str) -> Result<bool> {
        let dead = job.attempt >= MOST_ATTEMPTS;
        let changed = row::Entity::update_many()
            .set(row::ActiveModel {
                run_at: Set(run_at),
                lease: Set(None),
                leased_until: Set(None),
                dead: Set(dead),
                last_error: Set(Some(error.to_owned())),
                ..Default::default()
            })
            .filter(held(job))
            .exec(self.db())
            .await?;
        still_held(changed.rows_affected)?;
        Ok(dead)
    }
}

impl Store {
    /// Claims the job that is due for longest, where there is one. Nobody else gets it before
    /// `lease_for` has passed.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn claim_job(
        &self,
        lease: Uuid,
        now: Moment,
        lease_for: Duration,
    ) -> Result<Option<Job>> {
        // Looking costs nothing; only a find is worth the write lock.
        if self.next_job_at().await?.is_none_or(|at| at > now) {
            return Ok(None);
        }
        let write = self.begin().await?;
        let found = row::Entity::find()
            .filter(row::COLUMN.dead.eq(false))
            .filter(row::COLUMN.run_at.lte(now))
            .filter(
                Condition::any()
                    .add(row::COLUMN.leased_until.is_null())
                    .add(row::COLUMN.leased_until.lte(now)),
            )
            .order_by_asc(row::COLUMN.run_at)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .one(write.db())
            .await?;
        let Some(found) = found else {
            return Ok(None);
        };
        let attempt = found.attempts.saturating_add(1);
        let job = Job {
            id: found.id,
            kind: from_slug(&found.kind)?,
            subject: found.subject,
            attempt: u32::try_from(attempt).unwrap_or(u32::MAX),
            lease,
        };
        // A job that takes its process with it each time never tells that it failed.
        let dead = job.attempt > MOST_ATTEMPTS;
        row::Entity::update_many()
            .set(row::ActiveModel {
                attempts: Set(attempt),
                lease: Set(Some(lease)),
                leased_until: Set(Some(after(now, lease_for))),
                dead: Set(dead),
                ..Default::default()
            })
            .filter(row::COLUMN.id.eq(found.id))
            .exec(write.db())
            .await?;
        write.commit().await?;
        if dead {
            tracing::error!(job = %job.id, "a job is laid aside: it never came to an end");
            return Ok(None);
        }
        Ok(Some(job))
    }

    /// Prolongs a claim; tells whether it still holds.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn renew_job(&self, job: &Job, now: Moment, lease_for: Duration) -> Result<bool> {
        let write = self.begin().await?;
        let changed = row::Entity::update_many()
            .set(row::ActiveModel {
                leased_until: Set(Some(after(now, lease_for))),
                ..Default::default()
            })
            .filter(held(job))
            .exec(write.db())
            .await?;
        write.commit().await?;
        Ok(changed.rows_affected == 1)
    }

    /// When the next job is due: its time, or the end of its present claim.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn next_job_at(&self) -> Result<Option<Moment>> {
        let alive = || row::Entity::find().filter(row::COLUMN.dead.eq(false));
        let free = alive()
            .filter(row::COLUMN.leased_until.is_null())
            .order_by_asc(row::COLUMN.run_at)
            .one(self.db())
            .await?;
        let claimed = alive()
            .filter(row::COLUMN.leased_until.is_not_null())
            .order_by_asc(row::COLUMN.leased_until)
            .one(self.db())
            .await?;
        let free = free.map(|job| job.run_at);
        let claimed = claimed.and_then(|job| job.leased_until);
        Ok([free, claimed].into_iter().flatten().min())
    }

    /// Gives up the claims of a process that is no more. Only where one process has the database
    /// for itself, which holds for the embedded one, is it known that there are no others.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn release_jobs_of_dead_processes(&self) -> Result<()> {
        if self.db().get_database_backend() != DbBackend::Sqlite {
            return Ok(());
        }
        let write = self.begin().await?;
        row::Entity::update_many()
            .set(row::ActiveModel {
                lease: Set(None),
                leased_until: Set(None),
                ..Default::default()
            })
            .filter(row::COLUMN.lease.is_not_null())
            .exec(write.db())
            .await?;
        write.commit().await
    }

    /// How many jobs there are, and how many of them were laid aside.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_jobs(&self) -> Result<(u64, u64)> {
        let all = row::Entity::find().count(self.db()).await?;
        let dead = row::Entity::find()
            .filter(row::COLUMN.dead.eq(true))
            .count(self.db())
            .await?;
        Ok((all, dead))
    }
}

fn held(job: &Job) -> Condition {
    Condition::all()
        .add(row::COLUMN.id.eq(job.id))
        .add(row::COLUMN.lease.eq(job.lease))
}

fn still_held(rows: u64) -> Result<()> {
    if rows == 1 {
        Ok(())
    } else {
        Err(Error::unexpected("the lease on a job was lost"))
    }
}

fn after(now: Moment, wait: Duration) -> Moment {
    TimeDelta::from_std(wait)
        .ok()
        .and_then(|wait| now.checked_add_signed(wait))
        .unwrap_or(now)
}
