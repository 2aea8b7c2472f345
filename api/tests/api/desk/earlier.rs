//! What was decided before, in a case of the same applicant.

use shared::application::{LookKind, RulingOutcome, State};
use shared::desk::earlier::Earlier;
use shared::policy::Outcome;
use shared::problem::ProblemKind;

use crate::harness::in_world;

#[test]
fn an_earlier_application_is_shown_and_its_applicant_is_told() {
    in_world(async |world| {
        let first = world.waiting_for_officer("geng-tao").await;
        // Of somebody else, who is nobody's earlier application.
        let other = world.waiting_for_officer("shi-lei").await;
        let reviewer = world.officer("ding-ning").await;
        reviewer.claim(&first.id).await;
        let answer = reviewer
            .rule(&first.id, RulingOutcome::Refused, "单位说明与记录不符")
            .await;
        answer.expect(200);
        let second = world.waiting_for_officer("geng-tao").await;
        let answer = reviewer.ask("GET", &second.id, "/earlier").await;
        answer.problem(ProblemKind::CaseNotClaimed);
        reviewer.claim(&second.id).await;
        let told: Earlier = reviewer
            .ask("GET", &second.id, "/earlier")
            .await
            .expect(200)
            .json();
        assert!(told.decisions.is_empty() && !told.has_more);
        let [earlier] = told.applications.as_slice() else {
            panic!("{told:?}");
        };
        assert_eq!(earlier.id, first.id);
        assert_eq!(earlier.state, State::Failed);
        let decision = earlier.decision.as_ref().unwrap();
        assert_eq!(decision.outcome, Outcome::ManualReview);
        let ruling = earlier.ruling.as_ref().unwrap();
        assert_eq!(ruling.outcome, RulingOutcome::Refused);
        assert_eq!(ruling.reason, "单位说明与记录不符");

        // Whose application was looked at reads so there, and nowhere else.
        let looks = first.detail().await.looks;
        assert_eq!(looks.last().unwrap().kind, LookKind::Earlier);
        for one in [&second, &other] {
            let looks = one.detail().await.looks;
            assert!(looks.iter().all(|look| look.kind != LookKind::Earlier));
        }
        world.audited(first.uuid()).await;
        reviewer.claim(&other.id).await;
        let none: Earlier = reviewer
            .ask("GET", &other.id, "/earlier")
            .await
            .expect(200)
            .json();
        assert!(none.applications.is_empty());
    });
}
