//! A hold from beginning to end: taken by who shows both numbers, seen by the applicant, renewed, given
//! back, signed.

use chrono::TimeDelta;
use serde_json::{Value, json};
use shared::application::{EventKind, Home};
use shared::hold::{ContractPage, Hold, HoldPage, HoldState};
use shared::problem::ProblemKind;

use super::{PASSED, SIGNING, WHO, at, unit};
use crate::harness::in_world;

#[test]
fn a_pass_is_held_by_one_and_signed_once() {
    in_world(async |world| {
        let (applied, detail) = world.pass(WHO).await;
        let wanted = world.wanted(&detail, "xie-jing");
        let (client, other) = (world.signs().await, world.signs().await);
        let hold: Hold = client.hold("k1", &wanted).await.expect(201).json();
        assert_eq!((hold.state, hold.renewals_left), (HoldState::Live, 2));
        assert_eq!(hold.expires_at - hold.created_at, TimeDelta::hours(72));

        // The applicant sees who, since when and until when, and withdraws nothing.
        let held = applied.detail().await;
        assert_eq!(at(&held), SIGNING);
        let told = held.holds.last().unwrap();
        assert!(told.holder.starts_with("测试网签系统"));
        assert_eq!((told.since, told.until), (hold.created_at, hold.expires_at));
        assert_eq!(held.events.last().unwrap().kind, EventKind::HoldTaken);
        let path = format!("/api/v1/applications/{}/withdrawal", applied.id);
        let answer = applied.browser.call("POST", &path, None).await;
        answer.problem(ProblemKind::WrongState);
        let home: Home = applied.browser.get("/api/v1/home").await.expect(200).json();
        assert_eq!(home.modules[0].counts.signing, 1);

        // Nobody else holds it, or does anything with the hold.
        let answer = other.hold("k1", &wanted).await;
        answer.problem(ProblemKind::CertificateHeld);
        let answer = other.act("k2", &hold.id, "release").await;
        answer.problem(ProblemKind::NotFound);
        let answer = other.sign("k3", &hold).await;
        answer.problem(ProblemKind::NotFound);
        let path = format!("/api/v1/holds/{}", hold.id);
        other.get(&path).await.problem(ProblemKind::NotFound);

        // Twice renewed it lasts nine days, and no longer.
        for (key, days) in [("r1", 6), ("r2", 9)] {
            let renewed = client.act(key, &hold.id, "renewals").await;
            let renewed: Hold = renewed.expect(200).json();
            let lasts = renewed.expires_at - renewed.created_at;
            assert_eq!(lasts, TimeDelta::days(days));
        }
        let answer = client.act("r3", &hold.id, "renewals").await;
        answer.problem(ProblemKind::HoldNotRenewable);

        // Given back, it is free for the other, who signs.
        let released: Hold = client
            .act("e1", &hold.id, "release")
            .await
            .expect(200)
            .json();
        assert_eq!(released.state, HoldState::Released);
        assert_eq!(at(&applied.detail().await), PASSED);
        let answer = client.sign("s0", &hold).await;
        answer.problem(ProblemKind::HoldOver);
        let second: Hold = other.hold("k4", &wanted).await.expect(201).json();
        let elsewhere = json!({ "number": "1", "unit": unit() });
        let path = format!("/api/v1/holds/{}/contract", second.id);
        let answer = other.post(&path, "s1", &elsewhere).await;
        answer.problem(ProblemKind::InvalidAnswers);
        let contract = other.signed("s2", &second).await;
        let over = applied.detail().await;
        assert_eq!(over.summary.state.slug(), "signed");
        let told = over.holds.last().unwrap();
        assert_eq!(told.contract_number.as_deref(), Some("FT-2026-1"));
        let answer = client.hold("k5", &wanted).await;
        answer.problem(ProblemKind::CertificateUsedUp);
        assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 0);
        world.audited(applied.uuid()).await;

        // Both look their own up, with a tag.
        let page: ContractPage = other.get("/api/v1/contracts").await.expect(200).json();
        assert_eq!(page.items, std::slice::from_ref(&contract));
        let path = format!("/api/v1/contracts/{}", contract.id);
        let answer = other.get(&path).await.expect(200);
        let tag = [("if-none-match", answer.header("etag"))];
        other.send("GET", &path, &tag, None).await.expect(304);
        client.get(&path).await.problem(ProblemKind::NotFound);
        assert_eq!(client.seen(&hold).await, released);
        // Nothing of the contract stands in clear.
        let all = world.dump().await;
        let said = "北京市丰台区示例路";
        assert!(!all.windows(said.len()).any(|part| part == said.as_bytes()));
    });
}

