//! What an error of the database means for whoever asked: trouble that passes (it is full, away,
//! busy or slow), or a fault of ours.

use sea_orm::{DbErr, RuntimeErr, SqlxError, SqlxPostgresError, SqlxSqliteError};
use sqlx::error::DatabaseError;

use crate::error::Error;

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        if passes(&error) {
            Self::Unavailable(Box::new(error))
        } else {
            Self::Unexpected(Box::new(error))
        }
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the libraries add kinds of errors; what is not known to pass is a fault"
)]
fn passes(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) => {
            match error.as_ref() {
                SqlxError::Io(_)
                | SqlxError::Tls(_)
                | SqlxError::Protocol(_)
                | SqlxError::PoolTimedOut
                | SqlxError::PoolClosed
                | SqlxError::WorkerCrashed
                | SqlxError::BeginFailed => true,
                SqlxError::Database(error) => is_of_the_machine(error.as_ref()),
                _ => false,
            }
        }
        _ => false,
    }
}

/// Whether an error says that the connection is closed: what was asked on it was not done, unless it
/// was the end of a transaction.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the libraries add kinds of errors; what is not known to be of the connection is not"
)]
pub(super) fn is_closed(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error))) =
        error
    else {
        return false;
    };
    match error.as_ref() {
        SqlxError::Io(_) | SqlxError::BeginFailed => true,
        SqlxError::Database(error) => {
            let code = error.code().unwrap_or_default();
            error.try_downcast_ref::<SqlxPostgresError>().is_some()
                && CLOSED.iter().any(|class| code.starts_with(class))
        }
        _ => false,
    }
}

fn is_of_the_machine(error: &dyn DatabaseError) -> bool {
    let code = error.code().unwrap_or_default();
    if error.try_downcast_ref::<SqlxSqliteError>().is_some() {
        // The lower byte is the kind (https://www.sqlite.org/rescode.html).
        let kind = code.parse::<u32>().unwrap_or_default() & 0xff;
        return SQLITE.contains(&kind);
    }
    error.try_downcast_ref::<SqlxPostgresError>().is_some()
        && POSTGRES.iter().any(|class| code.starts_with(class))
}

/// BUSY, LOCKED, NOMEM, READONLY (a file system after an error), INTERRUPT, IOERR, FULL, CANTOPEN,
/// PROTOCOL.
const SQLITE: [u32; 9] = [5, 6, 7, 8, 9, 10, 13, 14, 15];

/// Classes and codes of <https://www.postgresql.org/docs/current/errcodes-appendix.html>: connection
/// lost, read-only (a standby), idle too long in a transaction, serialization failure, deadlock,
/// out of disk, memory or connections, lock not available, stopped or taking too long, file system.
const POSTGRES: [&str; 9] = [
    "08", "25006", "25P03", "40001", "40P01", "53", "55P03", "57", "58",
];

/// Connection lost, ended by an administrator or by a crash.
const CLOSED: [&str; 3] = ["08", "57P01", "57P02"];
