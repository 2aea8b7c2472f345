//! The links: who can open one, for how long, how often, and what they must not say.

use std::time::Duration;

use api::store::applications::parse_id;
use serde_json::{Value, json};
use shared::problem::ProblemKind;
use shared::referral::{ReferralInvitation, ReferralState};

use super::{ACCEPTANCES, REFERRALS, code, home};
use crate::harness::in_world;

#[test]
fn a_link_leads_one_person_to_one_application() {
    in_world(async |world| {
        let client = world.refers().await;
        let link = client.referred("k1", &home()).await;
        let code = code(&link);
        assert_eq!(link.url, format!("{}/refer/{code}", world.url));
        assert_eq!(code.len(), 22);
        // Sent again it is the same link, and of it no more is kept than a keyed hash.
        assert_eq!(client.referred("k1", &home()).await, link);
        let all = world.dump().await;
        let holds = |text: &str| all.windows(text.len()).any(|part| part == text.as_bytes());
        assert!(!holds(code) && !holds("LEAD-2026-1"));

        // Before anybody signs in.
        let seen = world.browser().open_link(code).await.expect(200);
        let seen: ReferralInvitation = seen.json();
        assert!(seen.client.starts_with("测试网签系统"));
        assert_eq!(json!(seen.target), home()["target"]);

        // Of two that begin at once, in two tabs, both find the one draft; a consent that is given later
        // counts from then on.
        let browser = world.at_home("yang-fan").await;
        let (one, other) =
            tokio::join!(browser.accepted(code, false), browser.accepted(code, false));
        assert_eq!(one, other);
        assert_eq!(client.referral(&link).await.state, ReferralState::Open);
        assert_eq!(browser.accepted(code, true).await, one);
        assert_eq!(client.referral(&link).await.state, ReferralState::Used);

        // A second person can do nothing with it.
        let second = world.at_home("zhao-min").await;
        let answer = second.accept(code, true).await;
        answer.problem(ProblemKind::ReferralUnknown);
        let path = format!("/api/v1/applications/{}", one.id);
        second.get(&path).await.problem(ProblemKind::NotFound);
        let path = format!("{path}/referral-consent");
        let answer = second.call("DELETE", &path, None).await;
        answer.problem(ProblemKind::NotFound);
    });
}

/// Giving a consent waits for whatever else is done with the application, and is written down in turn.
#[test]
fn a_consent_is_given_and_taken_back_in_several_tabs() {
    in_world(async |world| {
        let client = world.refers().await;
        let link = client.referred("k1", &home()).await;
        let browser = world.at_home("yang-fan").await;
        let begun = browser.accepted(code(&link), false).await;
        let draft = format!("/api/v1/applications/{}", begun.id);
        let (form, consent) = (
            format!("{draft}/documents/application_form"),
            format!("{draft}/referral-consent"),
        );
        for _ in 0..4 {
            // Each of these is written down of the application.
            let (given, one, other) = tokio::join!(
                browser.accept(code(&link), true),
                browser.get(&form),
                browser.get(&form),
            );
            for answer in [given, one, other] {
                answer.expect(200);
            }
            browser.call("DELETE", &consent, None).await.expect(200);
        }
        browser.accepted(code(&link), true).await;
        assert_eq!(client.referral(&link).await.state, ReferralState::Used);
        world.audited(parse_id(&begun.id).unwrap()).await;
    });
}

#[test]
fn who_has_a_live_application_begins_no_other() {
    in_world(async |world| {
        let client = world.refers().await;
        let link = client.referred("k1", &home()).await;
        let applied = world.applied("yang-fan").await;
        let before = applied.decided().await;
        let answer = applied.browser.accept(code(&link), true).await;
        answer.problem(ProblemKind::HouseholdMemberLocked);
        // The spouse is in it as well.
        let spouse = world.member("xie-jing").await;
        let answer = spouse.0.accept(code(&link), true).await;
        answer.problem(ProblemKind::HouseholdMemberLocked);
        assert_eq!(applied.detail().await.summary, before.summary);
        assert_eq!(client.referral(&link).await.state, ReferralState::Open);
    });
}

