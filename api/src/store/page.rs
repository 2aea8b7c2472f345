//! Pages of lists, in the order of ids, which is that in which rows were made and never changes: those that
//! are added come last, so that a page that was read stays as it is; or first, where the newest matter.

use sea_orm::sea_query::SimpleExpr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use shared::values::Moment;
use uuid::Uuid;

use crate::error::Result;

/// In which order a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The oldest first.
    OldestFirst,
    /// The newest first.
    NewestFirst,
}

/// Which part of a list is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// In which order.
    pub order: Order,
    /// Behind this one.
    pub behind: Option<Uuid>,
    /// Made later than this.
    pub after: Option<Moment>,
    /// So many at the most.
    pub most: usize,
}

/// A part of a list.
#[derive(Debug)]
pub struct Found<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// The last one, where there are more behind it.
    pub next: Option<Uuid>,
}

impl Wanted {
    /// Reads the part of a list that is wanted. `made_after` says of a moment which rows were made later.
    pub(super) async fn read<E: EntityTrait>(
        self,
        db: &impl ConnectionTrait,
        list: Select<E>,
        id: E::Column,
        made_after: impl FnOnce(Moment) -> SimpleExpr,
    ) -> Result<Found<E::Model>>
    where
        E::Model: Identified + Send + Sync,
    {
        let mut list = list;
        if let Some(behind) = self.behind {
            list = list.filter(match self.order {
                Order::OldestFirst => id.gt(behind),
                Order::NewestFirst => id.lt(behind),
            });
        }
        if let Some(after) = self.after {
            list = list.filter(made_after(after));
        }
        let list = match self.order {
            Order::OldestFirst => list.order_by_asc(id),
            Order::NewestFirst => list.order_by_desc(id),
        };
        // One more than asked for tells whether there is a next page.
        let more = u64::try_from(self.most.saturating_add(1)).unwrap_or(u64::MAX);
        let mut rows = list.limit(more).all(db).await?;
        let has_more = rows.len() > self.most;
        rows.truncate(self.most);
        let last = rows.last().map(Identified::id);
        Ok(Found {
            rows,
            next: last.filter(|_| has_more),
        })
    }
}

/// A row that has an id.
pub(super) trait Identified {
    /// The id.
    fn id(&self) -> Uuid;
}

impl<T> Found<T> {
    /// The same part of the list with its rows opened.
    pub(super) fn open<U>(self, open: impl FnMut(T) -> Result<U>) -> Result<Found<U>> {
        let rows: Result<Vec<U>> = self.rows.into_iter().map(open).collect();
        Ok(Found {
            rows: rows?,
            next: self.next,
        })
    }
}
