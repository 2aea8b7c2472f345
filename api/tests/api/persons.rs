//! A person with two documents is one person: a military document goes with the citizen's number,
//! and by that number accounts are bound and people are locked.

use serde_json::{Value, json};
use shared::account::{Account, Identity};
use shared::application::{Detail, State, SubState};
use shared::document::{Document, DocumentKind};
use shared::form::FilledBy;
use shared::issue::IssueCode;
use shared::problem::ProblemKind;
use shared::registry::Registry;

use crate::applying::saved;
use crate::harness::{Answer, Browser, World, in_world, in_world_of_any_level, value};

/// The military document of a person of the city.
fn military(world: &World, key: &str) -> Document {
    let member = world.city.people().member(key).unwrap();
    let mut also = member.also.iter();
    also.find(|document| document.kind == DocumentKind::MilitaryId)
        .unwrap()
        .clone()
}

async fn bind(browser: &Browser, document: &Document, citizen_number: Option<&str>) -> Answer {
    let mut body = json!({ "document": value(document) });
    if let Some(number) = citizen_number {
        body["citizen_number"] = Value::from(number);
    }
    browser
        .call("PUT", "/api/v1/account/document", Some(&body))
        .await
}

#[test]
fn a_military_document_goes_with_the_citizens_number() {
    in_world(async |world| {
        let browser = world.signed_in("guo-zhenhua").await;
        let (card, own) = (
            military(world, "guo-zhenhua"),
            world.document("guo-zhenhua"),
        );
        for (number, code) in [
            (None, IssueCode::Required),
            (Some(" "), IssueCode::Required),
            (Some("37010219850801"), IssueCode::DocumentForm),
            (Some("110105194912310021"), IssueCode::DocumentCheck),
        ] {
            let answer = bind(&browser, &card, number).await.expect(422);
            let problem = answer.problem(ProblemKind::InvalidAnswers);
            assert_eq!(problem.errors[0].pointer, "/citizen_number");
            assert_eq!(problem.errors[0].code, code);
        }
        // With another document it has no place.
        let answer = bind(&browser, &own, Some(&own.number)).await.expect(422);
        let problem = answer.problem(ProblemKind::InvalidAnswers);
        assert_eq!(problem.errors[0].pointer, "/citizen_number");

        let typed = format!(" {} ", own.number);
        let bound: Account = bind(&browser, &card, Some(&typed)).await.expect(200).json();
        assert_eq!(bound.bound.unwrap().kind, DocumentKind::MilitaryId);
        // The registry is asked about both.
        assert_eq!(world.questions(Registry::Population, &card).await, 1);
        assert_eq!(world.questions(Registry::Population, &own).await, 1);
        let identity: Identity = browser.get("/api/v1/account/identity").await.json();
        assert_eq!(identity.document, card);
        assert_eq!(
            identity.citizen_number.as_deref(),
            Some(own.number.as_str())
        );
        // It is sealed.
        let dump = world.dump().await;
        let number = own.number.as_bytes();
        assert!(!dump.windows(number.len()).any(|window| window == number));
    });
}

#[test]
fn card_and_number_have_to_be_of_one_person() {
    in_world(async |world| {
        let browser = world.signed_in("guo-zhenhua").await;
        let (card, own) = (
            military(world, "guo-zhenhua"),
            world.document("guo-zhenhua"),
        );
        for (card, number) in [
            (card.clone(), world.document("jin-xu").number),
            (military(world, "jin-xu"), own.number.clone()),
            (card.clone(), "11010519491231002X".to_owned()),
        ] {
            bind(&browser, &card, Some(&number))
                .await
                .expect(422)
                .problem(ProblemKind::BindingRefused);
        }
        bind(&browser, &card, Some(&own.number)).await.expect(200);
    });
}