#[test]
fn a_wrong_document_is_told_like_a_certificate_that_there_is_not_and_locks() {
    in_world(async |world| {
        let (_, detail) = world.pass(WHO).await;
        let client = world.signs().await;
        let right = world.wanted(&detail, WHO);
        let mut told = Vec::<Value>::new();
        for (n, (field, wrong)) in [
            ("document_number", "11010519491231002X"),
            ("certificate_number", "AJ-2222-2222-2222"),
        ]
        .into_iter()
        .enumerate()
        {
            let mut wanted = right.clone();
            wanted[field] = json!(wrong);
            let answer = client.hold(&format!("w{n}"), &wanted).await;
            answer.problem(ProblemKind::CertificateUnknown);
            let mut problem: Value = answer.json();
            problem["request_id"] = Value::Null;
            told.push(problem);
        }
        assert_eq!(told[0], told[1]);
        for n in 2..6 {
            let mut wanted = right.clone();
            wanted["document_number"] = json!("11010519491231002X");
            let answer = client.hold(&format!("w{n}"), &wanted).await;
            answer.problem(ProblemKind::CertificateUnknown);
        }
        // Five at the one certificate: the right one is not looked at either, and another client is.
        let answer = client.hold("locked", &right).await;
        answer.problem(ProblemKind::TooManyRequests);
        let other = world.signs().await;
        other.hold("k", &right).await.expect(201);
    });
}

#[test]
fn another_zone_kind_or_module_is_not_covered() {
    in_world(async |world| {
        let (_, detail) = world.pass(WHO).await;
        let client = world.signs().await;
        let right = world.wanted(&detail, WHO);
        let mut house = right.clone();
        house["kind"] = json!("single_storey");
        let answer = client.hold("a", &house).await;
        answer.problem(ProblemKind::PurchaseNotCovered);
        let mut nowhere = right.clone();
        nowhere["zone"] = Value::Null;
        let answer = client.hold("b", &nowhere).await;
        answer.problem(ProblemKind::InvalidAnswers);
        let answer = client.get("/api/v1/holds?limit=0").await;
        answer.problem(ProblemKind::MalformedRequest);
        let page: HoldPage = client.get("/api/v1/holds").await.expect(200).json();
        assert!(page.items.is_empty());

        // Pages go on where they ended, oldest first.
        let mut ids = Vec::new();
        for n in 0..3 {
            let hold = client.hold(&format!("h{n}"), &right).await;
            let hold: Hold = hold.expect(201).json();
            let key = format!("e{n}");
            client.act(&key, &hold.id, "release").await.expect(200);
            ids.push(hold.id);
        }
        let page: HoldPage = client.get("/api/v1/holds?limit=2").await.expect(200).json();
        assert_eq!(page.next_cursor.as_deref(), Some(&*ids[1]));
        let path = format!("/api/v1/holds?limit=2&cursor={}", ids[1]);
        let rest: HoldPage = client.get(&path).await.expect(200).json();
        assert_eq!((&rest.items[0].id, rest.next_cursor), (&ids[2], None));
        let after = page.items[0].created_at.to_rfc3339().replace("+00:00", "Z");
        let path = format!("/api/v1/holds?created_after={after}");
        let later: HoldPage = client.get(&path).await.expect(200).json();
        assert_eq!(later.items.len(), 2);
    });
}

#[test]
fn of_two_that_hold_one_certificate_at_once_exactly_one_wins() {
    in_world(async |world| {
        let (applied, detail) = world.pass(WHO).await;
        let wanted = world.wanted(&detail, WHO);
        let (one, other) = (world.signs().await, world.signs().await);
        let (a, b) = tokio::join!(one.hold("k", &wanted), other.hold("k", &wanted));
        let mut statuses = [a.status, b.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409], "{a:?} {b:?}");
        let lost = if a.status == 409 { a } else { b };
        lost.problem(ProblemKind::CertificateHeld);
        let live = "SELECT count(*) AS n FROM holds WHERE live_application IS NOT NULL";
        assert_eq!(world.count(live).await, 1);
        assert_eq!(world.count("SELECT count(*) AS n FROM holds").await, 1);
        world.audited(applied.uuid()).await;
    });
}
