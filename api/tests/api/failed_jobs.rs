//! Jobs that go wrong as operators and applicants meet them: nothing is given up, one that cannot
//! be done holds nobody else up, and what has failed can be seen and begun anew.

use std::process::{Command, Output};
use std::time::{Duration, Instant};

use api::store::jobs::Job;
use api::store::jobs::kind::JobKind;
use sandbox::{Fault, FaultKind};
use secrecy::ExposeSecret;
use serde_json::Value;
use shared::application::State;
use shared::registry::Registry;
use uuid::Uuid;

use crate::harness::{World, in_world};

const LEASE: Duration = Duration::from_secs(15);
/// Longer than any pause of a job.
const LONG: Duration = Duration::from_secs(2 * 60 * 60);

fn api(world: &World, arguments: &[&str]) -> Output {
    let config = &world.app.config;
    let keys = config.keys.as_ref().unwrap();
    let (name, key) = &keys.seal[0];
    Command::new(env!("CARGO_BIN_EXE_api"))
        .env_clear()
        .env("ANJU_DATABASE_URL", config.database_url.expose_secret())
        .env("ANJU_SEAL_KEYS", format!("{name}:{}", key.expose_secret()))
        .env("ANJU_INDEX_KEY", keys.index.expose_secret())
        .env("ANJU_OIDC_CLIENT_SECRET", "secret")
        .args(arguments)
        .output()
        .unwrap()
}

