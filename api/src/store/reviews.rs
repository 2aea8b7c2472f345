//! Cases that wait for a person, and who works on each. One case at a time for each application: it
//! is there as long as the application waits.

mod objected;
mod reminders;

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect};
use shared::purchase::Module;
use shared::review::CaseKind;
use shared::values::{Day, Moment, day_in_shanghai};
use shared::workdays::{last_workday, workdays_until};

use super::applications::Application;
use super::tallies::Counted;
use super::{Ask, Store, Write};
use crate::error::{Error, Result};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "reviews")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        pub module: String,
        pub submitted_at: ChronoDateTimeUtc,
        pub opened_at: ChronoDateTimeUtc,
        pub is_proposed: bool,
        pub claimed_by: Option<Uuid>,
        pub claimed_at: Option<ChronoDateTimeUtc>,
        pub lease_until: Option<ChronoDateTimeUtc>,
        pub kind: String,
        pub clock_from: Option<ChronoDate>,
        pub days_left: Option<i32>,
        pub answer_by: Option<ChronoDate>,
        pub objected_at: Option<ChronoDateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The application.
    pub application: Uuid,
    /// Why it is one: an open objection comes before everything else.
    pub kind: CaseKind,
    /// Why it would be one without the objection, where it would.
    pub beneath: Option<CaseKind>,
    /// When the first objection that is open was raised.
    pub objected_at: Option<Moment>,
    /// When the application was submitted, or the dispute was handed in.
    pub submitted_at: Moment,
    /// Since when it waits for a person.
    pub opened_at: Moment,
    /// Whether a pass is proposed. What was proposed and by whom stands in the rulings.
    pub is_proposed: bool,
    /// Who claimed it last, unless it was released.
    pub lease: Option<Lease>,
    /// The working days that the office has; none: nothing is promised.
    pub clock: Option<Clock>,
    /// The last day for an answer that the applicant is asked for; the clock stands still meanwhile.
    pub answer_by: Option<Day>,
}

/// How many working days are left from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// The day, which does not count.
    pub from: Day,
    /// How many.
    pub days: u32,
}

impl Clock {
    /// The last day, unless the clock stands still.
    #[must_use]
    pub fn ends(self) -> Day {
        last_workday(self.from, self.days)
    }
}

/// A case that is opened.
#[derive(Debug, Clone, Copy)]
pub struct NewReview {
    /// Why it is one.
    pub kind: CaseKind,
    /// When the application was submitted, or the dispute was handed in.
    pub submitted_at: Moment,
    /// The working days that the office has.
    pub clock: Option<Clock>,
}

/// A claim on a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease {
    /// The account of the officer.
    pub officer: Uuid,
    /// Since when.
    pub since: Moment,
    /// It is worth nothing from this moment on.
    pub until: Moment,
}

/// Which cases to list.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// Of this module only.
    pub module: Option<Module>,
    /// Of this kind only.
    pub kind: Option<CaseKind>,
    /// Only those of which a pass is proposed, or is not.
    pub is_proposed: Option<bool>,
    /// Only those on which this officer has a claim at that moment.
    pub claimed_by: Option<(Uuid, Moment)>,
    /// Behind this one: where the page before ended.
    pub after: Option<(Moment, Uuid)>,
}

impl Review {
    /// The claim that holds at a moment.
    #[must_use]
    pub fn lease_at(&self, now: Moment) -> Option<Lease> {
        self.lease.filter(|lease| now < lease.until)
    }

    /// Stops the clock, which is the given one, until the applicant has answered.
    pub fn stop_clock(&mut self, clock: Option<Clock>, today: Day, answer_by: Day) {
        self.clock = clock.map(|clock| Clock {
            from: today,
            days: workdays_until(today, clock.ends()),
        });
        self.answer_by = Some(answer_by);
    }

    /// Lets the clock go on with what was left, where it stands still.
    pub fn start_clock(&mut self, today: Day) {
        if self.answer_by.take().is_some() {
            self.clock = self.clock.map(|clock| Clock {
                from: today,
                ..clock
            });
        }
    }
}

impl Write {
    /// Opens the case of an application, which is held. One that is open stays as it is.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn open_review(
        &self,
        application: &Application,
        new: NewReview,
        at: Moment,
    ) -> Result<()> {
        let row = row::ActiveModel {
            application_id: Set(application.id),
            module: Set(application.module.slug().to_owned()),
            submitted_at: Set(new.submitted_at),
            opened_at: Set(at),
            is_proposed: Set(false),
            claimed_by: Set(None),
            claimed_at: Set(None),
            lease_until: Set(None),
            kind: Set(new.kind.slug().to_owned()),
            clock_from: Set(new.clock.map(|clock| clock.from)),
            days_left: Set(days_left(new.clock)),
            answer_by: Set(None),
            objected_at: NotSet,
        };
        let found = find(self, application.id).await?;
        let is_new = found.as_ref().is_none_or(|review| review.beneath.is_none());
        // Objections are counted where they come before the case.
        if is_new && new.kind != CaseKind::Objection {
            let opened = Counted::Opened(new.kind);
            self.count(day_in_shanghai(at), application.module, opened)
                .await?;
        }
        if found.is_some_and(|review| review.beneath.is_none()) {
            // There was an objection alone: it comes first, with whoever works on it.
            let behind = row::ActiveModel {
                is_proposed: NotSet,
                claimed_by: NotSet,
                claimed_at: NotSet,
                lease_until: NotSet,
                ..row
            };
            row::Entity::update(behind).exec(self.db()).await?;
            return Ok(());
        }
        row::Entity::insert(row)
            .on_conflict_do_nothing_on([row::Column::ApplicationId])
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Closes the case of an application, which is held, if there is one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn close_review(&self, application: Uuid) -> Result<()> {
        row::Entity::delete_by_id(application)
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// The case of an application, which is held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_review(&self, application: Uuid) -> Result<Option<Review>> {
        find(self, application).await
    }

    /// Writes a case back, whose application is held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn save_review(&self, review: &Review) -> Result<()> {
        let lease = review.lease;
        let row = row::ActiveModel {
            application_id: Set(review.application),
            is_proposed: Set(review.is_proposed),
            claimed_by: Set(lease.map(|lease| lease.officer)),
            claimed_at: Set(lease.map(|lease| lease.since)),
            lease_until: Set(lease.map(|lease| lease.until)),
            clock_from: Set(review.clock.map(|clock| clock.from)),
            days_left: Set(days_left(review.clock)),
            answer_by: Set(review.answer_by),
            ..Default::default()
        };
        row::Entity::update(row).exec(self.db()).await?;
        Ok(())
    }
}

