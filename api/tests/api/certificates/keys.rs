//! The keys with which the platform signs: made once, published, and changed by an operator.

use std::time::Duration;

use api::service::signing_keys::{Rotation, list_signing_keys, rotate_signing_keys};
use api::signing::Purpose;
use api::store::signing_keys::Standing;
use shared::certificate::{check, code_in};

use super::WHO;
use crate::harness::in_world;

#[test]
fn a_code_outlives_the_key_that_signed_it() {
    in_world(async |world| {
        let (applied, app) = (world.applied(WHO).await, &world.app);
        applied.decided().await;
        let old: shared::certificate::CertificateCode =
            applied.ask_code("").await.expect(200).json();
        let before = world.keys().await;
        // Two purposes, each with one that signs and one that will.
        assert_eq!(before.keys.len(), 4);
        let rotate = async |at_once| {
            rotate_signing_keys(&app.store, Purpose::Certificate, at_once, app.now())
                .await
                .unwrap()
        };
        // Who keeps the set of keys has to know the next one first.
        assert!(matches!(rotate(false).await, Rotation::TooSoon(1..=600)));
        app.set_clock_forward(Duration::from_secs(601));
        assert_eq!(rotate(false).await, Rotation::Done);
        assert!(matches!(rotate(false).await, Rotation::TooSoon(_)));
        let kept = list_signing_keys(&app.store).await.unwrap();
        let retired = kept
            .iter()
            .filter(|key| matches!(key.standing, Standing::Previous(_)));
        assert_eq!((kept.len(), retired.count()), (5, 1));
        // Its private half is gone, and is nowhere in clear.
        let sealed = "SELECT count(*) AS n FROM signing_keys WHERE private_sealed IS NOT NULL";
        assert_eq!(world.count(sealed).await, 4);
        world.audited(uuid::Uuid::nil()).await;
        // The one that was next signs; both are believed, by whoever has the set of before.
        assert!(check(&code_in(&old.url), &before, &world.url).is_ok());
        // One that may be in other hands is forgotten, with all that it has signed.
        let signs = async || {
            let kept = list_signing_keys(&app.store).await.unwrap();
            let of_codes = kept
                .iter()
                .filter(|key| key.purpose == Purpose::Certificate);
            let current = of_codes
                .clone()
                .find(|key| key.standing == Standing::Current);
            let kids = kept.iter().map(|key| key.public.kid.clone());
            (
                current.unwrap().public.kid.clone(),
                kids.collect::<Vec<_>>(),
            )
        };
        let (stolen, _) = signs().await;
        assert_eq!(rotate(true).await, Rotation::Done);
        let (current, kids) = signs().await;
        assert!(current != stolen && !kids.contains(&stolen));
    });
}

#[test]
fn instances_that_start_together_make_one_set_of_keys() {
    in_world(async |world| {
        let browsers = [world.browser(), world.browser(), world.browser()];
        let asked = browsers
            .iter()
            .map(|browser| browser.get("/.well-known/jwks.json"));
        let answers = futures::future::join_all(asked).await;
        for answer in &answers {
            assert_eq!(answer.text(), answers[0].text());
        }
        assert_eq!(
            world.count("SELECT count(*) AS n FROM signing_keys").await,
            4
        );
        let known = [("if-none-match", answers[0].header("etag"))];
        let again = browsers[0].send("GET", "/.well-known/jwks.json", &known, None);
        again.await.expect(304);
    });
}
