//! What decides in a version of the policy that has been in force never changes: it is pinned in the
//! database.

use std::path::Path;
use std::time::{Duration, Instant};

use api::app::App;

use crate::harness::{World, in_world, in_world_with};
use crate::policy_folder::{Folder, first_day, with};

/// Starts the platform once more on the same database, and says what keeps it from starting.
async fn refusal(world: &World) -> Option<String> {
    let started = App::start(world.app.config.clone()).await;
    started.err().map(|error| error.to_string())
}

/// How long the worker may take.
const PATIENCE: Duration = Duration::from_secs(20);

async fn pinned(world: &World) -> i64 {
    world
        .count("SELECT count(*) AS n FROM policy_versions")
        .await
}

/// Waits for the worker's next round.
async fn until_all_are_pinned(world: &World) {
    let all = i64::try_from(world.app.policies.versions().len()).unwrap();
    let begun = Instant::now();
    while pinned(world).await < all {
        assert!(begun.elapsed() < PATIENCE, "not all are pinned");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// What keeps the platform from starting names the version.
#[track_caller]
fn assert_names(refusal: Option<String>, id: &str, words: &str) {
    let refusal = refusal.unwrap_or_else(|| "it started".to_owned());
    let begins = format!("the policy version {id} {words}");
    assert!(refusal.starts_with(&begins), "{refusal}");
    assert_eq!(refusal.lines().count(), 1);
}

fn correct(path: &Path, old: &str, new: impl Fn(&str) -> String) {
    let all = std::fs::read_to_string(path).unwrap();
    assert!(all.contains(old), "{all}");
    std::fs::write(path, all.replacen(old, &new(old), 1)).unwrap();
}

#[test]
fn what_has_been_in_force_never_changes() {
    let folder = Folder::new();
    let id = format!("R-{}", first_day());
    folder.write(&id, "\"in_local\": 3");
    in_world_with(with(&folder), async |world| {
        world.go_to(first_day());
        until_all_are_pinned(world).await;
        assert_eq!(refusal(world).await, None);
        // What describes it may be corrected.
        correct(&folder.file(&id), "\"confidence\": \"high\"", |_| {
            "\"revised\": {\"number\": 2, \"on\": \"2099-01-01\"}, \"confidence\": \"low\"\n"
                .to_owned()
        });
        correct(&folder.file(&id), "\"document\": \"", |old| {
            "\"described\": true, ".to_owned() + old
        });
        assert_eq!(refusal(world).await, None);
        // What decides may not.
        folder.write(&id, "\"in_local\": 3, \"in_nonlocal\": 1");
        assert_names(refusal(world).await, &id, "has decided otherwise");
        folder.write(&id, "\"in_local\": 3");
        assert_eq!(refusal(world).await, None);
        // While nothing rests on it, it may go; but not come back as another one.
        folder.remove(&id);
        assert_eq!(refusal(world).await, None);
        folder.write(&id, "\"in_local\": 4");
        assert_names(refusal(world).await, &id, "has decided otherwise");
        folder.write(&id, "\"in_local\": 3");

        let detail = world.applied("wang-qiang").await.decided().await;
        assert_eq!(detail.policy.as_deref(), Some(id.as_str()));
        folder.remove(&id);
        assert_names(
            refusal(world).await,
            &id,
            "is gone, and decisions rest on it",
        );
        folder.write(&id, "\"in_local\": 3");
        assert_eq!(refusal(world).await, None);
        // The same holds for the versions of the program.
        world
            .tamper("UPDATE policy_versions SET sha256 = 'x' WHERE id = 'R-2012-12-18'")
            .await;
        let words = "has decided otherwise (SHA-256 x, now ";
        assert_names(refusal(world).await, "R-2012-12-18", words);
        world
            .tamper("UPDATE policy_versions SET id = 'T-2012-12-19' WHERE sha256 = 'x'")
            .await;
        // Versions accumulate: the decision rests on all that came before.
        assert_names(refusal(world).await, "T-2012-12-19", "is gone");
        world
            .tamper("UPDATE policy_versions SET id = 'C-2012-12-19' WHERE sha256 = 'x'")
            .await;
        assert_eq!(refusal(world).await, None);
    });
}

#[test]
fn before_its_first_day_a_version_may_be_corrected() {
    let folder = Folder::new();
    let id = format!("R-{}", first_day());
    folder.write(&id, "\"in_local\": 3");
    in_world_with(with(&folder), async |world| {
        let at_start = pinned(world).await;
        folder.write(&id, "\"in_local\": 4");
        assert_eq!(refusal(world).await, None);
        folder.remove(&id);
        assert_eq!(refusal(world).await, None);
        folder.write(&id, "\"in_local\": 3");
        assert_eq!(refusal(world).await, None);
        assert_eq!(pinned(world).await, at_start);
        // A process that runs across midnight pins it by itself.
        world.go_to(first_day());
        until_all_are_pinned(world).await;
        folder.write(&id, "\"in_local\": 4");
        assert_names(refusal(world).await, &id, "has decided otherwise");
    });
}

#[test]
fn nothing_is_decided_under_a_file_that_others_do_not_have() {
    in_world(async |world| {
        let kept = "UPDATE policy_versions SET sha256 = sha256 || 'x' WHERE id = 'R-2026-08-08'";
        world.tamper(kept).await;
        let applied = world.applied("wang-qiang").await;
        // All registries have answered, and still there is no decision.
        let begun = Instant::now();
        let tried = "SELECT count(*) AS n FROM jobs WHERE attempts > 1";
        while world.count(tried).await == 0 {
            assert!(begun.elapsed() < PATIENCE, "it was not tried again");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(world.count("SELECT count(*) AS n FROM decisions").await, 0);
        assert_eq!(applied.detail().await.decision, None);
        let back = "UPDATE policy_versions SET sha256 = rtrim(sha256, 'x') \
            WHERE id = 'R-2026-08-08'";
        world.tamper(back).await;
        applied.decided().await;
    });
}

#[test]
fn instances_that_start_together_pin_once() {
    in_world(async |world| {
        let before = pinned(world).await;
        world.tamper("DELETE FROM policy_versions").await;
        let starts = (0..4).map(|_| App::start(world.app.config.clone()));
        for started in futures::future::join_all(starts).await {
            started.unwrap();
        }
        assert_eq!(pinned(world).await, before);
    });
}