#[test]
fn a_link_that_is_old_revoked_of_a_disabled_client_or_none_is_told_alike() {
    in_world(async |world| {
        let mut client = world.refers().await;
        let other = world.refers().await;
        let (old, revoked) = (
            client.referred("k1", &home()).await,
            client.referred("k2", &home()).await,
        );
        // It is nobody else's.
        other
            .revoke("r0", &revoked)
            .await
            .problem(ProblemKind::NotFound);
        let path = format!("{REFERRALS}/{}", revoked.referral.id);
        other.get(&path).await.problem(ProblemKind::NotFound);
        client.revoke("r1", &revoked).await.expect(200);
        client.revoke("r2", &revoked).await.expect(200);
        let browser = world.at_home("yang-fan").await;
        let mut told = Vec::<Value>::new();
        for code in [code(&revoked), "AAAAAAAAAAAAAAAAAAAAAA", ""] {
            for answer in [
                browser.open_link(code).await,
                browser.accept(code, true).await,
            ] {
                answer.problem(ProblemKind::ReferralUnknown);
                let mut problem: Value = answer.json();
                problem["request_id"] = Value::Null;
                told.push(problem);
            }
        }
        assert!(told.windows(2).all(|two| two[0] == two[1]));
        let days = |days: u64| Duration::from_secs(days * 24 * 60 * 60);
        world.app.set_clock_forward(days(30));
        client.renew().await;
        assert_eq!(client.referral(&old).await.state, ReferralState::Expired);
        let answer = world.browser().open_link(code(&old)).await;
        answer.problem(ProblemKind::ReferralUnknown);

        // Whoever guesses is locked out; whoever has a link, on the same network, is not.
        let fresh = client.referred("k3", &home()).await;
        let guesser = world.browser();
        for n in 0..30 {
            let guess = format!("AAAAAAAAAAAAAAAAAAAA{n:02}");
            guesser.open_link(&guess).await;
        }
        let answer = guesser.open_link("AAAAAAAAAAAAAAAAAAAAAA").await;
        answer.problem(ProblemKind::TooManyRequests);
        world.browser().open_link(code(&fresh)).await.expect(200);
    });
}

#[test]
fn a_referral_names_nobody_and_says_only_what_belongs_to_its_module() {
    in_world(async |world| {
        let client = world.refers().await;
        let document = world.document("yang-fan").number;
        for (n, (new, pointer)) in [
            (json!({ "reference": "" }), "/reference"),
            (json!({ "reference": document }), "/reference"),
            (json!({ "reference": "客户 138-0013-8000" }), "/reference"),
            (json!({ "reference": "L".repeat(65) }), "/reference"),
            (json!({ "unit": {} }), "/unit"),
            (
                json!({ "target": { "address": format!("东路 1 号 {document}") } }),
                "/target/address",
            ),
        ]
        .into_iter()
        .enumerate()
        {
            let mut wrong = home();
            for (key, value) in new.as_object().unwrap() {
                wrong[key] = value.clone();
            }
            let answer = client.post(REFERRALS, &format!("w{n}"), &wrong).await;
            answer.problem(ProblemKind::InvalidAnswers);
            let problem: Value = answer.json();
            assert_eq!(problem["errors"][0]["pointer"], pointer);
        }
        let mut person = home();
        person["applicant"] = json!({ "name": "杨帆" });
        let answer = client.post(REFERRALS, "p", &person).await;
        answer.problem(ProblemKind::MalformedBody);

        // Other words than those that are shown are no consent.
        let link = client.referred("k", &home()).await;
        let browser = world.at_home("yang-fan").await;
        let body = json!({ "code": code(&link), "consent": "2020-01-01" });
        let answer = browser.call("POST", ACCEPTANCES, Some(&body)).await;
        answer.problem(ProblemKind::InvalidAnswers);
        assert_eq!(client.referral(&link).await.state, ReferralState::Open);
    });
}
