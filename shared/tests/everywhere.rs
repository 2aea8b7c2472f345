//! The engine decides the same in the browser as on the server.
//!
//! The worked cases run on both. Thousands of households, made from the worked cases' own
//! values, are decided on both as well; the digest of all decisions is printed, and
//! `cargo xtask test` compares the two. Certificates and their status lists are checked on both.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use std::collections::BTreeMap;

use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Map, Value};
use shared::certificate::{
    CODE_TYPE, CertificateStatus, Doubt, LIST_TYPE, StatusList, Term, check, check_list, code_in,
};
use shared::jws::{PublicKey, PublicKeys, encode};
use shared::policy::Policies;
use shared::policy::cases::{self, Score};
use shared::values::Moment;

const PUBLISHED: &str = include_str!("cases/published.json");
/// Households that are made; some hold parts that do not belong together and are left out.
const HOUSEHOLDS: usize = 12_000;

#[test]
fn the_published_cases_pass_here() {
    let cases = cases::read(PUBLISHED).unwrap();
    let mut score = Score::default();
    for case in &cases {
        let line = score.run(case, Policies::builtin());
        assert!(line.starts_with("ok "), "{line}");
    }
    assert_eq!(score.passed, cases.len());
}

#[test]
fn made_households_have_a_digest() {
    let mut digest = Digest::default();
    let mut decided = 0;
    for household in households() {
        // Parts that do not belong together are refused alike, which counts too.
        match cases::read(&Value::from(vec![Value::Object(household)]).to_string()) {
            Err(refusal) => digest.take(&refusal.to_string()),
            Ok(cases) => {
                for case in cases {
                    let decision = case.decide(Policies::builtin());
                    digest.take(&serde_json::to_string(&decision).unwrap());
                    decided += 1;
                }
            }
        }
    }
    assert!(decided > 10_000, "only {decided} could be decided");
    println!("decisions: {decided}, digest: {:016x}", digest.0);
}

#[test]
fn a_certificate_and_its_status_are_checked_here() {
    // RFC 6979: the same key signs the same text with the same bytes, here and there.
    let key = SigningKey::from_slice(&[7; 32]).unwrap();
    let point = key.verifying_key().to_sec1_point(false);
    let (x, y) = (point.x().unwrap(), point.y().unwrap());
    let keys = PublicKeys {
        keys: vec![PublicKey::new(x, y, "k".to_owned())],
    };
    let signed = |typ: &str, claims: &str| {
        let header = format!(r#"{{"typ":"{typ}","alg":"ES256","kid":"k"}}"#);
        let text = format!(
            "{}.{}",
            encode(header.as_bytes()),
            encode(claims.as_bytes())
        );
        let signature: Signature = key.sign(text.as_bytes());
        format!("{text}.{}", encode(&signature.to_bytes()))
    };
    let claims = r#"{"iss":"https://a","jti":"AJ-1","iat":1,"nbf":1795622400,"exp":1798214400,
        "module":"residential","holders":[{"name":"杨*","document":"AA"}],
        "zones":[{"zone":"outside_fifth_ring","cap":"unlimited","remaining":{"homes":2}}],
        "policy":"R-2026-08-08",
        "status":{"status_list":{"idx":2,"uri":"https://a/status-lists/0"}}}"#;
    let code = signed(CODE_TYPE, claims);
    let read = check(
        &code_in(&format!(" https://a/verify#{code}\n")),
        &keys,
        "https://a",
    )
    .unwrap();
    assert_eq!((read.jti.as_str(), read.list()), ("AJ-1", Some(0)));
    let days = (read.valid_from(), read.valid_until());
    let day = |text: &str| Some(text.parse().unwrap());
    assert_eq!(days, (day("2026-11-26"), day("2026-12-25")));
    for (at, term) in [
        (1_795_622_399, Term::Ahead),
        (1_795_622_400, Term::Running),
        (1_798_214_399, Term::Running),
        (1_798_214_400, Term::Over),
    ] {
        assert_eq!(read.term(Moment::from_timestamp(at, 0).unwrap()), term);
    }
    // Every letter counts, of what is signed as of the signature.
    for at in (0..code.len()).step_by(7) {
        let letter = if code.as_bytes()[at] == b'A' {
            "B"
        } else {
            "A"
        };
        let other = [&code[..at], letter, &code[at + 1..]].concat();
        assert!(check(&other, &keys, "https://a").is_err(), "{at}");
    }
    assert_eq!(
        check(&code, &PublicKeys::default(), "https://a"),
        Err(Doubt::UnknownKey)
    );
    assert_eq!(
        check(&signed("at+jwt", claims), &keys, "https://a"),
        Err(Doubt::NoCode)
    );
    assert_eq!(check(&code, &keys, "https://b"), Err(Doubt::OtherIssuer));

    let list = StatusList::of([(2, CertificateStatus::Used)]);
    let list = format!(
        r#"{{"sub":"https://a/status-lists/0","iat":1,"exp":2,"ttl":3,"status_list":{}}}"#,
        serde_json::to_string(&list).unwrap()
    );
    let token = signed(LIST_TYPE, &list);
    let uri = "https://a/status-lists/0";
    let found = check_list(&token, &keys, uri).unwrap().status_list;
    assert_eq!(found.at(2), Some(CertificateStatus::Used));
    assert_eq!(found.at(3), Some(CertificateStatus::Valid));
    assert_eq!(check_list(&token, &keys, "https://a/status-lists/1"), None);
    assert_eq!(check_list(&code, &keys, uri), None);
}

/// Worked cases with a few of their values exchanged for those of other cases.
fn households() -> Vec<Map<String, Value>> {
    let cases: Vec<Map<String, Value>> = serde_json::from_str(PUBLISHED).unwrap();
    let mut seen: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for (key, value) in cases.iter().flatten() {
        let values = seen.entry(key.clone()).or_default();
        if !values.contains(value) {
            values.push(value.clone());
        }
    }
    seen.remove("id");
    let keys: Vec<(String, Vec<Value>)> = seen.into_iter().collect();
    let mut dice = Dice(20_260_808);
    (0..HOUSEHOLDS)
        .map(|_| {
            let mut household = cases[dice.below(cases.len())].clone();
            for _ in 0..=dice.below(3) {
                let (key, values) = &keys[dice.below(keys.len())];
                household.insert(key.clone(), values[dice.below(values.len())].clone());
            }
            household
        })
        .collect()
}

/// The same numbers everywhere and always (Knuth's linear congruential generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let sides = u64::try_from(sides).unwrap();
        usize::try_from((self.0 >> 33) % sides).unwrap()
    }
}

/// FNV-1a over everything taken: not a secret, only a comparison.
struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Digest {
    fn take(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
