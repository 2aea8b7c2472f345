//! The check of a certificate by a seller.

use shared::application::{EventKind, State};
use shared::certificate::{CertificateCheck, CertificateStatus};
use shared::message::MessageKind;
use shared::problem::ProblemKind;
use shared::scope::Scope;

use super::{SPOUSE, WHO, number, pair};
use crate::harness::in_world;

const CHECKS: &str = "/api/v1/certificate-checks";

#[test]
fn a_seller_learns_what_the_document_and_the_certificate_allow_and_the_applicant_hears_of_it() {
    in_world(async |world| {
        let applied = world.applied(WHO).await;
        let detail = applied.decided().await;
        let number = number(&detail);
        let client = world.client(&[Scope::CertificatesCheck]).await;
        for who in [WHO, SPOUSE] {
            // As people type it.
            let document = world.document(who).number.to_lowercase();
            let body = pair(&format!(" {} ", number.to_lowercase()), &document);
            let answer = client.call("POST", CHECKS, Some(&body)).await.expect(200);
            let text = answer.text();
            let check: CertificateCheck = answer.json();
            assert_eq!(check.status, CertificateStatus::Valid);
            let certificate = detail.certificate.as_ref().unwrap();
            assert_eq!(
                (check.valid_from, check.valid_until),
                (certificate.valid_from, certificate.valid_until)
            );
            assert!(!check.zones.is_empty());
            assert!(!text.contains("杨") && !text.contains("app_"), "{text}");
        }
        applied.withdraw().await;
        let body = pair(&number, &world.document(WHO).number);
        let check: CertificateCheck = client
            .call("POST", CHECKS, Some(&body))
            .await
            .expect(200)
            .json();
        assert_eq!(check.status, CertificateStatus::Void);
        assert!(check.zones.is_empty() && check.place.is_none());

        let told = applied.detail().await;
        assert_eq!(told.summary.state, State::Void);
        let looks: Vec<(String, CertificateStatus)> = told
            .certificate_checks
            .into_iter()
            .map(|check| (check.number, check.status))
            .collect();
        use CertificateStatus as S;
        let expected = [S::Valid, S::Void].map(|status| (number.clone(), status));
        assert_eq!(looks, expected);
        let name = format!("测试网签系统 {}", client.id.simple());
        let last = applied.detail().await.certificate_checks.pop().unwrap();
        assert_eq!(last.client, name);
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn a_wrong_document_and_a_wrong_number_are_one_answer_and_a_few_lock() {
    in_world(async |world| {
        let applied = world.applied(WHO).await;
        let number = number(&applied.decided().await);
        let mut client = world.client(&[Scope::CertificatesCheck]).await;
        let right = world.document(WHO).number;
        // A child's document is none of an adult's; nor is anybody else's.
        let other = world.document("sun-ming").number;
        let mut told = Vec::new();
        for body in [pair(&number, &other), pair("AJ-2222-2222-2222", &right)] {
            let answer = client.call("POST", CHECKS, Some(&body)).await;
            let mut problem =
                serde_json::to_value(answer.problem(ProblemKind::CertificateUnknown)).unwrap();
            problem["request_id"].take();
            told.push(problem);
        }
        assert_eq!(told[0], told[1]);
        for _ in 0..4 {
            let body = pair(&number, &other);
            let answer = client.call("POST", CHECKS, Some(&body)).await;
            answer.problem(ProblemKind::CertificateUnknown);
        }
        // From now on not even the right one is answered, to this client.
        let body = pair(&number, &right);
        let answer = client.call("POST", CHECKS, Some(&body)).await;
        answer.problem(ProblemKind::TooManyRequests);
        let another = world.client(&[Scope::CertificatesCheck]).await;
        another.call("POST", CHECKS, Some(&body)).await.expect(200);
        let told = applied.detail().await;
        assert_eq!(told.certificate_checks.len(), 1);
        // Whose it is hears of it, once.
        let guesses = |kind: &EventKind| *kind == EventKind::CertificateGuessed;
        let events = told.events.iter().map(|event| event.kind);
        assert_eq!(events.filter(guesses).count(), 1);
        let messages = told.messages.iter().map(|message| message.kind);
        let of_guesses = messages.filter(|kind| *kind == MessageKind::CertificateGuessed);
        assert_eq!(of_guesses.count(), 1);
        // After a while it may try again, and five more are the last, however long it waits.
        world.hours_later(1);
        world.anew(&mut client).await;
        for _ in 0..5 {
            let answer = client
                .call("POST", CHECKS, Some(&pair(&number, &other)))
                .await;
            answer.problem(ProblemKind::CertificateUnknown);
        }
        world.hours_later(24 * 30);
        world.anew(&mut client).await;
        let answer = client.call("POST", CHECKS, Some(&body)).await;
        answer.problem(ProblemKind::TooManyRequests);
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn without_the_scope_nothing_is_checked() {
    in_world(async |world| {
        let client = world.client(&[Scope::HoldsRead]).await;
        let body = pair("AJ-2222-2222-2222", "1");
        let answer = client.call("POST", CHECKS, Some(&body)).await;
        answer.problem(ProblemKind::InsufficientScope);
        let answer = world.browser().call("POST", CHECKS, Some(&body)).await;
        answer.problem(ProblemKind::InvalidToken);
    });
}
