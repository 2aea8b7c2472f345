//! Rows of several tables, added with one question: a database over the network is asked once.

use sea_orm::sea_query::{
    Alias, CommonTableExpression, InsertStatement, SqliteQueryBuilder, Values, WithClause,
};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};

/// Adds them all. PostgreSQL takes one statement whose other inserts stand in `WITH`; it compares keys of
/// other tables at the end of it. To SQLite, which has no such `WITH`, they go one after the other in one
/// text.
///
/// # Errors
/// The database does not answer, or refuses one of them; then none is added.
pub(super) async fn insert_together(
    db: &impl ConnectionTrait,
    mut inserts: Vec<InsertStatement>,
) -> Result<(), DbErr> {
    if db.get_database_backend() == DbBackend::Sqlite && inserts.len() > 1 {
        let (mut text, mut values) = (Vec::new(), Vec::new());
        for insert in inserts {
            let (one, its) = insert.build(SqliteQueryBuilder);
            text.push(one);
            values.extend(its.0);
        }
        let all = Statement {
            sql: text.join("; "),
            values: Some(Values(values)),
            db_backend: DbBackend::Sqlite,
        };
        db.execute_raw(all).await?;
        return Ok(());
    }
    let Some(last) = inserts.pop() else {
        return Ok(());
    };
    if inserts.is_empty() {
        db.execute(&last).await?;
        return Ok(());
    }
    let mut with = WithClause::new();
    for (insert, place) in inserts.into_iter().zip(1..) {
        let mut added = CommonTableExpression::new();
        added.query(insert);
        added.table_name(Alias::new(format!("added_{place}")));
        with.cte(added);
    }
    db.execute(&last.with(with)).await?;
    Ok(())
}
