//! The audit log shows whatever somebody without the keys does to it.

use std::process::{Command, Output};
use std::time::{Duration, Instant};

use api::app::App;
use api::service::audit::{verify_all, verify_some};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};
use shared::values::Moment;
use uuid::Uuid;

use crate::harness::{Browser, Log, World, in_world};

/// Somebody whose chain has four records: signed in, bound, and two looks at the number.
async fn four_records(world: &World, key: &str) -> (Browser, Uuid) {
    let browser = world.bound(key).await;
    look(&browser).await;
    look(&browser).await;
    let session: shared::account::Session = browser.get("/api/v1/session").await.json();
    let id = session.account.unwrap().id.replace("acc_", "");
    (browser, Uuid::parse_str(&id).unwrap())
}

async fn look(browser: &Browser) {
    browser.get("/api/v1/account/identity").await.expect(200);
}

/// Bytes as SQL writes them.
pub(crate) fn binary(bytes: &[u8]) -> String {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    match std::env::var_os("ANJU_TEST_POSTGRES_URL") {
        Some(_) => format!(r"'\x{hex}'"),
        None => format!("x'{hex}'"),
    }
}

/// A chain's id as SQL writes it.
pub(crate) fn id(chain: Uuid) -> String {
    match std::env::var_os("ANJU_TEST_POSTGRES_URL") {
        Some(_) => format!("'{chain}'"),
        None => binary(chain.as_bytes()),
    }
}

const AT: &str = "2026-11-27 10:00:00+00:00";

/// A record chained as the release before did it, as the values of an insertion; and its hash.
fn plain_record(chain: Uuid, sequence: i32, action: &str, previous: &[u8]) -> (String, Vec<u8>) {
    let at: Moment = AT.parse().unwrap();
    let fields: [&[u8]; 7] = [
        chain.as_bytes(),
        &sequence.to_be_bytes(),
        &at.timestamp_micros().to_be_bytes(),
        b"system",
        action.as_bytes(),
        b"",
        previous,
    ];
    let mut digest = Sha256::new();
    for field in fields {
        digest.update(u64::try_from(field.len()).unwrap().to_be_bytes());
        digest.update(field);
    }
    let hash = digest.finalize().to_vec();
    let values = format!(
        "({}, {sequence}, '{AT}', 'system', '{action}', '', {}, {})",
        id(chain),
        binary(previous),
        binary(&hash)
    );
    (values, hash)
}

async fn insert(world: &World, values: &str) {
    let columns = "chain, sequence, at, actor, action, detail, previous_hash, hash";
    let sql = format!("INSERT INTO audit ({columns}) VALUES {values}");
    world.tamper(&sql).await;
}

/// The chains that are not whole, each with its first wrong record.
async fn broken(world: &World) -> Vec<(Uuid, i32)> {
    let report = verify_all(&world.app.store).await.unwrap();
    let broken = report.broken.iter();
    broken.map(|b| (b.chain, b.broken_at.unwrap())).collect()
}

fn verify(world: &World) -> Output {
    let config = &world.app.config;
    let keys = config.keys.as_ref().unwrap();
    let (name, key) = &keys.seal[0];
    Command::new(env!("CARGO_BIN_EXE_api"))
        .env_clear()
        .env("ANJU_DATABASE_URL", config.database_url.expose_secret())
        .env("ANJU_SEAL_KEYS", format!("{name}:{}", key.expose_secret()))
        .env("ANJU_INDEX_KEY", keys.index.expose_secret())
        .env("ANJU_OIDC_CLIENT_SECRET", "secret")
        .args(["audit", "verify"])
        .output()
        .unwrap()
}

fn lines(output: &Output) -> Vec<String> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(str::to_owned).collect()
}

