//! Holds the ledgers against what the api says once all is well again.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::Failure;
use crate::ledger::Entry;
use crate::load::{Tally, Worker, text, version};

/// How long a decision may take after the last trouble.
const PATIENCE: Duration = Duration::from_secs(60);

/// What one client was told of one application.
#[derive(Debug, Default)]
struct Told {
    /// The last save that was acknowledged.
    saved: Option<(u64, String)>,
    /// Saves that were sent, whatever became of them.
    sent: Vec<(u64, String)>,
    submitted: bool,
}

/// Everything that was acknowledged and is not there, as sentences; empty where all is well.
pub(crate) async fn check(workers: &[Worker], tally: &Tally) -> Result<Vec<String>, Failure> {
    let mut missing = Vec::new();
    for worker in workers {
        let mut all: BTreeMap<String, Told> = BTreeMap::new();
        for entry in worker.ledger.entries() {
            match entry {
                Entry::Created { id } => drop(all.entry(id).or_default()),
                Entry::Sent { id, version, mark } => {
                    all.entry(id).or_default().sent.push((version, mark));
                }
                Entry::Saved { id, version, mark } => {
                    all.entry(id).or_default().saved = Some((version, mark));
                }
                Entry::Submitted { id } => all.entry(id).or_default().submitted = true,
            }
        }
        let listed = list(worker, tally).await?;
        for id in &listed {
            if !all.contains_key(id) {
                missing.push(format!("{}: {id} was never asked for", worker.name));
            }
        }
        for (id, told) in all {
            let times = listed.iter().filter(|listed| **listed == id).count();
            if times != 1 {
                missing.push(format!("{}: {id} is there {times} times", worker.name));
                continue;
            }
            if let Some(what) = compare(worker, tally, &id, &told).await? {
                missing.push(format!("{}: {id} {what}", worker.name));
            }
        }
    }
    Ok(missing)
}

/// The ids of all applications of a client.
async fn list(worker: &Worker, tally: &Tally) -> Result<Vec<String>, Failure> {
    let mut ids = Vec::new();
    let mut path = "/api/v1/applications?limit=50".to_owned();
    loop {
        let page = worker
            .until_told(tally, "GET", &path, &[], None)
            .await?
            .json()?;
        let items = page.pointer("/items").and_then(Value::as_array);
        for item in items.ok_or("a list without items")? {
            ids.push(text(item, "/id")?);
        }
        match page.pointer("/next_cursor").and_then(Value::as_str) {
            Some(cursor) => path = format!("/api/v1/applications?limit=50&cursor={cursor}"),
            None => return Ok(ids),
        }
    }
}

async fn compare(
    worker: &Worker,
    tally: &Tally,
    id: &str,
    told: &Told,
) -> Result<Option<String>, Failure> {
    let path = format!("/api/v1/applications/{id}/answers");
    let draft = worker
        .until_told(tally, "GET", &path, &[], None)
        .await?
        .json()?;
    if let Some((saved, mark)) = &told.saved {
        let found = version(&draft)?;
        let found_mark = text(&draft, "/answers/applicant/mobile").unwrap_or_default();
        let is_it = found_mark == *mark;
        // A submission makes a version of its own.
        let is_later = told
            .sent
            .iter()
            .any(|(sent, mark)| *sent > *saved && *sent <= found && *mark == found_mark);
        if found < *saved || !(is_it || is_later) {
            return Ok(Some(format!(
                "has {found_mark} as version {found}; {mark} was acknowledged as {saved}"
            )));
        }
    }
    if told.submitted {
        return decided(worker, tally, id).await;
    }
    Ok(None)
}

/// Waits until the machine has done with a submission what it can: decided, left it to a person, or
/// put it off until a month is posted.
async fn decided(worker: &Worker, tally: &Tally, id: &str) -> Result<Option<String>, Failure> {
    let path = format!("/api/v1/applications/{id}");
    let begun = Instant::now();
    loop {
        let detail = worker
            .until_told(tally, "GET", &path, &[], None)
            .await?
            .json()?;
        let state = text(&detail, "/summary/state")?;
        let sub_state = detail.pointer("/summary/sub_state").and_then(Value::as_str);
        match state.as_str() {
            "pending" if matches!(sub_state, Some("manual_review" | "awaiting_posting")) => {
                return Ok(None);
            }
            "draft" => return Ok(Some("was submitted and is a draft".to_owned())),
            "pending" if begun.elapsed() > PATIENCE => {
                return Ok(Some("is not decided".to_owned()));
            }
            "pending" => tokio::time::sleep(Duration::from_millis(100)).await,
            _ => return Ok(None),
        }
    }
}
