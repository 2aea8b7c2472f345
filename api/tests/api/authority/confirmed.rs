//! The principal confirms with the code that the agent has handed over.

use serde_json::json;
use shared::application::{Detail, Draft, EventKind, State, SubState};
use shared::authority::{AuthorityPart, AuthorityRequest, AuthorityState};
use shared::form::{FilledBy, Texts};
use shared::issue::IssueCode;
use shared::problem::ProblemKind;
use shared::purchase::Module;

use super::{AGENT, Filed, PRINCIPAL, confirm, confirm_with, ended, read, submit};
use crate::applying::{Applied, saved_for};
use crate::harness::in_world;
use crate::uploads::desk::Desk;

#[test]
fn nothing_is_asked_before_the_principal_confirms_and_then_it_is_theirs() {
    in_world(async |world| {
        let filed = world.filed_for(AGENT, PRINCIPAL).await;
        for key in [PRINCIPAL, "xie-jing"] {
            let asked = world.questions_about(&world.document(key)).await;
            assert!(asked.values().all(|times| *times == 0), "{key}: {asked:?}");
        }
        let nobody_kept = "SELECT count(*) AS n FROM locks";
        assert_eq!(world.count(nobody_kept).await, 0);
        assert_eq!(world.count("SELECT count(*) AS n FROM jobs").await, 0);

        // Somebody else's code is none, nor is one that was made up.
        let stranger = world.bound("sun-ming").await;
        let told = read(&stranger, &filed.code).await;
        let told = told.problem(ProblemKind::AuthorityUnknown);
        let made_up = read(&stranger, "2345-6789-ABCD").await;
        let made_up = made_up.problem(ProblemKind::AuthorityUnknown);
        assert_eq!((told.title, told.detail), (made_up.title, made_up.detail));
        // Nor is it one for the agent.
        let answer = confirm(&filed.agent.browser, &filed.code, true).await;
        answer.problem(ProblemKind::AuthorityUnknown);

        let principal = world.at_home(PRINCIPAL).await;
        principal
            .get(&format!("/api/v1/applications/{}", filed.agent.id))
            .await
            .expect(404);
        let typed = filed.code.to_lowercase().replace('-', " ");
        let request: AuthorityRequest = read(&principal, &typed).await.expect(200).json();
        assert_eq!(request.id, filed.agent.id);
        assert_eq!(request.state, AuthorityState::Awaiting);
        let agent = world.city.people().member(AGENT).unwrap().name.clone();
        assert_eq!(request.agent, shared::document::mask_name(&agent));
        let shown = serde_json::to_string(&request.answers).unwrap();
        assert!(shown.contains(&world.document(PRINCIPAL).number));
        assert!(!shown.contains(&world.document("xie-jing").number));

        let confirmed = confirm(&principal, &filed.code, false).await;
        let confirmed: Detail = confirmed.expect(200).json();
        let authority = confirmed.authority.unwrap();
        assert_eq!(authority.my_part, AuthorityPart::Principal);
        assert_eq!((authority.agent, authority.code), (agent, None));
        let principal = filed.seen_by(principal);
        let detail = principal.decided().await;
        assert_eq!(detail.summary.state, State::Passed);
        assert!(detail.summary.filed_by_agent && detail.summary.filed_for.is_none());
        let kinds: Vec<EventKind> = detail.events.iter().map(|event| event.kind).collect();
        assert!(kinds.contains(&EventKind::AuthorityConfirmed));
        // Of a lost answer the same comes again.
        let again = confirm(&principal.browser, &filed.code, false).await;
        let again: Detail = again.expect(200).json();
        assert_eq!(again.summary.id, detail.summary.id);
        let request: AuthorityRequest = read(&principal.browser, &filed.code).await.json();
        assert_eq!(request.state, AuthorityState::Confirmed);
        // Who had it filed applies again as themselves.
        let copy = json!({ "module": "residential", "copy_of": detail.summary.id });
        let path = "/api/v1/applications";
        let copied = principal.browser.call("POST", path, Some(&copy)).await;
        let copied: Draft = copied.expect(201).json();
        assert_eq!(copied.answers.filler.who, None);
        // Of the agent's submission, too.
        let seen = filed.agent.detail().await;
        assert_eq!(seen.summary.state, State::Passed);
        world.audited(principal.uuid()).await;
    });
}

