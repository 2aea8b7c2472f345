//! Somebody who can write to the database but does not have the keys gets nowhere, and shows.

use api::app::App;
use api::seal::Place;
use api::service::audit::verify_all;
use api::store::accounts::Profile;
use api::store::applications::parse_id;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use shared::account::{Identity, Session};
use shared::application::SummaryPage;
use shared::form::Answers;
use shared::problem::ProblemKind;
use shared::purchase::Module;
use uuid::Uuid;

use crate::audit::{binary, id};
use crate::harness::{Browser, World, in_world};

const SOON: &str = "2030-01-01 00:00:00+00:00";

/// What the audit log shows, one line for each application or account that is not as it should be.
async fn faults(world: &World) -> Vec<String> {
    let report = verify_all(&world.app.store).await.unwrap();
    report
        .broken
        .iter()
        .filter_map(|found| found.fault())
        .collect()
}

async fn account(browser: &Browser) -> Uuid {
    let session: Session = browser.get("/api/v1/session").await.json();
    let id = session.account.unwrap().id.replace("acc_", "");
    Uuid::parse_str(&id).unwrap()
}

#[test]
fn a_session_that_was_written_by_hand_is_none() {
    in_world(async |world| {
        let victim = account(&world.bound("he-jun").await).await;
        let thief = world.browser();
        let hash = binary(&Sha256::digest("known"));
        for mac in [binary(&[]), hash.clone()] {
            world
                .tamper(&format!(
                    "INSERT INTO sessions \
                     (token_hash, account_id, created_at, last_seen_at, ends_at, mac) \
                     VALUES ({hash}, {}, '{SOON}', '{SOON}', '{SOON}', {mac})",
                    id(victim)
                ))
                .await;
            thief.set_cookie("anju", "known");
            let answer = thief.get("/api/v1/home").await.expect(401);
            answer.problem(ProblemKind::NotSignedIn);
            world
                .tamper(&format!("DELETE FROM sessions WHERE token_hash = {hash}"))
                .await;
        }
        // Nor does one's own become another's, or last longer.
        for change in [
            format!("account_id = {}", id(victim)),
            format!("ends_at = '{SOON}'"),
        ] {
            let thief = world.at_home("fan-yu").await;
            let own = id(account(&thief).await);
            thief.get("/api/v1/home").await.expect(200);
            world
                .tamper(&format!(
                    "UPDATE sessions SET {change} WHERE account_id = {own}"
                ))
                .await;
            thief.get("/api/v1/home").await.expect(401);
            let session: Session = thief.get("/api/v1/session").await.json();
            assert_eq!(session.account, None);
        }
    });
}

#[test]
fn an_account_goes_to_its_own_subject_alone() {
    in_world(async |world| {
        let victim = account(&world.bound("he-jun").await).await;
        let thief = account(&world.bound("fan-yu").await).await;
        let (victim, thief) = (id(victim), id(thief));
        for sql in [
            format!("UPDATE accounts SET issuer = 'x' WHERE id = {thief}"),
            format!(
                "UPDATE accounts SET subject = (SELECT subject FROM accounts WHERE id = {thief}) \
                 WHERE id = {victim}"
            ),
        ] {
            world.tamper(&sql).await;
        }
        let browser = world.browser();
        let led = browser.sign_in("fanyu", sandbox::PASSWORD, "/").await;
        assert_eq!(led, "/entry?error=unexpected");
        assert_eq!(browser.cookie("anju"), None);
    });
}

#[test]
fn a_document_goes_with_its_account_and_its_person() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        world
            .tamper(&format!(
                "UPDATE bindings SET person_index = {}",
                binary(&[1; 32])
            ))
            .await;
        browser.get("/api/v1/account/identity").await.expect(500);
    });
}

/// A passed application, by its id.
async fn passed(world: &World, key: &str) -> (Browser, Uuid) {
    let applied = world.applied(key).await;
    let detail = applied.decided().await;
    let id = parse_id(&detail.summary.id).unwrap();
    (applied.browser, id)
}

