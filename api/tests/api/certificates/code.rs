//! The signed code, and the lists that say what has become of its certificate.

use std::time::Duration;

use shared::certificate::{Doubt, Term, check, code_in};
use shared::problem::ProblemKind;

use super::{WHO, number};
use crate::harness::in_world;

/// Longer than a list is given out.
const A_MINUTE: Duration = Duration::from_secs(61);

#[test]
fn everybody_can_check_a_code_and_what_has_become_of_its_certificate() {
    in_world(async |world| {
        let applied = world.applied(WHO).await;
        let detail = applied.decided().await;
        let claims = world.read_code(&applied).await;
        let certificate = detail.certificate.as_ref().unwrap();
        assert_eq!(claims.jti, certificate.number);
        assert_eq!(claims.valid_from(), Some(certificate.valid_from));
        assert_eq!(claims.valid_until(), Some(certificate.valid_until));
        assert_eq!(claims.term(world.app.now()), Term::Running);
        assert_eq!(claims.policy.map(|id| id.to_string()), detail.policy);
        // Both adults, masked; of neither anything that leads to the number.
        let names: Vec<&str> = claims.holders.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["杨*", "谢*"]);
        let text = serde_json::to_string(&claims).unwrap();
        let document = world.document(WHO).number;
        assert!(
            !text.contains(&document[6..]) && !text.contains("杨帆"),
            "{text}"
        );
        let decided = detail.decision.as_ref().unwrap();
        let zones = decided
            .zones
            .iter()
            .filter(|zone| claims.zones.iter().any(|one| one.zone == zone.zone));
        assert!(claims.zones.len() == zones.count() && !claims.zones.is_empty());
        assert_eq!(world.status(&claims).await, "valid");

        // Each letter of it counts.
        let code: shared::certificate::CertificateCode =
            applied.ask_code("").await.expect(200).json();
        let (code, keys) = (code_in(&code.url), world.keys().await);
        assert!(check(&code, &keys, &world.url).is_ok());
        let payload = code.split('.').nth(1).unwrap();
        let other = code.replacen(&payload[..8], "eyJpc3Mj", 1);
        assert_eq!(check(&other, &keys, &world.url), Err(Doubt::Forged));
        assert_eq!(
            check(&code, &keys, "https://other"),
            Err(Doubt::OtherIssuer)
        );
        assert_eq!(check(&code[1..], &keys, &world.url), Err(Doubt::NoCode));

        // Withdrawn, it stands in the list and has no code any more; nobody else ever had one.
        let stranger = world.bound("sun-ming").await;
        let path = format!("/api/v1/applications/{}/certificate-code", applied.id);
        stranger.get(&path).await.problem(ProblemKind::NotFound);
        applied
            .ask_code("?number=AJ-2222-2222-2222")
            .await
            .problem(ProblemKind::WrongState);
        applied.withdraw().await;
        applied.ask_code("").await.problem(ProblemKind::WrongState);
        world.app.set_clock_forward(A_MINUTE);
        assert_eq!(world.status(&claims).await, "void");
        world
            .browser()
            .get("/status-lists/7")
            .await
            .problem(ProblemKind::NotFound);
        world
            .browser()
            .get("/status-lists/x")
            .await
            .problem(ProblemKind::NotFound);
    });
}

#[test]
fn a_certificate_from_before_there_were_lists_gets_its_place_when_it_is_asked_for() {
    in_world(async |world| {
        let applied = world.applied(WHO).await;
        let number = number(&applied.decided().await);
        world.tamper("DELETE FROM certificate_statuses").await;
        let first = world.read_code(&applied).await;
        let second = world.read_code(&applied).await;
        assert_eq!((&first.jti, &first.status), (&number, &second.status));
        assert_eq!(world.status(&first).await, "valid");
    });
}

#[test]
fn a_list_is_sent_once_to_whom_has_it() {
    in_world(async |world| {
        let applied = world.applied(WHO).await;
        applied.decided().await;
        let browser = world.browser();
        let answer = browser.get("/status-lists/0").await.expect(200);
        assert_eq!(
            answer.header("cache-control"),
            "public, max-age=60, must-revalidate"
        );
        let known = [("if-none-match", answer.header("etag"))];
        let again = browser.send("GET", "/status-lists/0", &known, None).await;
        again.expect(304);
        // What a browser keeps is no older than what is given out: a minute in all.
        world.app.set_clock_forward(Duration::from_secs(40));
        let later = browser.get("/status-lists/0").await.expect(200);
        let keep = later.header("cache-control");
        let left = keep.trim_start_matches("public, max-age=");
        let left: u64 = left.split(',').next().unwrap().parse().unwrap();
        assert!((1..=20).contains(&left), "{keep}");
        world.app.set_clock_forward(Duration::from_secs(20));
        let anew = browser.get("/status-lists/0").await.expect(200);
        assert_eq!(
            anew.header("cache-control"),
            "public, max-age=60, must-revalidate"
        );
    });
}
