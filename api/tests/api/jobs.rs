//! The job table: one promise, one worker, and no job that is lost or done twice.

use std::time::Duration;

use api::store::Store;
use api::store::jobs::{Job, JobKind, MOST_ATTEMPTS};
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
        .claim_job(app.new_id(), app.now(), LEASE)
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
        let next = app.store.next_job_at().await.unwrap();
        assert_eq!(next, Some(now + Duration::from_secs(30)));
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
        assert_eq!(second.attempt, 2);
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
        for _ in 0..3 * MOST_ATTEMPTS {
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
fn a_job_that_fails_again_and_again_is_laid_aside() {
    without_workers(async |world, subject| {
        let app = &world.app;
        enqueue(world, subject, app.now()).await;
        for attempt in 1..=MOST_ATTEMPTS {
            let job = claim(world).await.unwrap();
            assert_eq!(job.attempt, attempt);
            let write = app.store.begin().await.unwrap();
            let dead = write
                .retry_job(&job, app.now(), "unexpected")
                .await
                .unwrap();
            write.commit().await.unwrap();
            assert_eq!(dead, attempt == MOST_ATTEMPTS);
        }
        assert_eq!(claim(world).await, None);
        assert_eq!(app.store.count_jobs().await.unwrap(), (1, 1));
        // A new promise brings it back to life.
        enqueue(world, subject, app.now()).await;
        assert_eq!(claim(world).await.unwrap().attempt, 1);
    });
}

#[test]
fn a_job_that_takes_its_process_with_it_is_laid_aside() {
    without_workers(async |world, subject| {
        let app = &world.app;
        enqueue(world, subject, app.now()).await;
        for _ in 0..MOST_ATTEMPTS {
            claim(world).await.unwrap();
            app.set_clock_forward(LEASE);
        }
        assert_eq!(claim(world).await, None);
        assert_eq!(app.store.count_jobs().await.unwrap(), (1, 1));
    });
}
