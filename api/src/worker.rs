//! The worker: claims jobs and hands them to the use cases, as many of each kind as there are hands
//! for it, and beside them sees to the rest of the house from time to time. Everything it knows is in
//! the database; it can be killed at any moment.

mod others;

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use shared::values::{Day, Moment};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::app::App;
use crate::error::{Error, Result};
use crate::pause::jittered;
use crate::service::clients::usage;
use crate::service::holds::ending;
use crate::service::messages::{delivering, reminding};
use crate::service::uploads::{scanning, sweeping};
use crate::service::webhooks::letters;
use crate::service::webhooks::{self, delivering as webhook_delivering};
use crate::service::{audit, estimates, expiry, policies, requests, sandbox, verification};
use crate::store::jobs::Job;
use crate::store::jobs::kind::JobKind;

/// How often the worker looks for work that nobody woke it for, and of which it does not know when it is
/// due: what a dead process had claimed, or a call told that was lost.
const LOOK: Duration = Duration::from_secs(4);
/// How soon it looks again after it could not look.
const RETRY: Duration = Duration::from_millis(500);
/// How often it is looked whether a new day has begun.
const TICK: Duration = Duration::from_millis(500);
/// How long a claim holds without being renewed: so long a killed process delays its jobs.
const LEASE: Duration = Duration::from_secs(15);
/// How often a claim is renewed.
const RENEWAL: Duration = Duration::from_secs(5);
/// How often the worker sees to the house.
const HOUSEKEEPING: Duration = Duration::from_secs(60);
/// How often the worker looks whom to remind, beside each new day.
const REMINDING: Duration = Duration::from_secs(60 * 60);
/// How often the worker sweeps the store of files, which may cost a request for each thousand.
const SWEEPING: Duration = Duration::from_secs(60 * 60);
/// How long jobs under way may take after the worker was asked to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Works until `stop` is done, then lets the jobs under way come to an end.
pub async fn run(app: Arc<App>, stop: impl Future<Output = ()>) {
    let mut stop = pin!(stop);
    let mut jobs = JoinSet::new();
    let hands = Hands::all_free();
    // Beside the jobs, so that none waits for a look at the house.
    let _housekeeping = AbortOnDrop(tokio::spawn(keep_house(Arc::clone(&app))));
    let _reminding = AbortOnDrop(tokio::spawn(remind(Arc::clone(&app))));
    let _sweeping = AbortOnDrop(tokio::spawn(sweep(Arc::clone(&app))));
    let _calling = AbortOnDrop(tokio::spawn(others::call_others(Arc::clone(&app))));
    let _hearing = AbortOnDrop(tokio::spawn(others::hear_others(Arc::clone(&app))));
    let _clock = app
        .config
        .webhooks
        .sandbox
        .then(|| AbortOnDrop(tokio::spawn(follow_clock(Arc::clone(&app)))));
    let _verification = AbortOnDrop(tokio::spawn(verify_audit(Arc::clone(&app))));
    if let Err(error) = app.store.release_jobs_of_dead_processes(app.now()).await {
        tracing::error!(%error, "the claims of dead processes were not released");
    }
    loop {
        let pause = claim(&app, &hands, &mut jobs).await;
        tokio::select! {
            () = &mut stop => break,
            () = app.work.notified() => {}
            () = tokio::time::sleep(pause) => {}
            Some(ended) = jobs.join_next() => note(ended),
        }
    }
    let ended = tokio::time::timeout(GRACE, async {
        while let Some(ended) = jobs.join_next().await {
            note(ended);
        }
    });
    if ended.await.is_err() {
        tracing::warn!(
            left = jobs.len(),
            "jobs under way are left for the next start"
        );
    }
    add_up_usage(&app).await;
}

/// The free hands for each kind of job. A kind whose jobs all wait for somebody who does not answer
/// uses up its own hands and nobody else's.
#[derive(Debug)]
struct Hands(Vec<(JobKind, Arc<Semaphore>)>);

impl Hands {
    fn all_free() -> Self {
        let of = |kind: JobKind| (kind, Arc::new(Semaphore::new(kind.hands())));
        Self(JobKind::ALL.map(of).into())
    }

    /// The kinds that have a free hand.
    fn free(&self) -> Vec<JobKind> {
        let free = self
            .0
            .iter()
            .filter(|(_, free)| free.available_permits() > 0);
        free.map(|(kind, _)| *kind).collect()
    }

