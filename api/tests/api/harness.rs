//! One platform for one test: [`in_world`] starts it, runs the test, and fails if a job is left.

mod browser;
mod client;
mod database;
mod described;
mod founded;
mod log;
mod scratch;

use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use actix_web::dev::ServerHandle;
use actix_web::web;
use api::app::App;
use api::config::keys::Keys;
use api::config::notice::NoticeConfig;
use api::config::uploads::{FilesConfig, S3Config, UploadsConfig};
use api::config::webhooks::WebhooksConfig;
use api::config::{
    BindingLevel, Config, IdentityConfig, OfficersConfig, SellersConfig, TWO_FACTORS,
};
use api::http::Stopping;
use api::http::site::Site;
use sandbox::{CLIENT_ID, CLIENT_SECRET, City, FaultKind, Options};
use serde_json::json;
use shared::document::Document;
use shared::operator::Operator;
use shared::registry::Registry;
use tokio::task::JoinHandle;
use url::Url;
use uuid::Uuid;

pub(crate) use browser::{Answer, Browser, form_field, value};
pub(crate) use client::{Client, ask_token, send_form};
pub(crate) use database::{Database, connect, number};
pub(crate) use described::{description, expect_valid};
pub(crate) use log::Log;
pub(crate) use scratch::Scratch;

/// How long the worker may take to come to an end of its jobs.
const PATIENCE: Duration = Duration::from_secs(20);

/// A platform, its worker, and the city around it.
pub(crate) struct World {
    pub(crate) app: Arc<App>,
    pub(crate) city: City,
    /// The platform's address, without a slash at its end.
    pub(crate) url: String,
    /// A folder for the test's files; the database and the log of it are in there.
    pub(crate) folder: Scratch,
    pub(crate) stopping: web::Data<Stopping>,
    workers: Mutex<Vec<JoinHandle<()>>>,
    server: ServerHandle,
    database: Database,
}

fn start_worker(app: &Arc<App>) -> JoinHandle<()> {
    tokio::spawn(api::worker::run(Arc::clone(app), std::future::pending()))
}

/// Runs a test in a world of its own.
pub(crate) fn in_world(test: impl AsyncFnOnce(&World)) {
    in_world_with(|_| {}, test);
}

/// The same where everybody who registered may bind a document, whoever that is.
pub(crate) fn in_world_of_any_level(test: impl AsyncFnOnce(&World)) {
    in_world_with(
        |config| config.identity.binding_level = BindingLevel::Any,
        test,
    );
}

/// The same, with another configuration.
pub(crate) fn in_world_with(change: impl FnOnce(&mut Config), test: impl AsyncFnOnce(&World)) {
    in_town(|config, _| change(config), test);
}

/// The same, with a configuration that speaks of the city.
pub(crate) fn in_town(change: impl FnOnce(&mut Config, &City), test: impl AsyncFnOnce(&World)) {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(async {
            let world = World::start(change).await;
            test(&world).await;
            world.finish().await;
        });
}

impl World {
    async fn start(change: impl FnOnce(&mut Config, &City)) -> Self {
        let folder = Scratch::new();
        founded::copy_into(&folder).await;
        let city = City::start(Options::new(folder.path().join(founded::CITY))).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        city.allow_client(&format!("{url}/auth/callback"), &format!("{url}/"));
        let database = Database::create(&folder).await;
        let mut config = configuration(&url, &city, &database, &folder);
        change(&mut config, &city);
        let site = Site::read(&config.site_dir).unwrap_or_default();
        let app = Arc::new(App::start(config).await.unwrap());
        let stopping = web::Data::new(Stopping::default());
        let server = api::http::serve(Arc::clone(&app), site, stopping.clone(), listener).unwrap();
        let handle = server.handle();
        tokio::spawn(server);
        let worker = start_worker(&app);
        Self {
            workers: Mutex::new(vec![worker]),
            app,
            city,
            url,
            folder,
            stopping,
            server: handle,
            database,
        }
    }

