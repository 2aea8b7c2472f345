//! Whose papers are whose, and when they may come and go.

use shared::application::State;
use shared::form::FilledBy;
use shared::problem::ProblemKind;
use shared::upload::{Upload, UploadKind};

use super::desk::Desk;
use super::files::{jpeg, pdf};
use crate::applying::saved;
use crate::harness::in_world;

#[test]
fn a_paper_is_given_as_a_file_to_its_owner() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let before = world.audited(desk.uuid()).await;
        let name = [("file-name", "..%2F%E8%AF%81%E4%B9%A6%22.html")];
        let answer = desk.send_as(UploadKind::Evidence, &name, &pdf(1)).await;
        let answer = answer.expect(201);
        let upload: Upload = answer.json();
        assert_eq!(
            answer.header("location"),
            desk.path(&format!("/{}", upload.id))
        );
        assert_eq!(upload.file_name, "证书_.pdf");
        assert_eq!(desk.list().await, std::slice::from_ref(&upload));
        assert_eq!(desk.read(&upload).await, upload);
        let given = desk.download(&upload).await.expect(200);
        for (header, value) in [
            (
                "content-disposition",
                "attachment; filename=\"file.pdf\"; filename*=UTF-8''%E8%AF%81%E4%B9%A6_.pdf",
            ),
            ("content-security-policy", "default-src 'none'; sandbox"),
            ("x-content-type-options", "nosniff"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(given.header(header), value);
        }
        desk.delete(&upload).await.expect(204);
        // The answer may have been lost.
        desk.delete(&upload).await.expect(204);
        assert_eq!(desk.list().await, []);
        desk.download(&upload).await.expect(404);
        // Uploaded, given, deleted.
        assert_eq!(world.audited(desk.uuid()).await, before + 3);
    });
}

#[test]
fn a_paper_of_somebody_else_or_of_another_application_does_not_exist() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let upload = desk.upload(&jpeg()).await;
        let stranger = Desk {
            browser: world.bound("sun-ming").await,
            id: desk.id.clone(),
        };
        let other = world.agent().await;
        // The stranger has a draft, and guesses the id of the paper.
        let own = Desk {
            id: saved(&stranger.browser, world.answers("sun-ming")).await.id,
            browser: stranger.browser,
        };
        let stranger = Desk {
            browser: world.at_home("sun-ming").await,
            id: desk.id.clone(),
        };
        for desk in [&stranger, &own, &other] {
            desk.download(&upload).await.expect(404);
            let path = desk.path(&format!("/{}", upload.id));
            desk.browser.get(&path).await.expect(404);
        }
        stranger.send(&jpeg()).await.expect(404);
        stranger.browser.get(&stranger.path("")).await.expect(404);
        stranger.delete(&upload).await.expect(404);
        // In their own applications there is nothing of that name to delete.
        own.delete(&upload).await.expect(204);
        assert_eq!(desk.list().await, std::slice::from_ref(&upload));
        desk.download(&upload).await.expect(200);
    });
}

#[test]
fn papers_come_and_go_while_they_are_asked_for() {
    in_world(async |world| {
        let agent = world.agent().await;
        let refused = world.refused_desk().await;
        let closed = async |desk: &Desk, kind| {
            let answer = desk.send_as(kind, &[], &jpeg()).await;
            answer.expect(409).problem(ProblemKind::WrongState);
        };
        closed(&agent, UploadKind::Evidence).await;
        for kind in [UploadKind::AuthorityPaper, UploadKind::AgentDocument] {
            closed(&refused, kind).await;
        }
        let answer = agent
            .send_as(UploadKind::AuthorityPaper, &[], &jpeg())
            .await;
        let upload: Upload = answer.expect(201).json();
        // The applicant fills it in after all.
        let mut answers = world.answers("he-jun");
        answers.filler.who = Some(FilledBy::Applicant);
        let path = format!("/api/v1/applications/{}/answers", agent.id);
        let tag = agent.browser.get(&path).await.header("etag").to_owned();
        let headers = [
            ("if-match", tag.as_str()),
            ("content-type", "application/json"),
        ];
        let body = serde_json::json!({ "resume_at": "submit", "answers": answers });
        let body = serde_json::to_vec(&body).unwrap();
        agent
            .browser
            .send("PUT", &path, &headers, Some(body))
            .await
            .expect(200);
        closed(&agent, UploadKind::AuthorityPaper).await;
        agent.download(&upload).await.expect(200);
        agent.delete(&upload).await.expect(204);
        // An application that has passed takes no evidence.
        let passed = world.applied("ren-jie").await;
        assert_eq!(passed.decided().await.summary.state, State::Passed);
        let passed = Desk {
            browser: passed.browser,
            id: passed.id,
        };
        closed(&passed, UploadKind::Evidence).await;
    });
}

#[test]
fn what_is_asked_for_in_another_form_is_refused() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        for (query, headers) in [
            ("", &[][..]),
            ("?kind=passport", &[]),
            ("?kind=evidence&name=a", &[]),
            ("?kind=evidence", &[("idempotency-key", "with blanks")]),
        ] {
            let body = Some(jpeg());
            let answer = desk
                .browser
                .send("POST", &desk.path(query), headers, body)
                .await;
            answer.expect(400).problem(ProblemKind::MalformedRequest);
        }
        for id in ["upl_1", "x", "app_019d0000000070008000000000000001"] {
            let path = desk.path(&format!("/{id}/content"));
            desk.browser.get(&path).await.expect(404);
        }
    });
}