/// What is done to a chain of four records, and the first one that is wrong then.
const TAMPERING: [(&str, &[&str], i32); 10] = [
    (
        "a record is changed",
        &["UPDATE audit SET actor = 'system' WHERE chain = $ AND sequence = 2"],
        2,
    ),
    (
        "one is removed",
        &["DELETE FROM audit WHERE chain = $ AND sequence = 3"],
        3,
    ),
    (
        "the end is cut off",
        &["DELETE FROM audit WHERE chain = $ AND sequence > 2"],
        3,
    ),
    (
        "two are swapped",
        &[
            "UPDATE audit SET sequence = 9 WHERE chain = $ AND sequence = 2",
            "UPDATE audit SET sequence = 2 WHERE chain = $ AND sequence = 3",
            "UPDATE audit SET sequence = 3 WHERE chain = $ AND sequence = 9",
        ],
        2,
    ),
    ("all are removed", &["DELETE FROM audit WHERE chain = $"], 1),
    (
        "the head is removed",
        &["DELETE FROM audit_heads WHERE chain = $"],
        5,
    ),
    (
        "both are",
        &[
            "DELETE FROM audit WHERE chain = $",
            "DELETE FROM audit_heads WHERE chain = $",
        ],
        1,
    ),
    (
        "the end is cut off, and the head moved there",
        &[
            "DELETE FROM audit WHERE chain = $ AND sequence > 2",
            "UPDATE audit_heads SET records = 2, link = (SELECT hash FROM audit WHERE chain = $ AND sequence = 2) WHERE chain = $",
        ],
        3,
    ),
    (
        "all are removed, and the head empty",
        &[
            "DELETE FROM audit WHERE chain = $",
            "UPDATE audit_heads SET records = 0, link = mac WHERE chain = $",
        ],
        1,
    ),
    (
        "the head says that nothing was keyed",
        &["UPDATE audit_heads SET unkeyed = 4 WHERE chain = $"],
        5,
    ),
];

/// As many people, each with a chain.
const PEOPLE: [&str; 10] = [
    "he-jun",
    "fan-yu",
    "luo-jia",
    "song-yang",
    "han-shufen",
    "ho-weng",
    "hsu-yating",
    "yang-fan",
    "shen-bo",
    "wang-qiang",
];

#[test]
fn whatever_is_done_to_a_chain_shows() {
    in_world(async |world| {
        let mut all = Vec::new();
        for key in PEOPLE {
            all.push(four_records(world, key).await);
        }
        assert_eq!(broken(world).await, []);
        let output = verify(world);
        assert!(output.status.success());
        assert_eq!(lines(&output), ["10 chains, 40 records, 0 broken"]);

        let mut expected = Vec::new();
        for ((what, steps, at), (browser, chain)) in TAMPERING.into_iter().zip(&all) {
            for sql in steps {
                world.tamper(&sql.replace('$', &id(*chain))).await;
            }
            expected.push((*chain, at));
            expected.sort_unstable();
            assert_eq!(broken(world).await, expected, "{what}");
            // Life goes on, and makes nothing good. Only where nothing at all is left, it begins
            // anew.
            if what != "both are" {
                look(browser).await;
                let still = broken(world).await;
                let chains =
                    |all: &[(Uuid, i32)]| all.iter().map(|(id, _)| *id).collect::<Vec<_>>();
                assert_eq!(
                    chains(&still),
                    chains(&expected),
                    "{what}, and one is added"
                );
                expected = still;
            }
        }
        let output = verify(world);
        assert_eq!(output.status.code(), Some(1));
        let mut told: Vec<String> = expected
            .iter()
            .map(|(chain, at)| format!("chain {chain} is broken at record {at}"))
            .collect();
        told.push(format!(
            "10 chains, {} records, 10 broken",
            records(world).await
        ));
        assert_eq!(lines(&output), told);
    });
}

async fn records(world: &World) -> i64 {
    world.count("SELECT count(*) AS n FROM audit").await
}

#[test]
fn a_record_that_was_chained_without_the_key_shows() {
    in_world(async |world| {
        let (_, chain) = four_records(world, "he-jun").await;
        // All of it anew, as whoever knows the program but not the key would write it.
        let sql = format!("DELETE FROM audit WHERE chain = {}", id(chain));
        world.tamper(&sql).await;
        let mut previous = Vec::new();
        for sequence in 1..=4 {
            let (values, hash) = plain_record(chain, sequence, "sign_in", &previous);
            insert(world, &values).await;
            previous = hash;
        }
        assert_eq!(broken(world).await, [(chain, 1)]);
        let forged = Sha256::digest(STANDARD.encode(&previous));
        let head = format!(
            "UPDATE audit_heads SET unkeyed = 4, link = {}, mac = {} WHERE chain = {}",
            binary(&previous),
            binary(&forged),
            id(chain)
        );
        world.tamper(&head).await;
        assert_eq!(broken(world).await, [(chain, 5)]);
    });
}

