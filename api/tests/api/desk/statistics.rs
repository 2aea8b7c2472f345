//! What supervisors and auditors see of volumes, ages and outcomes.

use shared::application::RulingOutcome;
use shared::desk::statistics::{OpenCount, Remaining, Statistics};
use shared::policy::{Outcome, ReasonCode};
use shared::problem::ProblemKind;
use shared::purchase::Module;
use shared::review::CaseKind;

use crate::harness::in_world;
use crate::officers::office::Office;

async fn statistics(who: &Office, query: &str) -> Statistics {
    let path = format!("/api/v1/officer/statistics{query}");
    who.0.get(&path).await.expect(200).json()
}

#[test]
fn cases_and_decisions_are_counted_as_they_happen() {
    in_world(async |world| {
        let supervisor = world.officer("su-wen").await;
        let nothing = statistics(&supervisor, "").await;
        assert_eq!(nothing.counted_since, None);
        // Twelve weeks, of which the first and the last can be shorter.
        assert!(nothing.open.is_empty() && (12..=13).contains(&nothing.weeks.len()));
        let passed = world.waiting_for_officer("geng-tao").await;
        let refused = world.waiting_for_officer("wu-haitao").await;
        world.waiting_for_officer("shi-lei").await;
        world.applied("zhao-min").await.decided().await;
        let reviewer = world.officer("ding-ning").await;
        reviewer.propose(&passed.id).await;
        supervisor.claim(&passed.id).await;
        let answer = supervisor.say(&passed.id, "/confirmation", "同意").await;
        answer.expect(200);
        reviewer.claim(&refused.id).await;
        let refuse = async || {
            reviewer
                .rule(&refused.id, RulingOutcome::Refused, "不符")
                .await
        };
        refuse().await.expect(200);
        // Sent again it is no second one.
        refuse().await.problem(ProblemKind::WrongState);
        world
            .tamper("UPDATE reviews SET submitted_at = '2026-11-02 10:00:00+00:00'")
            .await;

        let told = statistics(&supervisor, "").await;
        assert_eq!(told.counted_since, Some(world.app.today()));
        assert_eq!(told.to, world.app.today());
        let late = OpenCount {
            kind: CaseKind::ManualReview,
            remaining: Remaining::Overdue,
            count: 1,
        };
        assert_eq!(told.open, [late]);
        let weeks = told.weeks.iter().flat_map(|week| &week.kinds);
        let all = weeks.fold((0, 0), |(opened, decided), one| {
            assert!(one.kind == CaseKind::ManualReview || one.opened + one.decided == 0);
            (opened + one.opened, decided + one.decided)
        });
        assert_eq!(all, (3, 2));
        let last = told.weeks.last().unwrap();
        assert_eq!(last.ends, told.to);
        let total: u32 = told.decisions.iter().map(|one| one.count).sum();
        assert_eq!(total, 4);
        let house = told
            .decisions
            .iter()
            .find(|one| one.outcome == Outcome::Ineligible)
            .unwrap();
        assert_eq!((house.module, house.count), (Module::Residential, 1));
        assert_eq!(house.policy, "R-2026-08-08");
        let gap = told
            .decisions
            .iter()
            .filter(|one| one.reason == ReasonCode::GapRuleUnclear);
        assert!(
            gap.clone().count() > 0 && gap.clone().all(|one| one.outcome == Outcome::ManualReview)
        );
        let ruled: Vec<_> = told.rulings.iter().map(|r| (r.outcome, r.count)).collect();
        assert_eq!(
            ruled,
            [(RulingOutcome::Granted, 1), (RulingOutcome::Refused, 1)]
        );
        // What went to a person is decided by nobody until then.
        let times: Vec<_> = told.times.iter().map(|t| (t.kind, t.count)).collect();
        assert_eq!(times, [(None, 1), (Some(CaseKind::ManualReview), 2)]);
        assert!(told.times.iter().all(|t| (t.median, t.ninetieth) == (0, 0)));
        let before = statistics(&supervisor, "?from=2026-01-01&to=2026-01-31").await;
        assert!(before.decisions.is_empty() && before.times.is_empty());
        // A tally is of no application and of nobody.
        let auditor = world.officer("zhuang-yi").await;
        assert_eq!(statistics(&auditor, "").await.decisions, told.decisions);
        for wrong in [
            "?from=2026-13-01",
            "?from=2026-1-1",
            "?to=%2B12026-01-05",
            "?from=2026-11-02&to=2026-11-01",
            "?from=2025-01-01&to=2026-01-02",
            "?x=1",
        ] {
            let path = format!("/api/v1/officer/statistics{wrong}");
            let answer = supervisor.0.get(&path).await;
            answer.problem(ProblemKind::MalformedRequest);
        }
        statistics(&supervisor, "?from=2025-01-01&to=2026-01-01").await;
    });
}
