//! How many cases and decisions of a kind there were on a day. A tally is of no application and of
//! nobody: what the rules said of somebody stands sealed, so it is counted when it is decided, in the
//! same transaction. Reasons are kept as keyed hashes: where few apply, a reason would be somebody's.
//! Nothing rests on a tally.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ExprTrait, QueryOrder, QuerySelect};
use shared::application::RulingOutcome;
use shared::desk::statistics::{DecisionCount, RulingCount};
use shared::policy::{Outcome, ReasonCode};
use shared::purchase::Module;
use shared::review::CaseKind;
use shared::values::Day;

use super::{Ask, Store, Write};
use crate::error::Result;
use crate::seal::Sealer;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "tallies")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub day: ChronoDate,
        #[sea_orm(primary_key, auto_increment = false)]
        pub act: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub module: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub case_kind: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub policy: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub outcome: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub reason: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub workdays: i32,
        pub tally: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A case was opened.
const OPENED: &str = "opened";
/// An officer has decided a case.
const RULED: &str = "ruled";
/// The rules have decided an application for the first time.
const DECIDED: &str = "decided";
/// The rules have decided once more: after a dispute.
const REDECIDED: &str = "redecided";

/// What is counted.
#[derive(Debug, Clone, Copy)]
pub enum Counted<'a> {
    /// A case was opened.
    Opened(CaseKind),
    /// An officer has decided a case.
    Ruled {
        /// Of which kind.
        kind: CaseKind,
        /// How.
        outcome: RulingOutcome,
        /// After how many working days.
        workdays: u32,
    },
    /// The rules have decided.
    Decided {
        /// Under which version of the policy.
        policy: &'a str,
        /// How.
        outcome: Outcome,
        /// For which reason first.
        reason: ReasonCode,
        /// After how many working days; none where it is not for the first time.
        workdays: Option<u32>,
    },
}

/// What is counted about cases on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayVolume {
    /// The day.
    pub day: Day,
    /// Cases of which kind.
    pub kind: CaseKind,
    /// Whether they were decided; otherwise they were opened.
    pub is_decided: bool,
    /// How many.
    pub count: u32,
}

/// How many decisions took so many working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeTaken {
    /// Of cases of that kind; none: of applications that the rules decided alone.
    pub kind: Option<CaseKind>,
    /// So many working days.
    pub workdays: u32,
    /// How many.
    pub count: u32,
}

impl Write {
    /// Counts one more.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count(&self, day: Day, module: Module, what: Counted<'_>) -> Result<()> {
        let none = String::new;
        let (act, kind, policy, outcome, reason, workdays) = match what {
            Counted::Opened(kind) => (OPENED, kind.slug().to_owned(), none(), none(), none(), 0),
            Counted::Ruled {
                kind,
                outcome,
                workdays,
            } => {
                let outcome = outcome.slug().to_owned();
                (
                    RULED,
                    kind.slug().to_owned(),
                    none(),
                    outcome,
                    none(),
                    workdays,
                )
            }
            Counted::Decided {
                policy,
                outcome,
                reason,
                workdays,
            } => {
                let act = workdays.map_or(REDECIDED, |_| DECIDED);
                let outcome = outcome.slug().to_owned();
                let reason = hashed(self.sealer(), reason);
                let days = workdays.unwrap_or_default();
                (act, none(), policy.to_owned(), outcome, reason, days)
            }
        };
        let row = row::ActiveModel {
            day: Set(day),
            act: Set(act.to_owned()),
            module: Set(module.slug().to_owned()),
            case_kind: Set(kind),
            policy: Set(policy),
            outcome: Set(outcome),
            reason: Set(reason),
            workdays: Set(i32::try_from(workdays).unwrap_or(i32::MAX)),
            tally: Set(1),
        };
        let key = [
            row::Column::Day,
            row::Column::Act,
            row::Column::Module,
            row::Column::CaseKind,
            row::Column::Policy,
            row::Column::Outcome,
            row::Column::Reason,
            row::Column::Workdays,
        ];
        let one_more = Expr::col((row::Entity, row::Column::Tally)).add(1);
        row::Entity::insert(row)
            .on_conflict(
                OnConflict::columns(key)
                    .value(row::Column::Tally, one_more)
                    .to_owned(),
            )
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }
}

