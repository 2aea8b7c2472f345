//! Pages of lists that clients read: what they ask for, and what they are told.

use shared::page::{LARGEST_PAGE, PAGE, Page};
use shared::problem::ProblemKind;
use shared::values::Moment;

use crate::error::Result;
use crate::store::ids::{format_named, parse_named};
use crate::store::page::{Found, Order, Wanted};

/// Which part of a list a client asks for.
#[derive(Debug, Clone, Copy, Default)]
pub struct PageInput<'a> {
    /// What the page before gave as `next_cursor`.
    pub cursor: Option<&'a str>,
    /// Made later than this.
    pub created_after: Option<Moment>,
    /// How many at the most.
    pub limit: Option<u32>,
}

/// What to read of a list whose entries have ids such as `name_…`.
///
/// # Errors
/// The cursor or the limit is not of its form.
pub(super) fn wanted(name: &str, order: Order, input: PageInput<'_>) -> Result<Wanted> {
    let limit = input.limit.unwrap_or(PAGE);
    if !(1..=LARGEST_PAGE).contains(&limit) {
        return Err(ProblemKind::MalformedRequest.into());
    }
    let behind = match input.cursor {
        None => None,
        Some(cursor) => Some(parse_named(name, cursor).ok_or(ProblemKind::MalformedRequest)?),
    };
    Ok(Wanted {
        order,
        behind,
        after: input.created_after,
        most: usize::try_from(limit).unwrap_or(usize::MAX),
    })
}

/// The page as it is told.
///
/// # Errors
/// An entry cannot be told.
pub(super) fn told<R, T>(
    name: &str,
    found: &Found<R>,
    tell: impl FnMut(&R) -> Result<T>,
) -> Result<Page<T>> {
    let items: Result<Vec<T>> = found.rows.iter().map(tell).collect();
    Ok(Page {
        items: items?,
        next_cursor: found.next.map(|id| format_named(name, id)),
    })
}