impl Store {
    /// The case of an application, where there is one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_review(&self, application: Uuid) -> Result<Option<Review>> {
        find(self, application).await
    }

    /// Cases whose applicant was asked for something and has not answered in time, in the order of their
    /// ids and behind one of them: so many at the most.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_unanswered(
        &self,
        today: Day,
        behind: Option<Uuid>,
        most: u64,
    ) -> Result<Vec<Uuid>> {
        Ok(row::Entity::find()
            .select_only()
            .column(row::Column::ApplicationId)
            .filter(row::COLUMN.answer_by.lt(today))
            .filter(row::COLUMN.application_id.gt(behind.unwrap_or(Uuid::nil())))
            .order_by_asc(row::COLUMN.application_id)
            .limit(most)
            .into_tuple()
            .all(self.db())
            .await?)
    }

    /// All cases that wait, in no order: as many as the office has to decide.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_all_reviews(&self) -> Result<Vec<Review>> {
        let rows = row::Entity::find().all(self.db()).await?;
        rows.into_iter().map(read).collect()
    }

    /// A part of the queue, the application that was submitted first at its head: so many at the most.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_reviews(&self, filter: Filter, most: u64) -> Result<Vec<Review>> {
        let mut query = row::Entity::find();
        if let Some(module) = filter.module {
            query = query.filter(row::COLUMN.module.eq(module.slug()));
        }
        if let Some(kind) = filter.kind {
            query = if kind == CaseKind::Objection {
                query.filter(row::COLUMN.objected_at.is_not_null())
            } else {
                query
                    .filter(row::COLUMN.kind.eq(kind.slug()))
                    .filter(row::COLUMN.objected_at.is_null())
            };
        }
        if let Some(is_proposed) = filter.is_proposed {
            query = query.filter(row::COLUMN.is_proposed.eq(is_proposed));
        }
        if let Some((officer, now)) = filter.claimed_by {
            query = query
                .filter(row::COLUMN.claimed_by.eq(officer))
                .filter(row::COLUMN.lease_until.gt(now));
        }
        if let Some((at, application)) = filter.after {
            let later_id = Condition::all()
                .add(row::COLUMN.submitted_at.eq(at))
                .add(row::COLUMN.application_id.gt(application));
            let behind = Condition::any()
                .add(row::COLUMN.submitted_at.gt(at))
                .add(later_id);
            query = query.filter(behind);
        }
        let rows = query
            .order_by_asc(row::COLUMN.submitted_at)
            .order_by_asc(row::COLUMN.application_id)
            .limit(most)
            .all(self.db())
            .await?;
        rows.into_iter().map(read).collect()
    }
}

async fn find(ask: &impl Ask, application: Uuid) -> Result<Option<Review>> {
    let row = row::Entity::find_by_id(application).one(ask.db()).await?;
    row.map(read).transpose()
}

fn days_left(clock: Option<Clock>) -> Option<i32> {
    clock.map(|clock| i32::try_from(clock.days).unwrap_or(i32::MAX))
}

/// A case as use cases see it.
pub(super) fn read(row: row::Model) -> Result<Review> {
    let lease = match (row.claimed_by, row.claimed_at, row.lease_until) {
        (Some(officer), Some(since), Some(until)) => Some(Lease {
            officer,
            since,
            until,
        }),
        _ => None,
    };
    let clock = match (row.clock_from, row.days_left) {
        (Some(from), Some(days)) => Some(Clock {
            from,
            days: u32::try_from(days).unwrap_or_default(),
        }),
        _ => None,
    };
    let stored = CaseKind::from_slug(&row.kind)
        .ok_or_else(|| Error::unexpected("reviews.kind is unknown"))?;
    let objected = row.objected_at.is_some();
    Ok(Review {
        application: row.application_id,
        kind: if objected {
            CaseKind::Objection
        } else {
            stored
        },
        beneath: Some(stored).filter(|kind| *kind != CaseKind::Objection),
        objected_at: row.objected_at,
        submitted_at: row.submitted_at,
        opened_at: row.opened_at,
        is_proposed: row.is_proposed,
        lease,
        clock,
        answer_by: row.answer_by,
    })
}

/// Those of some applications that wait for a person.
pub(super) async fn waiting(ask: &impl Ask, ids: Vec<Uuid>) -> Result<Vec<Uuid>> {
    Ok(row::Entity::find()
        .select_only()
        .column(row::Column::ApplicationId)
        .filter(row::Column::ApplicationId.is_in(ids))
        .into_tuple()
        .all(ask.db())
        .await?)
}