fn told(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

async fn claim(world: &World) -> Option<Job> {
    let app = &world.app;
    app.store
        .claim_job(&JobKind::ALL, app.new_id(), app.now(), LEASE)
        .await
        .unwrap()
}

/// Lets every attempt fail, up to the last one and beyond it.
async fn fail_to_the_end(world: &World) {
    for _ in 0..=JobKind::Verify.last_attempt() {
        world.app.set_clock_forward(Duration::from_secs(1));
        let job = claim(world).await.unwrap();
        let write = world.app.store.begin().await.unwrap();
        write
            .retry_job(&job, world.app.now(), "unexpected")
            .await
            .unwrap();
        write.commit().await.unwrap();
    }
}

/// How many jobs somebody has claimed.
async fn claims(world: &World) -> i64 {
    let claimed = "SELECT count(*) AS n FROM jobs WHERE lease IS NOT NULL";
    world.count(claimed).await
}

async fn ready(world: &World) -> Value {
    let answer = world.browser().get("/health/ready").await.expect(200);
    answer.json()
}

/// Waits until an application is in a state; it is looked at in the database, since sessions end
/// while the clock is set forward.
async fn until(world: &World, application: Uuid, state: State) {
    let begun = Instant::now();
    loop {
        let found = world.app.store.find_application(application).await.unwrap();
        let found = found.unwrap().state;
        if found == state {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "{found:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// An operator revives a job after mending what was broken: an attempt that began before says
/// nothing of it.
#[test]
fn what_was_begun_before_a_revival_does_not_count() {
    in_world(async |world| {
        world.kill_workers().await;
        let applied = world.applied("luo-jia").await;
        fail_to_the_end(world).await;
        let job = claim(world).await.unwrap();
        told(&api(world, &["jobs", "revive", &job.id.to_string()]));
        let write = world.app.store.begin().await.unwrap();
        let late = write.retry_job(&job, world.app.now(), "unexpected").await;
        assert!(late.is_err());
        drop(write);
        let all = told(&api(world, &["jobs", "list", "--all"]));
        assert!(
            all.contains("waiting") && all.contains("0 failures"),
            "{all}"
        );
        world.start_worker();
        until(world, applied.uuid(), State::Passed).await;
    });
}

#[test]
fn what_has_failed_to_the_end_is_counted_listed_and_begun_anew() {
    in_world(async |world| {
        world.kill_workers().await;
        let applied = world.applied("luo-jia").await;
        assert_eq!(ready(world).await["jobs"]["failed"], 0);
        fail_to_the_end(world).await;
        let details = ready(world).await;
        assert_eq!(details["status"], "ready");
        assert_eq!(details["jobs"]["total"], 1);
        assert_eq!(details["jobs"]["failed"], 1);

        let list = told(&api(world, &["jobs", "list"]));
        let line = list.lines().next().unwrap();
        let (id, _) = line.split_once(' ').unwrap();
        for part in ["verify", "failed", "31 failures", "last error unexpected"] {
            assert!(line.contains(part), "{line}");
        }
        assert!(line.contains(&applied.uuid().to_string()), "{line}");
        assert!(list.ends_with("1 jobs, 1 failed to the end\n"), "{list}");
        let shown = told(&api(world, &["jobs", "show", id]));
        assert!(shown.contains("last error unexpected"), "{shown}");

        told(&api(world, &["jobs", "revive", id]));
        let list = told(&api(world, &["jobs", "list"]));
        assert_eq!(list, "1 jobs, 0 failed to the end\n");
        let all = told(&api(world, &["jobs", "list", "--all"]));
        assert!(
            all.contains("0 failures, 0 deaths, last error none"),
            "{all}"
        );
        world.start_worker();
        until(world, applied.uuid(), State::Passed).await;
        let gone = api(world, &["jobs", "revive", id]);
        assert!(!gone.status.success());
        assert!(
            String::from_utf8(gone.stderr)
                .unwrap()
                .contains("no such job")
        );
    });
}

#[test]
fn what_has_failed_to_the_end_goes_on_by_itself() {
    in_world(async |world| {
        world.kill_workers().await;
        let applied = world.applied("luo-jia").await;
        fail_to_the_end(world).await;
        world.app.set_clock_forward(LONG);
        world.start_worker();
        until(world, applied.uuid(), State::Passed).await;
    });
}

#[test]
fn what_the_release_before_laid_aside_is_found_again() {
    in_world(async |world| {
        world.kill_workers().await;
        let applied = world.applied("luo-jia").await;
        world
            .tamper("UPDATE jobs SET attempts = 10, dead = true, last_error = 'unexpected'")
            .await;
        world.start_worker();
        until(world, applied.uuid(), State::Passed).await;
    });
}

#[test]
fn processes_that_die_again_and_again_end_no_verification() {
    in_world(async |world| {
        world.kill_workers().await;
        let browser = world.at_home("luo-jia").await;
        let slow = Fault {
            fault: FaultKind::Slow,
            seconds: Some(3),
            times: None,
            document: None,
            units: false,
        };
        world.set_fault(Registry::Property, &slow).await;
        let applied = world.applied_with(browser, world.answers("luo-jia")).await;
        for deaths in 0..16 {
            world.start_worker();
            let begun = Instant::now();
            let claimed = format!(
                "SELECT count(*) AS n FROM jobs WHERE lease IS NOT NULL AND deaths >= {deaths}"
            );
            while world.count(&claimed).await == 0 {
                let waited = begun.elapsed();
                assert!(waited < Duration::from_secs(20), "after {deaths} deaths");
                // Until it is due and no longer: a claim does not outlive a jump of the clock.
                let rests =
                    world.app.store.list_jobs(true).await.unwrap()[0].run_at - world.app.now();
                world
                    .app
                    .set_clock_forward(rests.to_std().unwrap_or_default());
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            world.kill_workers().await;
            world.app.set_clock_forward(LEASE);
        }
        world.clear_faults().await;
        world.start_worker();
        // The next worker notices the last death, and the job rests.
        while claims(world).await > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        world.app.set_clock_forward(LONG);
        until(world, applied.uuid(), State::Passed).await;
    });
}

#[test]
fn a_job_of_a_kind_that_nobody_here_knows_holds_nobody_up() {
    in_world(async |world| {
        world.kill_workers().await;
        let applied = world.applied("luo-jia").await;
        let columns = "id, kind, subject, run_at, attempts, dead";
        world
            .tamper(&format!(
                "INSERT INTO jobs ({columns}) SELECT application_id, 'unheard_of', application_id, \
                 '2026-01-01 00:00:00+00:00', 0, false FROM events WHERE kind = 'created'"
            ))
            .await;
        world.start_worker();
        until(world, applied.uuid(), State::Passed).await;
        let all = told(&api(world, &["jobs", "list", "--all"]));
        assert!(all.contains("unheard_of"), "{all}");
        world.tamper("DELETE FROM jobs").await;
    });
}
