//! The queue and the case: what officers see, and what they do not.

use shared::application::{EventKind, LookKind};
use shared::officer::OfficerRole;
use shared::policy::{Outcome, ReasonCode};
use shared::problem::ProblemKind;
use shared::purchase::Module;
use shared::review::Identities;

use crate::harness::in_world;

#[test]
fn the_queue_is_ordered_by_age_and_cut_into_pages() {
    in_world(async |world| {
        let mut waiting = Vec::new();
        for key in ["geng-tao", "wu-haitao", "shi-lei", "meng-ke"] {
            waiting.push(world.waiting_for_officer(key).await.id);
        }
        let officer = world.officer("ding-ning").await;
        assert_eq!(officer.queued("").await, waiting);
        let mut paged = Vec::new();
        let mut query = "?limit=3".to_owned();
        loop {
            let page = officer.queue(&query).await;
            paged.extend(page.items.into_iter().map(|entry| entry.id));
            let Some(cursor) = page.next_cursor else {
                break;
            };
            query = format!("?limit=3&cursor={cursor}");
        }
        assert_eq!(paged, waiting);
        let homes = officer.queue("?module=residential").await.items;
        assert!(homes.iter().all(|one| one.module == Module::Residential));
        assert_eq!(homes.len(), 2);
        assert_eq!(officer.queued("?step=proposed").await, Vec::<String>::new());
        for wrong in ["?limit=0", "?limit=101", "?cursor=x", "?step=x", "?x=1"] {
            let path = format!("/api/v1/officer/cases{wrong}");
            officer
                .0
                .get(&path)
                .await
                .problem(ProblemKind::MalformedRequest);
        }
        let first = &officer.queue("").await.items[0];
        assert_eq!(first.applicant.as_deref(), Some("耿*"));
        assert_eq!(first.reason, Some(ReasonCode::GapRuleUnclear));
        assert!(!first.is_overdue && first.claim.is_none());
        // Five working days from a Monday.
        world
            .tamper("UPDATE reviews SET submitted_at = '2026-11-02 10:00:00+00:00'")
            .await;
        let all = officer.queue("").await.items;
        let due: Vec<_> = all.iter().map(|e| (e.due_on, e.is_overdue)).collect();
        let monday = "2026-11-09".parse().ok();
        assert_eq!(due, vec![(monday, true); 4]);
    });
}

#[test]
fn a_case_shows_what_was_declared_beside_what_was_found_with_masked_numbers() {
    in_world(async |world| {
        let applied = world.waiting_for_officer("wu-haitao").await;
        let officer = world.officer("ding-ning").await;
        officer.claim(&applied.id).await;
        let answer = officer.ask("GET", &applied.id, "").await.expect(200);
        let text = answer.text();
        let household = world.city.people().household("wu").unwrap();
        for member in &household.members {
            assert!(!text.contains(&member.document.number), "{}", member.key);
        }
        let case: shared::review::Case = answer.json();
        let decision = case.decision.as_ref().unwrap();
        assert!(!decision.findings.is_empty());
        assert_eq!(decision.outcome, Outcome::ManualReview);
        assert!(
            case.events
                .iter()
                .any(|e| e.kind == EventKind::ManualReview)
        );
        assert_eq!(case.checks.len(), 6);
        let person = &case.answers.applicant.person;
        assert_eq!(person.name.as_deref(), Some("吴海涛"));

        // Full numbers for a reason.
        let answer = officer.say(&applied.id, "/identities", " ").await;
        answer.problem(ProblemKind::InvalidAnswers);
        let endless = "长".repeat(201);
        let answer = officer.say(&applied.id, "/identities", &endless).await;
        answer.problem(ProblemKind::InvalidAnswers);
        let revealed = officer
            .say(&applied.id, "/identities", "与户口簿核对")
            .await;
        let revealed: Identities = revealed.expect(200).json();
        let number = &world.document("wu-haitao").number;
        let first = revealed.people[0].document.as_ref().unwrap();
        assert_eq!(&first.number, number);
        assert!(revealed.people.len() >= 2);

        // Each look is told, with its reason.
        let looks = officer.open(&applied.id).await.looks;
        let told: Vec<_> = looks
            .iter()
            .map(|l| (l.kind, l.reason.as_deref()))
            .collect();
        let expected = [
            (LookKind::Case, None),
            (LookKind::Identities, Some("与户口簿核对")),
            (LookKind::Case, None),
        ];
        assert_eq!(told, expected);
        assert!(looks.iter().all(|look| look.officer == "丁宁"));
        // So it is to the applicant, with the role in place of the name.
        let detail = applied.detail().await;
        let told: Vec<_> = detail
            .looks
            .iter()
            .map(|look| (look.kind, look.role, look.reason.as_deref()))
            .collect();
        let role = OfficerRole::Reviewer;
        assert_eq!(told, expected.map(|(kind, why)| (kind, role, why)));
        assert!(!serde_json::to_string(&detail).unwrap().contains("丁宁"));
        world.audited(applied.uuid()).await;
        // A reason can name people.
        let dump = world.dump().await;
        let reason = "与户口簿核对".as_bytes();
        assert!(!dump.windows(reason.len()).any(|part| part == reason));
    });
}

#[test]
fn for_an_officer_there_is_no_case_of_the_own() {
    in_world(async |world| {
        let own = world.waiting_for_officer("tong-lei").await;
        let other = world.waiting_for_officer("geng-tao").await;
        let officer = world.officer("tong-lei").await;
        assert_eq!(officer.queued("").await, std::slice::from_ref(&other.id));
        for (method, what) in [("GET", ""), ("POST", "/claim"), ("DELETE", "/claim")] {
            let answer = officer.ask(method, &own.id, what).await;
            answer.problem(ProblemKind::NotFound);
        }
        let colleague = world.officer("ding-ning").await;
        assert_eq!(colleague.queued("").await, [own.id.clone(), other.id]);
        // As a person she sees it like anybody.
        assert_eq!(own.detail().await.summary.id, own.id);
    });
}
