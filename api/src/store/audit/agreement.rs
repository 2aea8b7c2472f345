//! Whether what is stored of an application agrees with what the audit log says of it. The log cannot
//! be changed without the keys; the rows can.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use shared::application::{State, SubState};

use super::row;
use crate::error::Result;
use crate::seal::Sealer;
use crate::store::applications::{self, Application};
use crate::store::{decisions, locks, renewals, rulings};

/// What the log says of an application.
#[derive(Default)]
struct Logged<'a> {
    /// How it stands, by the names of [`Application::standing`]; empty where the chain is not an
    /// application's, or of a release that did not say so.
    standing: BTreeMap<&'a str, &'a str>,
    /// Whom it keeps as long as it is live.
    locks: Option<&'a str>,
    /// Policy, place and fingerprint of each decision.
    decisions: Vec<(&'a str, &'a str, &'a str)>,
    /// Place and fingerprint of what officers did towards a decision.
    rulings: Vec<String>,
    /// Place and fingerprint of each renewal that ended by a decision.
    renewals: Vec<String>,
    /// Whether it is gone, as a draft that was deleted.
    is_deleted: bool,
}

/// What of an application is not as its whole chain says; nothing for the chain of an account.
pub(super) async fn differences(
    db: &impl ConnectionTrait,
    sealer: &Sealer,
    chain: Uuid,
    records: &[row::Model],
) -> Result<Vec<String>> {
    let logged = read(records);
    if logged.standing.is_empty() {
        return Ok(Vec::new());
    }
    let found = applications::row::Entity::find_by_id(chain).one(db).await?;
    let Some(row) = found else {
        let gone = (!logged.is_deleted).then(|| "application".to_owned());
        return Ok(gone.into_iter().collect());
    };
    let mut differences = Vec::new();
    if applications::read(sealer, row.clone()).is_err() {
        differences.push("seal".to_owned());
    }
    match applications::in_clear(row) {
        Ok(application) => differences.extend(other_standing(&logged, &application)),
        Err(_) => differences.push("state".to_owned()),
    }
    let state = logged.standing.get("state").copied();
    let label = logged.standing.get("label").copied();
    let is_live = state.and_then(State::from_slug).is_some_and(State::is_live)
        || label
            .and_then(SubState::from_slug)
            .is_some_and(SubState::is_under_review);
    let expected = logged.locks.filter(|_| is_live);
    let kept = locks::found(db, sealer, chain).await?;
    if expected.map_or(!kept.starts_with("people 0 "), |expected| expected != kept) {
        differences.push("locks".to_owned());
    }
    if !same_decisions(&logged, &decisions::found(db, sealer, chain).await?) {
        differences.push("decision".to_owned());
    }
    if logged.rulings != rulings::found(db, sealer, chain).await? {
        differences.push("ruling".to_owned());
    }
    if logged.renewals != renewals::found(db, sealer, chain).await? {
        differences.push("renewal".to_owned());
    }
    Ok(differences)
}

fn read(records: &[row::Model]) -> Logged<'_> {
    let mut logged = Logged::default();
    for record in records {
        let last = record.detail.rsplit(" | ").next();
        let standing = last.filter(|part| part.starts_with("owner "));
        if let Some(standing) = standing {
            let pairs = standing.split(", ");
            logged.standing = pairs.filter_map(|pair| pair.split_once(' ')).collect();
        }
        if record.action == locks::LOCKED {
            logged.locks = Some(&record.detail);
        }
        let words: Vec<&str> = record.detail.split(' ').collect();
        if let ["policy", policy, "decision", place, fingerprint, ..] = words.as_slice() {
            logged.decisions.push((policy, place, fingerprint));
        }
        if let ["ruling", place, fingerprint, ..] = words.as_slice() {
            logged.rulings.push(format!("{place} {fingerprint}"));
        }
        let mut parts = words.windows(3);
        if let Some([_, place, fingerprint]) = parts.find(|part| part.first() == Some(&"renewal")) {
            logged.renewals.push(format!("{place} {fingerprint}"));
        }
        logged.is_deleted = record.action == "delete_draft";
    }
    logged
}

/// The names of what stands otherwise.
fn other_standing(logged: &Logged<'_>, application: &Application) -> Vec<String> {
    let standing = application.standing();
    let pairs = standing.split(", ").filter_map(|pair| pair.split_once(' '));
    let others = pairs.filter(|(name, value)| logged.standing.get(name) != Some(value));
    others.map(|(name, _)| name.to_owned()).collect()
}

/// Whether the decisions are those that are logged. Of a release that logged none nothing is known.
fn same_decisions(logged: &Logged<'_>, found: &[decisions::Found]) -> bool {
    if logged.decisions.is_empty() {
        return true;
    }
    let found: Vec<_> = found
        .iter()
        .map(|found| {
            let filing = found.filing.as_ref();
            let place = filing.map_or_else(String::new, |filing| filing.sequence.to_string());
            let fingerprint = filing.map_or("", |filing| filing.fingerprint.as_str());
            (found.policy.as_str(), place, fingerprint)
        })
        .collect();
    let logged = logged.decisions.iter();
    let logged: Vec<_> = logged
        .map(|(policy, place, hash)| (*policy, (*place).to_owned(), *hash))
        .collect();
    found == logged
}
