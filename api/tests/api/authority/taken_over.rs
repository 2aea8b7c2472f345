//! What becomes of authorities where the owner of a document takes the binding over.

use serde_json::json;
use shared::application::{State, SubState};
use shared::authority::AuthorityState;

use super::{AGENT, PRINCIPAL, confirm};
use crate::harness::{Browser, World};
use crate::levels::{in_a_world_that_asserts, signed_in_as};
use crate::sign_in::liar::Liar;

/// Somebody who says to be a person of the city and binds that person's document.
async fn known_as(world: &World, liar: &Liar, key: &str) -> Browser {
    liar.say("document_number", json!(null));
    let browser = signed_in_as(world, liar, &format!("false-{key}"), key).await;
    browser.bind(&world.document(key)).await.expect(200);
    browser
}

/// The person themself, whom the provider asserts, takes the document back.
async fn take_over(world: &World, liar: &Liar, key: &str) -> Browser {
    liar.say("document_number", json!(world.document(key).number));
    let browser = signed_in_as(world, liar, &format!("true-{key}"), key).await;
    browser.bind(&world.document(key)).await.expect(200);
    browser
}

#[test]
fn what_an_impostor_filed_is_void_and_what_the_principal_confirmed_stays_theirs() {
    in_a_world_that_asserts(async |world, liar| {
        let agent = known_as(world, liar, AGENT).await;
        let filed = world.filed_from(agent, PRINCIPAL).await;
        let principal = known_as(world, liar, PRINCIPAL).await;
        confirm(&principal, &filed.code, true).await.expect(200);
        let principal = filed.seen_by(principal);
        principal.decided().await;
        let waiting = world.filed_from(filed.agent.browser, "wang-qiang").await;

        let owner = take_over(world, liar, AGENT).await;
        let kept = principal.detail().await;
        assert_eq!(kept.summary.state, State::Passed);
        assert_eq!(kept.authority.unwrap().state, AuthorityState::Revoked);
        let store = &world.app.store;
        let void = store.find_application(waiting.agent.uuid()).await.unwrap();
        let void = void.unwrap();
        let expected = (State::Void, Some(SubState::BindingTakenOver));
        assert_eq!((void.state, void.sub_state), expected);
        let authority = store.find_authority(void.id).await.unwrap().unwrap();
        assert_eq!(authority.state, AuthorityState::Overtaken);
        // The owner is no party to either.
        for id in [&principal.id, &waiting.agent.id] {
            owner
                .get(&format!("/api/v1/applications/{id}"))
                .await
                .expect(404);
        }
        world.audited(void.id).await;
        world.audited(principal.uuid()).await;
    });
}

#[test]
fn what_an_impostor_confirmed_is_void() {
    in_a_world_that_asserts(async |world, liar| {
        let agent = known_as(world, liar, AGENT).await;
        let filed = world.filed_from(agent, PRINCIPAL).await;
        let impostor = known_as(world, liar, PRINCIPAL).await;
        confirm(&impostor, &filed.code, true).await.expect(200);
        filed.seen_by(impostor).decided().await;
        take_over(world, liar, PRINCIPAL).await;
        let seen = filed.agent.detail().await;
        let expected = (State::Void, Some(SubState::BindingTakenOver));
        assert_eq!((seen.summary.state, seen.summary.sub_state), expected);
        assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 0);
        world.audited(filed.agent.uuid()).await;
    });
}
