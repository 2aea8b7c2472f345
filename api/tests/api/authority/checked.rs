//! Officers check the papers where the principal does not confirm online.

use shared::application::{EventKind, RulingOutcome, State, SubState};
use shared::authority::{AuthorityPart, AuthorityState};
use shared::message::{MessageKind as K, NoticeSettings};
use shared::problem::ProblemKind;
use shared::review::{CaseKind, CaseStanding, Identities};
use shared::upload::UploadList;

use super::{AGENT, PRINCIPAL, confirm, ended};
use crate::harness::in_world;
use crate::messages::kinds;

#[test]
fn officers_let_it_stand_and_the_principal_has_it_once_bound() {
    in_world(async |world| {
        let filed = world.filed_for(AGENT, PRINCIPAL).await;
        let id = &filed.agent.id;
        filed.ask_for_check().await.expect(200);
        // Of a lost answer the same comes again.
        filed.ask_for_check().await.expect(200);
        let reviewer = world.officer("ding-ning").await;
        assert_eq!(
            reviewer.queued("?kind=authority").await,
            std::slice::from_ref(id)
        );
        let entry = reviewer.claim(id).await;
        assert!(entry.kind == CaseKind::Authority && entry.due_on.is_some());
        let case = reviewer.open(id).await;
        let agent = world.city.people().member(AGENT).unwrap();
        let authority = case.authority.unwrap();
        assert_eq!(authority.agent, agent.name);
        assert_eq!(
            authority.document.masked_number,
            agent.document.masked_number()
        );
        let papers: UploadList = reviewer.ask("GET", id, "/uploads").await.json();
        assert_eq!(papers.items.len(), 3);
        let told = reviewer.say(id, "/identities", "比对证件").await;
        let told: Identities = told.expect(200).json();
        assert_eq!(told.agent.unwrap().document.number, agent.document.number);

        reviewer.propose(id).await;
        let asked = world.questions_about(&world.document(PRINCIPAL)).await;
        assert!(asked.values().all(|times| *times == 0), "{asked:?}");
        let supervisor = world.officer("su-wen").await;
        supervisor.claim(id).await;
        let standing = supervisor
            .say(id, "/confirmation", "证件与委托书一致")
            .await;
        let standing: CaseStanding = standing.expect(200).json();
        assert_eq!((standing.state, standing.step), (State::Pending, None));
        let seen = filed.agent.decided().await;
        assert_eq!(seen.summary.state, State::Passed);
        let authority = seen.authority.unwrap();
        assert_eq!(authority.state, AuthorityState::Checked);
        assert_eq!(authority.my_part, AuthorityPart::Agent);
        assert!(
            seen.decision
                .unwrap()
                .findings
                .iter()
                .all(|one| one.months.is_none())
        );

        // She binds her document: it is hers.
        let principal = filed.seen_by(world.at_home(PRINCIPAL).await);
        let detail = principal.detail().await;
        let authority = detail.authority.unwrap();
        assert_eq!(authority.my_part, AuthorityPart::Principal);
        assert_eq!(
            filed.agent.detail().await.authority.unwrap().my_part,
            AuthorityPart::Agent
        );
        let told = [K::DocumentBound, K::FiledForYou];
        assert_eq!(kinds(&principal.browser).await, told);
        // What the agent typed reaches nobody as the principal, until the principal has said so.
        let reached = async || {
            let answer = principal.browser.get("/api/v1/notice-settings").await;
            answer.expect(200).json::<NoticeSettings>().contact_of
        };
        assert_eq!(reached().await, None);
        principal.correct_contact("yang@city.example").await;
        assert_eq!(reached().await.as_ref(), Some(id));
        principal.revoke().await.expect(200);
        world.audited(principal.uuid()).await;
    });
}

#[test]
fn what_is_refused_is_void_and_nobody_was_asked() {
    in_world(async |world| {
        let filed = world.filed_for(AGENT, PRINCIPAL).await;
        let id = &filed.agent.id;
        filed.ask_for_check().await.expect(200);
        let reviewer = world.officer("ding-ning").await;
        reviewer.claim(id).await;
        let refused = reviewer
            .rule(id, RulingOutcome::Refused, "委托书未签字")
            .await;
        refused.expect(200);
        let seen = filed.agent.detail().await;
        let expected = (
            State::Void,
            Some(SubState::AuthorityRefused),
            AuthorityState::Refused,
        );
        assert_eq!(ended(&seen), expected);
        assert_eq!(
            seen.authority.unwrap().reason.as_deref(),
            Some("委托书未签字")
        );
        let principal = world.at_home(PRINCIPAL).await;
        let answer = confirm(&principal, &filed.code, false).await;
        answer.problem(ProblemKind::AuthorityUnknown);
        world.audited(filed.agent.uuid()).await;
    });
}

#[test]
fn the_principal_can_confirm_while_officers_check() {
    in_world(async |world| {
        let filed = world.filed_for(AGENT, PRINCIPAL).await;
        let id = &filed.agent.id;
        filed.ask_for_check().await.expect(200);
        let reviewer = world.officer("ding-ning").await;
        reviewer.propose(id).await;
        let supervisor = world.officer("su-wen").await;
        supervisor.claim(id).await;
        let principal = world.at_home(PRINCIPAL).await;
        let (confirmed, ruled) = tokio::join!(
            confirm(&principal, &filed.code, false),
            supervisor.say(id, "/confirmation", "一致"),
        );
        // Whoever comes first lets it stand; the case is gone with it, the application hers.
        confirmed.expect(200);
        assert!([200, 409].contains(&ruled.status), "{ruled:?}");
        let principal = filed.seen_by(principal);
        let detail = principal.decided().await;
        assert_eq!(detail.summary.state, State::Passed);
        let stood = [EventKind::AuthorityConfirmed, EventKind::AuthorityChecked];
        let stood = detail
            .events
            .iter()
            .filter(|event| stood.contains(&event.kind));
        assert_eq!(stood.count(), 1);
        assert_eq!(world.count("SELECT count(*) AS n FROM reviews").await, 0);
        world.audited(principal.uuid()).await;
    });
}

#[test]
fn an_officer_has_no_part_in_what_they_file_or_is_filed_for_them() {
    in_world(async |world| {
        let filed = world.filed_for("ding-ning", PRINCIPAL).await;
        filed.ask_for_check().await.expect(200);
        let agent = world.officer("ding-ning").await;
        assert_eq!(agent.queued("").await, Vec::<String>::new());
        agent
            .ask("POST", &filed.agent.id, "/claim")
            .await
            .expect(404);
        let other = world.officer("jiang-tao").await;
        assert_eq!(
            other.queued("").await,
            std::slice::from_ref(&filed.agent.id)
        );
        // Once it stands, the agent judges nothing else of the principal's either.
        other.propose(&filed.agent.id).await;
        let supervisor = world.officer("su-wen").await;
        supervisor.claim(&filed.agent.id).await;
        let standing = supervisor
            .say(&filed.agent.id, "/confirmation", "一致")
            .await;
        standing.expect(200);
        let bound = world
            .app
            .store
            .list_bound_with(&world.app.sealer.person_index(&world.document("ding-ning")))
            .await;
        let principal = world.app.sealer.person_index(&world.document(PRINCIPAL));
        assert_eq!(bound.unwrap(), [principal]);
    });
}
