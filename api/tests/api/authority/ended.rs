//! Applications that end before the authority stands.

use std::time::Duration;

use shared::application::{State, SubState};
use shared::authority::AuthorityState;
use shared::problem::ProblemKind;

use super::{AGENT, PRINCIPAL, confirm, decline, ended, read};
use crate::harness::in_world;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[test]
fn what_the_principal_declines_is_void() {
    in_world(async |world| {
        let filed = world.filed_for(AGENT, PRINCIPAL).await;
        let principal = world.at_home(PRINCIPAL).await;
        let long = "长".repeat(201);
        let answer = decline(&principal, &filed.code, &long).await;
        answer.problem(ProblemKind::InvalidAnswers);
        decline(&principal, &filed.code, "暂不购房")
            .await
            .expect(204);
        decline(&principal, &filed.code, "暂不购房")
            .await
            .expect(204);
        for answer in [
            read(&principal, &filed.code).await,
            confirm(&principal, &filed.code, true).await,
        ] {
            answer.problem(ProblemKind::AuthorityUnknown);
        }
        let seen = filed.agent.detail().await;
        let expected = (
            State::Void,
            Some(SubState::AuthorityDeclined),
            AuthorityState::Declined,
        );
        assert_eq!(ended(&seen), expected);
        let authority = seen.authority.unwrap();
        assert_eq!(authority.reason.as_deref(), Some("暂不购房"));
        assert_eq!(authority.code, None);
        filed.ask_for_check().await.problem(ProblemKind::WrongState);
        // It was never theirs.
        let path = format!("/api/v1/applications/{}", filed.agent.id);
        principal.get(&path).await.expect(404);
        world.audited(filed.agent.uuid()).await;
    });
}

#[test]
fn what_nobody_confirms_in_seven_days_lapses_unless_an_officer_checks_it() {
    in_world(async |world| {
        let late = world.filed_for(AGENT, PRINCIPAL).await;
        let checked = world.filed_for(AGENT, "wang-qiang").await;
        let withdrawn = world.filed_for(AGENT, "zhao-min").await;
        checked.ask_for_check().await.expect(200);
        assert_eq!(
            ended(&withdrawn.agent.withdraw().await),
            (
                State::Void,
                Some(SubState::Withdrawn),
                AuthorityState::Overtaken
            )
        );
        let store = &world.app.store;
        // All of the seventh day counts.
        let last = late.agent.detail().await.authority.unwrap().confirm_by;
        let second = last + chrono::TimeDelta::hours(8);
        assert_eq!(second.format("%H:%M:%S").to_string(), "23:59:59");
        let left = (last - world.app.now()).to_std().unwrap();
        assert!(DAY * 7 <= left + Duration::from_secs(60) && left < DAY * 8);
        world.app.set_clock_forward(left - Duration::from_secs(60));
        let early = store.list_unconfirmed(world.app.now(), 9).await;
        assert_eq!(early.unwrap(), Vec::<uuid::Uuid>::new());
        // And two for what a clock of whole seconds leaves out.
        world.app.set_clock_forward(Duration::from_secs(62));
        api::service::expiry::lapse_authorities(&world.app)
            .await
            .unwrap();
        let application = store.find_application(late.agent.uuid()).await.unwrap();
        let application = application.unwrap();
        assert_eq!(application.sub_state, Some(SubState::AuthorityLapsed));
        let application = store.find_application(checked.agent.uuid()).await.unwrap();
        let application = application.unwrap();
        assert_eq!(application.sub_state, Some(SubState::AwaitingAuthority));
        for filed in [&late, &checked, &withdrawn] {
            world.audited(filed.agent.uuid()).await;
        }
    });
}
