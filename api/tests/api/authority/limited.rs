//! Strangers' floods: codes that are guessed, applications that nobody confirms.

use serde_json::json;
use shared::form::AGENT_PAPERS;
use shared::problem::ProblemKind;
use shared::upload::{MOST_UPLOADS, UploadKind};

use super::{AGENT, Filed, PRINCIPAL, read, submit};
use crate::applying::{Applied, saved};
use crate::harness::in_world;
use crate::uploads::desk::{Desk, stored};
use crate::uploads::files::jpeg;

#[test]
fn a_few_codes_that_lead_to_nothing_lock_for_a_while() {
    in_world(async |world| {
        let filed = world.filed_for(AGENT, PRINCIPAL).await;
        let principal = world.at_home(PRINCIPAL).await;
        for _ in 0..5 {
            let answer = read(&principal, "2345-6789-ABCD").await;
            answer.problem(ProblemKind::AuthorityUnknown);
        }
        let locked = read(&principal, &filed.code).await;
        let locked = locked.problem(ProblemKind::AuthorityLocked);
        assert!(locked.retry_after.is_some_and(|left| left <= 30 * 60));
    });
}

#[test]
fn an_agent_has_twenty_applications_that_wait() {
    in_world(async |world| {
        let filed = world.filed_for(AGENT, PRINCIPAL).await;
        let desk = world.drafted_for(AGENT, "wang-qiang").await;
        desk.show_papers().await;
        // Nineteen more of which nothing is known but that they wait.
        for _ in 0..19 {
            saved(&desk.browser, world.answers_by_agent("zhao-min")).await;
        }
        let (one, two) = (filed.agent.uuid().simple(), desk.uuid().simple());
        let is_postgres = std::env::var_os("ANJU_TEST_POSTGRES_URL").is_some();
        let id = |id| {
            if is_postgres {
                format!("'{id}'")
            } else {
                format!("x'{id}'")
            }
        };
        let waiting = format!(
            "INSERT INTO authorities SELECT d.id, a.agent_account, a.agent_index, \
             a.principal_index, d.answers_sealed, a.confirm_by, a.state, a.authority_sealed \
             FROM authorities a, applications d WHERE a.application_id = {} AND d.state = 'draft' \
             AND d.id <> {}",
            id(one),
            id(two),
        );
        world.tamper(&waiting).await;
        let refused = submit(&desk.browser, &desk.id).await;
        refused.problem(ProblemKind::TooManyAwaiting);
        filed.agent.withdraw().await;
        submit(&desk.browser, &desk.id).await.expect(200);
    });
}

#[test]
fn papers_of_an_agent_take_no_room_from_the_principals_evidence() {
    in_world(async |world| {
        let desk = world.drafted_for(AGENT, "wang-qiang").await;
        desk.show_papers().await;
        for _ in AGENT_PAPERS.len()..MOST_UPLOADS {
            let sent = desk.send_as(UploadKind::AgentDocument, &[], &jpeg()).await;
            sent.expect(201);
        }
        let full = desk.send_as(UploadKind::AgentDocument, &[], &jpeg()).await;
        full.problem(ProblemKind::UploadsFull);
        submit(&desk.browser, &desk.id).await.expect(200);
        let agent = Applied {
            browser: desk.browser,
            id: desk.id,
        };
        let code = agent.detail().await.authority.unwrap().code.unwrap();
        let filed = Filed { agent, code };
        let principal = filed.confirmed_by(world, "wang-qiang", false).await;
        assert!(principal.decided().await.summary.may_ask_review);
        let desk = Desk {
            browser: principal.browser,
            id: principal.id,
        };
        desk.upload(&jpeg()).await;
    });
}

#[test]
fn papers_of_an_agent_go_where_nobody_is_one_any_more() {
    in_world(async |world| {
        let desk = world.drafted_for("wang-qiang", "liu-fulin").await;
        desk.show_papers().await;
        let path = format!("/api/v1/applications/{}/answers", desk.id);
        let own = json!({ "resume_at": "submit", "answers": world.answers("wang-qiang") });
        let known = desk.browser.get(&path).await.expect(200);
        let headers = [
            ("content-type", "application/json"),
            ("if-match", known.header("etag")),
        ];
        let body = Some(serde_json::to_vec(&own).unwrap());
        let saved = desk.browser.send("PUT", &path, &headers, body).await;
        saved.expect(200);
        // One can be deleted by hand, as long as nothing is submitted.
        let papers = desk.list().await;
        desk.delete(&papers[0]).await.expect(204);
        submit(&desk.browser, &desk.id).await.expect(200);
        assert_eq!(desk.list().await, []);
        assert!(stored(world).await.is_empty());
    });
}