#[test]
fn the_principal_agrees_and_promises_in_person() {
    in_world(async |world| {
        let filed = world.filed_for(AGENT, PRINCIPAL).await;
        let principal = world.at_home(PRINCIPAL).await;
        let id = filed.agent.uuid();
        let bound = world.questions_about(&world.document(PRINCIPAL)).await;
        let before = ended(&filed.agent.detail().await);
        let records = world.audited(id).await;
        let texts = Texts::of(Module::Residential);
        let both = ["/data_use_agreed", "/promise"];
        for (data_use, promise, expected) in [
            ("", texts.promise, &both[..1]),
            ("2026-01-01", texts.promise, &both[..1]),
            (texts.data_use, "", &both[1..]),
            (texts.data_use, "2026-01-01", &both[1..]),
            ("", "", &both[..]),
        ] {
            let ticked = (data_use, promise);
            let refused = confirm_with(&principal, &filed.code, true, ticked).await;
            let problem = refused.expect(422).problem(ProblemKind::InvalidAnswers);
            let told = problem.errors.iter().map(|e| (e.pointer.as_str(), e.code));
            let expected = expected.iter().map(|at| (*at, IssueCode::MustAgree));
            assert!(told.eq(expected), "{ticked:?}: {problem:?}");
        }
        // Without a word about either it is no confirmation.
        let body = json!({ "code": filed.code, "facts_shown": true });
        let path = "/api/v1/authorities/confirm";
        let refused = principal.call("POST", path, Some(&body)).await;
        refused.problem(ProblemKind::MalformedBody);

        assert_eq!(world.audited(id).await, records);
        assert_eq!(ended(&filed.agent.detail().await), before);
        assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 0);
        assert_eq!(world.count("SELECT count(*) AS n FROM jobs").await, 0);
        let asked = world.questions_about(&world.document(PRINCIPAL)).await;
        assert_eq!(asked, bound, "nobody is asked but for the binding");

        confirm(&principal, &filed.code, false).await.expect(200);
        let kept = world.app.store.find_authority(id).await.unwrap().unwrap();
        let kept = (kept.terms.data_use_agreed, kept.terms.promise);
        let versions = (texts.data_use.to_owned(), texts.promise.to_owned());
        assert_eq!(kept, (Some(versions.0), Some(versions.1)));
        let recorded = format!(
            "SELECT count(*) AS n FROM audit WHERE action = 'confirm_authority' \
             AND detail LIKE '%data use {}, promise {}%'",
            texts.data_use, texts.promise,
        );
        assert_eq!(world.count(&recorded).await, 1);
        // What stands is not asked for again, whatever a page that is open since yesterday says.
        let again = confirm_with(&principal, &filed.code, false, ("2026-01-01", "")).await;
        again.expect(200);
        filed.seen_by(principal).decided().await;
    });
}

