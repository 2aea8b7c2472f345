//! What a version of the policy that is not in force yet would change, for those who lead or audit the
//! office: the rules are asked again with the facts on which the newest results rest. Nothing is kept of
//! it, and nobody is named.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use shared::desk::previews::{NewPreview, PolicyPreview, PreviewChange, PreviewCount};
use shared::issue::{Issue, IssueCode};
use shared::policy::{Outcome, Policies, ReasonCode, VersionId, evaluate_under};
use shared::problem::ProblemKind;
use shared::purchase::Module;
use shared::values::Moment;
use tokio::time::Instant;
use uuid::Uuid;

use crate::app::App;
use crate::error::{Error, Result, Unusable};
use crate::seal::Sealer;
use crate::service::access::officer::Overseer;
use crate::service::limits::{Bucket, spend};
use crate::store::decisions::SealedDecision;

/// On how many applications results are looked at, at the most.
const MOST: usize = 2_000;
/// How many decisions are read at a time.
const BATCH: u64 = 100;
/// How long is looked, at the most.
const LONGEST: Duration = Duration::from_secs(5);

/// Takes one from the officer's allowance, before the body is read.
///
/// # Errors
/// It was asked for too often.
pub fn admit(app: &App, who: &Overseer) -> Result<()> {
    spend(app, Bucket::PreviewPolicy, who.account().as_bytes())
}

/// Counts what a version would change, beside what holds the day before its first: one that is announced,
/// or one whose file is told. Results of a module whose rules it leaves as they are do not count.
///
/// # Errors
/// Not one of both is told, the version is not announced, or it is in force already or cannot follow
/// those that are published.
pub async fn preview_policy(app: &App, input: NewPreview) -> Result<PolicyPreview> {
    let (policies, version) = policies(app, input)?;
    let begun = Instant::now();
    let mut counts: BTreeMap<Alike, u32> = BTreeMap::new();
    let mut seen: HashSet<Uuid> = HashSet::new();
    let (mut since, mut has_more, mut skip) = (None, false, 0_u64);
    loop {
        let batch = app.store.list_newest_sealed(skip, BATCH).await?;
        let is_last = batch.is_empty();
        skip = skip.saturating_add(BATCH);
        // Of several results on an application the newest counts, which comes first.
        let fresh: Vec<SealedDecision> = batch
            .into_iter()
            .filter(|one| is_of(one, &policies, version))
            .filter(|one| seen.len() < MOST && seen.insert(one.application()))
            .collect();
        let (policies, sealer) = (Arc::clone(&policies), Arc::clone(&app.sealer));
        let work = tokio::task::spawn_blocking(move || judge(fresh, &sealer, &policies, version));
        // What a panic says can quote what it was about.
        let judged = work.await.ok();
        let judged = judged.ok_or_else(|| Error::unexpected("a preview has no answer"))?;
        for (alike, at) in judged {
            let count = counts.entry(alike).or_default();
            *count = count.saturating_add(1);
            since = Some(at);
        }
        if is_last {
            break;
        }
        if seen.len() >= MOST || begun.elapsed() > LONGEST {
            has_more = !app.store.list_newest_sealed(skip, 1).await?.is_empty();
            break;
        }
    }
    Ok(PolicyPreview {
        version,
        from: version.from,
        looked_at: counts.values().fold(0, |all, one| all.saturating_add(*one)),
        since,
        has_more,
        counts: sorted(counts),
    })
}

/// What is counted together.
type Alike = (
    PreviewChange,
    Module,
    (Outcome, ReasonCode),
    (Outcome, ReasonCode),
);

/// The versions with the one that is asked about, and which one that is.
fn policies(app: &App, input: NewPreview) -> Result<(Arc<Policies>, VersionId)> {
    let today = app.today();
    match (input.version, input.file) {
        (Some(id), None) => {
            let announced = app.policies.version(id).filter(|_| id.from > today);
            announced.ok_or(ProblemKind::NotFound)?;
            Ok((Arc::clone(&app.policies), id))
        }
        (None, Some(file)) => {
            let id = file.id;
            if id.from <= today {
                return Err(refused("/file/effective_from", IssueCode::OutOfRange));
            }
            let with = app.policies.with_version(*file);
            let with = with.map_err(|fault| {
                tracing::info!(%fault, "a version that was told for a preview cannot be one");
                Error::Unusable(Box::new(Unusable {
                    pointer: format!("/file{}", fault.pointer),
                    what: fault.what,
                }))
            })?;
            Ok((Arc::new(with), id))
        }
        (Some(_), Some(_)) => Err(refused("/file", IssueCode::NotTogether)),
        (None, None) => Err(refused("/version", IssueCode::Required)),
    }
}

fn refused(pointer: &str, code: IssueCode) -> Error {
    Error::invalid_answers(vec![Issue {
        pointer: pointer.to_owned(),
        code,
    }])
}

/// Whether a decision is about a module in whose rules a version takes part.
fn is_of(decision: &SealedDecision, policies: &Policies, version: VersionId) -> bool {
    let made_by = decision.policy().parse::<VersionId>().ok();
    let asked = policies.version(version);
    made_by
        .zip(asked)
        .is_some_and(|(made_by, asked)| asked.is_of(made_by.module()))
}

/// What the rules of the day before say, and those of the version. A decision that does not open is left
/// out: others are counted all the same.
fn judge(
    decisions: Vec<SealedDecision>,
    sealer: &Sealer,
    policies: &Policies,
    version: VersionId,
) -> Vec<(Alike, Moment)> {
    let Some(eve) = version.from.pred_opt() else {
        return Vec::new();
    };
    let judged = decisions.into_iter().filter_map(|decision| {
        let application = decision.application();
        let filed = decision.open(sealer);
        if let Err(error) = &filed {
            tracing::error!(%application, %error, "a decision cannot be read");
        }
        let filed = filed.ok()?;
        let (facts, on) = (filed.grounds.facts(), filed.grounds.on);
        let before = evaluate_under(&facts, policies, on, eve);
        let after = evaluate_under(&facts, policies, on, version.from);
        let alike = (
            PreviewChange::of(before.outcome, after.outcome),
            before.module,
            (before.outcome, before.reason),
            (after.outcome, after.reason),
        );
        Some((alike, filed.at))
    });
    judged.collect()
}

/// Most frequent first.
fn sorted(counts: BTreeMap<Alike, u32>) -> Vec<PreviewCount> {
    let mut sorted: Vec<PreviewCount> = counts
        .into_iter()
        .map(|((change, module, before, after), count)| PreviewCount {
            module,
            change,
            before: before.0,
            reason_before: before.1,
            after: after.0,
            reason_after: after.1,
            count,
        })
        .collect();
    sorted.sort_by_key(|one| std::cmp::Reverse(one.count));
    sorted
}
