//! The worked cases, as data: the published ones and our own.

use shared::policy::Policies;
use shared::policy::cases::{self, Tally};

fn run(name: &str, text: &str) {
    let policies = Policies::builtin();
    let mut tally = Tally::default();
    let cases = cases::read(text).unwrap();
    assert!(!cases.is_empty());
    let lines: Vec<String> = cases.iter().map(|case| tally.run(case, policies)).collect();
    let failed: Vec<&String> = lines
        .iter()
        .filter(|line| line.starts_with("FAIL"))
        .collect();
    assert!(failed.is_empty(), "{name}: {tally}\n{failed:#?}");
}

#[test]
fn published_cases() {
    run("published", include_str!("cases/published.json"));
}
