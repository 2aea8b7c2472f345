//! The pool as it is configured, on a disk that is full and one that fails.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::{ConnectionTrait, DbErr, Statement};
use shared::problem::ProblemKind;

use super::{Ask, Store, Write};
use crate::config::keys::Keys;
use crate::config::notice::NoticeConfig;
use crate::config::uploads::{FilesConfig, UploadsConfig};
use crate::config::webhooks::WebhooksConfig;
use crate::config::{BindingLevel, Config, IdentityConfig, OfficersConfig, SellersConfig};
use crate::error::{Error, Result};
use crate::seal::Sealer;

/// A folder that goes away with its owner.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("anju-store-{}-{count}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone_already = std::fs::remove_dir_all(&self.0);
    }
}

async fn open(folder: &Path) -> Store {
    let key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    let config = Config {
        listen: String::new(),
        public_url: "http://127.0.0.1/".parse().unwrap(),
        database_url: format!("sqlite://{}?mode=rwc", folder.join("anju.db").display()).into(),
        database_connections: 16,
        drain: std::time::Duration::ZERO,
        site_dir: folder.join("site"),
        data_dir: folder.to_owned(),
        keys: None,
        identity: IdentityConfig {
            issuer: "http://127.0.0.1".to_owned(),
            client_id: "anju".to_owned(),
            client_secret: "secret".into(),
            scopes: Vec::new(),
            document_claim: None,
            binding_level: BindingLevel::Verified,
        },
        officers: OfficersConfig {
            roles_claim: None,
            scopes: Vec::new(),
            acr: Vec::new(),
            four_eyes: true,
        },
        sellers: SellersConfig {
            organization_claim: None,
            scopes: Vec::new(),
        },
        uploads: UploadsConfig {
            files: FilesConfig::Folder(folder.join("uploads")),
            clamd: None,
            most_at_once: 1,
            program: PathBuf::new(),
        },
        registry_url: "http://127.0.0.1/".parse().unwrap(),
        registry_key: None,
        registry_patience: std::time::Duration::from_secs(6),
        notice: NoticeConfig {
            email: None,
            sms: None,
            patience: std::time::Duration::from_secs(1),
        },
        webhooks: WebhooksConfig::default(),
        policy_dir: None,
        font_dir: folder.join("fonts"),
        operator: shared::operator::Operator::read(include_str!("../../operator.json")).unwrap(),
        validity_days: 30,
        hold_hours: 72,
        behind_proxy: false,
        client_requests: 600,
        most_requests: 16,
    };
    let keys = Keys {
        seal: vec![("t1".to_owned(), key.into())],
        index: key.into(),
    };
    let sealer = Arc::new(Sealer::new(&keys).unwrap());
    let store = Store::open(&config, sealer).await.unwrap();
    let notes = "CREATE TABLE notes (text BLOB)";
    store.schema.execute_unprepared(notes).await.unwrap();
    store.migrate().await.unwrap();
    store
}

async fn number(ask: &impl Ask, sql: &str) -> i64 {
    let statement = Statement::from_string(ask.db().get_database_backend(), sql);
    let row = ask.db().query_one_raw(statement).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

async fn run(write: &Write, sql: &str) -> Result<()> {
    write.db().execute_unprepared(sql).await?;
    Ok(())
}

/// Writes a note of some bytes, as a use case writes.
async fn note(store: &Store, bytes: u32) -> Result<()> {
    let write = store.begin().await?;
    run(&write, "INSERT INTO notes VALUES (zeroblob(10))").await?;
    let long = format!("INSERT INTO notes VALUES (zeroblob({bytes}))");
    run(&write, &long).await?;
    write.commit().await
}

/// How many notes there are for everybody else: somebody who opens the file now.
async fn notes(folder: &Folder) -> i64 {
    number(&open_again(folder).await, "SELECT count(*) FROM notes").await
}

async fn open_again(folder: &Folder) -> Store {
    let url = format!("sqlite://{}", folder.0.join("anju.db").display());
    let (read, write) = super::pool::open(&url, 1).await.unwrap();
    let first = open(&Folder::new().0).await;
    Store {
        read: super::Timed::new(read),
        schema: write.clone(),
        write: super::Timed::new(write),
        ..first
    }
}

fn passes(error: &Error) -> bool {
    matches!(error, Error::Unavailable(_)) && error.kind() == ProblemKind::Unavailable
}

#[tokio::test]
async fn after_a_full_disk_everything_acknowledged_is_on_disk() {
    let folder = Folder::new();
    let store = open(&folder.0).await;
    note(&store, 10).await.unwrap();
    // The disk ends here, for as long as this connection lives.
    let write = store.begin().await.unwrap();
    run(&write, "PRAGMA max_page_count = 1").await.unwrap();
    write.commit().await.unwrap();
    let full = note(&store, 1_000_000).await.unwrap_err();
    assert!(passes(&full), "{full:?}");
    // One that is given up leaves nothing behind either.
    let write = store.begin().await.unwrap();
    run(&write, "INSERT INTO notes VALUES (zeroblob(10))")
        .await
        .unwrap();
    drop(write);
    for _ in 0..3 {
        note(&store, 10).await.unwrap();
    }
    // Two in each, and none of those that were refused or given up.
    assert_eq!(notes(&folder).await, 8);
    store.prove_writes().await.unwrap();
}

#[tokio::test]
async fn a_connection_that_is_still_in_a_transaction_is_not_used_again() {
    let folder = Folder::new();
    let store = open(&folder.0).await;
    // Behind the back of the pool, which counts what it begins itself.
    store.write.execute_unprepared("BEGIN").await.unwrap();
    note(&store, 10).await.unwrap();
    assert_eq!(notes(&folder).await, 2);
}

#[tokio::test]
async fn a_transaction_in_which_a_statement_failed_is_not_committed() {
    let folder = Folder::new();
    let store = open(&folder.0).await;
    let write = store.begin().await.unwrap();
    run(&write, "INSERT INTO notes VALUES (zeroblob(10))")
        .await
        .unwrap();
    run(&write, "INSERT INTO nowhere VALUES (1)")
        .await
        .unwrap_err();
    run(&write, "INSERT INTO notes VALUES (zeroblob(10))")
        .await
        .unwrap();
    write.commit().await.unwrap_err();
    assert_eq!(notes(&folder).await, 0);
}

#[tokio::test]
async fn what_is_acknowledged_is_synchronous_on_the_connection_that_writes() {
    let folder = Folder::new();
    let store = open(&folder.0).await;
    for _ in 0..2 {
        let write = store.begin().await.unwrap();
        // 2 is FULL (https://www.sqlite.org/pragma.html#pragma_synchronous).
        assert_eq!(number(&write, "PRAGMA synchronous").await, 2);
        assert_eq!(number(&write, "PRAGMA foreign_keys").await, 1);
        // The second time, of the connection that replaces one.
        run(&write, "PRAGMA max_page_count = 1").await.unwrap();
        let _full = run(&write, "INSERT INTO notes VALUES (zeroblob(100000))").await;
    }
}

#[tokio::test]
async fn an_error_of_the_schema_is_a_fault_of_ours() {
    let folder = Folder::new();
    let store = open(&folder.0).await;
    let write = store.begin().await.unwrap();
    let error = run(&write, "INSERT INTO nowhere VALUES (1)")
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Unexpected(_)), "{error:?}");
    let error = Error::from(DbErr::RecordNotUpdated);
    assert!(matches!(error, Error::Unexpected(_)), "{error:?}");
}
