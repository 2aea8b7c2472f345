//! What an agent sees and may do once the authority stands, and when it is revoked.

use serde_json::json;
use shared::application::{Detail, EventKind, State, SubState, Summary, SummaryPage};
use shared::export::Export;
use shared::problem::ProblemKind;

use super::{AGENT, PRINCIPAL};
use crate::applying::Applied;
use crate::harness::{Browser, in_world};

/// What is refused on house records.
const REFUSED: &str = "wang-qiang";

async fn listed(browser: &Browser) -> Vec<Summary> {
    let page = browser.get("/api/v1/applications").await;
    page.expect(200).json::<SummaryPage>().items
}

/// Whether a detail tells what registries said.
fn tells_facts(detail: &Detail) -> bool {
    let decision = detail.decision.as_ref().unwrap();
    let used = decision.zones.iter().any(|zone| zone.used.is_some());
    let mut findings = decision.findings.iter();
    let facts = findings.any(|one| one.facts.iter().next().is_some() || one.months.is_some());
    used || facts || !detail.house_records.is_empty() || !detail.outlook.is_empty()
}

#[test]
fn an_agent_sees_the_outcome_and_the_facts_only_while_the_principal_shows_them() {
    in_world(async |world| {
        let filed = world.filed_for(AGENT, REFUSED).await;
        let agent = &filed.agent;
        let principal = filed.confirmed_by(world, REFUSED, false).await;
        let told = principal.decided().await;
        assert!(tells_facts(&told) && told.summary.may_ask_review);

        let seen = agent.detail().await;
        assert!(!tells_facts(&seen) && !seen.summary.may_ask_review);
        assert_eq!(seen.summary.state, State::Failed);
        assert_eq!(seen.summary.reason, told.summary.reason);
        assert!(seen.summary.filed_for.is_some());
        let codes = |detail: &Detail| -> Vec<_> {
            let decision = detail.decision.as_ref().unwrap();
            decision
                .findings
                .iter()
                .map(|one| (one.code, one.verdict))
                .collect()
        };
        assert_eq!(codes(&seen), codes(&told));
        for (method, what, body, kind) in [
            ("GET", "/answers", None, ProblemKind::FactsNotShown),
            ("GET", "/contact", None, ProblemKind::PrincipalOnly),
            (
                "POST",
                "/dispute",
                Some(dispute()),
                ProblemKind::FactsNotShown,
            ),
            (
                "POST",
                "/authority/revoke",
                None,
                ProblemKind::PrincipalOnly,
            ),
        ] {
            let path = format!("/api/v1/applications/{}{what}", agent.id);
            let answer = agent.browser.call(method, &path, body.as_ref()).await;
            answer.problem(kind);
        }
        agent
            .show_facts(true)
            .await
            .problem(ProblemKind::PrincipalOnly);
        let copy = json!({ "module": "residential", "copy_of": agent.id });
        let copied = agent
            .browser
            .call("POST", "/api/v1/applications", Some(&copy))
            .await;
        copied.problem(ProblemKind::FactsNotShown);
        // The papers that the agent has uploaded are the agent's own.
        let path = format!("/api/v1/applications/{}/uploads", agent.id);
        let papers: shared::upload::UploadList = agent.browser.get(&path).await.json();
        assert_eq!(papers.items.len(), 3);
        expect_no_facts_in_export(agent, &world.document(REFUSED).number).await;

        principal.show_facts(true).await.expect(200);
        let seen = agent.detail().await;
        assert!(tells_facts(&seen) && seen.summary.may_ask_review);
        let disputed = format!("/api/v1/applications/{}/dispute", agent.id);
        let answer = agent
            .browser
            .call("POST", &disputed, Some(&dispute()))
            .await;
        answer.expect(200);
        principal.show_facts(false).await.expect(200);
        let seen = agent.detail().await;
        assert!(!tells_facts(&seen) && seen.disputes.is_empty());
        // Nor that facts are disputed.
        let told = principal.detail().await;
        assert_eq!(told.summary.sub_state, Some(SubState::UnderReview));
        assert_eq!(seen.summary.sub_state, None);
        let tells = |detail: &Detail| {
            let mut events = detail.events.iter();
            events.any(|event| event.kind == EventKind::ReviewRequested)
        };
        assert!(tells(&told) && !tells(&seen));
        agent
            .browser
            .call("DELETE", &disputed, None)
            .await
            .problem(ProblemKind::FactsNotShown);
        principal
            .browser
            .call("DELETE", &disputed, None)
            .await
            .expect(200);
        world.audited(agent.uuid()).await;
    });
}

fn dispute() -> serde_json::Value {
    json!({ "records": [1], "ground": "transferred", "statement": "该房屋已转出。" })
}

async fn expect_no_facts_in_export(agent: &Applied, number: &str) {
    let export = agent.browser.get("/api/v1/me/export").await.expect(200);
    assert!(!export.text().contains(number));
    let export: Export = export.json();
    let one = export
        .applications
        .iter()
        .find(|one| one.detail.summary.id == agent.id);
    let one = one.unwrap();
    assert!(!tells_facts(&one.detail) && one.contact.is_none());
    assert_eq!(one.facts, shared::registry::PersonReplies::default());
}

#[test]
fn from_the_revocation_on_there_is_no_such_application_for_the_agent() {
    in_world(async |world| {
        let filed = world.filed_for(AGENT, PRINCIPAL).await;
        let agent = &filed.agent;
        let principal = filed.confirmed_by(world, PRINCIPAL, true).await;
        principal.decided().await;
        for browser in [&agent.browser, &principal.browser] {
            let all = listed(browser).await;
            assert!(all.iter().any(|one| one.id == agent.id));
            let home: shared::application::Home = browser.get("/api/v1/home").await.json();
            assert_eq!(home.modules[0].counts.passed, 1);
        }

        principal.revoke().await.expect(200);
        let told: Detail = principal.revoke().await.expect(200).json();
        assert!(told.authority.unwrap().revoked_at.is_some());
        assert_eq!(told.summary.state, State::Passed);
        for (method, what) in [
            ("GET", ""),
            ("GET", "/answers"),
            ("GET", "/authority"),
            ("GET", "/uploads"),
            ("POST", "/withdrawal"),
            ("POST", "/authority/check"),
        ] {
            let path = format!("/api/v1/applications/{}{what}", agent.id);
            agent.browser.call(method, &path, None).await.expect(404);
        }
        assert!(
            listed(&agent.browser)
                .await
                .iter()
                .all(|one| one.id != agent.id)
        );
        let home: shared::application::Home = agent.browser.get("/api/v1/home").await.json();
        assert_eq!(home.modules[0].counts.passed, 0);
        principal
            .show_facts(true)
            .await
            .problem(ProblemKind::WrongState);
        principal.withdraw().await;
        world.audited(agent.uuid()).await;
    });
}
