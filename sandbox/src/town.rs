//! What every handler of the city shares: how the city was started, and what it holds. The handlers
//! know this and not the city, which mounts them.

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use actix_web::{HttpResponse, web};
use serde_json::Value;
use shared::document::DocumentKind;
use shared::registry::Registry;
use shared::values::Day;

use crate::accounts::Accounts;
use crate::clock;
use crate::desk::Desk;
use crate::faults::Faults;
use crate::folder::Folder;
use crate::keys::SigningKeys;
use crate::messages::Messages;
use crate::newcomers::Newcomers;
use crate::people::reading::people;
use crate::people::{People, PeopleError};
use crate::receivers::Receivers;

/// The client that the provider knows, and the user whom the mail server knows.
pub const CLIENT_ID: &str = "anju";
/// Its secret, password and key for text messages: for development and tests, and no secret at all.
pub const CLIENT_SECRET: &str = "anju-development-secret";

/// How a city is started.
#[derive(Debug, Clone)]
pub struct Options {
    /// The address to listen at.
    pub host: IpAddr,
    /// The port; 0 takes a free one.
    pub port: u16,
    /// The port of the mail server; 0 takes a free one.
    pub smtp_port: u16,
    /// The folder for what outlives a restart.
    pub data: PathBuf,
    /// The issuer without a slash at its end; `http://{address}` where it is not given.
    pub issuer: Option<String>,
    /// The redirect addresses of the client. Each has to match exactly.
    pub client_redirects: Vec<String>,
    /// The addresses to which the client's users may come back after signing out.
    pub client_post_logouts: Vec<String>,
    /// The day that registries take for today, whatever the question says.
    pub today: Option<Day>,
    /// The bearer key that registries ask for (RFC 6750); none: they ask for none.
    pub registry_key: Option<String>,
}

impl Options {
    /// A city on a free port of this machine that keeps its data in `data`.
    #[must_use]
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            smtp_port: 0,
            data: data.into(),
            issuer: None,
            client_redirects: Vec::new(),
            client_post_logouts: Vec::new(),
            today: None,
            registry_key: None,
        }
    }
}

