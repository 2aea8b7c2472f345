//! What the database is asked, for whoever counts it: how many statements a request costs does not
//! depend on the machine.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use sea_orm::DatabaseConnection;

/// Statements as they are asked while somebody counts, without their values. Transactions that write
/// begin with `BEGIN`.
#[derive(Debug, Default)]
pub(super) struct Statements {
    are_counted: AtomicBool,
    asked: Mutex<Vec<String>>,
}

impl Statements {
    /// Hears of the statements of a connection, and of the transactions that it begins.
    pub(super) fn hear(self: &Arc<Self>, connection: &mut DatabaseConnection) {
        let statements = Arc::clone(self);
        connection.set_metric_callback(move |info| statements.note(&info.statement.sql));
    }

    /// Takes down a statement, if somebody counts.
    pub(super) fn note(&self, sql: &str) {
        if self.are_counted.load(Ordering::Relaxed) {
            let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
            asked.push(sql.to_owned());
        }
    }

    /// Begins to count, and gives what was counted before.
    pub(super) fn take(&self) -> Vec<String> {
        self.are_counted.store(true, Ordering::Relaxed);
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut asked)
    }
}
