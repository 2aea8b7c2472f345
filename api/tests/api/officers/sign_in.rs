//! An officer's session begins with a role and a second factor, and is no person's.

use std::time::Duration;

use shared::account::Session;
use shared::officer::OfficerRole;
use shared::problem::ProblemKind;
use url::Url;

use super::office::{first_factor, officer_session, sign_in_officer, to_provider};
use crate::harness::{Browser, in_world, in_world_with};

const MINUTE: Duration = Duration::from_secs(60);
const QUEUE: &str = "/api/v1/officer/cases";

async fn is_signed_in(browser: &Browser) -> bool {
    let session: Session = browser.get("/api/v1/session").await.json();
    session.account.is_some()
}

/// The address without one of its parameters, as somebody would take it out.
fn without(address: &Url, parameter: &str) -> Url {
    let kept: Vec<(String, String)> = address
        .query_pairs()
        .filter(|(key, _)| key != parameter)
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect();
    let mut stripped = address.clone();
    stripped.query_pairs_mut().clear().extend_pairs(kept);
    stripped
}

#[test]
fn an_officer_signs_in_with_a_role_and_two_factors() {
    in_world(async |world| {
        let browser = world.browser();
        assert_eq!(sign_in_officer(&browser, "lantian").await, "/officer");
        let session = officer_session(&browser).await;
        let officer = session.officer.unwrap();
        assert_eq!(officer.name, "蓝田");
        let roles = [OfficerRole::Supervisor, OfficerRole::Administrator];
        assert_eq!(officer.roles, roles);
        assert!(!officer.is_bound);
        // No case opens before it can be told which are the officer's own.
        let answer = browser.get(QUEUE).await;
        answer.problem(ProblemKind::NotBound);
        // The account is the one that the officer has as a person.
        let person = world.bound("lan-tian").await;
        let session: Session = person.get("/api/v1/session").await.json();
        assert_eq!(session.account.unwrap().id, officer.id);
        assert!(officer_session(&browser).await.officer.unwrap().is_bound);
        browser.get(QUEUE).await.expect(200);
    });
}

#[test]
fn nobody_without_a_role_is_an_officer() {
    in_world(async |world| {
        let accounts = "SELECT count(*) AS n FROM accounts";
        let before = world.count(accounts).await;
        let browser = world.browser();
        let led = sign_in_officer(&browser, "hejun").await;
        assert_eq!(led, "/entry?error=not-an-officer");
        assert_eq!(officer_session(&browser).await.officer, None);
        assert!(!is_signed_in(&browser).await);
        assert_eq!(world.count(accounts).await, before);
    });
}

#[test]
fn nobody_is_an_officer_where_no_claim_is_configured() {
    let change = |config: &mut api::config::Config| config.officers.roles_claim = None;
    in_world_with(change, async |world| {
        let browser = world.browser();
        let led = sign_in_officer(&browser, "dingning").await;
        assert_eq!(led, "/entry?error=not-an-officer");
    });
}

#[test]
fn one_factor_is_not_enough_whatever_was_asked_for() {
    in_world(async |world| {
        let browser = world.browser();
        let address = without(&to_provider(&browser).await, "acr_values");
        let callback = first_factor(&browser, &address, "dingning").await;
        assert_eq!(callback.path(), "/auth/callback");
        let led = Browser::location(&browser.visit(callback.as_str()).await);
        assert_eq!(led, "/entry?error=second-factor-missing");
        assert_eq!(officer_session(&browser).await.officer, None);
    });
}

#[test]
fn an_officer_proves_it_each_time() {
    in_world(async |world| {
        let browser = world.browser();
        sign_in_officer(&browser, "dingning").await;
        // The provider still knows the officer; whoever takes the prompt out gets no further.
        world.app.set_clock_forward(2 * MINUTE);
        let address = without(&to_provider(&browser).await, "prompt");
        let address = without(&address, "max_age");
        let callback = Browser::location(&browser.visit(address.as_str()).await);
        assert!(callback.contains("code="), "{callback}");
        let led = Browser::location(&browser.visit(&callback).await);
        assert!(led.starts_with("/entry?error="), "{led}");
    });
}

#[test]
fn a_session_of_a_person_is_none_of_an_officer_nor_the_other_way_round() {
    in_world(async |world| {
        let officer = world.officer("ding-ning").await.0;
        let tokens = ["anju", "anju-officer"].map(|name| officer.cookie(name).unwrap());
        assert_ne!(tokens[0], tokens[1]);
        let thief = world.browser();
        thief.set_cookie("anju", &tokens[1]);
        thief.set_cookie("anju-officer", &tokens[0]);
        assert!(!is_signed_in(&thief).await);
        assert_eq!(officer_session(&thief).await.officer, None);
        let answer = thief.get(QUEUE).await;
        answer.problem(ProblemKind::NotSignedIn);
        let answer = thief.get("/api/v1/home").await;
        answer.problem(ProblemKind::NotSignedIn);
        // A person's sign-in makes no officer, whoever it is.
        let person = world.at_home("ding-ning").await;
        assert_eq!(officer_session(&person).await.officer, None);
        // An officer's sign-in signs no person in.
        let browser = world.browser();
        sign_in_officer(&browser, "dingning").await;
        assert!(!is_signed_in(&browser).await);
        // Signing out the one leaves the other.
        let answer = officer.call("DELETE", "/api/v1/officer/session", None);
        answer.await.expect(200);
        assert_eq!(officer_session(&officer).await.officer, None);
        assert!(is_signed_in(&officer).await);
    });
}

#[test]
fn a_session_of_an_officer_ends_after_eight_hours_however_it_is_used() {
    in_world(async |world| {
        let browser = world.browser();
        sign_in_officer(&browser, "dingning").await;
        let ends_at = officer_session(&browser).await.ends_at.unwrap();
        for _ in 0..34 {
            world.app.set_clock_forward(14 * MINUTE);
            let path = "/api/v1/officer/session/renewal";
            browser.call("POST", path, None).await.expect(200);
        }
        let late = officer_session(&browser).await;
        assert_eq!(
            (late.ends_at, late.idle_until),
            (Some(ends_at), Some(ends_at))
        );
        world.app.set_clock_forward(4 * MINUTE);
        assert_eq!(officer_session(&browser).await.officer, None);
    });
}

#[test]
fn a_session_of_an_officer_ends_when_it_is_not_used() {
    in_world(async |world| {
        let browser = world.browser();
        sign_in_officer(&browser, "dingning").await;
        world.app.set_clock_forward(14 * MINUTE);
        // Asking for the session does not keep it.
        assert!(officer_session(&browser).await.officer.is_some());
        world.app.set_clock_forward(MINUTE);
        assert_eq!(officer_session(&browser).await.officer, None);
    });
}

#[test]
fn who_writes_to_the_database_makes_no_officer() {
    in_world(async |world| {
        let browser = world.browser();
        sign_in_officer(&browser, "luomin").await;
        world
            .tamper("UPDATE officer_sessions SET roles = 'supervisor'")
            .await;
        assert_eq!(officer_session(&browser).await.officer, None);
    });
}