/// What is done to an application that has passed, and what is told of it.
const CHANGES: [(&str, &str); 12] = [
    (
        "UPDATE decisions SET decision_sealed = facts_sealed WHERE application_id = $",
        "decision",
    ),
    (
        "UPDATE applications SET account_id = (SELECT id FROM accounts WHERE id <> account_id LIMIT 1) WHERE id = $",
        "seal, owner",
    ),
    (
        "UPDATE applications SET state = 'signed' WHERE id = $",
        "seal, state",
    ),
    (
        "UPDATE applications SET sub_state = 'expired', state = 'void' WHERE id = $",
        "seal, state, label",
    ),
    (
        "UPDATE applications SET certificate = 'ZZ-2026-1120-AAAAAA' WHERE id = $",
        "seal, certificate",
    ),
    (
        "UPDATE applications SET valid_until = '2099-12-31' WHERE id = $",
        "seal, validity",
    ),
    (
        "UPDATE applications SET policy = 'R-2012-12-18' WHERE id = $",
        "seal, policy",
    ),
    (
        "UPDATE applications SET version = version + 1 WHERE id = $",
        "seal",
    ),
    (
        "UPDATE applications SET submitted_at = created_at WHERE id = $",
        "seal",
    ),
    ("DELETE FROM locks WHERE application_id = $", "locks"),
    ("DELETE FROM decisions WHERE application_id = $", "decision"),
    (
        "UPDATE decisions SET policy = 'R-2012-12-18' WHERE application_id = $",
        "decision",
    ),
];

#[test]
fn whatever_is_changed_of_an_application_is_named() {
    in_world(async |world| {
        let (browser, one) = passed(world, "he-jun").await;
        world.bound("fan-yu").await;
        assert_eq!(faults(world).await, Vec::<String>::new());
        let id = id(one);
        for table in ["applications", "locks", "decisions"] {
            world
                .tamper(&format!(
                    "CREATE TABLE kept_{table} AS SELECT * FROM {table}"
                ))
                .await;
        }
        for (sql, told) in CHANGES {
            world.tamper(&sql.replace('$', &id)).await;
            let line = format!("application {one} is not as recorded: {told}");
            assert_eq!(faults(world).await, [line], "{sql}");
            // The pages around it are there all the same.
            browser.get("/api/v1/home").await.expect(200);
            let list: SummaryPage = browser.get("/api/v1/applications").await.json();
            assert_eq!(list.items.is_empty(), told.starts_with("seal"), "{sql}");
            let path = format!("/api/v1/applications/app_{}", one.simple());
            let answer = browser.get(&path).await;
            let is_sealed = told.starts_with("seal") || sql.contains("_sealed");
            let status = if is_sealed { 500 } else { 200 };
            assert_eq!(answer.status, status, "{sql}");
            put_back(world, &id).await;
            assert_eq!(faults(world).await, Vec::<String>::new(), "{sql}");
        }
        world
            .tamper(&format!("DELETE FROM applications WHERE id = {id}"))
            .await;
        assert_eq!(
            faults(world).await,
            [format!("application {one} is not as recorded: application")]
        );
    });
}

/// Everything as it was kept.
async fn put_back(world: &World, id: &str) {
    restore(world, id).await;
    for table in ["locks", "decisions"] {
        world.tamper(&format!("DELETE FROM {table}")).await;
        world
            .tamper(&format!("INSERT INTO {table} SELECT * FROM kept_{table}"))
            .await;
    }
}

/// The row of an application as it was kept.
async fn restore(world: &World, id: &str) {
    let columns = [
        "account_id",
        "state",
        "sub_state",
        "version",
        "answers_sealed",
        "policy",
        "certificate",
        "valid_from",
        "valid_until",
        "updated_at",
        "submitted_at",
        "decided_at",
    ];
    let set: Vec<String> = columns
        .iter()
        .map(|column| {
            format!("{column} = (SELECT {column} FROM kept_applications WHERE id = {id})")
        })
        .collect();
    world
        .tamper(&format!(
            "UPDATE applications SET {} WHERE id = {id}",
            set.join(", ")
        ))
        .await;
}

