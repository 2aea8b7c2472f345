//! What the office decides on a dispute, and what follows.

use api::service::verification::replay;
use sandbox::FaultKind;
use serde_json::json;
use shared::application::{
    CorrectedTo, Detail, DisputeStep, EventKind, NewCorrection, RulingOutcome, State, SubState,
};
use shared::policy::{Outcome, ReasonCode};
use shared::problem::ProblemKind;
use shared::purchase::Module;
use shared::registry::Registry;
use shared::review::{CaseKind, CaseStanding, ReviewStep};

use super::{UNDER_REVIEW, at, not_held, statement};
use crate::applying::Applied;
use crate::harness::{World, in_world};

/// Grants a dispute, by a reviewer and a supervisor, and waits for the new decision.
pub(crate) async fn granted(
    world: &World,
    applied: &Applied,
    corrections: &[NewCorrection],
) -> Detail {
    let reviewer = world.officer("ding-ning").await;
    let supervisor = world.officer("su-wen").await;
    reviewer.grant(&applied.id, corrections).await.expect(200);
    supervisor.claim(&applied.id).await;
    let answer = supervisor.say(&applied.id, "/confirmation", "同意").await;
    let standing: CaseStanding = answer.expect(200).json();
    assert_eq!((standing.state, standing.step), (State::Failed, None));
    let is_over = |detail: &Detail| {
        let last = detail.disputes.last().unwrap();
        last.step == DisputeStep::Granted
    };
    let detail = applied.until("checked again", is_over).await;
    world.audited(applied.uuid()).await;
    assert!(replay(&world.app, applied.uuid()).await.unwrap());
    let sql = "SELECT count(*) AS n FROM decisions";
    assert_eq!(world.count(sql).await, 2, "both stay on file");
    detail
}

#[test]
fn a_granted_dispute_corrects_the_record_and_the_rules_run_again() {
    in_world(async |world| {
        let applied = world.refused(Module::Residential, "zhao-min").await;
        let before = world.questions_about(&world.document("zhao-min")).await;
        applied.dispute(&statement(&[2])).await.expect(200);
        let reviewer = world.officer("ding-ning").await;
        let entry = reviewer.queue("?kind=dispute").await.items.pop().unwrap();
        assert_eq!(
            (entry.id.as_str(), entry.kind),
            (applied.id.as_str(), CaseKind::Dispute)
        );
        assert!(entry.due_on.is_some() && !entry.is_overdue);
        assert_eq!(reviewer.queued("?kind=manual_review").await, [""; 0]);
        reviewer.claim(&applied.id).await;
        let case = reviewer.open(&applied.id).await;
        // An officer has to tell one record from another.
        let spouses = &case.house_records[1];
        assert_eq!(
            spouses.address.as_deref(),
            Some("丰台区示例西里 7 号楼 105")
        );
        assert_eq!(case.disputes[0].records, std::slice::from_ref(spouses));
        assert_eq!(
            case.disputes[0].statement,
            "该房屋已于上月转出，现已不在名下。"
        );
        let tomorrow = world.app.today().succ_opt().unwrap();
        let to = |place, to| vec![NewCorrection { place, to }];
        let too_early = spouses.since.and_then(|day| day.pred_opt()).unwrap();
        for (corrections, pointer) in [
            (vec![], "/corrections"),
            (vec![not_held(9)], "/corrections/0/place"),
            (vec![not_held(2), not_held(2)], "/corrections/1/place"),
            (
                to(2, CorrectedTo::FirstSoldOn { day: tomorrow }),
                "/corrections/0/to",
            ),
            (
                to(2, CorrectedTo::TransferredOn { day: tomorrow }),
                "/corrections/0/to/day",
            ),
            (
                to(2, CorrectedTo::TransferredOn { day: too_early }),
                "/corrections/0/to/day",
            ),
        ] {
            let answer = reviewer.grant(&applied.id, &corrections).await;
            let problem = answer.problem(ProblemKind::InvalidAnswers);
            assert_eq!(problem.errors[0].pointer, pointer);
        }
        let proposed = reviewer.grant(&applied.id, &[not_held(2)]).await;
        let proposed: CaseStanding = proposed.expect(200).json();
        assert_eq!(proposed.step, Some(ReviewStep::Proposed));
        let detail = applied.detail().await;
        assert_eq!((at(&detail), detail.ruling), (UNDER_REVIEW, None));
        let supervisor = world.officer("su-wen").await;
        supervisor.claim(&applied.id).await;
        supervisor
            .say(&applied.id, "/return", "请补充")
            .await
            .expect(200);

        let detail = granted(world, &applied, &[not_held(2)]).await;
        assert_eq!(at(&detail), (State::Passed, None));
        assert!(detail.certificate.is_some() && detail.house_records.is_empty());
        let decision = detail.decision.unwrap();
        assert_eq!(decision.outcome, Outcome::Eligible);
        let dispute = detail.disputes.last().unwrap();
        assert_eq!(dispute.reason.as_deref(), Some("同意"));
        let corrected = &dispute.corrections[0];
        // Of what only the spouse holds, no address is told here either.
        let told = (corrected.to, corrected.record.address.as_deref());
        assert_eq!(told, (CorrectedTo::NotHeld, None));
        assert_eq!(detail.ruling, None);
        let kinds: Vec<EventKind> = detail.events.iter().map(|event| event.kind).collect();
        for kind in [
            EventKind::Failed,
            EventKind::ReviewRequested,
            EventKind::ReviewGranted,
            EventKind::Passed,
        ] {
            assert!(kinds.contains(&kind), "{kind:?} in {kinds:?}");
        }
        // Everything was asked again.
        let after = world.questions_about(&world.document("zhao-min")).await;
        for (registry, asked) in before {
            assert!(after[&registry] > asked, "{registry:?}");
        }
    });
}

