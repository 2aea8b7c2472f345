//! What supervisors and auditors see of a version before it is in force.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use shared::desk::previews::{PolicyPreview, PreviewChange};
use shared::policy::{Outcome, ReasonCode, evaluate_under};
use shared::problem::ProblemKind;
use shared::purchase::Module;

use crate::harness::{Answer, in_world_with};
use crate::officers::office::Office;
use crate::policy_folder::{Folder, first_day, further_version, with};

const PATH: &str = "/api/v1/officer/policy-previews";

async fn preview(who: &Office, body: &Value) -> Answer {
    who.0.call("POST", PATH, Some(body)).await
}

#[test]
fn a_version_is_counted_as_the_rules_would_decide_and_nobody_is_named() {
    let folder = Folder::new();
    let id = format!("R-{}", first_day());
    folder.write(&id, "\"in_local\": 1");
    in_world_with(with(&folder), async |world| {
        let supervisor = world.officer("su-wen").await;
        let nothing = preview(&supervisor, &json!({ "version": id })).await;
        let nothing: PolicyPreview = nothing.expect(200).json();
        assert_eq!((nothing.looked_at, nothing.since), (0, None));
        for who in ["yang-fan", "wang-qiang", "lu-siyuan", "song-yang"] {
            world.applied(who).await.decided().await;
        }
        world.refused(Module::Commercial, "hou-bin").await;
        let events = world.count("SELECT count(*) AS n FROM events").await;

        // The announced version takes homes away, the one that is pasted gives one more.
        let announced = preview(&supervisor, &json!({ "version": id })).await;
        let announced: PolicyPreview = announced.expect(200).json();
        assert_eq!((announced.looked_at, announced.has_more), (4, false));
        let policies = &world.app.policies;
        let mut expected = BTreeMap::new();
        let eve = first_day().pred_opt().unwrap();
        for sealed in world.app.store.list_newest_sealed(0, 100).await.unwrap() {
            let filed = sealed.open(&world.app.sealer).unwrap();
            let facts = filed.grounds.facts();
            let before = evaluate_under(&facts, policies, filed.grounds.on, eve);
            // A version of homes changes nothing about commercial units.
            if before.module == Module::Commercial {
                continue;
            }
            let after = evaluate_under(&facts, policies, filed.grounds.on, first_day());
            let alike = (before.module, before.reason, after.outcome, after.reason);
            *expected.entry(alike).or_insert(0) += 1;
        }
        let counts = announced.counts.iter().map(|one| {
            let alike = (one.module, one.reason_before, one.after, one.reason_after);
            (alike, one.count)
        });
        assert_eq!(counts.collect::<BTreeMap<_, _>>(), expected);
        let changes = |preview: &PolicyPreview, change| -> u32 {
            let alike = preview.counts.iter().filter(|one| one.change == change);
            alike.map(|one| one.count).sum()
        };
        assert_eq!(changes(&announced, PreviewChange::ToPass), 0);
        assert!(changes(&announced, PreviewChange::ToRefusal) > 0);

        let auditor = world.officer("zhuang-yi").await;
        let mut pasted = further_version();
        let later = first_day().succ_opt().unwrap();
        pasted["file"]["id"] = json!(format!("R-{later}"));
        pasted["file"]["effective_from"] = json!(later);
        let told = preview(&auditor, &pasted).await.expect(200);
        let text = told.text();
        for private in ["杨", "王", "app_", "ZZ-", "1101"] {
            assert!(!text.contains(private), "{private}: {text}");
        }
        let more: PolicyPreview = told.json();
        assert_eq!(changes(&more, PreviewChange::ToRefusal), 0);
        let quota = more
            .counts
            .iter()
            .find(|one| one.change == PreviewChange::ToPass);
        let quota = quota.unwrap();
        assert_eq!(
            (quota.reason_before, quota.after, quota.count),
            // Beside the announced version, which holds the day before: not only who was refused, also who
            // had passed and would not under that one.
            (ReasonCode::QuotaFull, Outcome::Eligible, 2)
        );
        // Nothing is kept of it.
        assert_eq!(
            world.count("SELECT count(*) AS n FROM events").await,
            events
        );
        let pinned = format!("SELECT count(*) AS n FROM policy_versions WHERE id = 'R-{later}'");
        assert_eq!(world.count(&pinned).await, 0);
    });
}

#[test]
fn what_is_no_version_that_can_come_is_refused() {
    let folder = Folder::new();
    in_world_with(with(&folder), async |world| {
        let supervisor = world.officer("su-wen").await;
        let mut early = further_version();
        early["file"]["id"] = json!("R-2026-08-09");
        early["file"]["effective_from"] = json!("2026-08-09");
        let mut impossible = further_version();
        impossible["file"]["parameters"] = json!({ "months_in": 0 });
        let mut both = further_version();
        both["version"] = json!("R-2099-01-01");
        for (body, pointer) in [
            (json!({}), "/version"),
            (early, "/file/effective_from"),
            (impossible, "/file/parameters/months_in"),
            (both, "/file"),
        ] {
            let answer = preview(&supervisor, &body).await;
            let problem = answer.problem(ProblemKind::InvalidAnswers);
            assert_eq!(problem.errors[0].pointer, pointer);
            let says = problem.errors[0]
                .detail
                .contains("must lie between 1 and 240");
            assert_eq!(says, pointer == "/file/parameters/months_in");
        }
        for unknown in ["R-2099-01-01", "R-2026-08-08"] {
            let answer = preview(&supervisor, &json!({ "version": unknown })).await;
            answer.problem(ProblemKind::NotFound);
        }
    });
}