#[test]
fn an_older_copy_of_a_row_shows() {
    in_world(async |world| {
        let (browser, one) = passed(world, "he-jun").await;
        world
            .tamper("CREATE TABLE kept_applications AS SELECT * FROM applications")
            .await;
        let path = format!("/api/v1/applications/app_{}", one.simple());
        let withdrawal = format!("{path}/withdrawal");
        browser.call("POST", &withdrawal, None).await.expect(200);
        assert_eq!(faults(world).await, Vec::<String>::new());
        restore(world, &id(one)).await;
        // It opens, for it is genuine; but it is not how the application stands.
        browser.get(&path).await.expect(200);
        let line = format!("application {one} is not as recorded: state, label");
        assert_eq!(faults(world).await, [line]);
    });
}

/// A sealed value as the release before would have it, as SQL writes it.
fn as_before(world: &World, column: &'static str, row: Uuid, value: &impl Serialize) -> String {
    let place = Place {
        column,
        row: row.as_bytes(),
    };
    binary(&world.app.sealer.seal(place, value).unwrap())
}

async fn put_answers(world: &World, application: Uuid, answers: &Answers) {
    let sealed = as_before(world, "applications.answers", application, answers);
    let id = id(application);
    let sql = format!("UPDATE applications SET answers_sealed = {sealed} WHERE id = {id}");
    world.tamper(&sql).await;
}

#[test]
fn what_the_release_before_has_sealed_is_taken_over_once() {
    in_world(async |world| {
        let (browser, one) = passed(world, "he-jun").await;
        let draft = crate::applying::saved(&browser, world.answers("he-jun")).await;
        let who = account(&browser).await;
        let detail: Value = browser
            .get(&format!("/api/v1/applications/app_{}", one.simple()))
            .await
            .json();
        let identity: Identity = browser.get("/api/v1/account/identity").await.json();
        // As it was: nothing but the id bound to a seal, subjects in clear, no check values.
        let profile = Profile {
            name: identity.name.clone(),
            born: None,
            document_number: None,
            verified: true,
        };
        let claims = as_before(world, "accounts.claims", who, &profile);
        let bound = as_before(world, "bindings.identity", who, &identity);
        for sql in [
            format!("UPDATE accounts SET claims_sealed = {claims}, subject = 'citizen-he-jun'"),
            format!("UPDATE bindings SET identity_sealed = {bound}"),
        ] {
            world.tamper(&sql).await;
        }
        put_answers(
            world,
            one,
            &world.answers("he-jun").effective(Module::Residential),
        )
        .await;
        put_answers(world, parse_id(&draft.id).unwrap(), &draft.answers).await;
        world.tamper("DELETE FROM key_checks").await;
        App::start(world.app.config.clone()).await.unwrap();
        let browser = world.signed_in("he-jun").await;
        assert_eq!(account(&browser).await, who);
        let again: Value = browser
            .get(&format!("/api/v1/applications/app_{}", one.simple()))
            .await
            .json();
        assert_eq!(again, detail);
        let list: SummaryPage = browser.get("/api/v1/applications").await.json();
        assert_eq!(list.items.len(), 2);
        assert_eq!(faults(world).await, Vec::<String>::new());
        // From then on a seal of that kind is none.
        put_answers(world, one, &Answers::default()).await;
        App::start(world.app.config.clone()).await.unwrap();
        let line = format!("application {one} is not as recorded: seal");
        assert_eq!(faults(world).await, [line]);
    });
}

#[test]
fn with_the_keys_of_another_database_nothing_of_the_release_before_is_taken_over() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        world.tamper("DELETE FROM key_checks").await;
        let mut config = world.app.config.clone();
        let mut keys = config.keys.take().unwrap();
        keys.seal[0].1 = keys.index.clone();
        config.keys = Some(keys);
        let refused = App::start(config).await.unwrap_err().to_string();
        assert!(refused.contains("not those with which"), "{refused}");
        browser.get("/api/v1/account/identity").await.expect(200);
    });
}

#[test]
fn check_values_tell_nothing_and_are_kept_for_each_key() {
    in_world(async |world| {
        let counted = "SELECT count(*) AS n FROM key_checks WHERE name = 'index key' \
            OR name = 'seal key t1'";
        assert_eq!(world.count(counted).await, 2);
        let dump = world.dump().await;
        for byte in [1_u8, 2] {
            assert!(!dump.windows(32).any(|window| window == [byte; 32]));
        }
    });
}