#[test]
fn an_agent_shows_all_papers_and_is_nobody_of_the_household() {
    in_world(async |world| {
        let desk = world.drafted_for(AGENT, PRINCIPAL).await;
        let problem = submit(&desk.browser, &desk.id).await;
        let problem = problem.problem(ProblemKind::InvalidAnswers);
        let told: Vec<_> = problem.errors.iter().map(|e| e.pointer.as_str()).collect();
        let papers = [
            "/papers/authority_paper",
            "/papers/principal_document",
            "/papers/agent_document",
        ];
        assert_eq!(told, papers);
        desk.show_papers().await;
        submit(&desk.browser, &desk.id).await.expect(200);
        // Submitting again gives the same.
        let headers = [("if-match", "\"1\"")];
        let path = format!("/api/v1/applications/{}/submission", desk.id);
        let again = desk.browser.send("POST", &path, &headers, None).await;
        again.expect(200);

        for (agent, pointer) in [
            (PRINCIPAL, "/applicant/document_number"),
            ("xie-jing", "/spouse/document_number"),
        ] {
            let browser = match agent {
                PRINCIPAL => world.at_home(agent).await,
                _ => {
                    let browser = world.verified(agent, agent).await;
                    browser.bind(&world.document(agent)).await.expect(200);
                    browser
                }
            };
            let draft = crate::applying::saved(&browser, world.answers_by_agent(PRINCIPAL)).await;
            let problem = submit(&browser, &draft.id).await;
            let problem = problem.problem(ProblemKind::InvalidAnswers);
            let told = problem.errors.iter().map(|e| (e.pointer.as_str(), e.code));
            let expected = (pointer, IssueCode::AgentInHousehold);
            assert!(told.collect::<Vec<_>>().contains(&expected), "{agent}");
        }
    });
}

#[test]
fn who_is_in_another_live_application_confirms_nothing() {
    in_world(async |world| {
        let filed = world.filed_for(AGENT, PRINCIPAL).await;
        // What an agent has filed keeps nobody from applying.
        let own = world.applied(PRINCIPAL).await;
        own.decided().await;
        let answer = confirm(&own.browser, &filed.code, false).await;
        answer.problem(ProblemKind::HouseholdMemberLocked);
        own.withdraw().await;
        confirm(&own.browser, &filed.code, false).await.expect(200);
        filed.seen_by(own.browser).decided().await;
    });
}

#[test]
fn of_a_confirmation_and_what_meets_it_one_wins() {
    in_world(async |world| {
        // With a third round, five codes of what was withdrawn could be too many wrong tries.
        for round in 0..2 {
            let filed = world.filed_for(AGENT, PRINCIPAL).await;
            let principal = world.at_home(PRINCIPAL).await;
            let path = format!("/api/v1/applications/{}/withdrawal", filed.agent.id);
            let (one, other, withdrawn) = tokio::join!(
                confirm(&principal, &filed.code, false),
                confirm(&principal, &filed.code, true),
                filed.agent.browser.call("POST", &path, None),
            );
            // Withdrawn before, it cannot be confirmed; after, it is withdrawn all the same.
            withdrawn.expect(200);
            for answer in [&one, &other] {
                assert!([200, 404].contains(&answer.status), "{round}: {answer:?}");
            }
            let detail = filed.agent.detail().await;
            assert_eq!(detail.summary.state, State::Void);
            assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 0);
            world.audited(filed.agent.uuid()).await;
        }
    });
}

#[test]
fn a_commercial_unit_is_filed_for_somebody_as_well() {
    in_world(async |world| {
        let mut answers = world.answers_for(Module::Commercial, "geng-tao");
        answers.filler.who = Some(FilledBy::Agent);
        let browser = world.at_home(AGENT).await;
        let draft = saved_for(&browser, Module::Commercial, answers).await;
        let desk = Desk {
            browser,
            id: draft.id,
        };
        desk.show_papers().await;
        submit(&desk.browser, &desk.id).await.expect(200);
        let agent = Applied {
            browser: desk.browser,
            id: desk.id,
        };
        let code = agent.detail().await.authority.unwrap().code.unwrap();
        let filed = Filed { agent, code };
        let principal = filed.seen_by(world.at_home("geng-tao").await);
        let texts = Texts::of(Module::Commercial);
        let ticked = (texts.data_use, texts.promise);
        let confirmed = confirm_with(&principal.browser, &filed.code, false, ticked).await;
        confirmed.expect(200);
        let waits = |detail: &Detail| detail.summary.sub_state == Some(SubState::ManualReview);
        principal.until("for an officer", waits).await;
        let seen = filed.agent.detail().await;
        assert_eq!(seen.summary.module, Module::Commercial);
        assert_eq!(seen.summary.sub_state, Some(SubState::ManualReview));
    });
}
