//! What somebody sees who is named, from when on, and who does not.

use sandbox::FaultKind;
use serde_json::json;
use shared::application::{EventKind, State};
use shared::form::HukouClaim;
use shared::household::Who;
use shared::membership::MembershipList;
use shared::problem::ProblemKind;
use shared::registry::{MaritalStatus, Registry};

use crate::applying::saved;
use crate::harness::in_world;

#[test]
fn a_spouse_sees_what_was_said_about_her_and_of_others_masked_names() {
    in_world(async |world| {
        let applied = world.applied("yang-fan").await;
        assert_eq!(applied.decided().await.summary.state, State::Passed);
        let unbound = world.verified("xie-jing", "xie-jing").await;
        let answer = unbound.get("/api/v1/memberships").await;
        answer.problem(ProblemKind::NotBound);
        unbound.bind(&world.document("xie-jing")).await.expect(200);
        let spouse = super::Member(unbound);
        let item = spouse.list().await.items.pop().unwrap();
        assert_eq!(
            (item.id.as_str(), item.me),
            (applied.id.as_str(), Who::Spouse)
        );
        assert_eq!(item.applicant.as_deref(), Some("杨*"));

        let answer = spouse.read(&applied.id).await.expect(200);
        let (text, seen) = (answer.text(), spouse.seen(&applied.id).await);
        let mine = &world.document("xie-jing").number;
        let about = seen.about_me.spouse.document_number.as_deref();
        assert_eq!(about, Some(mine.as_str()));
        assert_eq!(seen.about_me.spouse.name.as_deref(), Some("谢静"));
        let answers = world.answers("yang-fan");
        let applicant = &answers.applicant;
        for hidden in [
            applicant.person.name.clone(),
            applicant.person.document_number.clone(),
            applicant.mobile.clone(),
            applicant.postal_address.clone(),
            answers.children[0].person.name.clone(),
            answers.children[0].person.document_number.clone(),
        ] {
            let hidden = hidden.unwrap();
            assert!(!text.contains(&hidden), "{hidden}");
        }
        assert!(seen.others.len() >= 2);
        assert!(seen.others.iter().all(|one| one.who != Who::Spouse));
        let events: Vec<_> = seen.events.iter().map(|event| event.kind).collect();
        assert_eq!(events, [EventKind::Submitted, EventKind::Passed]);
        assert!(seen.may_object && seen.objections.is_empty());

        // It is not hers, and to nobody else is it anything.
        let path = format!("/api/v1/applications/{}", applied.id);
        spouse.0.get(&path).await.problem(ProblemKind::NotFound);
        let owner = super::Member(world.at_home("yang-fan").await);
        let stranger = world.member("song-yang").await;
        for other in [&owner, &stranger] {
            assert_eq!(other.list().await.items, []);
            let answer = other.read(&applied.id).await;
            answer.problem(ProblemKind::NotFound);
            let answer = other.object(&applied.id).await;
            answer.problem(ProblemKind::NotFound);
        }
        // What has ended is still to be seen.
        applied.withdraw().await;
        let seen = spouse.seen(&applied.id).await;
        assert_eq!(seen.summary.state, State::Void);
        assert!(!seen.may_object);
    });
}

#[test]
fn nobody_is_told_before_the_registries_agree() {
    in_world(async |world| {
        let spouse = world.member("xie-jing").await;
        let answers = world.answers("yang-fan");
        let browser = world.at_home("yang-fan").await;
        let draft = saved(&browser, answers.clone()).await;
        assert_eq!(spouse.list().await.items, []);
        let answer = spouse.read(&draft.id).await;
        answer.problem(ProblemKind::NotFound);

        world
            .fault(Registry::CivilAffairs, FaultKind::Error500)
            .await;
        let applied = world.applied_with(browser, answers).await;
        applied.awaiting().await;
        assert_eq!(spouse.list().await.items, []);
        let answer = spouse.read(&applied.id).await;
        answer.problem(ProblemKind::NotFound);
        let answer = spouse.object(&applied.id).await;
        answer.problem(ProblemKind::NotFound);
        applied.withdraw().await;
        assert_eq!(spouse.list().await.items, []);
    });
}

#[test]
fn a_stranger_who_is_named_and_an_ex_spouse_see_nothing() {
    in_world(async |world| {
        // Named as a spouse by somebody who is no relation.
        let stranger = world.member("song-yang").await;
        let mut answers = world.answers("yang-fan");
        answers.spouse.name = Some("宋扬".to_owned());
        answers.spouse.document_number = Some(world.document("song-yang").number);
        answers.spouse.hukou = Some(HukouClaim::Beijing);
        let browser = world.at_home("yang-fan").await;
        let applied = world.applied_with(browser, answers).await;
        assert_eq!(applied.decided().await.summary.state, State::Failed);
        assert_eq!(stranger.list().await, MembershipList { items: Vec::new() });
        let answer = stranger.read(&applied.id).await;
        answer.problem(ProblemKind::NotFound);

        // Divorced since: whether the form says so or still names her.
        let (registry, since) = (Registry::CivilAffairs, "2026-01-05");
        let divorced = json!({
            "status": "divorced", "since": since,
            "divorces": [{ "date": since, "filed_on": since }],
        });
        for who in ["yang-fan", "xie-jing"] {
            world.changes(registry, who, &divorced).await;
        }
        let before = world.member("xie-jing").await;
        let browser = world.at_home("yang-fan").await;
        let married = world.answers("yang-fan");
        let applied = world.applied_with(browser, married.clone()).await;
        assert_eq!(applied.decided().await.summary.state, State::Failed);
        assert_eq!(before.list().await.items, []);
        let mut alone = married;
        alone.applicant.marital_status = Some(MaritalStatus::Divorced);
        alone.applicant.marital_since = since.parse().ok();
        let browser = world.at_home("yang-fan").await;
        let applied = world.applied_with(browser, alone).await;
        applied.decided().await;
        assert_eq!(before.list().await.items, []);
    });
}

#[test]
fn an_officer_has_no_case_of_whoever_she_was_once_in_a_household_with() {
    in_world(async |world| {
        let officer = world.officer("ding-ning").await;
        let colleague = world.officer("jiang-tao").await;
        let registry = Registry::CivilAffairs;
        let spouse = world.document("ding-ning");
        let married = |to| json!({ "status": "married", "since": "2003-03-03", "spouse": to });
        world
            .changes(registry, "wu-haitao", &married(&spouse))
            .await;
        let husband = world.document("wu-haitao");
        world
            .changes(registry, "ding-ning", &married(&husband))
            .await;
        let mut answers = world.answers("wu-haitao");
        answers.spouse.name = Some("丁宁".to_owned());
        answers.spouse.document_number = Some(spouse.number.clone());
        let browser = world.at_home("wu-haitao").await;
        let applied = world.applied_with(browser, answers).await;
        applied.decided().await;
        assert_eq!(super::Member(officer.0).list().await.items.len(), 1);
        let officer = world.officer("ding-ning").await;
        applied.withdraw().await;
        assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 0);

        // The next application names somebody else, and nobody is kept any more.
        let wife = world.document("zhu-hong");
        world.changes(registry, "wu-haitao", &married(&wife)).await;
        let next = world.waiting_for_officer("wu-haitao").await;
        assert_eq!(officer.queued("").await, [""; 0]);
        let answer = officer.ask("POST", &next.id, "/claim").await;
        answer.problem(ProblemKind::NotFound);
        assert_eq!(colleague.queued("").await, std::slice::from_ref(&next.id));
    });
}
