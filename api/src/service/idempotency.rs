//! `Idempotency-Key`: what a client sends under a key is done once and answered alike for a day. What is
//! done and that it was answered is one transaction; whoever works on it and dies leaves the key to be
//! tried again.

use chrono::TimeDelta;
use serde::Serialize;
use shared::problem::ProblemKind;
use shared::values::Moment;
use uuid::Uuid;

use super::access::later;
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::Write;
use crate::store::idempotency::{KeptAnswer, KeyedRequest};

/// How long a key answers alike.
const LIFE: TimeDelta = TimeDelta::hours(24);

/// How long a request counts as worked on: longer than any takes.
const IN_FLIGHT: TimeDelta = TimeDelta::minutes(1);

/// What becomes of a request under a key.
#[derive(Debug)]
pub enum Begun {
    /// It is to be done.
    Now(Ticket),
    /// It was done before, and answered like this.
    Before(KeptAnswer),
}

/// A request that is being worked on under its key.
#[derive(Debug)]
pub struct Ticket(KeyedRequest);

/// Begins a request under a key of a client's.
///
/// # Errors
/// The key was used for another request, or that request is being worked on.
pub async fn begin(app: &App, client: Uuid, key: &str, request: &[u8]) -> Result<Begun> {
    let now = app.now();
    let index = |what: &str, bytes: &[u8]| {
        let text = [what.as_bytes(), b"/", client.as_bytes().as_slice(), bytes].concat();
        app.sealer.index(&text)
    };
    let mine = KeyedRequest {
        client,
        key: index("idempotency-key", key.as_bytes()),
        request: index("idempotent-request", request),
        attempt: app.new_id(),
        begun_at: now,
        until: later(now, LIFE),
        answer: None,
    };
    let write = app.store.begin().await?;
    let Some(found) = write.begin_keyed(&mine).await? else {
        write.commit().await?;
        return Ok(Begun::Now(Ticket(mine)));
    };
    if now < found.until {
        if found.request != mine.request {
            return Err(ProblemKind::IdempotencyKeyReused.into());
        }
        if let Some(answer) = found.answer {
            return Ok(Begun::Before(answer));
        }
        let free = later(found.begun_at, IN_FLIGHT);
        if now < free {
            return Err(in_flight(free, now));
        }
    }
    write.save_keyed(&mine).await?;
    write.commit().await?;
    Ok(Begun::Now(Ticket(mine)))
}

impl Ticket {
    /// Keeps the answer in the transaction of what is done.
    ///
    /// # Errors
    /// Somebody else works on the request by now, so that nothing may be done; or the database does not
    /// answer.
    pub async fn answer(&self, write: &Write, status: u16, body: &impl Serialize) -> Result<()> {
        let answer = KeptAnswer::Done {
            status,
            body: serde_json::to_value(body)?,
        };
        self.keep(write, answer).await
    }

    async fn keep(&self, write: &Write, answer: KeptAnswer) -> Result<()> {
        let held = write.hold_keyed(&self.0).await?;
        let mine = held.filter(|held| held.attempt == self.0.attempt);
        let mut mine = mine.ok_or(ProblemKind::IdempotencyKeyInFlight)?;
        mine.answer = Some(answer);
        write.save_keyed(&mine).await
    }
}

/// Ends a request that did nothing: a refusal is kept, and what passes leaves the key free.
///
/// # Errors
/// The database does not answer.
pub async fn end(app: &App, ticket: &Ticket, error: &Error) -> Result<()> {
    let write = app.store.begin().await?;
    match lasting(error) {
        Some(answer) => ticket.keep(&write, answer).await?,
        None => write.drop_keyed(&ticket.0).await?,
    }
    write.commit().await
}

/// A refusal that stays what it is; nothing of one that is over after a while, or that is our fault.
fn lasting(error: &Error) -> Option<KeptAnswer> {
    let (kind, issues) = match error {
        Error::Refused {
            kind,
            retry_after: None,
        } => (*kind, Vec::new()),
        Error::Invalid { kind, issues } => (*kind, issues.clone()),
        Error::Refused { .. }
        | Error::Unusable(_)
        | Error::Claimed(_)
        | Error::Unavailable(_)
        | Error::Unexpected(_) => return None,
    };
    let is_lasting = (400..500).contains(&kind.status()) && kind.status() != 429;
    is_lasting.then_some(KeptAnswer::Refused { kind, issues })
}

fn in_flight(free: Moment, now: Moment) -> Error {
    let left = free.signed_duration_since(now).num_seconds();
    let seconds = u64::try_from(left).unwrap_or_default().max(1);
    Error::retry_after(ProblemKind::IdempotencyKeyInFlight, seconds)
}