    /// A hand for a job of a kind, free again as soon as it is dropped; none where all are busy.
    fn take(&self, kind: JobKind) -> Option<OwnedSemaphorePermit> {
        let (_, free) = self.0.iter().find(|(of, _)| *of == kind)?;
        Arc::clone(free).try_acquire_owned().ok()
    }
}

/// Claims jobs until there are none, or no hands for them; tells after what pause to look again, unless
/// something happens before.
async fn claim(app: &Arc<App>, hands: &Hands, jobs: &mut JoinSet<()>) -> Duration {
    loop {
        let kinds = hands.free();
        if kinds.is_empty() {
            return LOOK;
        }
        // What is due is looked for at one moment, and what comes next behind it.
        let now = app.now();
        let claimed = app.store.claim_job(&kinds, app.new_id(), now, LEASE).await;
        match claimed {
            Ok(Some(job)) => {
                let hand = hands.take(job.kind);
                let app = Arc::clone(app);
                jobs.spawn(async move {
                    attend(app, job).await;
                    drop(hand);
                });
            }
            Ok(None) => return until_next(app, now).await,
            Err(error) => {
                tracing::error!(%error, "no job could be claimed");
                return RETRY;
            }
        }
    }
}

/// How long until the next job is due.
async fn until_next(app: &App, now: Moment) -> Duration {
    match app.store.next_job_at(now).await {
        Ok(None) => LOOK,
        Ok(Some(at)) => at
            .signed_duration_since(now)
            .to_std()
            .map_or(LOOK, |left| left.min(LOOK)),
        Err(error) => {
            tracing::error!(%error, "it is not known when the next job is due");
            RETRY
        }
    }
}

fn note(ended: std::result::Result<(), tokio::task::JoinError>) {
    if let Err(error) = ended {
        // The job itself guards its work; what ends here had not begun or had already failed.
        tracing::error!(panicked = error.is_panic(), "a job ended without a result");
    }
}

/// Does a job; puts it off where it fails.
async fn attend(app: Arc<App>, job: Job) {
    let work = {
        let app = Arc::clone(&app);
        tokio::spawn(async move { perform(&app, &job).await })
    };
    // Whoever drops this task (the worker at its end) drops the work with it.
    let mut work = AbortOnDrop(work);
    let outcome = loop {
        tokio::select! {
            ended = &mut work.0 => break ended,
            () = tokio::time::sleep(RENEWAL) => {
                match app.store.renew_job(&job, app.now(), LEASE).await {
                    Ok(true) => {}
                    Ok(false) => {
                        tracing::warn!(job = %job.id, "a claim was lost; its work is given up");
                        return;
                    }
                    Err(error) => tracing::warn!(job = %job.id, %error, "a claim was not renewed"),
                }
            }
        }
    };
    let error = match outcome {
        Ok(Ok(())) => return,
        Ok(Err(error)) => error,
        // What a panic says can quote what it was about.
        Err(_) => Error::unexpected("a panic"),
    };
    put_off(&app, &job, &error).await;
}

async fn perform(app: &App, job: &Job) -> Result<()> {
    match job.kind {
        JobKind::Verify => verification::verify(app, job).await,
        JobKind::ScanUpload => scanning::scan_upload(app, job).await,
        JobKind::Estimate => estimates::walk(app, job).await,
        JobKind::SendEmail | JobKind::SendSms => delivering::deliver(app, job).await,
        JobKind::Deliver | JobKind::DeliverAgain => webhook_delivering::deliver(app, job).await,
        JobKind::WriteToContact => letters::send_letter(app, job).await,
    }
}

async fn put_off(app: &App, job: &Job, error: &Error) {
    let pause = TimeDelta::from_std(jittered(job.kind.pause_after_failure(job.attempt)))
        .unwrap_or_default();
    let now = app.now();
    let run_at = now.checked_add_signed(pause).unwrap_or(now);
    let written = async {
        let write = app.store.begin().await?;
        let failed = write.retry_job(job, run_at, error.kind().slug()).await?;
        write.commit().await?;
        Ok::<bool, Error>(failed)
    };
    match written.await {
        Ok(false) => tracing::warn!(job = %job.id, attempt = job.attempt, %error, "a job failed"),
        Ok(true) => {
            tracing::error!(job = %job.id, %error, "a job has failed to the end; it is tried slowly")
        }
        // The claim runs out by itself and the job comes back.
        Err(second) => tracing::error!(job = %job.id, %error, %second, "a job failed twice over"),
    }
}

