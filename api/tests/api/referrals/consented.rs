//! What is told of an application that was referred: with a consent outcome and day, and nothing else.

use serde_json::{Value, json};
use shared::application::{Detail, EventKind, State};
use shared::page::Page;
use shared::problem::ProblemKind;
use shared::referral::{ReferralOutcome, ReferralState};
use shared::values::day_in_shanghai;
use shared::webhook::{WebhookDelivery, WebhookEventType, WebhookSecret};

use super::{code, home, submitted};
use crate::harness::{Client, in_world};

/// Passes.
const PASSES: &str = "yang-fan";
/// Refused for homes.
const FAILS: &str = "wang-qiang";

/// An endpoint to which nothing is sent, and where all of it is kept.
async fn listens(client: &Client) -> String {
    let endpoint = json!({
        "url": "https://1.1.1.1/hook", "enabled": false, "events": ["referral.decided"],
    });
    let made = client.post("/api/v1/webhook-endpoints", "e1", &endpoint);
    let made: WebhookSecret = made.await.expect(201).json();
    format!("/api/v1/webhook-endpoints/{}/deliveries", made.endpoint.id)
}

async fn events(client: &Client, path: &str) -> Vec<(WebhookEventType, Value)> {
    let told: Page<WebhookDelivery> = client.get(path).await.expect(200).json();
    let told = told.items.into_iter();
    told.map(|one| (one.event.kind, json!(one.event.data)))
        .collect()
}

fn kinds(detail: &Detail) -> Vec<EventKind> {
    detail.events.iter().map(|event| event.kind).collect()
}

#[test]
fn with_a_consent_outcome_and_day_are_told_and_once_it_is_taken_back_nothing() {
    in_world(async |world| {
        let client = world.refers().await;
        let deliveries = listens(&client).await;
        let link = client.referred("k1", &home()).await;
        let unused = client.referral(&link).await;
        assert_eq!((unused.state, unused.outcome), (ReferralState::Open, None));

        let browser = world.at_home(PASSES).await;
        let begun = browser.accepted(code(&link), true).await;
        assert_eq!(client.referral(&link).await.state, ReferralState::Used);
        // What the link says is filled in, and nothing else.
        let draft = browser.draft(&begun.id).await;
        assert_eq!(json!(draft.answers.target), home()["target"]);
        assert_eq!(draft.answers.category, None);
        assert_eq!(client.referral(&link).await.outcome, None);

        let applied = submitted(world, browser, &begun.id, PASSES).await;
        let decided = applied.decided().await;
        assert_eq!(decided.summary.state, State::Passed);
        let told = client.referral(&link).await;
        let outcome = told.outcome.unwrap();
        assert_eq!(outcome.outcome, ReferralOutcome::Passed);
        let decided_at = decided.summary.decided_at.unwrap();
        assert_eq!(outcome.on, day_in_shanghai(decided_at));
        let path = format!("/api/v1/referrals/{}", link.referral.id);
        let text = client.get(&path).await.expect(200).text();
        let certificate = &decided.certificate.as_ref().unwrap().number;
        for hidden in ["杨", "app_", certificate.as_str(), "fifth"] {
            assert!(!text.contains(hidden), "{text}");
        }
        let id = json!({ "id": link.referral.id });
        let told = [(WebhookEventType::ReferralDecided, id)];
        assert_eq!(events(&client, &deliveries).await, told);
        // The applicant reads that it was, and to whom.
        let referral = decided.referral.as_ref().unwrap();
        assert!(referral.client.starts_with("测试网签系统"));
        assert_eq!(referral.reference, "LEAD-2026-1");
        assert_eq!(referral.reports.len(), 1);
        assert!(kinds(&decided).contains(&EventKind::OutcomeReported));
        let answer = client.revoke("r1", &link).await;
        answer.problem(ProblemKind::WrongState);

        // Taken back, twice, it is as if the link had never been used.
        let path = format!("/api/v1/applications/{}/referral-consent", applied.id);
        for _ in 0..2 {
            let browser = &applied.browser;
            let taken = browser.call("DELETE", &path, None).await.expect(200);
            let taken: Detail = taken.json();
            let referral = taken.referral.as_ref().unwrap();
            assert!(referral.consented_at.is_none() && referral.withdrawn_at.is_some());
            let all = kinds(&taken);
            let times = all
                .iter()
                .filter(|kind| **kind == EventKind::ReferralConsentWithdrawn);
            assert_eq!(times.count(), 1);
        }
        assert_eq!(client.referral(&link).await, unused);
        // What waited is taken back, and nothing more is told.
        assert_eq!(events(&client, &deliveries).await, []);
        applied.withdraw().await;
        assert_eq!(events(&client, &deliveries).await, []);
        assert_eq!(client.referral(&link).await, unused);
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn without_a_consent_a_used_link_looks_like_one_that_was_not() {
    in_world(async |world| {
        let client = world.refers().await;
        let deliveries = listens(&client).await;
        let link = client.referred("k1", &home()).await;
        let unused = client.referral(&link).await;
        let browser = world.at_home(FAILS).await;
        let begun = browser.accepted(code(&link), false).await;
        let applied = submitted(world, browser, &begun.id, FAILS).await;
        let decided = applied.decided().await;
        assert_eq!(decided.summary.state, State::Failed);
        assert_eq!(client.referral(&link).await, unused);
        assert_eq!(events(&client, &deliveries).await, []);
        assert!(!kinds(&decided).contains(&EventKind::OutcomeReported));
        let referral = decided.referral.unwrap();
        assert!(referral.consented_at.is_none() && referral.reports.is_empty());
        // Whoever has the link, the client too, sees what it is about, and no more than before.
        let seen = world.browser().open_link(code(&link)).await;
        seen.expect(200);
        // Nor does revoking it tell anything; the application goes on.
        let revoked = client.revoke("r1", &link).await.expect(200);
        assert_eq!(revoked.json::<Value>()["state"], "revoked");
        assert_eq!(applied.detail().await.summary.state, State::Failed);
    });
}

#[test]
fn a_draft_that_is_withdrawn_is_told_as_void_and_one_that_is_deleted_frees_the_link() {
    in_world(async |world| {
        let client = world.refers().await;
        let link = client.referred("k1", &home()).await;
        let browser = world.at_home(PASSES).await;
        let first = browser.accepted(code(&link), true).await;
        let path = format!("/api/v1/applications/{}", first.id);
        browser.call("DELETE", &path, None).await.expect(204);
        assert_eq!(client.referral(&link).await.state, ReferralState::Open);
        let second = browser.accepted(code(&link), true).await;
        assert_ne!(first.id, second.id);
        world.kill_workers().await;
        let applied = submitted(world, browser, &second.id, PASSES).await;
        applied.withdraw().await;
        let outcome = client.referral(&link).await.outcome.unwrap();
        assert_eq!(outcome.outcome, ReferralOutcome::Void);
    });
}
