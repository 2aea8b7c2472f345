//! What a person asks a window for, and what that tells.

use std::time::Duration;

use shared::export::Export;
use shared::problem::ProblemKind;
use shared::take_over::{AskedTakeOver, TakeOver, TakeOverState};

use super::{ASKED, account_of, ask, asked, robbed};
use crate::harness::{in_world, in_world_of_any_level};

#[test]
fn what_is_asked_for_tells_nothing_of_who_has_it() {
    in_world(async |world| {
        world.bound("he-jun").await;
        let curious = world.verified("curious", "zhou-xiaolan").await;
        let mut told = Vec::new();
        // Bound by somebody else, bound by nobody, and nobody's.
        for number in [
            world.document("he-jun").number,
            world.document("sun-ming").number,
            "11010519491231002X".to_owned(),
        ] {
            let mut document = world.document("he-jun");
            document.number.clone_from(&number);
            let answer = ask(&curious, &document).await.expect(200);
            assert!(!answer.text().contains(&number));
            let asked: TakeOver = answer.json();
            assert_eq!(asked.state, TakeOverState::Open);
            told.push((
                asked.reason,
                asked.ended_at,
                asked.code.map(|code| code.len()),
            ));
            curious.call("DELETE", ASKED, None).await.expect(200);
        }
        assert!(told.windows(2).all(|two| two[0] == two[1]), "{told:?}");
        // Nobody was asked about any of them.
        let sun = world.document("sun-ming");
        let registry = shared::registry::Registry::Population;
        assert_eq!(world.questions(registry, &sun).await, 0);
    });
}

#[test]
fn one_is_open_at_a_time_until_it_is_withdrawn_bound_or_lapsed() {
    in_world_of_any_level(async |world| {
        let (_thief, owner) = robbed(world).await;
        let nothing: AskedTakeOver = owner.get(ASKED).await.expect(200).json();
        assert_eq!(nothing.take_over, None);
        let answer = owner.call("DELETE", ASKED, None).await;
        answer.problem(ProblemKind::NotFound);
        let own = world.document("song-yang");
        // A second tab, and the same once more: one.
        let (one, other) = futures::future::join(ask(&owner, &own), ask(&owner, &own)).await;
        let one: TakeOver = one.expect(200).json();
        let other: TakeOver = other.expect(200).json();
        assert_eq!(one, other);
        let last = one.expires_at + chrono::TimeDelta::hours(8);
        assert_eq!(last.format("%H:%M:%S").to_string(), "23:59:59");
        assert_eq!((one.expires_at - one.opened_at).num_days(), 7);
        let another = world.document("he-jun");
        let answer = ask(&owner, &another).await.expect(409);
        answer.problem(ProblemKind::TakeOverOpen);
        for _ in 0..2 {
            let gone: TakeOver = owner.call("DELETE", ASKED, None).await.expect(200).json();
            assert_eq!((gone.state, gone.code), (TakeOverState::Withdrawn, None));
        }
        let again: TakeOver = ask(&owner, &own).await.expect(200).json();
        assert!(again.id != one.id && again.code != one.code);
        let export: Export = owner.get("/api/v1/me/export").await.json();
        let exported = export.take_overs.iter();
        let exported: Vec<_> = exported
            .map(|one| (one.take_over.state, &one.identity))
            .collect();
        assert_eq!(exported[0].0, TakeOverState::Withdrawn);
        assert_eq!(
            (exported[1].0, &exported[1].1.document),
            (TakeOverState::Open, &own)
        );
        world.audited(account_of(&owner).await).await;
        // It is sealed, the code as well.
        let dump = world.dump().await;
        for secret in [own.number, again.code.unwrap()] {
            let secret = secret.as_bytes();
            assert!(!dump.windows(secret.len()).any(|window| window == secret));
        }
        // After a week nothing comes of it any more.
        let id = account_of(&owner).await;
        let row = world.app.store.newest_take_over(id).await.unwrap().unwrap();
        let last = again.expires_at - chrono::TimeDelta::microseconds(1);
        assert_eq!(row.state_at(last), TakeOverState::Open);
        assert_eq!(row.state_at(again.expires_at), TakeOverState::Lapsed);
    });
}

#[test]
fn whoever_binds_meanwhile_needs_no_window() {
    in_world(async |world| {
        let browser = world.signed_in("song-yang").await;
        let own = world.document("song-yang");
        ask(&browser, &own).await.expect(200);
        browser.bind(&own).await.expect(200);
        assert_eq!(asked(&browser).await.state, TakeOverState::Withdrawn);
        let answer = ask(&browser, &own).await;
        answer.problem(ProblemKind::AlreadyBound);
        world.audited(account_of(&browser).await).await;
    });
}

#[test]
fn whoever_is_not_verified_or_asks_too_often_is_refused() {
    in_world(async |world| {
        let own = world.document("song-yang");
        let unverified = world.registered("somebody", "宋扬").await;
        let answer = ask(&unverified, &own).await;
        answer.problem(ProblemKind::IdentityNotVerified);
        let browser = world.signed_in("song-yang").await;
        for _ in 0..10 {
            ask(&browser, &own).await.expect(200);
            browser.call("DELETE", ASKED, None).await.expect(200);
        }
        let answer = ask(&browser, &own).await.expect(429);
        answer.problem(ProblemKind::TooManyRequests);
        // Nothing of it is left behind a day later.
        world.app.set_clock_forward(Duration::from_secs(1));
        assert_eq!(asked(&browser).await.state, TakeOverState::Withdrawn);
    });
}
