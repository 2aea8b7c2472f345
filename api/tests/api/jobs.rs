//! The job table: one promise, one worker, and no job that is lost or done twice.

use std::time::Duration;

use api::store::Store;
use api::store::jobs::Job;
use api::store::jobs::kind::JobKind;
use shared::values::Moment;
use uuid::Uuid;

use crate::harness::{World, in_world};

const LEASE: Duration = Duration::from_secs(15);

/// Runs a test in a world without workers, and leaves no job there.
fn without_workers(test: impl AsyncFnOnce(&World, Uuid)) {
    in_world(async |world| {
        world.kill_workers().await;
        let subject = world.app.new_id();
        test(world, subject).await;
        let write = world.app.store.begin().await.unwrap();
        write.cancel_job(JobKind::Verify, subject).await.unwrap();
        write.commit().await.unwrap();
    });
}

async fn enqueue(world: &World, subject: Uuid, run_at: Moment) {
    let write = world.app.store.begin().await.unwrap();
    let id = world.app.new_id();
    write
        .enqueue_job(id, JobKind::Verify, subject, run_at)
        .await
        .unwrap();
    write.commit().await.unwrap();
}

async fn claim(world: &World) -> Option<Job> {
    let app = &world.app;
    app.store
        .claim_job(&JobKind::ALL, app.new_id(), app.now(), LEASE)
        .await
        .unwrap()
}

async fn finish(store: &Store, job: &Job) -> bool {
    let write = store.begin().await.unwrap();
    let finished = write.finish_job(job).await.is_ok();
    write.commit().await.unwrap();
    finished
}

#[test]
fn promising_twice_is_promising_once() {
    without_workers(async |world, subject| {
        let app = &world.app;
        let now = app.now();
        enqueue(world, subject, now + Duration::from_secs(60)).await;
        enqueue(world, subject, now + Duration::from_secs(30)).await;
        enqueue(world, subject, now + Duration::from_secs(90)).await;
        assert_eq!(app.store.count_jobs().await.unwrap(), (1, 0));
        let jobs = app.store.list_jobs(true).await.unwrap();
        assert_eq!(jobs[0].run_at, now + Duration::from_secs(30));
        assert_eq!(claim(world).await, None);
        app.set_clock_forward(Duration::from_secs(30));
        assert_eq!(claim(world).await.unwrap().subject, subject);
    });
}

#[test]
fn one_of_many_gets_it() {
    without_workers(async |world, subject| {
        enqueue(world, subject, world.app.now()).await;
        let claims = futures::future::join_all((0..8).map(|_| claim(world))).await;
        let mut won = claims.into_iter().flatten();
        let job = won.next().unwrap();
        assert_eq!((won.next(), job.attempt), (None, 1));
        assert!(finish(&world.app.store, &job).await);
        assert_eq!(world.app.store.count_jobs().await.unwrap(), (0, 0));
    });
}

#[test]
fn a_claim_that_ran_out_cannot_finish() {
    without_workers(async |world, subject| {
        let app = &world.app;
        enqueue(world, subject, app.now()).await;
        let first = claim(world).await.unwrap();
        app.set_clock_forward(LEASE - Duration::from_secs(5));
        assert_eq!(claim(world).await, None);
        assert!(app.store.renew_job(&first, app.now(), LEASE).await.unwrap());
        app.set_clock_forward(LEASE - Duration::from_secs(5));
        assert_eq!(claim(world).await, None);
        app.set_clock_forward(LEASE);
        let second = claim(world).await.unwrap();
        // Nobody said that it failed.
        assert_eq!(second.attempt, 1);
        assert!(!finish(&app.store, &first).await);
        assert!(!app.store.renew_job(&first, app.now(), LEASE).await.unwrap());
        assert!(finish(&app.store, &second).await);
    });
}

#[test]
fn a_promise_renewed_takes_the_work_back() {
    without_workers(async |world, subject| {
        let app = &world.app;
        enqueue(world, subject, app.now()).await;
        let first = claim(world).await.unwrap();
        enqueue(world, subject, app.now()).await;
        assert!(!finish(&app.store, &first).await);
        let second = claim(world).await.unwrap();
        assert!(finish(&app.store, &second).await);
    });
}