#[test]
fn two_documents_of_a_person_are_bound_to_one_account() {
    in_world_of_any_level(async |world| {
        world.bound("guo-zhenhua").await;
        let second = world.registered("guo2", "郭振华").await;
        let number = world.document("guo-zhenhua").number;
        let card = military(world, "guo-zhenhua");
        bind(&second, &card, Some(&number))
            .await
            .expect(422)
            .problem(ProblemKind::BindingRefused);
        assert_eq!(world.count("SELECT count(*) AS n FROM bindings").await, 1);
    });
}

#[test]
fn two_documents_of_a_person_are_locked_by_one_application() {
    in_world(async |world| {
        let first = world.applied("guo-zhenhua").await;
        first.decided().await;
        // The spouse applies for the same household under his other document.
        let member = world.city.people().member("liang-yan").unwrap();
        let spouse = world.verified("liangyan", "liang-yan").await;
        spouse.bind(&member.document).await.expect(200);
        let mut answers = world.answers("guo-zhenhua");
        answers.filler.who = Some(FilledBy::FamilyMember);
        let person = &mut answers.applicant.person;
        person.document_kind = Some(DocumentKind::MilitaryId);
        person.citizen_number = person.document_number.take();
        person.document_number = Some(military(world, "guo-zhenhua").number);
        // Of the household's three locks his own is left, so that nobody else keeps it from
        // applying.
        assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 3);
        world
            .tamper(
                "DELETE FROM locks WHERE person_index <> \
                 (SELECT person_index FROM bindings ORDER BY bound_at LIMIT 1)",
            )
            .await;
        assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 1);
        let draft = saved(&spouse, answers).await;
        let path = format!("/api/v1/applications/{}/submission", draft.id);
        let if_match = format!("\"{}\"", draft.version);
        let headers = [("if-match", if_match.as_str())];
        spouse.send("POST", &path, &headers, None).await.expect(200);
        // Once it is known that they are married, and not before.
        let path = format!("/api/v1/applications/{}", draft.id);
        let begun = std::time::Instant::now();
        loop {
            let detail: Detail = spouse.get(&path).await.json();
            if detail.summary.state != State::Pending {
                let ended = (detail.summary.state, detail.summary.sub_state);
                let expected = (State::Void, Some(SubState::MemberInOtherApplication));
                assert_eq!(ended, expected);
                break;
            }
            assert!(begun.elapsed().as_secs() < 20);
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    });
}

#[test]
fn a_household_is_checked_under_the_military_document_as_under_the_number() {
    in_world(async |world| {
        let browser = world.signed_in("guo-zhenhua").await;
        let (card, own) = (
            military(world, "guo-zhenhua"),
            world.document("guo-zhenhua"),
        );
        bind(&browser, &card, Some(&own.number)).await.expect(200);
        let mut answers = world.answers("guo-zhenhua");
        let person = &mut answers.applicant.person;
        person.document_kind = Some(DocumentKind::MilitaryId);
        person.document_number = Some(card.number.clone());
        let draft = saved(&browser, answers.clone()).await;
        let path = format!("/api/v1/applications/{}/submission", draft.id);
        let if_match = format!("\"{}\"", draft.version);
        let headers = [("if-match", if_match.as_str())];
        let answer = browser
            .send("POST", &path, &headers, None)
            .await
            .expect(422);
        let problem = answer.problem(ProblemKind::InvalidAnswers);
        let asked = problem.errors.iter();
        let mut asked: Vec<&str> = asked.map(|error| error.pointer.as_str()).collect();
        asked.dedup();
        assert_eq!(asked, ["/applicant/citizen_number"]);
        answers.applicant.person.citizen_number = Some(own.number.clone());
        let detail = world.applied_with(browser, answers).await.decided().await;
        // Marriage and parenthood are on record under the number.
        let reason = shared::policy::ReasonCode::Ok;
        assert_eq!(detail.decision.unwrap().reason, reason);
        assert_eq!(world.questions(Registry::Property, &own).await, 1);
    });
}
