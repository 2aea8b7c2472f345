//! How an applicant is reached: corrected at any time, with all that was before.

use serde_json::{Value, json};
use shared::application::{Draft, EventKind};
use shared::form::{ContactField, KnownContact};
use shared::problem::ProblemKind;

use crate::applying::{Applied, saved};
use crate::harness::{Answer, Browser, in_world};

async fn correct(browser: &Browser, id: &str, version: &str, contact: &Value) -> Answer {
    let path = format!("/api/v1/applications/{id}/contact");
    let headers = [("content-type", "application/json"), ("if-match", version)];
    let body = serde_json::to_vec(contact).unwrap();
    browser.send("PUT", &path, &headers, Some(body)).await
}

async fn known(applied: &Applied) -> KnownContact {
    let path = format!("/api/v1/applications/{}/contact", applied.id);
    applied.browser.get(&path).await.expect(200).json()
}

fn contact(mobile: &str) -> Value {
    json!({ "mobile": mobile, "email": "", "postal_address": "海淀区示例路 2 号" })
}

#[test]
fn a_contact_is_corrected_with_its_history_and_the_answers_stay() {
    in_world(async |world| {
        let applied = world.waiting_for_officer("wu-haitao").await;
        let (id, browser) = (&applied.id, &applied.browser);
        let before = known(&applied).await;
        let answers = world.answers("wu-haitao");
        assert_eq!((before.version, before.history.len()), (1, 0));
        assert_eq!(before.contact.mobile, answers.applicant.mobile);

        let answer = correct(browser, id, "\"1\"", &contact("139 0000-0002")).await;
        let answer = answer.expect(200);
        assert_eq!(answer.header("etag"), "\"2\"");
        let after: KnownContact = answer.json();
        assert_eq!(after.contact.mobile.as_deref(), Some("13900000002"));
        assert_eq!(after.contact.email, None);
        let mobile = &after.history[0];
        assert_eq!(mobile.field, ContactField::Mobile);
        assert_eq!(mobile.from, before.contact.mobile);
        assert_eq!(mobile.to.as_deref(), Some("13900000002"));
        assert_eq!(known(&applied).await, after);
        // Repeated it is no correction; on top of an older version, or of none, it is refused.
        let answer = correct(browser, id, "\"2\"", &contact("13900000002")).await;
        assert_eq!(answer.expect(200).json::<KnownContact>(), after);
        let answer = correct(browser, id, "\"1\"", &contact("13900000003")).await;
        answer.problem(ProblemKind::ContactChanged);
        let path = format!("/api/v1/applications/{id}/contact");
        let answer = browser
            .call("PUT", &path, Some(&contact("13900000003")))
            .await;
        answer.problem(ProblemKind::PreconditionRequired);
        let answer = correct(browser, id, "\"2\"", &contact("139")).await;
        let problem = answer.problem(ProblemKind::InvalidAnswers);
        assert_eq!(problem.errors[0].pointer, "/mobile");

        // What was submitted stays, and the time line says that something was corrected.
        let path = format!("/api/v1/applications/{id}/answers");
        let draft: Draft = browser.get(&path).await.expect(200).json();
        assert_eq!(draft.answers.applicant.mobile, answers.applicant.mobile);
        let detail = applied.detail().await;
        let last = detail.events.last().unwrap();
        assert_eq!(last.kind, EventKind::ContactCorrected);

        // Officers see it masked.
        let officer = world.officer("ding-ning").await;
        officer.claim(id).await;
        let answer = officer.ask("GET", id, "").await.expect(200);
        assert!(!answer.text().contains("13900000002"));
        let case = officer.open(id).await;
        assert_eq!(case.contact.contact.mobile.as_deref(), Some("139****0002"));
        assert_eq!(case.contact.history.len(), after.history.len());

        // Of what has ended as well.
        applied.withdraw().await;
        let answer = correct(browser, id, "\"2\"", &contact("13900000004")).await;
        let last: KnownContact = answer.expect(200).json();
        assert_eq!(last.version, 3);
        assert_eq!(last.history.len(), after.history.len() + 1);
        world.audited(applied.uuid()).await;
        let dump = world.dump().await;
        for number in [b"13900000002", b"13900000004"] {
            assert!(!dump.windows(number.len()).any(|part| part == number));
        }
    });
}

#[test]
fn a_contact_is_the_owners_alone_and_a_draft_has_none_of_its_own() {
    in_world(async |world| {
        let applied = world.applied("yang-fan").await;
        applied.decided().await;
        let spouse = world.member("xie-jing").await;
        let answer = correct(&spouse.0, &applied.id, "\"1\"", &contact("13900000002")).await;
        answer.problem(ProblemKind::NotFound);
        let path = format!("/api/v1/applications/{}/contact", applied.id);
        spouse.0.get(&path).await.problem(ProblemKind::NotFound);
        let draft = saved(&applied.browser, world.answers("yang-fan")).await;
        let answer = correct(
            &applied.browser,
            &draft.id,
            "\"1\"",
            &contact("13900000002"),
        )
        .await;
        answer.problem(ProblemKind::WrongState);
        // The spouse is not told that something was corrected, nor what.
        let answer = correct(
            &applied.browser,
            &applied.id,
            "\"1\"",
            &contact("13900000002"),
        )
        .await;
        answer.expect(200);
        let answer = spouse.read(&applied.id).await.expect(200);
        assert!(!answer.text().contains("contact_corrected"));
        assert!(!answer.text().contains("13900000002"));
    });
}

#[test]
fn of_two_corrections_at_once_one_is_made() {
    in_world(async |world| {
        let applied = world.applied("yang-fan").await;
        applied.decided().await;
        let (one, other) = (contact("13900000002"), contact("13900000003"));
        let (browser, id) = (&applied.browser, &applied.id);
        let (one, other) = futures::join!(
            correct(browser, id, "\"1\"", &one),
            correct(browser, id, "\"1\"", &other),
        );
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412]);
        assert_eq!(known(&applied).await.version, 2);
        world.audited(applied.uuid()).await;
    });
}
