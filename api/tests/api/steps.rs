//! The steps of the schema: what the release before left in the database is still good.

use migrations::Migrator;
use sea_orm::{ConnectionTrait, DbBackend};
use sea_orm_migration::MigratorTrait;

use crate::harness::{Database, Scratch, connect, number};

/// How many steps the release before had.
const BEFORE: usize = 5;

#[tokio::test]
async fn a_database_of_the_release_before_is_brought_up_to_date() {
    let folder = Scratch::new();
    let database = Database::create(&folder).await;
    let connection = connect(database.url()).await;
    let new = u32::try_from(Migrator::migrations().len() - BEFORE).unwrap();
    Migrator::up(&connection, None).await.unwrap();
    Migrator::down(&connection, Some(new)).await.unwrap();
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
        format!(
            "INSERT INTO applications (id, account_id, module, state, resume_at, version, \
             answers_sealed, reason, may_ask_review, may_get_help, created_at, updated_at) \
             VALUES ({account}, {account}, 'residential', 'failed', 'submit', 3, {binary}, \
             'quota_full', true, false, {moment}, {moment})"
        ),
        format!(
            "INSERT INTO jobs (id, kind, subject, run_at, attempts, dead) \
             VALUES ({account}, 'verify', {account}, {moment}, 10, true)"
        ),
        format!(
            "INSERT INTO policy_versions (id, sha256, first_seen) \
             VALUES ('R-2010-05-01', 'of the whole file', {moment})"
        ),
    ] {
        connection.execute_unprepared(&row).await.unwrap();
    }
    let count =
        async |what: &str| number(&connection, &format!("SELECT count(*) AS n {what}")).await;
    Migrator::up(&connection, None).await.unwrap();
    assert_eq!(
        count("FROM applications WHERE version = 3 AND creation_key IS NULL").await,
        1
    );
    assert_eq!(count("FROM jobs WHERE dead AND deaths = 0").await, 1);
    // A version is known by what decides in it.
    assert_eq!(count("FROM policy_versions").await, 0);
    // What the rules said stands in the sealed decision alone.
    let reason = connection.execute_unprepared("SELECT reason FROM applications");
    assert!(reason.await.is_err());
    // Nothing vouches for the sessions of before: they end. The token of the provider is kept no more.
    assert_eq!(count("FROM sessions").await, 0);
    let token = "SELECT id_token_sealed FROM sessions";
    assert!(connection.execute_unprepared(token).await.is_err());
    // On the way back the program of before finds no session that it cannot read.
    Migrator::down(&connection, Some(new)).await.unwrap();
    assert_eq!(count("FROM sessions").await, 0);
    assert_eq!(count("FROM applications WHERE reason IS NULL").await, 1);
    Migrator::down(&connection, None).await.unwrap();
    Migrator::up(&connection, None).await.unwrap();
    connection.close().await.unwrap();
    database.drop().await;
}
