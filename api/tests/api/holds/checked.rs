//! The facts are asked for again before a pass is held, but for the months.

use sandbox::FaultKind;
use serde_json::json;
use shared::application::EventKind;
use shared::message::MessageKind;
use shared::policy::{ReasonCode, Verdict};
use shared::problem::ProblemKind;
use shared::registry::Registry;

use super::{PASSED, SIGNING, UNCONFIRMED, WHO, at};
use crate::harness::{World, in_world};

/// From now on somebody owns so many homes inside the fifth ring.
pub(super) async fn owns(world: &World, who: &str, homes: usize) {
    let home = |n: usize| {
        json!({
            "zone": "inside_fifth_ring", "district": "chaoyang", "registered": true,
            "address": format!("朝阳区示例路 {n} 号"), "acquired": "2020-01-02",
            "certificate": format!("京（2020）朝不动产权第{n:07}号"), "disposed": null,
            "single_storey": false,
        })
    };
    let homes: Vec<_> = (1..=homes).map(home).collect();
    let record = json!({ "homes": homes });
    world.changes(Registry::Property, who, &record).await;
}

#[test]
fn what_is_not_as_it_was_refuses_the_hold_and_a_clean_check_takes_it() {
    in_world(async |world| {
        let (applied, detail) = world.pass(WHO).await;
        let wanted = world.wanted(&detail, WHO);
        let client = world.signs().await;
        let document = world.document(WHO);
        let before = world.questions_about(&document).await;
        owns(world, "xie-jing", 5).await;
        let answer = client.hold("k1", &wanted).await;
        answer.problem(ProblemKind::CertificateNotConfirmed);
        // The months were not asked for, everything else was.
        let after = world.questions_about(&document).await;
        let asked: Vec<Registry> = Registry::ALL
            .into_iter()
            .filter(|registry| after[registry] > before[registry])
            .collect();
        let expected = [
            Registry::Population,
            Registry::CivilAffairs,
            Registry::Property,
            Registry::Permits,
        ];
        assert_eq!(asked, expected);
        // The pass stands, and its holder is told why it is not confirmed.
        let told = applied.detail().await;
        assert_eq!(at(&told), UNCONFIRMED);
        assert_eq!(told.events.last().unwrap().kind, EventKind::RecheckFailed);
        let kind = told.messages.last().unwrap().kind;
        assert_eq!(kind, MessageKind::RecheckFailed);
        let changes = told.recheck.unwrap().changes;
        let mut changes = changes.iter();
        let change = changes
            .find(|one| one.code == ReasonCode::QuotaFull)
            .unwrap();
        let verdicts = (change.before, change.after);
        assert_eq!(verdicts, (Some(Verdict::Met), Some(Verdict::NotMet)));
        assert!(told.renewal.unwrap().is_offered);
        // The same again tells nothing again.
        let answer = client.hold("k2", &wanted).await;
        answer.problem(ProblemKind::CertificateNotConfirmed);
        let again = applied.detail().await;
        assert_eq!(again.messages.len(), told.messages.len());

        owns(world, "xie-jing", 0).await;
        client.hold("k3", &wanted).await.expect(201);
        let held = applied.detail().await;
        assert_eq!((at(&held), held.recheck), (SIGNING, None));
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn a_silent_registry_refuses_for_now_and_says_nothing_of_the_pass() {
    in_world(async |world| {
        let (applied, detail) = world.pass(WHO).await;
        let wanted = world.wanted(&detail, WHO);
        let client = world.signs().await;
        // Whose months are silent is nobody's concern here.
        world
            .fault(Registry::SocialInsurance, FaultKind::Silent)
            .await;
        world.fault(Registry::Property, FaultKind::Error500).await;
        let answer = client.hold("k1", &wanted).await;
        answer.problem(ProblemKind::UpstreamUnavailable);
        assert!(answer.header("retry-after").parse::<u32>().unwrap() > 0);
        assert_eq!(at(&applied.detail().await), PASSED);
        world.clear_faults().await;
        // The key is free for the next try.
        let begun = std::time::Instant::now();
        loop {
            let answer = client.hold("k1", &wanted).await;
            if answer.status == 201 {
                assert_eq!(answer.header("idempotent-replayed"), "false");
                break;
            }
            answer.problem(ProblemKind::UpstreamUnavailable);
            assert!(begun.elapsed().as_secs() < 60);
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        }
    });
}
