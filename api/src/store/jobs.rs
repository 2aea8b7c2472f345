//! The job table: work that is promised in the transaction of the change that needs it, done by
//! whoever claims it, and never lost. A claim is a lease: a worker that dies loses it by time, and
//! one that lost it cannot finish what somebody else has begun again. A death is no failure of the
//! job, and no failure is the last: how it goes on is a matter of its kind (see [`kind`]).

pub mod calls;
pub mod kind;
pub mod overview;
mod promising;

use std::time::Duration;

use chrono::TimeDelta;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, LockBehavior, LockType};
use sea_orm::{ActiveValue::Set, DbBackend, QueryOrder, QuerySelect};
use shared::values::Moment;

use super::{Ask, Store, Write};
use crate::error::{Error, Result};
use crate::pause::jittered;
use kind::JobKind;

mod row {
    use sea_orm::ActiveValue::Set;
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
        pub deaths: i32,
        pub lease: Option<Uuid>,
        pub leased_until: Option<ChronoDateTimeUtc>,
        /// It has failed to the end and is tried slowly.
        pub dead: bool,
        pub last_error: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}

    impl ActiveModel {
        /// A job as nobody has tried it yet.
        pub(super) fn untried(run_at: ChronoDateTimeUtc) -> Self {
            Self {
                run_at: Set(run_at),
                attempts: Set(0),
                deaths: Set(0),
                lease: Set(None),
                leased_until: Set(None),
                dead: Set(false),
                last_error: Set(None),
                ..Default::default()
            }
        }
    }
}

/// The kind of failure where a process has died with a job.
const DIED: &str = "died";

/// Longer than any claim, and than the clocks of two instances may differ.
const LONGEST_CLAIM: Duration = Duration::from_secs(10 * 60);

/// A job that has been claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Job {
    /// The id.
    pub id: Uuid,
    /// What is to be done.
    pub kind: JobKind,
    /// To what.
    pub subject: Uuid,
    /// Which attempt this is, from 1 on; those count that failed. Waiting for a registry begins
    /// anew.
    pub attempt: u32,
    /// The claim.
    pub lease: Uuid,
}

impl Write {
    /// Keeps others from waking a job until the transaction of its worker ends.
    ///
    /// # Errors
    /// The lease was lost: the transaction must not be committed.
    pub async fn hold_job(&self, job: &Job) -> Result<()> {
        let mine = row::Entity::find()
            .filter(held(job))
            .lock(LockType::Update)
            .one(self.db())
            .await?;
        still_held(mine.map_or(0, |_| 1))
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
            .set(row::ActiveModel::untried(run_at))
            .filter(held(job))
            .exec(self.db())
            .await?;
        still_held(changed.rows_affected)
    }

    /// Puts a job off that failed; tells whether it has failed to the end. `error` names a kind of
    /// failure, nothing personal.
    ///
    /// # Errors
    /// The lease was lost: somebody else has the job.
    pub async fn retry_job(&self, job: &Job, run_at: Moment, error: &str) -> Result<bool> {
        let failed = job.kind.has_failed_to_the_end(job.attempt, 0);
        let changed = row::Entity::update_many()
            .set(row::ActiveModel {
                run_at: Set(run_at),
                attempts: Set(i32::try_from(job.attempt).unwrap_or(i32::MAX)),
                // Its process has lived to tell.
                deaths: Set(0),
                lease: Set(None),
                leased_until: Set(None),
                dead: Set(failed),
                last_error: Set(Some(error.to_owned())),
                ..Default::default()
            })
            .filter(held(job))
            .exec(self.db())
            .await?;
        still_held(changed.rows_affected)?;
        Ok(failed)
    }

    /// The job of some kinds that is due for longest, kept from everybody else until the
    /// transaction ends.
    async fn hold_due_job(&self, kinds: &[JobKind], now: Moment) -> Result<Option<row::Model>> {
        Ok(due(kinds, now)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .one(self.db())
            .await?)
    }

