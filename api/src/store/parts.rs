//! Rows of several tables, read in one statement: one table stands under the other (UNION ALL), each
//! row has the columns of its own table and nothing in those of the others. A column of one name is
//! of one type in all tables that have it.

use std::collections::{BTreeMap, HashMap};

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, ExprTrait, Order, SelectStatement, UnionType};
use sea_orm::{FromQueryResult, IdenStatic, Iterable, QueryResult, QueryTrait};

use super::Ask;
use crate::error::Result;
use crate::seal::Sealer;

/// What the column is called in which each row says from which table it is.
const TABLE: &str = "table_name";
/// By what rows of one table are in order, where the table has it.
const ORDER: [&str; 2] = ["sequence", "id"];

/// Some rows of a table.
#[derive(Debug)]
pub(super) struct Part {
    table: &'static str,
    columns: Columns,
    rows: SelectStatement,
}

/// Columns by their names.
type Columns = BTreeMap<&'static str, ColumnType>;

impl Part {
    /// The rows of a query, in no order: each table is one part at the most.
    pub(super) fn of<E: EntityTrait>(rows: Select<E>) -> Self {
        let columns = E::Column::iter();
        let columns = columns.map(|column| {
            let of = column.def();
            (column.as_str(), of.get_column_type().clone())
        });
        Self {
            table: E::default().table_name(),
            columns: columns.collect(),
            rows: rows.into_query(),
        }
    }

    /// The rows that belong to an application.
    pub(super) fn of_application<E: EntityTrait>(application: Uuid) -> Self {
        let belongs = Expr::col((E::default(), Alias::new("application_id"))).eq(application);
        Self::of(E::find().filter(belongs))
    }

    /// The rows with the columns of all parts.
    fn among(mut self, all: &Columns) -> SelectStatement {
        self.rows.clear_selects();
        let table = Expr::Constant(self.table.into());
        self.rows.expr_as(table, Alias::new(TABLE));
        for (name, kind) in all {
            let column = Alias::new(*name);
            let value = if self.columns.contains_key(name) {
                Expr::col((Alias::new(self.table), column.clone()))
            } else {
                Expr::null().cast_as(Alias::new(type_name(kind)))
            };
            self.rows.expr_as(value, column);
        }
        self.rows
    }
}

/// The rows of all parts, to be opened table by table.
#[derive(Debug)]
pub(super) struct Rows<'a> {
    sealer: &'a Sealer,
    rows: HashMap<String, Vec<QueryResult>>,
}

impl<'a> Rows<'a> {
    /// Reads all parts in one statement.
    ///
    /// # Errors
    /// The database does not answer.
    pub(super) async fn read(
        ask: &'a impl Ask,
        parts: impl IntoIterator<Item = Part>,
    ) -> Result<Self> {
        let mut rows: HashMap<String, Vec<QueryResult>> = HashMap::new();
        if let Some(statement) = statement(parts.into_iter().collect()) {
            for row in ask.db().query_all(&statement).await? {
                let table: String = row.try_get("", TABLE)?;
                rows.entry(table).or_default().push(row);
            }
        }
        Ok(Self {
            sealer: ask.sealer(),
            rows,
        })
    }

    /// The seal.
    pub(super) fn sealer(&self) -> &'a Sealer {
        self.sealer
    }

    /// Takes the rows of a table, in the order of their sequence or id, as use cases see them.
    ///
    /// # Errors
    /// One does not open.
    pub(super) fn open<M, T>(&mut self, read: impl Fn(&Sealer, M) -> Result<T>) -> Result<Vec<T>>
    where
        M: ModelTrait + FromQueryResult,
    {
        let rows = self.rows.remove(M::Entity::default().table_name());
        let rows = rows.unwrap_or_default();
        let rows = rows.iter().map(|row| M::from_query_result(row, ""));
        rows.map(|row| read(self.sealer, row?)).collect()
    }
}

/// All parts one under the other; none where there are none.
fn statement(parts: Vec<Part>) -> Option<SelectStatement> {
    let columns = parts.iter().flat_map(|part| part.columns.clone());
    let columns: Columns = columns.collect();
    let mut parts = parts.into_iter().map(|part| part.among(&columns));
    let first = parts.next()?;
    let mut all = parts.fold(first, |mut all, part| {
        all.union(UnionType::All, part);
        all
    });
    for name in ORDER.into_iter().filter(|name| columns.contains_key(name)) {
        all.order_by(Alias::new(name), Order::Asc);
    }
    Some(all)
}

/// The type of a column as PostgreSQL asks for it where a column has no value; SQLite takes any name.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the library knows many types, the schema has these"
)]
fn type_name(kind: &ColumnType) -> &'static str {
    match kind {
        ColumnType::Uuid => "uuid",
        ColumnType::Boolean => "boolean",
        ColumnType::Integer => "integer",
        ColumnType::BigInteger => "bigint",
        ColumnType::Date => "date",
        ColumnType::TimestampWithTimeZone => "timestamptz",
        ColumnType::VarBinary(_) | ColumnType::Binary(_) | ColumnType::Blob => "bytea",
        _ => "text",
    }
}