#[test]
fn chains_of_the_release_before_are_believed_when_an_operator_says_so() {
    in_world(async |world| {
        let (browser, chain) = four_records(world, "he-jun").await;
        let (_, second) = four_records(world, "fan-yu").await;
        for table in ["audit", "audit_heads"] {
            world.tamper(&format!("DELETE FROM {table}")).await;
        }
        for chain in [chain, second] {
            let (values, hash) = plain_record(chain, 1, "sign_in", &[]);
            insert(world, &values).await;
            let (values, _) = plain_record(chain, 2, "bind_document", &hash);
            insert(world, &values).await;
        }
        // Whoever writes to the database can make that up: a start makes nothing of it good.
        App::start(world.app.config.clone()).await.unwrap();
        let both = |one, other| {
            let mut both = vec![(chain, one), (second, other)];
            both.sort_unstable();
            both
        };
        assert_eq!(broken(world).await, both(3, 3));
        look(&browser).await;
        assert_eq!(broken(world).await, both(4, 3));
        assert_eq!(world.app.store.adopt_audit().await.unwrap(), 2);
        assert_eq!(broken(world).await, []);
        look(&browser).await;
        assert_eq!(broken(world).await, []);
        // From then on the old ones are safe as well, whether anything followed them or not.
        let (values, _) = plain_record(second, 1, "sign_out", &[]);
        let first = format!(
            "DELETE FROM audit WHERE chain = {} AND sequence = 1",
            id(second)
        );
        world.tamper(&first).await;
        insert(world, &values).await;
        assert_eq!(broken(world).await, [(second, 2)]);
        let first = format!(
            "UPDATE audit SET action = 'x' WHERE chain = {} AND sequence = 1",
            id(chain)
        );
        world.tamper(&first).await;
        assert_eq!(broken(world).await, both(1, 2));
        // What does not hang together is not adopted, nor is a chain that is vouched for.
        assert_eq!(world.app.store.adopt_audit().await.unwrap(), 0);
        assert_eq!(broken(world).await, both(1, 2));
    });
}

#[test]
fn the_worker_looks_and_says_which_chain_is_broken() {
    let log = Log::begin();
    in_world(async |world| {
        let (_, chain) = four_records(world, "he-jun").await;
        let sql = format!("UPDATE audit SET action = 'x' WHERE chain = {}", id(chain));
        world.tamper(&sql).await;
        // A new day begins a new round.
        world
            .app
            .set_clock_forward(Duration::from_secs(24 * 60 * 60));
        let begun = Instant::now();
        let says = |line: &str| line.contains("ERROR") && line.contains(&chain.to_string());
        while !log.text().lines().any(says) {
            assert!(begun.elapsed() < Duration::from_secs(20), "it says nothing");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
}

#[test]
fn however_many_chains_there_are_each_is_looked_at() {
    in_world(async |world| {
        let (_, good) = four_records(world, "he-jun").await;
        // Nothing vouches for the end of these, on either side of the good one.
        let mut expected = Vec::new();
        for n in 0..250_u128 {
            let chain = Uuid::from_u128(n * (u128::MAX / 250));
            insert(world, &plain_record(chain, 1, "sign_in", &[]).0).await;
            expected.push((chain, 2));
        }
        let report = verify_all(&world.app.store).await.unwrap();
        assert_eq!((report.chains, report.records), (251, 254));
        assert_eq!(broken(world).await, expected);
        // Bit by bit, wherever the worker has stopped, and told when all of it is verified.
        world.kill_workers().await;
        let rounds = loop {
            verify_some(&world.app).await.unwrap();
            let rounds = world.app.store.read_rounds().await.unwrap();
            if rounds.last.as_ref().is_some_and(|last| last.chains > 200) {
                break rounds;
            }
            assert!(rounds.version < 10, "{rounds:?}");
        };
        let last = rounds.last.unwrap();
        assert_eq!((last.chains, last.records, last.broken), (251, 254, 250));
        assert_eq!(last.faults.len(), 100);
        assert_eq!(rounds.after, None);
        world.audited(good).await;
    });
}