#[test]
fn what_else_is_wrong_by_then_keeps_it_refused() {
    in_world(async |world| {
        let applied = world.disputed(Module::Residential, "wang-qiang").await;
        let elsewhere = json!({ "hukou": { "kind": "elsewhere" } });
        for who in ["wang-qiang", "zhang-li"] {
            world.changes(Registry::Population, who, &elsewhere).await;
        }
        let detail = granted(world, &applied, &[not_held(1)]).await;
        assert_eq!(at(&detail), (State::Failed, None));
        assert_eq!(detail.summary.reason, Some(ReasonCode::HukouNotLocal));
        assert_eq!(detail.certificate, None);
        assert!(detail.summary.may_get_help && !detail.summary.may_ask_review);
        assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 0);
    });
}

#[test]
fn what_is_unclear_by_then_goes_to_a_person() {
    in_world(async |world| {
        let applied = world.disputed(Module::Commercial, "hou-bin").await;
        // A month is missing now, which the commercial rules leave open.
        let record = json!({ "contributions": late(world) });
        let registry = Registry::SocialInsurance;
        world.changes(registry, "hou-bin", &record).await;
        let reviewer = world.officer("ding-ning").await;
        let supervisor = world.officer("su-wen").await;
        reviewer
            .grant(&applied.id, &[not_held(1)])
            .await
            .expect(200);
        supervisor.claim(&applied.id).await;
        let answer = supervisor.say(&applied.id, "/confirmation", "同意").await;
        answer.expect(200);
        let waits = |detail: &Detail| {
            let decision = detail.decision.as_ref().unwrap();
            at(detail) == UNDER_REVIEW && decision.outcome == Outcome::ManualReview
        };
        applied.until("with a person again", waits).await;
        let entry = reviewer.queue("").await.items.pop().unwrap();
        assert_eq!(entry.kind, CaseKind::ManualReview);
        // There is nothing more to correct.
        let answer = reviewer.grant(&applied.id, &[not_held(1)]).await;
        answer.problem(ProblemKind::InvalidAnswers);
        reviewer.grant(&applied.id, &[]).await.expect(200);
        supervisor.claim(&applied.id).await;
        let answer = supervisor.say(&applied.id, "/confirmation", "同意").await;
        answer.expect(200);
        let detail = applied.detail().await;
        assert_eq!(at(&detail), (State::Passed, None));
        assert!(detail.certificate.is_some());
        world.audited(applied.uuid()).await;
    });
}

