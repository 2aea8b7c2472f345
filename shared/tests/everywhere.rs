//! The engine decides the same in the browser as on the server.
//!
//! The worked cases run on both. Thousands of households, made from the worked cases' own
//! values, are decided on both as well; the digest of all decisions is printed, and
//! `cargo xtask test` compares the two.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use shared::policy::Policies;
use shared::policy::cases::{self, Score};

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