    async fn finish(self) {
        let begun = Instant::now();
        loop {
            let (jobs, dead) = self.app.store.count_jobs().await.unwrap();
            assert_eq!(dead, 0, "jobs were laid aside");
            if jobs == 0 {
                break;
            }
            assert!(begun.elapsed() < PATIENCE, "{jobs} jobs are left");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.server.stop(false).await;
        self.database.drop().await;
    }

    /// A browser that nobody has used yet.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(&self.url)
    }

    /// A browser in which a person of the city has signed in.
    pub(crate) async fn signed_in(&self, key: &str) -> Browser {
        let browser = self.browser();
        let user = self
            .city
            .people()
            .member(key)
            .unwrap()
            .sign_in
            .clone()
            .unwrap();
        browser.sign_in(&user, sandbox::PASSWORD, "/").await;
        browser
    }

    /// A browser in which a person of the city has signed in and bound the own document.
    pub(crate) async fn bound(&self, key: &str) -> Browser {
        let browser = self.signed_in(key).await;
        browser.bind(&self.document(key)).await.expect(200);
        browser
    }

    /// A browser in which somebody who has registered under a name has signed in; the provider has
    /// not verified who that is.
    pub(crate) async fn registered(&self, user: &str, name: &str) -> Browser {
        let browser = self.browser();
        browser.register(user, name, None).await;
        browser
    }

    /// A browser in which a person of the city who had no account there has registered, been
    /// verified and signed in.
    pub(crate) async fn verified(&self, user: &str, key: &str) -> Browser {
        let browser = self.browser();
        let person = self.city.people().member(key).unwrap();
        let number = Some(person.document.number.as_str());
        browser.register(user, &person.name, number).await;
        browser
    }

    /// The document of a person of the city.
    pub(crate) fn document(&self, key: &str) -> Document {
        self.city.people().member(key).unwrap().document.clone()
    }

    /// Starts one more worker.
    pub(crate) fn start_worker(&self) {
        self.workers.lock().unwrap().push(start_worker(&self.app));
    }

    /// Kills all workers wherever they are, as the end of their process would.
    pub(crate) async fn kill_workers(&self) {
        let workers = std::mem::take(&mut *self.workers.lock().unwrap());
        for worker in workers {
            worker.abort();
            let _aborted = worker.await;
        }
    }

    /// Makes a registry fail until told otherwise.
    pub(crate) async fn fault(&self, registry: Registry, fault: FaultKind) {
        let path = format!("{}/control/faults/{}", self.city.url(), registry.slug());
        let fault = json!({ "fault": fault });
        let answer = self.browser().at(&path, "PUT", Some(&fault)).await;
        answer.expect(204);
    }

    /// Gives the identity provider a new key to sign with.
    pub(crate) async fn rotate_keys(&self) {
        let path = format!("{}/control/keys/rotate", self.city.url());
        self.browser().at(&path, "POST", None).await.expect(200);
    }

    /// How many questions about a document a registry was asked.
    pub(crate) async fn questions(&self, registry: Registry, document: &Document) -> u64 {
        let path = format!("{}/control/questions", self.city.url());
        let asked: serde_json::Value = self.browser().at(&path, "GET", None).await.json();
        let asked = asked.as_array().unwrap().iter();
        asked
            .filter(|entry| entry["registry"] == registry.slug())
            .filter(|entry| entry["number"] == document.number)
            .filter_map(|entry| entry["count"].as_u64())
            .sum()
    }

    /// Runs SQL that reads one number.
    pub(crate) async fn count(&self, sql: &str) -> i64 {
        self.database.count(sql).await
    }

