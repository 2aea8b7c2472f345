//! Auditors: who looked at what, cases open and closed, and whether the audit log is whole.

use api::service::audit::verify_some;
use shared::application::{LookKind, RulingOutcome};
use shared::desk::audit::{AuditReport, AuditedCase, LookPage};
use shared::officer::OfficerRole;
use shared::problem::ProblemKind;

use crate::harness::in_world;
use crate::officers::office::Office;

async fn looks(who: &Office, query: &str) -> LookPage {
    let path = format!("/api/v1/officer/looks{query}");
    who.0.get(&path).await.expect(200).json()
}

async fn audited(who: &Office, reference: &str) -> crate::harness::Answer {
    let path = format!("/api/v1/officer/audited-cases/{reference}");
    who.0.get(&path).await
}

#[test]
fn an_auditor_reads_who_looked_at_what() {
    in_world(async |world| {
        let one = world.waiting_for_officer("geng-tao").await;
        let other = world.waiting_for_officer("tong-lei").await;
        let reviewer = world.officer("ding-ning").await;
        let supervisor = world.officer("su-wen").await;
        reviewer.claim(&one.id).await;
        reviewer.open(&one.id).await;
        let answer = reviewer.say(&one.id, "/identities", "与说明核对").await;
        answer.expect(200);
        supervisor.claim(&other.id).await;
        supervisor.open(&other.id).await;
        let auditor = world.officer("zhuang-yi").await;
        let all = looks(&auditor, "").await.items;
        let told: Vec<_> = all
            .iter()
            .map(|entry| {
                let look = entry.look.as_ref().unwrap();
                (entry.application.clone(), look.kind, look.officer.clone())
            })
            .collect();
        let expected = [
            (other.id.clone(), LookKind::Case, "苏文".to_owned()),
            (one.id.clone(), LookKind::Identities, "丁宁".to_owned()),
            (one.id.clone(), LookKind::Case, "丁宁".to_owned()),
        ];
        assert_eq!(told, expected);
        let why = all[1].look.as_ref().unwrap().reason.as_deref();
        assert_eq!(why, Some("与说明核对"));
        // Page by page, and by officer.
        let mut paged = Vec::new();
        let mut query = "?limit=2".to_owned();
        loop {
            let page = looks(&auditor, &query).await;
            paged.extend(page.items);
            let Some(cursor) = page.next_cursor else {
                break;
            };
            query = format!("?limit=2&cursor={cursor}");
        }
        assert_eq!(paged, all);
        let who = all[0].officer.clone().unwrap();
        let of_one = looks(&auditor, &format!("?officer={who}")).await.items;
        assert_eq!(of_one, all[..1]);
        let before = looks(&auditor, "?from=2026-01-01&to=2026-01-31").await;
        assert!(before.items.is_empty());
        for wrong in ["?limit=0", "?cursor=x", "?officer=x", "?from=2026-1-1"] {
            let path = format!("/api/v1/officer/looks{wrong}");
            let answer = auditor.0.get(&path).await;
            answer.problem(ProblemKind::MalformedRequest);
        }
        // Nobody moves a look to somebody else's list.
        world
            .tamper(
                "UPDATE looks SET officer_id = (SELECT account_id FROM officers \
                     ORDER BY account_id LIMIT 1)",
            )
            .await;
        world
            .tamper(
                "UPDATE looks SET officer_id = (SELECT account_id FROM officers \
                     ORDER BY account_id DESC LIMIT 1)",
            )
            .await;
        let moved = looks(&auditor, "").await.items;
        assert_eq!(moved.len(), 3);
        assert!(moved.iter().filter(|entry| entry.look.is_none()).count() >= 1);
    });
}

#[test]
fn an_auditor_reads_cases_open_and_closed_and_does_nothing_in_them() {
    in_world(async |world| {
        let closed = world.waiting_for_officer("geng-tao").await;
        let never = world.applied("yang-fan").await;
        never.decided().await;
        let reviewer = world.officer("ding-ning").await;
        let number = reviewer.claim(&closed.id).await.number.unwrap();
        let auditor = world.officer("zhuang-yi").await;
        let case: AuditedCase = audited(&auditor, &closed.id).await.expect(200).json();
        assert!(case.open.is_some() && case.rulings.is_empty());
        let answer = reviewer
            .rule(&closed.id, RulingOutcome::Refused, "单位说明不符")
            .await;
        answer.expect(200);
        let answer = audited(&auditor, &number).await.expect(200);
        let text = answer.text();
        assert!(!text.contains(&world.document("geng-tao").number));
        let case: AuditedCase = answer.json();
        assert_eq!((case.id.as_str(), case.open), (closed.id.as_str(), None));
        assert_eq!(case.rulings[0].reason, "单位说明不符");
        assert_eq!(case.fault, None);
        // The applicant reads that an auditor looked.
        let looks = closed.detail().await.looks;
        let auditors = looks.iter().filter(|l| l.role == OfficerRole::Auditor);
        assert_eq!(auditors.count(), 2);
        world.audited(closed.uuid()).await;
        // What was never a case is nobody's business.
        for missing in [&never.id, "ZZ-2026-1120-7KQM2X", "x"] {
            let answer = audited(&auditor, missing).await;
            answer.problem(ProblemKind::NotFound);
        }
        for what in ["/claim", "/take-over"] {
            let answer = auditor.ask("POST", &closed.id, what).await;
            answer.problem(ProblemKind::RoleMissing);
        }
    });
}

#[test]
fn an_auditor_is_told_which_chains_are_broken() {
    in_world(async |world| {
        let case = world.waiting_for_officer("geng-tao").await;
        let auditor = world.officer("zhuang-yi").await;
        world.kill_workers().await;
        let report = async || -> AuditReport {
            verify_some(&world.app).await.unwrap();
            let path = "/api/v1/officer/audit-report";
            auditor.0.get(path).await.expect(200).json()
        };
        let last = report().await.last.unwrap();
        assert!(last.chains >= 3 && last.records > last.chains);
        assert_eq!((last.broken, last.faults.len()), (0, 0));
        let sql = "UPDATE audit SET action = 'nothing' WHERE action = 'submit_application'";
        world.tamper(sql).await;
        let last = report().await.last.unwrap();
        assert_eq!(last.broken, 1);
        assert_eq!(last.faults[0].chain, case.uuid().to_string());
        let seen: AuditedCase = audited(&auditor, &case.id).await.expect(200).json();
        assert!(seen.fault.unwrap().contains("broken at record"));
        // Who writes to the database cannot say that all is well.
        world
            .tamper("UPDATE audit_rounds SET version = version + 1")
            .await;
        let path = "/api/v1/officer/audit-report";
        let told: AuditReport = auditor.0.get(path).await.expect(200).json();
        assert_eq!(told.last, None);
        assert_eq!(report().await.last.unwrap().broken, 1);
        world.start_worker();
    });
}