#[test]
fn waiting_is_no_failure_and_never_ends_a_job() {
    without_workers(async |world, subject| {
        let app = &world.app;
        enqueue(world, subject, app.now()).await;
        for _ in 0..3 * JobKind::Verify.last_attempt() {
            let job = claim(world).await.unwrap();
            assert_eq!(job.attempt, 1);
            let write = app.store.begin().await.unwrap();
            write.postpone_job(&job, app.now()).await.unwrap();
            write.commit().await.unwrap();
        }
        assert_eq!(app.store.count_jobs().await.unwrap(), (1, 0));
    });
}

#[test]
fn a_job_that_fails_to_the_end_is_tried_on() {
    without_workers(async |world, subject| {
        let app = &world.app;
        enqueue(world, subject, app.now()).await;
        let last = JobKind::Verify.last_attempt();
        for attempt in 1..=last + 3 {
            let job = claim(world).await.unwrap();
            assert_eq!(job.attempt, attempt);
            let write = app.store.begin().await.unwrap();
            let failed = write
                .retry_job(&job, app.now(), "unexpected")
                .await
                .unwrap();
            write.commit().await.unwrap();
            assert_eq!(failed, attempt >= last);
            let counted = (1, u64::from(failed));
            assert_eq!(app.store.count_jobs().await.unwrap(), counted);
        }
        // A new promise begins it anew.
        enqueue(world, subject, app.now()).await;
        assert_eq!(app.store.count_jobs().await.unwrap(), (1, 0));
        assert_eq!(claim(world).await.unwrap().attempt, 1);
    });
}

#[test]
fn a_death_is_no_failure_and_a_job_that_kills_does_not_kill_all_the_time() {
    without_workers(async |world, subject| {
        let app = &world.app;
        enqueue(world, subject, app.now()).await;
        claim(world).await.unwrap();
        let mut waits = Vec::new();
        for _ in 0..16 {
            // The process is gone, and its claim runs out.
            app.set_clock_forward(LEASE);
            let mut waited = Duration::ZERO;
            let job = loop {
                if let Some(job) = claim(world).await {
                    break job;
                }
                let more = waited.max(Duration::from_secs(1));
                app.set_clock_forward(more);
                waited += more;
                assert!(waited < Duration::from_secs(3 * 60 * 60), "never again");
            };
            assert_eq!(job.attempt, 1);
            waits.push(waited.as_secs());
        }
        assert_eq!(waits[0], 0, "one death is nothing");
        assert!(waits[..14].is_sorted() && waits[4] >= 8, "{waits:?}");
        assert!(waits[15] >= 60 * 60, "{waits:?}");
        assert_eq!(app.store.count_jobs().await.unwrap(), (1, 1));
    });
}

#[test]
fn only_the_kinds_that_are_asked_for_are_claimed() {
    without_workers(async |world, subject| {
        let app = &world.app;
        enqueue(world, subject, app.now()).await;
        let none = app.store.claim_job(&[], app.new_id(), app.now(), LEASE);
        assert_eq!(none.await.unwrap(), None);
        assert_eq!(claim(world).await.unwrap().subject, subject);
    });
}

#[test]
fn a_clock_that_was_wrong_keeps_no_job_back() {
    without_workers(async |world, subject| {
        let app = &world.app;
        let ahead = JobKind::Verify.furthest() + Duration::from_secs(24 * 60 * 60);
        // Put off, and claimed by a process that died, while the clock was that far ahead.
        enqueue(world, subject, app.now() + ahead).await;
        let first = claim(world).await.unwrap();
        assert!(
            app.store
                .renew_job(&first, app.now() + ahead, LEASE)
                .await
                .unwrap()
        );
        let second = claim(world).await.unwrap();
        assert_eq!((second.id, second.attempt), (first.id, 1));
        assert!(!finish(&app.store, &first).await);
        assert!(finish(&app.store, &second).await);
        // As far ahead as a job may be put off, it is.
        enqueue(world, subject, app.now() + JobKind::Verify.furthest()).await;
        assert_eq!(claim(world).await, None);
    });
}
