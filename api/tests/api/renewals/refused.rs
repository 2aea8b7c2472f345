//! A pass that is not renewed, or whose registries are silent: it stands to its own last day.

use sandbox::FaultKind;
use serde_json::json;
use shared::application::{EventKind, RenewalStep, State, SubState};
use shared::policy::{Outcome, ReasonCode, Verdict};
use shared::problem::ProblemKind;
use shared::registry::Registry;

use super::{PASSED, RENEWING, WHO, at, last_day};
use crate::harness::{World, in_world};

const EXPIRED: (State, Option<SubState>) = (State::Void, Some(SubState::Expired));

/// From now on somebody holds so many homes inside the fifth ring.
async fn holds(world: &World, who: &str, homes: usize) {
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
fn what_has_changed_is_told_and_the_pass_runs_to_its_own_last_day() {
    in_world(async |world| {
        let (applied, before) = world.passing(WHO).await;
        holds(world, WHO, 5).await;
        applied.renew(0).await.expect(200);
        let after = applied.ended(world, RenewalStep::Refused).await;
        assert_eq!(at(&after), PASSED);
        assert_eq!(after.certificate, before.certificate);
        assert_eq!(after.decision, before.decision);
        assert_eq!((&after.policy, after.ruling), (&before.policy, None));
        let last = after.events.last().unwrap().kind;
        assert_eq!(last, EventKind::RenewalRefused);
        let renewal = after.renewal.unwrap();
        assert_eq!((renewal.version, renewal.is_offered), (1, true));
        let refused = renewal.newest(RenewalStep::Refused).unwrap();
        let decision = refused.decision.as_ref().unwrap();
        let quota = (Outcome::Ineligible, ReasonCode::QuotaFull);
        assert_eq!((decision.outcome, decision.reason), quota);
        let mut changes = refused.changes.iter();
        let change = changes
            .find(|one| one.code == ReasonCode::QuotaFull)
            .unwrap();
        assert_eq!(
            (change.before, change.after),
            (Some(Verdict::Met), Some(Verdict::NotMet))
        );
        assert!(change.stands_in_the_way());
        // The members stay with it, and no other result counts.
        assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 4);
        assert_eq!(world.count("SELECT count(*) AS n FROM decisions").await, 1);

        // Once that is mended it is renewed all the same.
        holds(world, WHO, 0).await;
        applied.renew(1).await.expect(200);
        let renewed = applied.ended(world, RenewalStep::Renewed).await;
        assert_eq!(renewed.renewal.unwrap().past.len(), 2);
        let old = before.certificate.unwrap().number;
        assert_eq!(renewed.certificate.unwrap().replaces, Some(old));
    });
}

#[test]
fn a_pass_that_is_not_renewed_runs_out_on_its_own_day_and_the_refusal_stays_readable() {
    in_world(async |world| {
        let (applied, before) = world.passing(WHO).await;
        holds(world, WHO, 5).await;
        applied.renew(0).await.expect(200);
        applied.ended(world, RenewalStep::Refused).await;
        world.go_to(last_day(&before));
        let applied = world.again(WHO, &applied.id).await;
        assert_eq!(at(&applied.detail().await), PASSED);
        world.go_to(last_day(&before).succ_opt().unwrap());
        let applied = world.again(WHO, &applied.id).await;
        let over = applied.until("over", |detail| at(detail) == EXPIRED).await;
        let renewal = over.renewal.unwrap();
        assert!(!renewal.is_offered && !over.summary.may_renew);
        assert!(
            renewal
                .newest(RenewalStep::Refused)
                .unwrap()
                .decision
                .is_some()
        );
        applied.renew(1).await.problem(ProblemKind::WrongState);
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn silent_registries_keep_the_renewal_waiting_and_not_the_pass() {
    in_world(async |world| {
        let (applied, before) = world.passing(WHO).await;
        world.fault(Registry::Property, FaultKind::Silent).await;
        applied.renew(0).await.expect(200);
        let waiting = applied
            .until("waiting", |detail| {
                let mut events = detail.events.iter();
                events.any(|event| event.kind == EventKind::RegistryAwaited)
            })
            .await;
        assert_eq!(at(&waiting), RENEWING);
        // Waiting is no act: the log agrees.
        world.audited(applied.uuid()).await;
        world.go_to(last_day(&before).succ_opt().unwrap());
        let applied = world.again(WHO, &applied.id).await;
        let over = applied.until("over", |detail| at(detail) == EXPIRED).await;
        assert_eq!(over.certificate, before.certificate);
        let renewal = over.renewal.unwrap();
        assert!(renewal.newest(RenewalStep::Overtaken).is_some());
        assert_eq!(world.count("SELECT count(*) AS n FROM jobs").await, 0);
        assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 0);
        world.audited(applied.uuid()).await;
    });
}
