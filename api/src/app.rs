//! What every use case is given: configuration, clock, store, seal and the adapters.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::TimeDelta;
use shared::values::{Day, Moment, day_in_shanghai};
use uuid::Uuid;

use crate::config::Config;
use crate::identity::IdentityProvider;
use crate::registry::Registries;
use crate::seal::Sealer;
use crate::store::Store;

/// One running platform. Nothing that counts lives here: several instances share one database.
#[derive(Debug)]
pub struct App {
    /// The configuration.
    pub config: Config,
    /// The database.
    pub store: Store,
    /// Seals personal data.
    pub sealer: Arc<Sealer>,
    /// The city's identity platform.
    pub identity: IdentityProvider,
    /// The city's registries.
    pub registries: Registries,
    /// Wakes the worker as soon as there is work.
    pub work: tokio::sync::Notify,
    clock: Clock,
}

/// The clock, which tests can set forward.
#[derive(Debug, Default)]
struct Clock {
    ahead_ms: AtomicI64,
}

impl App {
    /// Connects the parts. Opens the database and brings its schema up to date.
    ///
    /// # Errors
    /// Unusable keys, an unreachable database, or a schema step that fails.
    pub async fn start(config: Config) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let sealer = Arc::new(Sealer::new(&config)?);
        let store = Store::open(&config, Arc::clone(&sealer)).await?;
        store.migrate().await?;
        // Redirects are never followed: neither an identity provider nor a registry needs them,
        // and they would carry credentials elsewhere.
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_secs(3))
            .timeout(Duration::from_secs(10))
            .user_agent("anju")
            .build()?;
        Ok(Self {
            identity: IdentityProvider::new(&config, client.clone()),
            registries: Registries::new(&config, client),
            store,
            sealer,
            work: tokio::sync::Notify::new(),
            clock: Clock::default(),
            config,
        })
    }

    /// Now.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn now(&self) -> Moment {
        let ahead = TimeDelta::milliseconds(self.clock.ahead_ms.load(Ordering::Relaxed));
        let now = chrono::Utc::now();
        // Both databases keep microseconds; what is told must be what is stored.
        let now = chrono::SubsecRound::trunc_subsecs(now, 6);
        now.checked_add_signed(ahead).unwrap_or(now)
    }

    /// Today in Asia/Shanghai.
    #[must_use]
    pub fn today(&self) -> Day {
        day_in_shanghai(self.now())
    }

    /// Sets the clock forward, so that a test need not wait for a validity to run out.
    pub fn set_clock_forward(&self, by: Duration) {
        let ms = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        self.clock.ahead_ms.fetch_add(ms, Ordering::Relaxed);
    }

    /// A new identifier, ordered by time (UUID version 7, RFC 9562).
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is where new ids come from")]
    pub fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }
}