impl Store {
    /// The first day of which something was counted.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn counted_since(&self) -> Result<Option<Day>> {
        Ok(row::Entity::find()
            .select_only()
            .column(row::Column::Day)
            .order_by_asc(row::COLUMN.day)
            .limit(1)
            .into_tuple()
            .one(self.db())
            .await?)
    }

    /// How many cases were opened and decided on each day of a period, where there were any.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_cases_by_day(&self, from: Day, to: Day) -> Result<Vec<DayVolume>> {
        let rows: Vec<(Day, String, String, i64)> = within(from, to)
            .filter(row::Column::Act.is_in([OPENED, RULED]))
            .select_only()
            .columns([row::Column::Day, row::Column::CaseKind, row::Column::Act])
            .column_as(row::Column::Tally.sum(), "total")
            .group_by(row::Column::Day)
            .group_by(row::Column::CaseKind)
            .group_by(row::Column::Act)
            .into_tuple()
            .all(self.db())
            .await?;
        let volumes = rows.into_iter().filter_map(|(day, kind, act, total)| {
            Some(DayVolume {
                day,
                kind: known(CaseKind::from_slug(&kind))?,
                is_decided: act == RULED,
                count: number(total),
            })
        });
        Ok(volumes.collect())
    }

    /// What the rules decided in a period, most frequent first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_decisions(&self, from: Day, to: Day) -> Result<Vec<DecisionCount>> {
        let by = [
            row::Column::Module,
            row::Column::Policy,
            row::Column::Outcome,
            row::Column::Reason,
        ];
        let rows: Vec<(String, String, String, String, i64)> = by
            .into_iter()
            .fold(
                within(from, to)
                    .filter(row::Column::Act.is_in([DECIDED, REDECIDED]))
                    .select_only()
                    .columns(by)
                    .column_as(row::Column::Tally.sum(), "total"),
                QuerySelect::group_by,
            )
            .into_tuple()
            .all(self.db())
            .await?;
        let reasons: HashMap<String, ReasonCode> = ReasonCode::ALL
            .into_iter()
            .map(|reason| (hashed(self.sealer(), reason), reason))
            .collect();
        let counts = rows
            .into_iter()
            .filter_map(|(module, policy, outcome, reason, n)| {
                Some(DecisionCount {
                    module: known(Module::from_slug(&module))?,
                    policy,
                    outcome: known(Outcome::from_slug(&outcome))?,
                    reason: known(reasons.get(&reason).copied())?,
                    count: number(n),
                })
            });
        let mut counts: Vec<DecisionCount> = counts.collect();
        counts.sort_by(|one, other| {
            let order = |it: &DecisionCount| (it.module, it.outcome, it.reason);
            other
                .count
                .cmp(&one.count)
                .then_with(|| order(one).cmp(&order(other)))
                .then_with(|| one.policy.cmp(&other.policy))
        });
        Ok(counts)
    }

    /// What officers decided in a period.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_rulings(&self, from: Day, to: Day) -> Result<Vec<RulingCount>> {
        let rows: Vec<(String, String, i64)> = within(from, to)
            .filter(row::COLUMN.act.eq(RULED))
            .select_only()
            .columns([row::Column::CaseKind, row::Column::Outcome])
            .column_as(row::Column::Tally.sum(), "total")
            .group_by(row::Column::CaseKind)
            .group_by(row::Column::Outcome)
            .into_tuple()
            .all(self.db())
            .await?;
        let counts = rows.into_iter().filter_map(|(kind, outcome, total)| {
            Some(RulingCount {
                kind: known(CaseKind::from_slug(&kind))?,
                outcome: known(RulingOutcome::from_slug(&outcome))?,
                count: number(total),
            })
        });
        let mut counts: Vec<RulingCount> = counts.collect();
        counts.sort_by_key(|count| (count.kind, count.outcome));
        Ok(counts)
    }

    /// How long decisions of a period took, shortest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_times(&self, from: Day, to: Day) -> Result<Vec<TimeTaken>> {
        // What goes on to a person is not decided yet.
        let to_a_person = [Outcome::ManualReview.slug(), Outcome::CannotTell.slug()];
        let rows: Vec<(String, i32, i64)> = within(from, to)
            .filter(row::Column::Act.is_in([RULED, DECIDED]))
            .filter(row::Column::Outcome.is_not_in(to_a_person))
            .select_only()
            .columns([row::Column::CaseKind, row::Column::Workdays])
            .column_as(row::Column::Tally.sum(), "total")
            .group_by(row::Column::CaseKind)
            .group_by(row::Column::Workdays)
            .order_by_asc(row::Column::Workdays)
            .into_tuple()
            .all(self.db())
            .await?;
        let times = rows.into_iter().filter_map(|(kind, workdays, total)| {
            Some(TimeTaken {
                kind: match kind.as_str() {
                    "" => None,
                    kind => Some(known(CaseKind::from_slug(kind))?),
                },
                workdays: u32::try_from(workdays).unwrap_or_default(),
                count: number(total),
            })
        });
        Ok(times.collect())
    }
}

/// A reason as it is kept.
fn hashed(sealer: &Sealer, reason: ReasonCode) -> String {
    sealer.index_text(format!("tallies.reason/{}", reason.slug()).as_bytes())
}

fn within(from: Day, to: Day) -> Select<row::Entity> {
    row::Entity::find()
        .filter(row::COLUMN.day.gte(from))
        .filter(row::COLUMN.day.lte(to))
}

/// What a tally is of. Nothing rests on one: what is not known any more is left out.
fn known<T>(found: Option<T>) -> Option<T> {
    if found.is_none() {
        tracing::error!("a tally is of an unknown kind");
    }
    found
}

fn number(total: i64) -> u32 {
    u32::try_from(total).unwrap_or(u32::MAX)
}
