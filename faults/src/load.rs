//! What a client does all the time: begin a draft, save it a few times, submit it, begin again.
//! Whatever was sent is sent again until it is answered, as the browser does.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::Failure;
use crate::client::{Answer, Person};
use crate::ledger::{Entry, Ledger};

/// The most drafts that an account can keep, and some room.
const MOST_DRAFTS: u64 = 15;
/// How often a draft is saved.
const SAVES: u64 = 6;
/// How long a client rests after a save, so that it stays within what an account may do.
const PACE: Duration = Duration::from_millis(120);
/// How long something may go without any answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// One client with everything that it was told.
#[derive(Debug)]
pub(crate) struct Worker {
    pub(crate) name: String,
    pub(crate) person: Person,
    pub(crate) ledger: Ledger,
    /// Answers that can be submitted, where this person can.
    pub(crate) answers: Value,
}

/// What all clients share.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Set when they are to come to an end.
    pub(crate) stop: AtomicBool,
    /// How many acknowledgements there were.
    pub(crate) acknowledged: AtomicU64,
    /// How often somebody was told to come back later (503).
    pub(crate) put_off: AtomicU64,
}

impl Tally {
    /// How many acknowledgements there were until now.
    pub(crate) fn acknowledged(&self) -> u64 {
        self.acknowledged.load(Ordering::Relaxed)
    }

    /// How often somebody was put off until now.
    pub(crate) fn put_off(&self) -> u64 {
        self.put_off.load(Ordering::Relaxed)
    }
}

impl Worker {
    /// Works until told to stop; what is begun then is brought to its answer.
    pub(crate) async fn work(&self, tally: &Tally) -> Result<(), Failure> {
        let mut newest = None;
        for round in 0_u64.. {
            if tally.stop.load(Ordering::Relaxed) {
                break;
            }
            let (id, mut version) = match newest.take() {
                Some(known) if round >= MOST_DRAFTS => known,
                _ => self.create(tally, round).await?,
            };
            for save in 0..SAVES {
                let mark = format!("139{:08}", round * 1000 + save);
                version = self.save(tally, &id, version, &mark).await?;
                tokio::time::sleep(PACE).await;
            }
            // A person has one live application: a second submission would be refused.
            if round == 0 {
                self.submit(tally, &id, version).await?;
            }
            newest = Some((id, version));
        }
        Ok(())
    }

    async fn create(&self, tally: &Tally, round: u64) -> Result<(String, u64), Failure> {
        let key = format!("{}-{round}", self.name);
        let headers = [("idempotency-key", key.as_str())];
        let body = json!({ "module": "residential" });
        let path = "/api/v1/applications";
        let answer = self
            .until_told(tally, "POST", path, &headers, Some(&body))
            .await?;
        let draft = answer.json()?;
        let id = text(&draft, "/id")?;
        self.ledger.write(Entry::Created { id: id.clone() })?;
        Ok((id, version(&draft)?))
    }

    /// Saves once; gives the version that it made.
    pub(crate) async fn save(
        &self,
        tally: &Tally,
        id: &str,
        before: u64,
        mark: &str,
    ) -> Result<u64, Failure> {
        self.ledger.write(Entry::Sent {
            id: id.to_owned(),
            version: before + 1,
            mark: mark.to_owned(),
        })?;
        let if_match = format!("\"{before}\"");
        let headers = [("if-match", if_match.as_str())];
        let path = format!("/api/v1/applications/{id}/answers");
        let body = self.body(mark);
        let answer = self
            .until_told(tally, "PUT", &path, &headers, Some(&body))
            .await?;
        let version = version(&answer.json()?)?;
        self.ledger.write(Entry::Saved {
            id: id.to_owned(),
            version,
            mark: mark.to_owned(),
        })?;
        Ok(version)
    }

    /// What is saved, with a mark in it.
    pub(crate) fn body(&self, mark: &str) -> Value {
        let mut answers = self.answers.clone();
        if let Some(mobile) = answers.pointer_mut("/applicant/mobile") {
            *mobile = mark.into();
        }
        json!({ "resume_at": "submit", "answers": answers })
    }

    async fn submit(&self, tally: &Tally, id: &str, version: u64) -> Result<(), Failure> {
        let if_match = format!("\"{version}\"");
        let headers = [("if-match", if_match.as_str())];
        let path = format!("/api/v1/applications/{id}/submission");
        self.until_told(tally, "POST", &path, &headers, None)
            .await?;
        self.ledger.write(Entry::Submitted { id: id.to_owned() })
    }

    /// Sends something until it is acknowledged. An answer that nobody should get in trouble is a
    /// failure of the api.
    pub(crate) async fn until_told(
        &self,
        tally: &Tally,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<Answer, Failure> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            match self.person.ask(method, path, headers, body).await {
                Ok(answer) if answer.status.is_success() => {
                    tally.acknowledged.fetch_add(1, Ordering::Relaxed);
                    return Ok(answer);
                }
                Ok(answer) if answer.status == StatusCode::SERVICE_UNAVAILABLE => {
                    tally.put_off.fetch_add(1, Ordering::Relaxed);
                    tokio::time::sleep(Duration::from_millis(200)).await;
                }
                Ok(answer) if answer.status == StatusCode::TOO_MANY_REQUESTS => {
                    tokio::time::sleep(Duration::from_millis(500)).await;
                }
                Ok(answer) => {
                    let told = String::from_utf8_lossy(&answer.body).into_owned();
                    let (name, status) = (&self.name, answer.status);
                    return Err(format!("{name}: {method} {path}: {status} {told}").into());
                }
                // Killed, stopped or hanging: nobody knows whether it was done.
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
        Err(format!("{}: {method} {path}: no answer for a minute", self.name).into())
    }
}

pub(crate) fn text(value: &Value, pointer: &str) -> Result<String, Failure> {
    let text = value.pointer(pointer).and_then(Value::as_str);
    Ok(text.ok_or_else(|| format!("no {pointer}"))?.to_owned())
}

pub(crate) fn version(value: &Value) -> Result<u64, Failure> {
    Ok(value
        .pointer("/version")
        .and_then(Value::as_u64)
        .ok_or("no version")?)
}
