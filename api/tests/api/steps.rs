//! The steps of the schema: what the release before left in the database is still good.

use migrations::Migrator;
use sea_orm::{ConnectionTrait, DbBackend};
use sea_orm_migration::MigratorTrait;

use crate::harness::{Database, Scratch, connect, number};

/// The step of this release.
const NEW: u32 = 1;

#[tokio::test]
async fn a_database_of_the_release_before_is_brought_up_to_date() {
    let folder = Scratch::new();
    let database = Database::create(&folder).await;
    let connection = connect(database.url()).await;
    Migrator::up(&connection, None).await.unwrap();
    Migrator::down(&connection, Some(NEW)).await.unwrap();
    let binary = match connection.get_database_backend() {
        DbBackend::Postgres => r"'\x01'",
        _ => "x'01'",
    };
    let under_way = format!(
        "INSERT INTO sign_ins (state_hash, secrets_sealed, expires_at) \
         VALUES ({binary}, {binary}, '2026-11-27 10:00:00+00:00')"
    );
    connection.execute_unprepared(&under_way).await.unwrap();
    Migrator::up(&connection, None).await.unwrap();
    // Of the release before, an instance may still run beside this one.
    let beside = under_way.replace("01'", "02'");
    connection.execute_unprepared(&beside).await.unwrap();
    for table in ["sign_ins", "binding_tries", "farewells"] {
        let rows = number(&connection, &format!("SELECT count(*) AS n FROM {table}")).await;
        assert_eq!(rows, if table == "sign_ins" { 2 } else { 0 }, "{table}");
    }
    Migrator::down(&connection, None).await.unwrap();
    Migrator::up(&connection, None).await.unwrap();
    connection.close().await.unwrap();
    database.drop().await;
}
