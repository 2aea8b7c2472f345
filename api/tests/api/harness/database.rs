//! A database for one test: a SQLite file, or on PostgreSQL a copy of a template, both with a
//! schema that is up to date.

use migrations::Migrator;
use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection, Statement};
use sea_orm_migration::MigratorTrait;
use url::Url;

use super::scratch::Scratch;

/// The file of a SQLite database within a test's folder.
pub(crate) const SQLITE_FILE: &str = "anju.db";
const TEMPLATE: &str = "anju_test_template";
/// Tests run as processes side by side: one of them makes the template.
const LOCK: i64 = 7_402_394_921;

/// The database.
pub(crate) struct Database {
    url: String,
    server: Option<Server>,
}

struct Server {
    maintenance: DatabaseConnection,
    name: String,
}

impl Database {
    /// A new database without any rows. Whoever wants SQLite's schema in it begins with `founded`.
    pub(crate) async fn create(folder: &Scratch) -> Self {
        match std::env::var_os("ANJU_TEST_POSTGRES_URL") {
            None => {
                let path = folder.path().join(SQLITE_FILE);
                Self {
                    url: format!("sqlite://{}?mode=rwc", path.display()),
                    server: None,
                }
            }
            Some(server) => Self::on_server(server.to_str().unwrap()).await,
        }
    }

    async fn on_server(server: &str) -> Self {
        let maintenance = connect(server).await;
        let mut random = [0_u8; 8];
        getrandom::fill(&mut random).unwrap();
        let name = format!("anju_test_{:016x}", u64::from_be_bytes(random));
        let beside = |name: &str| {
            let mut url = Url::parse(server).unwrap();
            url.set_path(name);
            url.to_string()
        };
        let run = async |sql: String| maintenance.execute_unprepared(&sql).await.unwrap();
        run(format!("SELECT pg_advisory_lock({LOCK})")).await;
        let known = format!("SELECT count(*) AS n FROM pg_database WHERE datname = '{TEMPLATE}'");
        if number(&maintenance, &known).await == 0 {
            let new = format!("{TEMPLATE}_new");
            run(format!("DROP DATABASE IF EXISTS {new}")).await;
            run(format!("CREATE DATABASE {new}")).await;
            let template = connect(&beside(&new)).await;
            Migrator::up(&template, None).await.unwrap();
            template.close().await.unwrap();
            run(format!("ALTER DATABASE {new} RENAME TO {TEMPLATE}")).await;
        }
        run(format!("CREATE DATABASE {name} TEMPLATE {TEMPLATE}")).await;
        run(format!("SELECT pg_advisory_unlock({LOCK})")).await;
        Self {
            url: beside(&name),
            server: Some(Server { maintenance, name }),
        }
    }

    /// Its address.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Runs SQL that reads one number, as column `n`.
    pub(crate) async fn count(&self, sql: &str) -> i64 {
        let connection = connect(&self.url).await;
        let count = number(&connection, sql).await;
        connection.close().await.unwrap();
        count
    }

    /// Runs SQL that changes something behind the platform's back.
    pub(crate) async fn tamper(&self, sql: &str) {
        let connection = connect(&self.url).await;
        connection.execute_unprepared(sql).await.unwrap();
        connection.close().await.unwrap();
    }

    /// Everything that is stored: the files of SQLite byte by byte, or all rows of PostgreSQL with
    /// their binary values opened up.
    pub(crate) async fn dump(&self, folder: &Scratch) -> Vec<u8> {
        let mut all = Vec::new();
        if self.server.is_none() {
            for entry in std::fs::read_dir(folder.path()).unwrap() {
                let path = entry.unwrap().path();
                if path.is_file() {
                    all.extend(std::fs::read(path).unwrap());
                }
            }
            return all;
        }
        let connection = connect(&self.url).await;
        let tables = "SELECT tablename AS t FROM pg_tables WHERE schemaname = 'public'";
        for row in rows(&connection, tables).await {
            let table: String = row.try_get("", "t").unwrap();
            let text = format!("SELECT x::text AS t FROM \"{table}\" x");
            for row in rows(&connection, &text).await {
                let text: String = row.try_get("", "t").unwrap();
                all.extend(open_hex(&text));
                all.extend(text.into_bytes());
            }
        }
        connection.close().await.unwrap();
        all
    }

    /// Removes it.
    pub(crate) async fn drop(self) {
        if let Some(Server { maintenance, name }) = self.server {
            let drop = format!("DROP DATABASE {name} WITH (FORCE)");
            maintenance.execute_unprepared(&drop).await.unwrap();
        }
    }
}

pub(crate) async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    sea_orm::Database::connect(options).await.unwrap()
}

async fn rows(connection: &DatabaseConnection, sql: &str) -> Vec<sea_orm::QueryResult> {
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    connection.query_all_raw(statement).await.unwrap()
}

pub(crate) async fn number(connection: &DatabaseConnection, sql: &str) -> i64 {
    rows(connection, sql).await[0].try_get("", "n").unwrap()
}

/// The bytes of every `\x…` in a row's text.
fn open_hex(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in text.split("\\x").skip(1) {
        let digits: Vec<u8> = part
            .bytes()
            .map_while(|b| char::from(b).to_digit(16))
            .filter_map(|digit| u8::try_from(digit).ok())
            .collect();
        bytes.extend(digits.chunks_exact(2).map(|pair| pair[0] * 16 + pair[1]));
    }
    bytes
}
