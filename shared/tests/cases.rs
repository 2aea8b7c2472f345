//! The worked cases, as data: the published ones and our own.

use shared::policy::Policies;
use shared::policy::cases::{self, Case, Tally};

fn failures(cases: &[Case]) -> Vec<String> {
    let mut tally = Tally::default();
    let lines: Vec<String> = cases
        .iter()
        .map(|case| tally.run(case, Policies::builtin()))
        .collect();
    lines
        .into_iter()
        .filter(|line| !line.starts_with("ok "))
        .collect()
}

#[test]
fn the_published_cases_pass() {
    let cases = cases::read(include_str!("cases/published.json")).unwrap();
    assert_eq!(cases.len(), 61);
    assert_eq!(failures(&cases), Vec::<String>::new());
}

#[test]
fn our_own_cases_at_the_boundaries_pass() {
    let cases = cases::read(include_str!("cases/boundaries.json")).unwrap();
    assert_eq!(failures(&cases), Vec::<String>::new());
    let mut ids: Vec<&str> = cases.iter().map(|case| case.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), cases.len());
}
