//! Whom a new version of the policy may help: they are told once that it is an estimate, and nothing else
//! changes.

use api::service::estimates;
use api::store::jobs::kind::JobKind;
use sandbox::FaultKind;
use serde_json::Value;
use shared::application::State;
use shared::purchase::Module;
use shared::registry::Registry;

use crate::harness::{in_world, in_world_with};
use crate::policy_folder::{Folder, first_day, with};

const TOLD: &str = "SELECT count(*) AS n FROM messages WHERE kind = 'policy_may_help'";
const ENDED: &str = "SELECT count(*) AS n FROM policy_walks WHERE ended_at IS NOT NULL";

#[test]
fn who_was_refused_hears_once_of_a_version_that_may_help() {
    let folder = Folder::new();
    let id = format!("R-{}", first_day());
    folder.write(&id, "\"in_local\": 3");
    in_world_with(with(&folder), async |world| {
        // Two homes inside; the cap is 2, and 3 from that day on.
        let helped = world.refused(Module::Residential, "wang-qiang").await;
        let before = helped.detail().await;
        // Refused for something that the version leaves as it is.
        world.refused(Module::Residential, "lu-siyuan").await;
        // Withdrew what would be refused: there is no result.
        let withdrawn = world.waiting_for_officer("wu-haitao").await;
        withdrawn.withdraw().await;
        let decided = world.count("SELECT count(*) AS n FROM decisions").await;
        let counted = "SELECT count(*) AS n FROM tallies";
        let tallies = world.count(counted).await;

        assert_eq!(world.count(TOLD).await, 0);
        world.go_to(first_day());
        world.until_count(ENDED, 1).await;
        let told = world.count(TOLD).await;
        assert_eq!(told, 1);
        let browser = world.signed_in("wang-qiang").await;
        let messages: Value = browser.get("/api/v1/messages").await.expect(200).json();
        let kinds = messages["items"].as_array().unwrap().iter();
        let kinds: Vec<&str> = kinds.filter_map(|one| one["kind"].as_str()).collect();
        assert_eq!(
            kinds
                .iter()
                .filter(|kind| **kind == "policy_may_help")
                .count(),
            1
        );
        let other = world.signed_in("lu-siyuan").await;
        let messages = other.get("/api/v1/messages").await.expect(200).text();
        assert!(!messages.contains("policy_may_help"));
        // It is an estimate: nothing is decided, counted or moved.
        assert_eq!(
            world.count("SELECT count(*) AS n FROM decisions").await,
            decided
        );
        assert_eq!(world.count(counted).await, tallies);
        let path = format!("/api/v1/applications/{}", helped.id);
        let after: shared::application::Detail = browser.get(&path).await.expect(200).json();
        assert_eq!(after.summary.state, State::Failed);
        assert_eq!(
            (after.decision, after.policy),
            (before.decision, before.policy)
        );

        // Another look, and a walk that is done again from its beginning, tell nobody twice.
        estimates::begin_walks(&world.app).await.unwrap();
        assert_eq!(
            world.count("SELECT count(*) AS n FROM policy_walks").await,
            1
        );
        let mut walk = world.app.store.list_policy_walks().await.unwrap().remove(0);
        walk.behind = None;
        walk.ended_at = None;
        let write = world.app.store.begin().await.unwrap();
        write.save_policy_walk(&walk).await.unwrap();
        let (new, now) = (world.app.new_id(), world.app.now());
        let kind = JobKind::Estimate;
        write
            .enqueue_job(new, kind, walk.subject, now)
            .await
            .unwrap();
        write.commit().await.unwrap();
        world.app.work.notify_one();
        world.until_count(ENDED, 1).await;
        assert_eq!(world.count(TOLD).await, told);
    });
}

#[test]
fn versions_that_were_there_before_the_platform_help_nobody_anew() {
    in_world(async |world| {
        world.refused(Module::Residential, "wang-qiang").await;
        estimates::begin_walks(&world.app).await.unwrap();
        assert_eq!(
            world.count("SELECT count(*) AS n FROM policy_walks").await,
            0
        );
        assert_eq!(world.count(TOLD).await, 0);
    });
}

#[test]
fn nobody_hears_again_of_a_version_that_changes_nothing_for_them() {
    let folder = Folder::new();
    let helps = first_day();
    let other = helps.succ_opt().unwrap();
    let same = other.succ_opt().unwrap();
    folder.write(&format!("R-{helps}"), "\"in_local\": 3");
    folder.write(&format!("C-{other}"), "\"months\": 59");
    folder.write(&format!("R-{same}"), "\"in_local\": 4");
    in_world_with(with(&folder), async |world| {
        world.refused(Module::Residential, "wang-qiang").await;
        for (day, walks) in [(helps, 1), (other, 2), (same, 3)] {
            world.go_to(day);
            world.until_count(ENDED, walks).await;
            assert_eq!(world.count(TOLD).await, 1, "{day}");
        }
    });
}

#[test]
fn who_is_refused_behind_the_walk_hears_of_it_then() {
    let folder = Folder::new();
    folder.write(&format!("R-{}", first_day()), "\"in_local\": 3");
    in_world_with(with(&folder), async |world| {
        // One waits for a registry, the refusal of the other is disputed.
        let disputed = world.disputed(Module::Residential, "liu-fulin").await;
        world.fault(Registry::Property, FaultKind::Silent).await;
        let waiting = world.applied("wang-qiang").await;
        waiting.awaiting().await;
        world.go_to(first_day());
        world.until_count(ENDED, 1).await;
        assert_eq!(world.count(TOLD).await, 0);
        world.clear_faults().await;
        world.until_count(TOLD, 1).await;
        let browser = world.signed_in("liu-fulin").await;
        let path = format!("/api/v1/applications/{}/dispute", disputed.id);
        browser.call("DELETE", &path, None).await.expect(200);
        assert_eq!(world.count(TOLD).await, 2);
    });
}
