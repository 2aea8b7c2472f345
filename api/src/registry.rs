//! The city's six registries over HTTP, each with the type of its records. Whatever goes wrong on
//! the way is [`Silence`], which decides nothing about anybody.

mod breaker;
mod exchange;
pub mod records;
mod silence;

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use reqwest::Client;
use secrecy::SecretString;
use shared::registry::Reply;
use shared::values::Moment;
use tokio::time::Instant;
use url::Url;

use crate::config::Config;
use crate::pause::jittered;
use breaker::Breaker;
use records::Records;
pub use silence::Silence;

/// The pauses before the second and the third try.
const PAUSES: [Duration; 2] = [Duration::from_millis(100), Duration::from_millis(300)];

/// The six registries as one process sees them.
#[derive(Debug)]
pub struct Registries {
    client: Client,
    base: Url,
    key: Option<SecretString>,
    /// How long a question may take with all its tries.
    patience: Duration,
    lines: Vec<Line>,
}

/// The health of one address of a registry: what is wrong with the questions there says nothing of
/// the others. It is a guess of this process and no fact: it only spares a registry
/// that is down from being asked all the time.
#[derive(Debug)]
struct Line {
    path: &'static [&'static str],
    breaker: Mutex<Breaker>,
}

impl Registries {
    /// Takes the address and the key of the configuration.
    #[must_use]
    pub fn new(config: &Config, client: Client) -> Self {
        Self {
            client,
            base: config.registry_url.clone(),
            key: config.registry_key.clone(),
            patience: config.registry_patience,
            lines: records::paths()
                .into_iter()
                .map(|path| Line {
                    path,
                    breaker: Mutex::default(),
                })
                .collect(),
        }
    }

    /// Asks a registry. `now` is when the reply counts as arrived.
    ///
    /// # Errors
    /// No usable answer.
    pub async fn ask<R: Records>(
        &self,
        question: &R::Question,
        now: impl FnOnce() -> Moment,
    ) -> Result<Reply<R::Record>, Silence> {
        let line = self.lines.iter().find(|line| line.path == R::PATH);
        if let Some(line) = line
            && let Err(left) = line.with(|breaker| breaker.admit(Instant::now().into_std()))
        {
            return Err(Silence::Resting { left });
        }
        let guard = line.map(Probe::begin);
        let answer = self.ask_with_retries::<R>(question).await;
        if let Some(guard) = guard {
            match &answer {
                Ok(_) => guard.end(true),
                Err(silence) if silence.is_fault_of_registry() => guard.end(false),
                // Says nothing of the registry, neither good nor bad.
                Err(_) => drop(guard),
            }
        }
        match answer {
            Ok(record) => Ok(Reply { record, at: now() }),
            Err(silence) => {
                tracing::warn!(registry = R::REGISTRY.slug(), %silence, "a registry is silent");
                Err(silence)
            }
        }
    }

    /// Asks again quickly where the way to the registry broke; everything else takes longer than
    /// a caller waits.
    async fn ask_with_retries<R: Records>(
        &self,
        question: &R::Question,
    ) -> Result<Option<R::Record>, Silence> {
        let deadline = Instant::now() + self.patience;
        let exchange = self.patience * 2 / 3;
        let mut pauses = PAUSES.into_iter();
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let answer = exchange::ask(self.post(R::PATH), question, left.min(exchange)).await;
            let silence = match answer {
                Ok(record) => return Ok(record),
                Err(silence) => silence,
            };
            let Some(pause) = pauses.next().filter(|_| silence.passes_quickly()) else {
                return Err(silence);
            };
            let pause = jittered(pause);
            if Instant::now() + pause >= deadline {
                return Err(silence);
            }
            tokio::time::sleep(pause).await;
        }
    }

    fn post(&self, below: &[&str]) -> reqwest::RequestBuilder {
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(below);
        }
        let request = self.client.post(url);
        match &self.key {
            Some(key) => request.bearer_auth(secrecy::ExposeSecret::expose_secret(key)),
            None => request,
        }
    }
}

impl Line {
    fn with<T>(&self, f: impl FnOnce(&mut Breaker) -> T) -> T {
        // A panic elsewhere leaves plain numbers that are still good.
        f(&mut self.breaker.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A question under way. A caller who gives up in the middle leaves no verdict on the registry,
/// but must not keep the next probe from being made either.
struct Probe<'a>(Option<&'a Line>);

impl<'a> Probe<'a> {
    fn begin(line: &'a Line) -> Self {
        Self(Some(line))
    }

    fn end(mut self, answered: bool) {
        if let Some(line) = self.0.take() {
            line.with(|breaker| breaker.record(answered, Instant::now().into_std()));
        }
    }
}

impl Drop for Probe<'_> {
    fn drop(&mut self) {
        if let Some(line) = self.0.take() {
            line.with(Breaker::abandon);
        }
    }
}
