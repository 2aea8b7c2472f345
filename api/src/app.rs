//! What every use case is given: configuration, clock, store, seal and the adapters.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use shared::policy::Policies;
use shared::values::{Day, Moment, day_in_shanghai};
use uuid::Uuid;

use crate::allowances::Allowances;
use crate::clock::Clock;
use crate::config::Config;
use crate::config::keys::Keys;
use crate::counters::Counters;
use crate::delivery::Deliveries;
use crate::error::{Error, Result};
use crate::files::Files;
use crate::identity::IdentityProvider;
use crate::intake::Intake;
use crate::kept::Kept;
use crate::notice::Notices;
use crate::policy_files::{self, Unusable, VersionHashes, rests_on};
use crate::registry::Registries;
use crate::scanner::Scanner;
use crate::seal::Sealer;
use crate::signing::KeyringCache;
use crate::store::policy_versions::Pin;
use crate::store::{Store, Write};
use crate::turns::Turns;
use crate::usage::Usage;
use crate::waking::Waking;
use print::Printer;

/// One running platform. Nothing that is promised lives here: several instances share one database.
#[derive(Debug)]
pub struct App {
    /// The configuration.
    pub config: Config,
    /// All versions of the policy: those of the program, and those of the configured folder.
    pub policies: Arc<Policies>,
    version_hashes: VersionHashes,
    /// The database.
    pub store: Store,
    /// Seals personal data.
    pub sealer: Arc<Sealer>,
    /// The content of uploads.
    pub files: Files,
    /// Looks at what is uploaded before it is kept.
    pub intake: Intake,
    /// Looks for viruses in it.
    pub scanner: Scanner,
    /// Makes documents.
    pub printer: Arc<Printer>,
    /// The city's identity platform.
    pub identity: IdentityProvider,
    /// The city's registries.
    pub registries: Registries,
    /// The mail server and the gateway for text messages.
    pub notices: Notices,
    /// Sends events to the receivers of clients.
    pub deliveries: Deliveries,
    /// Wakes workers as soon as there is work.
    pub work: Waking,
    /// How often things were asked for.
    pub counters: Counters,
    /// The keys with which the platform signs, as they were read last.
    pub keyring: KeyringCache,
    /// What clients may still ask for.
    pub allowances: Allowances,
    /// What clients have asked for since it was added up last.
    pub usage: Usage,
    /// The status lists of certificates that were made last.
    pub status_lists: Kept,
    /// Whose turn it is.
    pub turns: Turns,
    clock: Clock,
}

