//! Papers of a case, before officers.

use shared::application::LookKind;
use shared::problem::ProblemKind;
use shared::upload::{Upload, UploadKind, UploadList};

use super::files::jpeg;
use super::handing_in::asked;
use crate::harness::in_world;

#[test]
fn an_officer_who_has_claimed_a_case_sees_its_papers_and_each_look_is_told() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let upload = desk.upload(&jpeg()).await;
        desk.dispute().await.expect(200);
        let upload = desk.read(&upload).await;
        let officer = world.officer("ding-ning").await;
        let colleague = world.officer("su-wen").await;
        let content = format!("/uploads/{}/content", upload.id);
        for what in ["/uploads", content.as_str()] {
            let answer = officer.ask("GET", &desk.id, what).await;
            answer.expect(409).problem(ProblemKind::CaseNotClaimed);
        }
        officer.claim(&desk.id).await;
        let list = officer.ask("GET", &desk.id, "/uploads").await;
        let list: UploadList = list.expect(200).json();
        assert_eq!(list.items, std::slice::from_ref(&upload));
        let given = officer.ask("GET", &desk.id, &content).await.expect(200);
        assert_eq!(given.body, desk.download(&upload).await.expect(200).body);
        assert!(
            given
                .header("content-disposition")
                .starts_with("attachment")
        );
        assert!(given.header("content-security-policy").contains("sandbox"));
        let looks = world.app.store.list_looks(desk.uuid()).await.unwrap();
        let kinds: Vec<LookKind> = looks.iter().map(|look| look.kind).collect();
        assert_eq!(kinds, [LookKind::Evidence]);
        let answer = colleague.ask("GET", &desk.id, &content).await;
        answer.expect(409).problem(ProblemKind::CaseClaimed);
        // A paper of another application is none of the case.
        let other = world.agent().await;
        let paper = other
            .send_as(UploadKind::AuthorityPaper, &[], &jpeg())
            .await;
        let paper: Upload = paper.expect(201).json();
        let elsewhere = format!("/uploads/{}/content", paper.id);
        officer.ask("GET", &desk.id, &elsewhere).await.expect(404);
        let looks = world.app.store.list_looks(desk.uuid()).await.unwrap();
        assert_eq!(looks.len(), 1);
    });
}

#[test]
fn what_is_not_handed_in_is_for_no_officer() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        desk.dispute().await.expect(200);
        let officer = world.officer("ding-ning").await;
        officer.claim(&desk.id).await;
        asked(&officer, &desk).await;
        let upload = desk.upload(&jpeg()).await;
        let content = format!("/uploads/{}/content", upload.id);
        let list = async || -> Vec<Upload> {
            let list = officer.ask("GET", &desk.id, "/uploads").await;
            list.expect(200).json::<UploadList>().items
        };
        assert_eq!(list().await, []);
        officer.ask("GET", &desk.id, &content).await.expect(404);
        desk.answer().await.expect(200);
        assert_eq!(list().await, [desk.read(&upload).await]);
        officer.ask("GET", &desk.id, &content).await.expect(200);
    });
}
