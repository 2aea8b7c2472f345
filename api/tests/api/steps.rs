//! The steps of the schema: what the release before left in the database is still good.

use migrations::Migrator;
use sea_orm::{ConnectionTrait, DbBackend};
use sea_orm_migration::MigratorTrait;

use crate::harness::{Database, Scratch, connect, number};

/// How many steps are of this release.
const NEW: u32 = 5;

#[tokio::test]
async fn a_database_of_the_release_before_is_brought_up_to_date() {
    let folder = Scratch::new();
    let database = Database::create(&folder).await;
    let connection = connect(database.url()).await;
    Migrator::up(&connection, None).await.unwrap();
    Migrator::down(&connection, Some(NEW)).await.unwrap();
    let (binary, account) = match connection.get_database_backend() {
        DbBackend::Postgres => (r"'\x01'", "'00000000-0000-7000-8000-000000000001'"),
        _ => ("x'01'", "x'00000000000070008000000000000001'"),
    };
    let moment = "'2026-11-27 10:00:00+00:00'";
    for row in [
        format!(
            "INSERT INTO accounts (id, issuer, subject, claims_sealed, wrong_tries, created_at) \
             VALUES ({account}, 'i', 's', {binary}, 2, {moment})"
        ),
        format!(
            "INSERT INTO sessions \
             (token_hash, account_id, id_token_sealed, created_at, last_seen_at, ends_at) \
             VALUES ({binary}, {account}, {binary}, {moment}, {moment}, {moment})"
        ),
    ] {
        connection.execute_unprepared(&row).await.unwrap();
    }
    Migrator::up(&connection, None).await.unwrap();
    // Who was signed in still is; the token of the provider is kept no more.
    let sessions = number(&connection, "SELECT count(*) AS n FROM sessions").await;
    assert_eq!(sessions, 1);
    let token = "SELECT id_token_sealed FROM sessions";
    assert!(connection.execute_unprepared(token).await.is_err());
    Migrator::down(&connection, None).await.unwrap();
    Migrator::up(&connection, None).await.unwrap();
    connection.close().await.unwrap();
    database.drop().await;
}