/// Months of insurance of which one was paid late.
fn late(world: &World) -> serde_json::Value {
    use shared::values::Month;
    let this = Month::of(world.app.today());
    let month = |back: i32| {
        let payment = if back == 30 { "back_paid" } else { "paid" };
        json!({
            "month": this.plus(-back), "period": "month", "payment": payment, "ground": null,
            "income": "wages", "payer": "x", "district": null,
        })
    };
    (1..=80).map(month).collect()
}

#[test]
fn the_first_sale_of_a_unit_is_corrected_too() {
    in_world(async |world| {
        let applied = world.refused(Module::Commercial, "pang-xue").await;
        let detail = applied.detail().await;
        let records = &detail.house_records;
        let place = records.last().unwrap().place;
        applied.dispute(&statement(&[place])).await.expect(200);
        let day = "2010-06-01".parse().unwrap();
        let to = CorrectedTo::FirstSoldOn { day };
        let detail = granted(world, &applied, &[NewCorrection { place, to }]).await;
        assert_eq!(at(&detail), (State::Passed, None));
    });
}

#[test]
fn a_refused_dispute_leaves_the_result_as_it_was() {
    in_world(async |world| {
        let applied = world.disputed(Module::Residential, "wang-qiang").await;
        let before = applied.detail().await;
        let reviewer = world.officer("ding-ning").await;
        reviewer.claim(&applied.id).await;
        let reason = "登记信息属实，房屋仍在名下";
        let answer = reviewer
            .rule(&applied.id, RulingOutcome::Refused, reason)
            .await;
        answer.expect(200);
        let detail = applied.detail().await;
        assert_eq!(at(&detail), (State::Failed, None));
        assert_eq!(detail.disputes[0].step, DisputeStep::Refused);
        assert_eq!(detail.disputes[0].reason.as_deref(), Some(reason));
        assert_eq!(detail.decision, before.decision);
        assert_eq!(detail.summary.decided_at, before.summary.decided_at);
        let last = detail.events.last().unwrap();
        assert_eq!(last.kind, EventKind::ReviewRefused);
        assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 0);
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn what_is_checked_again_and_again_can_be_stopped() {
    in_world(async |world| {
        let applied = world.disputed(Module::Residential, "zhao-min").await;
        let reviewer = world.officer("ding-ning").await;
        let supervisor = world.officer("su-wen").await;
        reviewer
            .grant(&applied.id, &[not_held(2)])
            .await
            .expect(200);
        world.fault(Registry::Tax, FaultKind::Error500).await;
        supervisor.claim(&applied.id).await;
        let answer = supervisor.say(&applied.id, "/confirmation", "同意").await;
        answer.expect(200);
        let waits = |detail: &Detail| {
            let events = detail.events.iter();
            let mut since = events.skip_while(|event| event.kind != EventKind::ReviewGranted);
            since.any(|event| event.kind == EventKind::RegistryAwaited)
        };
        let detail = applied.until("waiting again", waits).await;
        assert_eq!(detail.summary.sub_state, Some(SubState::Rechecking));
        let stopped: Detail = applied.take_back().await.expect(200).json();
        assert_eq!(at(&stopped), (State::Failed, None));
        assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 0);
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn a_case_whose_kind_was_changed_behind_the_back_is_not_worked_on() {
    in_world(async |world| {
        let applied = world.disputed(Module::Residential, "zhao-min").await;
        world
            .tamper("UPDATE reviews SET kind = 'manual_review'")
            .await;
        let reviewer = world.officer("ding-ning").await;
        let answer = reviewer.ask("POST", &applied.id, "/claim").await;
        answer.problem(ProblemKind::Unexpected);
    });
}