/// Why a city does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The port is in use or may not be used.
    #[error("the city cannot listen at {address}: {source}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why not.
        source: io::Error,
    },
    /// The folder cannot be read or written.
    #[error("the data folder {} cannot be used: {source}", .folder.display())]
    Data {
        /// Which.
        folder: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A people file is wrong.
    #[error(transparent)]
    People(#[from] PeopleError),
    /// Nothing can be asked of the platform.
    #[error("the city cannot ask the platform anything: {0}")]
    Client(reqwest::Error),
    /// The server's thread could not be started.
    #[error("the server could not be started: {0}")]
    Thread(io::Error),
}

/// What the handlers share.
#[derive(Debug)]
pub(crate) struct Town {
    pub(crate) issuer: String,
    pub(crate) people: People,
    pub(crate) newcomers: Mutex<Newcomers>,
    pub(crate) keys: Mutex<SigningKeys>,
    pub(crate) accounts: Mutex<Accounts>,
    pub(crate) desk: Mutex<Desk>,
    pub(crate) faults: Mutex<Faults>,
    pub(crate) messages: Mutex<Messages>,
    /// How often each registry was asked about each document.
    pub(crate) questions: Mutex<BTreeMap<(Registry, DocumentKind, String), u64>>,
    /// How often the property registry was asked about each unit, by the key of its certificate.
    pub(crate) unit_questions: Mutex<BTreeMap<String, u64>>,
    /// Changes to records at run time (RFC 7396), by registry and person.
    pub(crate) corrections: Mutex<BTreeMap<(Registry, String), Value>>,
    /// What has come of the applications of newcomers, by the person's key.
    pub(crate) applied: Mutex<BTreeMap<String, Value>>,
    /// Where integrators have events sent to.
    pub(crate) receivers: Mutex<Receivers>,
    /// For what the city itself asks, of the platform and of integrators' own programs.
    pub(crate) http: reqwest::Client,
    pub(crate) folder: Folder,
    pub(crate) redirects: RwLock<Vec<String>>,
    pub(crate) post_logouts: RwLock<Vec<String>>,
    pub(crate) today: Option<Day>,
    pub(crate) registry_key: Option<String>,
}

impl Town {
    /// Reads what the folder keeps, and the people.
    pub(crate) fn open(options: &Options, address: SocketAddr) -> Result<Self, StartError> {
        let data = |source| StartError::Data {
            folder: options.data.clone(),
            source,
        };
        let folder = Folder::open(&options.data).map_err(data)?;
        clock::restore(&folder).map_err(data)?;
        let today = options.today.unwrap_or_else(clock::today);
        let people = people(founded(&folder, today).map_err(data)?)?;
        Ok(Self {
            issuer: options.issuer.as_deref().map_or_else(
                || format!("http://{address}"),
                |i| i.trim_end_matches('/').to_owned(),
            ),
            newcomers: Mutex::new(Newcomers::open(&folder, &people).map_err(data)?),
            people,
            keys: Mutex::new(SigningKeys::open(&folder).map_err(data)?),
            accounts: Mutex::new(Accounts::open(&folder).map_err(data)?),
            desk: Mutex::default(),
            faults: Mutex::default(),
            messages: Mutex::default(),
            questions: Mutex::default(),
            unit_questions: Mutex::default(),
            corrections: Mutex::default(),
            applied: Mutex::default(),
            receivers: Mutex::default(),
            http: client().map_err(StartError::Client)?,
            folder,
            redirects: RwLock::new(options.client_redirects.clone()),
            post_logouts: RwLock::new(options.client_post_logouts.clone()),
            today: options.today,
            registry_key: options.registry_key.clone(),
        })
    }

    pub(crate) fn allow_client(&self, redirect: &str, post_logout: &str) {
        for (list, address) in [
            (&self.redirects, redirect),
            (&self.post_logouts, post_logout),
        ] {
            let mut list = list.write().unwrap_or_else(PoisonError::into_inner);
            if !list.iter().any(|known| known == address) {
                list.push(address.to_owned());
            }
        }
    }

    /// Where the platform is, as its users' browsers reach it: where they come back to. None as long as
    /// nobody has said where that is.
    pub(crate) fn platform(&self) -> Option<String> {
        let list = self
            .redirects
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        let origin = url::Url::parse(list.last()?).ok()?.origin();
        origin.is_tuple().then(|| origin.ascii_serialization())
    }

    pub(crate) fn knows_redirect(&self, address: &str) -> bool {
        let list = self
            .redirects
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        list.iter().any(|known| known == address)
    }

    /// Where people go who have nothing more to do here: the service that signs them in.
    pub(crate) fn service(&self) -> Option<String> {
        let list = self
            .post_logouts
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        list.first().cloned()
    }

    pub(crate) fn knows_post_logout(&self, address: &str) -> bool {
        let list = self
            .post_logouts
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        list.iter().any(|known| known == address)
    }
}

/// As a browser, but that it follows nothing by itself.
fn client() -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(20))
        .no_proxy()
        .build()
}

/// The day on which the city of this folder was founded. Document numbers that hold a relative
/// date of birth follow its year, so that they stay the same while the folder lives.
fn founded(folder: &Folder, today: Day) -> io::Result<Day> {
    const FILE: &str = "founded.json";
    if let Some(day) = folder.read::<Day>(FILE)? {
        return Ok(day);
    }
    folder.write(FILE, &today)?;
    Ok(today)
}

/// A path that answers other methods than its own with 405; actix by itself would say 404.
pub(crate) fn at(path: &str) -> actix_web::Resource {
    let not_so = || async { HttpResponse::MethodNotAllowed().finish() };
    web::resource(path.to_owned()).default_service(web::to(not_so))
}

/// The content of a lock. One that a panic has poisoned is opened too: plain data stays good.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