impl App {
    /// Connects the parts. Reads the policy, opens the database, brings its schema up to date and
    /// pins the versions that are in force.
    ///
    /// # Errors
    /// Keys that are unusable or not those of the database, a version of the policy that is wrong,
    /// gone or was changed, an unreachable database, or a schema step that fails.
    pub async fn start(
        config: Config,
    ) -> std::result::Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let (policies, version_hashes) = policy_files::read(config.policy_dir.as_deref())?;
        let keys = match &config.keys {
            Some(keys) => keys.clone(),
            None => first_keys(&config).await?,
        };
        let sealer = Arc::new(Sealer::new(&keys)?);
        let store = Store::open(
            &config.database_url,
            config.database_connections,
            Arc::clone(&sealer),
        )
        .await?;
        store.migrate().await.map_err(sentence)?;
        // Redirects are never followed: neither an identity provider nor a registry needs them,
        // and they would carry credentials elsewhere.
        let client = || {
            reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .connect_timeout(Duration::from_secs(3))
                .timeout(Duration::from_secs(10))
                .user_agent("anju")
        };
        // A code is taken once: a connection that was kept open, and is closed just as the code is
        // sent, would lose the sign-in. Sign-ins are rare enough for a connection each.
        let for_sign_in = client().pool_max_idle_per_host(0).build()?;
        let app = Self {
            files: Files::open(&config.uploads.files)?,
            intake: Intake::new(config.uploads.program.clone()),
            scanner: Scanner::new(config.uploads.clamd.clone()),
            printer: Arc::new(Printer::new(config.font_dir.clone())),
            identity: IdentityProvider::new(&config, for_sign_in),
            registries: Registries::new(&config, client().build()?),
            notices: Notices::new(&config, client().build()?)?,
            deliveries: Deliveries::new(&config.webhooks)?,
            policies: Arc::new(policies),
            version_hashes,
            store,
            sealer,
            work: Waking::default(),
            counters: Counters::default(),
            keyring: KeyringCache::default(),
            status_lists: Kept::default(),
            allowances: Allowances::default(),
            usage: Usage::default(),
            turns: Turns::default(),
            clock: Clock::default(),
            config,
        };
        if app.config.webhooks.sandbox {
            app.found_sandbox().await?;
            let ahead = app.store.read_sandbox_clock().await.map_err(sentence)?;
            app.raise_clock(TimeDelta::milliseconds(ahead));
        }
        app.pin_at_start().await.map_err(sentence)?;
        Ok(app)
    }

    /// Writes down which file each version in force has, unless that was done before. Nothing may
    /// be decided where a version has another file than the one with which it came into force.
    ///
    /// # Errors
    /// One has another file, or the database does not answer.
    pub async fn pin_policies(&self, write: &Write) -> Result<Vec<Pin>> {
        let now = self.now();
        let in_force = self.version_hashes.in_force(day_in_shanghai(now));
        let pins = write.pin_versions(&in_force, now).await?;
        self.version_hashes.check(&pins)?;
        Ok(pins)
    }

    /// A platform on which there are real people never becomes a sandbox, where anybody sets the clock.
    async fn found_sandbox(
        &self,
    ) -> std::result::Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let write = self.store.begin().await.map_err(sentence)?;
        let is_sandbox = write.found_sandbox().await.map_err(sentence)?;
        write.commit().await.map_err(sentence)?;
        if is_sandbox {
            Ok(())
        } else {
            Err("ANJU_SANDBOX=true needs a database of its own: in this one people have accounts already".into())
        }
    }

    async fn pin_at_start(&self) -> Result<()> {
        let write = self.store.begin().await?;
        let pins = self.pin_policies(&write).await?;
        write.commit().await?;
        let gone = self.version_hashes.gone(&pins);
        if gone.is_empty() {
            return Ok(());
        }
        let mut applied = self.store.list_decided_policies().await?;
        applied.extend(self.store.list_awaited_policies().await?);
        applied.extend(self.store.list_renewing_policies().await?);
        let missed = gone
            .into_iter()
            .find(|gone| applied.iter().any(|id| rests_on(id, gone)));
        match missed {
            Some(id) => Err(Unusable::Gone(id.to_owned()).into()),
            None => Ok(()),
        }
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Today in Asia/Shanghai.
    #[must_use]
    pub fn today(&self) -> Day {
        day_in_shanghai(self.now())
    }

    /// How many seconds of today are left in Asia/Shanghai; at least one.
    #[must_use]
    pub fn seconds_of_today(&self) -> u64 {
        const DAY: i64 = 24 * 60 * 60;
        const SHANGHAI: i64 = 8 * 60 * 60;
        let passed = self
            .now()
            .timestamp()
            .saturating_add(SHANGHAI)
            .rem_euclid(DAY);
        u64::try_from(DAY.saturating_sub(passed)).unwrap_or(1)
    }

    /// Sets the clock forward, so that a test need not wait for a validity to run out.
    pub fn set_clock_forward(&self, by: Duration) {
        self.clock.set_forward(by);
        // What is due by then is due now.
        self.work.heard();
    }

    /// By how much the clock was set forward.
    #[must_use]
    pub fn clock_ahead(&self) -> TimeDelta {
        self.clock.ahead()
    }

    /// Sets the clock so far forward, unless it is further already: that of a sandbox.
    pub fn raise_clock(&self, ahead: TimeDelta) {
        self.clock.raise(ahead);
    }

    /// A new identifier, ordered by time (UUID version 7, RFC 9562).
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        new_id()
    }
}

/// A new identifier where there is no app: commands have none.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is where new ids come from")]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// Keys where there are none: made only for a database in which nothing can have been sealed with
/// others.
async fn first_keys(
    config: &Config,
) -> std::result::Result<Keys, Box<dyn std::error::Error + Send + Sync>> {
    if Store::is_empty(config).await.map_err(sentence)? {
        return Ok(Keys::make_in_folder(&config.data_dir)?);
    }
    // Another first start may have made them meanwhile; it did so before it touched the database.
    let made = Keys::in_folder(&config.data_dir)?;
    Ok(made.ok_or_else(|| NoKeys(config.data_dir.clone()))?)
}

/// There is a database but no keys.
#[derive(Debug)]
pub struct NoKeys(
    /// Where the keys were looked for.
    pub PathBuf,
);

impl fmt::Display for NoKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the keys of this database are missing: put the file `keys` back into {}, or set \
             ANJU_SEAL_KEYS and ANJU_INDEX_KEY",
            self.0.display()
        )
    }
}

impl std::error::Error for NoKeys {}

/// What keeps the process from starting, without the heading that it has in the log.
#[must_use]
pub fn sentence(error: Error) -> Box<dyn std::error::Error + Send + Sync> {
    match error {
        Error::Unavailable(error) | Error::Unexpected(error) => error,
        Error::Refused { .. } | Error::Invalid { .. } | Error::Unusable(_) | Error::Claimed(_) => {
            Box::new(error)
        }
    }
}
