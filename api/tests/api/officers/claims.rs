//! Whoever works on a case is alone with it.

use std::time::Duration;

use shared::problem::ProblemKind;
use shared::review::{QueueEntry, ReviewStep};

use crate::harness::in_world;

const MINUTE: Duration = Duration::from_secs(60);

#[test]
fn of_two_officers_at_once_one_gets_the_case() {
    in_world(async |world| {
        let applied = world.waiting_for_officer("geng-tao").await;
        let (one, other) = (
            world.officer("ding-ning").await,
            world.officer("jiang-tao").await,
        );
        let (first, second) = futures::join!(
            one.ask("POST", &applied.id, "/claim"),
            other.ask("POST", &applied.id, "/claim"),
        );
        let ((winner, won), (loser, lost)) = if first.status == 200 {
            ((&one, first), (&other, second))
        } else {
            ((&other, second), (&one, first))
        };
        let entry: QueueEntry = won.expect(200).json();
        assert!(entry.is_mine && entry.step == ReviewStep::Open);
        let claim = entry.claim.unwrap();
        assert_eq!((claim.until - claim.since).num_minutes(), 30);
        let problem = lost.problem(ProblemKind::CaseClaimed);
        assert_eq!(problem.claim, Some(claim.clone()));
        // Whatever the other tries meets the same answer.
        for (method, what) in [("GET", ""), ("DELETE", "/claim"), ("POST", "/claim")] {
            let answer = loser.ask(method, &applied.id, what).await;
            answer.problem(ProblemKind::CaseClaimed);
        }
        let shown = &loser.queue("").await.items[0];
        assert_eq!((shown.claim.as_ref(), shown.is_mine), (Some(&claim), false));
        let mine = std::slice::from_ref(&applied.id);
        assert_eq!(winner.queued("?mine=true").await, mine);
        assert!(loser.queued("?mine=true").await.is_empty());
        assert_eq!(loser.queued("?mine=false").await, mine);
        // Released, it is free; releasing twice is no error.
        for _ in 0..2 {
            let answer = winner.ask("DELETE", &applied.id, "/claim").await;
            answer.expect(204);
        }
        assert!(loser.claim(&applied.id).await.is_mine);
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn a_claim_lasts_half_an_hour_and_is_renewed_by_claiming_again() {
    in_world(async |world| {
        let applied = world.waiting_for_officer("geng-tao").await;
        let one = world.officer("ding-ning").await;
        let other = world.officer("jiang-tao").await;
        let first = one.claim(&applied.id).await.claim.unwrap();
        for _ in 0..2 {
            world.app.set_clock_forward(14 * MINUTE);
            other.queue("").await;
            one.queue("").await;
        }
        let renewed = one.claim(&applied.id).await.claim.unwrap();
        assert_eq!(renewed.since, first.since);
        assert!(renewed.until > first.until);
        for _ in 0..2 {
            world.app.set_clock_forward(14 * MINUTE);
            let answer = other.ask("POST", &applied.id, "/claim").await;
            answer.problem(ProblemKind::CaseClaimed);
            one.queue("").await;
        }
        world.app.set_clock_forward(2 * MINUTE);
        // Nobody's now: who had it cannot go on with it either.
        let answer = one.ask("GET", &applied.id, "").await;
        answer.problem(ProblemKind::CaseNotClaimed);
        assert!(other.claim(&applied.id).await.is_mine);
    });
}

#[test]
fn a_supervisor_takes_a_case_over() {
    in_world(async |world| {
        let applied = world.waiting_for_officer("geng-tao").await;
        let reviewer = world.officer("ding-ning").await;
        let supervisor = world.officer("su-wen").await;
        reviewer.claim(&applied.id).await;
        let answer = reviewer.ask("POST", &applied.id, "/take-over").await;
        answer.problem(ProblemKind::RoleMissing);
        let answer = supervisor.ask("POST", &applied.id, "/claim").await;
        answer.problem(ProblemKind::CaseClaimed);
        let taken = supervisor.ask("POST", &applied.id, "/take-over").await;
        let taken: QueueEntry = taken.expect(200).json();
        assert!(taken.is_mine);
        let problem = reviewer.ask("GET", &applied.id, "").await;
        let problem = problem.problem(ProblemKind::CaseClaimed);
        assert_eq!(problem.claim.unwrap().officer, "苏文");
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn a_case_is_read_by_who_has_claimed_it() {
    in_world(async |world| {
        let applied = world.waiting_for_officer("geng-tao").await;
        let officer = world.officer("ding-ning").await;
        for (method, what) in [("GET", ""), ("POST", "/claim")] {
            let answer = officer.ask(method, "app_1", what).await;
            answer.problem(ProblemKind::NotFound);
        }
        let answer = officer.ask("GET", &applied.id, "").await;
        answer.problem(ProblemKind::CaseNotClaimed);
        let answer = officer.say(&applied.id, "/identities", "核对").await;
        answer.problem(ProblemKind::CaseNotClaimed);
    });
}