#[derive(Debug)]
struct AbortOnDrop<T>(tokio::task::JoinHandle<T>);

impl<T> Drop for AbortOnDrop<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// When something comes round: at the start, when a new day has begun, and every so often.
#[derive(Debug, Default)]
struct Rounds(Option<(Day, Instant)>);

impl Rounds {
    /// Waits for the next one.
    async fn next(&mut self, app: &App, pause: Duration) {
        let fresh = |(day, at): (Day, Instant)| day == app.today() && at.elapsed() < pause;
        while self.0.is_some_and(fresh) {
            tokio::time::sleep(TICK).await;
        }
        self.0 = Some((app.today(), Instant::now()));
    }
}

/// Keeps the clock of a sandbox where somebody has set it, whichever instance was asked to.
async fn follow_clock(app: Arc<App>) {
    loop {
        tokio::time::sleep(TICK).await;
        if let Err(error) = sandbox::follow_sandbox_clock(&app).await {
            tracing::error!(%error, "the clock of the sandbox was not read");
        }
    }
}

/// Does what is to be done from time to time, whoever asks for it.
async fn keep_house(app: Arc<App>) {
    let mut rounds = Rounds::default();
    loop {
        rounds.next(&app, HOUSEKEEPING).await;
        see_to_the_house(&app).await;
    }
}

async fn add_up_usage(app: &App) {
    if let Err(error) = usage::add_up(app).await {
        tracing::error!(%error, "what clients asked for was not added up");
    }
}

async fn see_to_the_house(app: &App) {
    add_up_usage(app).await;
    if let Err(error) = policies::pin_versions(app).await {
        tracing::error!(%error, "the versions of the policy that are in force were not pinned");
    }
    if let Err(error) = estimates::begin_walks(app).await {
        tracing::error!(%error, "nobody was looked at under a version of the policy that is new");
    }
    if let Err(error) = expiry::expire_applications(app).await {
        tracing::error!(%error, "passes did not expire");
    }
    if let Err(error) = ending::expire_holds(app).await {
        tracing::error!(%error, "holds did not run out");
    }
    if let Err(error) = expiry::lapse_authorities(app).await {
        tracing::error!(%error, "authorities did not lapse");
    }
    if let Err(error) = requests::close_unanswered(app).await {
        tracing::error!(%error, "cases whose applicant is late did not go on");
    }
    if let Err(error) = expiry::forget_ended(app).await {
        tracing::error!(%error, "what nobody needs any more was not removed");
    }
    if let Err(error) = webhooks::forget_events(app).await {
        tracing::error!(%error, "old events were not forgotten");
    }
    match app.store.count_jobs().await {
        Ok((_, 0)) => {}
        Ok((_, failed)) => {
            tracing::error!(
                failed,
                "jobs have failed to the end; `api jobs list` names them"
            );
        }
        Err(error) => tracing::error!(%error, "jobs were not counted"),
    }
}

/// Reminds people of what ends, beside everything else: it reads many rows.
async fn remind(app: Arc<App>) {
    let mut rounds = Rounds::default();
    loop {
        rounds.next(&app, REMINDING).await;
        if let Err(error) = reminding::remind(&app).await {
            tracing::error!(%error, "people were not reminded");
        }
    }
}

/// Sweeps the store of files now and then.
async fn sweep(app: Arc<App>) {
    loop {
        if let Err(error) = sweeping::sweep_files(&app).await {
            tracing::error!(%error, "the store of files was not swept");
        }
        tokio::time::sleep(SWEEPING).await;
    }
}

/// Verifies the audit log bit by bit, from the beginning again once it is at its end.
async fn verify_audit(app: Arc<App>) {
    let mut rounds = Rounds::default();
    loop {
        rounds.next(&app, HOUSEKEEPING).await;
        if let Err(error) = audit::verify_some(&app).await {
            tracing::error!(%error, "the audit log was not verified");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_without_a_free_hand_is_not_claimed() {
        for kind in JobKind::ALL {
            let hands = Hands::all_free();
            assert!(hands.free().contains(&kind));
            let mut taken: Vec<_> = (0..kind.hands()).map(|_| hands.take(kind)).collect();
            assert!(taken.iter().all(Option::is_some) && hands.take(kind).is_none());
            let others = JobKind::ALL.into_iter().filter(|other| *other != kind);
            assert_eq!(hands.free(), others.collect::<Vec<_>>());
            taken.pop();
            assert!(hands.free().contains(&kind));
        }
    }
}