    /// Takes a job from a process that has died with it. It rests longer each time, so that one
    /// that kills its process does not do so all the time.
    async fn bury_claim(&self, found: &row::Model, now: Moment) -> Result<Duration> {
        let deaths = found.deaths.saturating_add(1);
        let count = |n: i32| u32::try_from(n).unwrap_or_default();
        let kind = JobKind::from_slug(&found.kind);
        let pause = kind.map_or(Duration::ZERO, |kind| {
            jittered(kind.pause_after_death(count(deaths)))
        });
        let failed = kind
            .is_some_and(|kind| kind.has_failed_to_the_end(count(found.attempts), count(deaths)));
        row::Entity::update_many()
            .set(row::ActiveModel {
                run_at: Set(after(now, pause)),
                deaths: Set(deaths),
                lease: Set(None),
                leased_until: Set(None),
                dead: Set(failed),
                last_error: Set(Some(DIED.to_owned())),
                ..Default::default()
            })
            .filter(row::COLUMN.id.eq(found.id))
            .exec(self.db())
            .await?;
        tracing::warn!(job = %found.id, deaths, "a process has died with a job");
        Ok(pause)
    }
}

impl Store {
    /// Claims the job of some kinds that is due for longest, where there is one. Nobody else gets
    /// it before `lease_for` has passed.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn claim_job(
        &self,
        kinds: &[JobKind],
        lease: Uuid,
        now: Moment,
        lease_for: Duration,
    ) -> Result<Option<Job>> {
        // Looking costs nothing; only a find is worth the write lock.
        if due(kinds, now).one(self.db()).await?.is_none() {
            return Ok(None);
        }
        let write = self.begin().await?;
        while let Some(found) = write.hold_due_job(kinds, now).await? {
            let died = found.lease.is_some();
            if died && !write.bury_claim(&found, now).await?.is_zero() {
                continue;
            }
            let Some(kind) = JobKind::from_slug(&found.kind) else {
                break;
            };
            row::Entity::update_many()
                .set(row::ActiveModel {
                    lease: Set(Some(lease)),
                    leased_until: Set(Some(after(now, lease_for))),
                    ..Default::default()
                })
                .filter(row::COLUMN.id.eq(found.id))
                .exec(write.db())
                .await?;
            write.commit().await?;
            let failures = u32::try_from(found.attempts).unwrap_or_default();
            return Ok(Some(Job {
                id: found.id,
                kind,
                subject: found.subject,
                attempt: failures.saturating_add(1),
                lease,
            }));
        }
        write.commit().await?;
        Ok(None)
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

    /// Gives up the claims of a process that is no more. Only where one process has the database
    /// for itself, which holds for the embedded one, is it known that there are no others.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn release_jobs_of_dead_processes(&self, now: Moment) -> Result<()> {
        if self.db().get_database_backend() != DbBackend::Sqlite {
            return Ok(());
        }
        let write = self.begin().await?;
        let claimed = row::Entity::find()
            .filter(row::COLUMN.lease.is_not_null())
            .all(write.db())
            .await?;
        for found in claimed {
            write.bury_claim(&found, now).await?;
        }
        write.commit().await
    }
}

/// What can be claimed now, the longest due first. A time further ahead than any that is ever
/// written comes from a clock that was wrong and set back since: such a job is due, and such a
/// claim has run out.
fn due(kinds: &[JobKind], now: Moment) -> Select<row::Entity> {
    let too_far = |kind: &JobKind| {
        Condition::all()
            .add(row::COLUMN.kind.eq(kind.slug()))
            .add(row::COLUMN.run_at.gt(after(now, kind.furthest())))
    };
    let is_due = kinds.iter().fold(
        Condition::any().add(row::COLUMN.run_at.lte(now)),
        |any, kind| any.add(too_far(kind)),
    );
    row::Entity::find()
        .filter(row::COLUMN.kind.is_in(kinds.iter().map(|kind| kind.slug())))
        .filter(is_due)
        .filter(
            Condition::any()
                .add(row::COLUMN.leased_until.is_null())
                .add(row::COLUMN.leased_until.lte(now))
                .add(row::COLUMN.leased_until.gt(after(now, LONGEST_CLAIM))),
        )
        .order_by_asc(row::COLUMN.run_at)
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
