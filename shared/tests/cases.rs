//! The worked cases, as data: the published ones and our own.

use shared::policy::Policies;
use shared::policy::cases::{self, Score, WorkedCase};

fn failures(cases: &[WorkedCase]) -> Vec<String> {
    let mut score = Score::default();
    let lines: Vec<String> = cases
        .iter()
        .map(|case| score.run(case, Policies::builtin()))
        .collect();
    lines
        .into_iter()
        .filter(|line| !line.starts_with("ok "))
        .collect()
}

#[test]
fn the_published_cases_pass() {
    let cases = cases::read(include_str!("cases/published.json")).unwrap();
    assert_eq!(cases.len(), 88);
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

/// The first published case with one part exchanged.
fn changed(part: &str, by: &str) -> String {
    let text = include_str!("cases/published.json");
    let first = text
        .lines()
        .nth(1)
        .unwrap_or_default()
        .trim_end_matches(',');
    assert!(first.contains(part), "{part}");
    format!("[{}]", first.replacen(part, by, 1))
}

#[test]
fn what_a_case_cannot_mean_is_refused_with_its_name() {
    let refused = [
        ("not json", String::from("[{"), ""),
        ("no array", String::from("{}"), ""),
        ("a key", changed(r#""months""#, r#""mouths""#), "mouths"),
        (
            "a key of its own",
            changed(r#""confidence""#, r#""confident""#),
            "confident",
        ),
        ("a value", changed("married", "wed"), "wed"),
        (
            "a list as the answer",
            changed(
                r#"{"outcome": "eligible", "reason": "ok"}"#,
                r#"["eligible", "ok"]"#,
            ),
            "/expect",
        ),
        (
            "an answer that no case can expect",
            changed(r#""outcome": "eligible""#, r#""outcome": "cannot_tell""#),
            "/expect",
        ),
        (
            "an outcome",
            changed(r#""eligible""#, r#""perhaps""#),
            "perhaps",
        ),
        ("a reason", changed(r#""ok""#, r#""fine""#), "fine"),
        ("a confidence", changed(r#""high""#, r#""sure""#), "sure"),
        ("a day", changed("2026-11-20", "2026-11-31"), "out of range"),
        (
            "a target",
            changed(
                r#""target": "inside_fifth_ring""#,
                r#""target": "commercial_new""#,
            ),
            "target",
        ),
        (
            "a category",
            changed("non_local_social_insurance", "individual"),
            "category",
        ),
        ("no number", changed("12}", "-12}"), "-12"),
        (
            "a null",
            changed(r#""married""#, "null"),
            "/marital_status cannot be null",
        ),
        (
            "a null within",
            changed("12}", r#"12, "missing": null}"#),
            "null",
        ),
        (
            "a list in place of an object",
            changed(
                r#"{"inside_fifth_ring": 0, "outside_fifth_ring": 0}"#,
                "[0, 0, 0]",
            ),
            "/homes cannot be [0,0,0]",
        ),
        (
            "a day in another form",
            changed("2026-11-20", "2026-11-2"),
            "/date cannot be \"2026-11-2\"",
        ),
        (
            "no expectation",
            changed(r#""reason": "ok""#, r#""because": "ok""#),
            "because",
        ),
    ];
    for (what, text, named) in refused {
        let error = cases::read(&text).err().map(|error| error.to_string());
        let error = error.unwrap_or_else(|| "accepted".to_owned());
        assert!(
            error.contains(named) && error != "accepted",
            "{what}: {error}"
        );
        assert!(
            named.is_empty() || error.starts_with("case R01: "),
            "{error}"
        );
    }
}

#[test]
fn a_permission_to_stay_that_the_format_does_not_name_is_refused() {
    let other = changed(
        r#""local_hukou": "none""#,
        r#""local_hukou": "none", "stay_permit": "other""#,
    );
    let error = cases::read(&other).err().map(|error| error.to_string());
    let expected = "case R01: /stay_permit cannot be \"other\"";
    assert_eq!(error.as_deref(), Some(expected));
}

#[test]
fn a_key_that_is_repeated_is_refused_with_its_line() {
    let twice = changed(
        r#""married""#,
        "\"married\",\n\"marital_status\": \"single\"",
    );
    let error = cases::read(&twice).err().map(|error| error.to_string());
    assert_eq!(
        error.as_deref(),
        Some("line 2: marital_status is there twice")
    );
    let within = changed("12}", r#"12, "months": 13}"#);
    let error = cases::read(&within).err().map(|error| error.to_string());
    assert_eq!(error.as_deref(), Some("line 1: months is there twice"));
}

#[test]
fn an_id_is_a_name_in_one_line() {
    for id in ["", " ", "R\\n01"] {
        let text = changed(r#""R01""#, &format!("\"{id}\""));
        let error = cases::read(&text).err().map(|error| error.to_string());
        let error = error.unwrap_or_else(|| "accepted".to_owned());
        assert!(error.ends_with(": the id names nothing"), "{error}");
    }
}

#[test]
fn a_byte_order_mark_means_nothing() {
    let text = include_str!("cases/published.json");
    let marked = cases::read(&format!("\u{feff}{text}")).unwrap();
    assert_eq!(marked, cases::read(text).unwrap());
}