    /// Waits until SQL that reads one number reads this one: the worker does some things by itself.
    pub(crate) async fn until_count(&self, sql: &str, expected: i64) {
        let begun = Instant::now();
        loop {
            let found = self.count(sql).await;
            if found == expected {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "{sql}: {found}, not {expected}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Runs SQL that changes something behind the platform's back.
    pub(crate) async fn tamper(&self, sql: &str) {
        self.database.tamper(sql).await;
    }

    /// How many records an unbroken chain of the audit log has.
    pub(crate) async fn audited(&self, chain: Uuid) -> usize {
        let all = self.app.store.verify_audit(&[chain]).await.unwrap();
        let found = &all[0];
        assert_eq!(found.fault(), None);
        found.records
    }

    /// Every value of a table, as text, for searching.
    pub(crate) async fn dump(&self) -> Vec<u8> {
        self.database.dump(&self.folder).await
    }
}

/// Where uploads are kept: a folder of the test's, or on request a prefix of its own in the bucket
/// whose address is told, of a service that takes any keys.
fn files(folder: &Scratch) -> FilesConfig {
    let Some(bucket) = std::env::var_os("ANJU_TEST_S3_URL") else {
        return FilesConfig::Folder(folder.path().join("uploads"));
    };
    let mut endpoint = Url::parse(bucket.to_str().unwrap()).unwrap();
    let bucket = endpoint.path().trim_matches('/').to_owned();
    endpoint.set_path("");
    FilesConfig::Bucket(S3Config {
        bucket,
        prefix: folder
            .path()
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned(),
        endpoint,
        region: "us-east-1".to_owned(),
        access_key: "test".into(),
        secret_key: "test".into(),
    })
}

/// The configuration of a test: everything of its own.
pub(crate) fn configuration(
    url: &str,
    city: &City,
    database: &Database,
    folder: &Scratch,
) -> Config {
    let key = |byte: u8| {
        use base64::Engine;
        base64::engine::general_purpose::STANDARD.encode([byte; 32])
    };
    Config {
        listen: String::new(),
        public_url: Url::parse(url).unwrap(),
        database_url: database.url().into(),
        database_connections: 24,
        drain: Duration::ZERO,
        site_dir: folder.path().join("site"),
        data_dir: folder.path().to_owned(),
        keys: Some(Keys {
            seal: vec![("t1".to_owned(), key(1).into())],
            index: key(2).into(),
        }),
        identity: IdentityConfig {
            issuer: city.issuer.clone(),
            client_id: CLIENT_ID.to_owned(),
            client_secret: CLIENT_SECRET.into(),
            scopes: Vec::new(),
            document_claim: None,
            binding_level: BindingLevel::Verified,
        },
        officers: OfficersConfig {
            roles_claim: Some("roles".to_owned()),
            scopes: vec!["roles".to_owned()],
            acr: vec![TWO_FACTORS.to_owned()],
            four_eyes: true,
        },
        sellers: SellersConfig {
            organization_claim: Some("organization_code".to_owned()),
            scopes: vec!["organization".to_owned()],
        },
        uploads: UploadsConfig {
            files: files(folder),
            clamd: None,
            most_at_once: 16,
            program: env!("CARGO_BIN_EXE_api").into(),
        },
        registry_url: Url::parse(&format!("{}/registries", city.url())).unwrap(),
        registry_key: None,
        registry_patience: Duration::from_secs(6),
        // Few tests look at e-mail and text messages: `channels` has them sent.
        notice: NoticeConfig {
            email: None,
            sms: None,
            patience: Duration::from_secs(5),
        },
        webhooks: WebhooksConfig::default(),
        policy_dir: None,
        font_dir: concat!(env!("CARGO_MANIFEST_DIR"), "/../target/fonts").into(),
        operator: Operator::read(include_str!("../../../sandbox/operator.json")).unwrap(),
        validity_days: 30,
        hold_hours: 72,
        behind_proxy: false,
        // Tests look again and again; what is about the limit sets its own.
        client_requests: 100_000,
        most_requests: 512,
    }
}
