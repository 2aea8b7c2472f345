//! Files that are refused, with the line that is wrong: a test for each kind of fault.

use shared::policy::Policies;
use shared::purchase::Module;

use super::further;

fn fault(id: &str, parameters: &str) -> String {
    refused(further(id, parameters))
}

fn refused(file: (String, String)) -> String {
    Policies::load(vec![file]).map_or_else(|fault| fault.to_string(), |_| "accepted".to_owned())
}

/// A version in which one text is exchanged for another; the line on which the other begins, and
/// what is said of it.
fn exchanged(old: &str, new: &str) -> (usize, String) {
    let (name, text) = further("R-2099-01-01", r#""months_in": 6"#);
    assert_eq!(text.matches(old).count(), 1, "{old}");
    let said = refused((name, text.replace(old, new)));
    let mut parts = said.splitn(3, ':');
    assert_eq!(parts.next(), Some("R-2099-01-01.json"), "{said}");
    let line = parts.next().and_then(|line| line.parse().ok());
    let what = parts.next().unwrap_or_default().trim().to_owned();
    assert_eq!(what.lines().count(), 1, "{what}");
    (line.unwrap_or_default(), what)
}

#[test]
fn unknown_keys_are_refused_on_their_line() {
    let unknown = fault(
        "R-2099-01-01",
        "\"months_in\": 6,\n    \"months_out\": 6,\n    \"mouths\": 6",
    );
    let expected = "R-2099-01-01.json:10: unknown field `mouths`, expected ";
    assert!(unknown.starts_with(expected), "{unknown}");
    assert!(!unknown.contains(" at line "), "{unknown}");
    let source = r#""source": {"document": "关于……的通知"}"#;
    let sentence = r#""sentence": {"zh-CN": "……", "en": "…"}"#;
    for (old, new, line, key) in [
        (r#""confidence""#, "\"surety\"", 10, "surety"),
        (
            source,
            "\"source\": {\n\"document\": \"x\",\n\"page\": \"1\"}",
            7,
            "page",
        ),
        (
            sentence,
            "\"sentence\":\n{\"zh-CN\": \"x\",\n\"de\": \"x\"}",
            8,
            "de",
        ),
        (
            sentence,
            "\"sources\": {\"months_in\": {\"document\": \"x\"},\n\"mouths\": {\"document\": \"x\"}}",
            7,
            "mouths",
        ),
    ] {
        let (at, what) = exchanged(old, new);
        assert!(
            at == line && what.contains(&format!("`{key}`")),
            "{key}: {at} {what}"
        );
    }
}

#[test]
fn repeated_keys_are_refused_where_they_are_repeated() {
    let sentence = r#""sentence": {"zh-CN": "……", "en": "…"}"#;
    let source = r#"{"document": "x"}"#;
    for (old, new, line, what) in [
        (
            "\"months_in\": 6",
            "\"months_in\": 6,\n\"months_in\": 7".to_owned(),
            9,
            "duplicate field `months_in`",
        ),
        (
            "\"confidence\": \"high\"",
            "\"confidence\": \"high\",\n\n\"confidence\": \"low\"".to_owned(),
            12,
            "duplicate field `confidence`",
        ),
        (
            sentence,
            format!(
                "{sentence},\n\"sources\": {{\"months_in\": {source},\n\"months_in\": {source}}}"
            ),
            8,
            "months_in is there twice",
        ),
    ] {
        assert_eq!(exchanged(old, &new), (line, what.to_owned()));
    }
}

#[test]
fn impossible_values_are_refused_on_their_line() {
    let range =
        |name: &str, least: u16, most: u16| format!("{name} must lie between {least} and {most}");
    for (parameters, line, what) in [
        (
            "\"months_out\": 6,\n \"months_in\": 0",
            9,
            range("months_in", 1, 240),
        ),
        (
            "\"months_out\": 241,\n \"months_in\": 6",
            8,
            range("months_out", 1, 240),
        ),
        ("\"tax_gap\":\n 25", 8, range("tax_gap", 0, 24)),
        (
            "\"tongzhou_special\": true, \"divorce_years\": 3,\n\"tz_years\": 21",
            9,
            range("tz_years", 0, 20),
        ),
        (
            "\"in_local\": 2,\n\"multi_child_min\": 0",
            9,
            range("multi_child_min", 1, 20),
        ),
        ("\n\"in_local\": 10", 9, range("in_local", 0, 9)),
        (
            "\"months_in\": 6,\n\"own_home\": 1",
            9,
            "own_home belongs to the other module, where this version changes nothing".to_owned(),
        ),
        (
            "\"months_in\": 6,\n\"months_out\": null",
            9,
            "has to be left out where it is not known, not null".to_owned(),
        ),
    ] {
        let expected = format!("R-2099-01-01.json:{line}: {what}");
        assert_eq!(fault("R-2099-01-01", parameters), expected);
    }
    for (parameters, begins) in [
        ("\n\"in_local\": -1", "9: invalid value: integer `-1`"),
        ("\n\"in_local\": 256", "9: invalid value: integer `256`"),
        (
            "\n\"in_local\": 2.5",
            "9: invalid type: floating point `2.5`",
        ),
        ("\n\"in_local\": \"2\"", "9: invalid type: string \"2\""),
        ("\n\"bungalow\": 1", "9: invalid type: integer `1`"),
        (
            "\n\"count_scope\": \"country\"",
            "9: unknown variant `country`",
        ),
        (
            "\n\"divorce_exempt_until\": \"2099-02-29\"",
            "9: input is out of range",
        ),
        ("\n\"in_local\": 1e999", "9: number out of range"),
    ] {
        let said = fault("R-2099-01-01", parameters);
        let begins = format!("R-2099-01-01.json:{begins}");
        assert!(said.starts_with(&begins), "{parameters}: {said}");
    }
    // The key may stand elsewhere as well: what is shown is where the value stands.
    let (name, text) = further("R-2099-01-01", "\"months_in\": 0");
    let text = text.replace(
        r#""sentence""#,
        r#""sources": {"months_in": {"document": "months_in"}}, "sentence""#,
    );
    let expected = "R-2099-01-01.json:8: months_in must lie between 1 and 240";
    assert_eq!(refused((name, text)), expected);
}

#[test]
fn texts_that_say_nothing_are_refused_on_their_line() {
    let source = r#""source": {"document": "关于……的通知"}"#;
    let nothing = "says nothing";
    let link = "must begin with https:// or http://";
    let form = "is not written in the form of the other versions";
    for (old, new, line, what) in [
        ("\"……\"", "\n\" \"", 6, nothing),
        (source, "\"source\": {\"document\":\n\"\"}", 5, nothing),
        (
            source,
            "\"source\": {\"document\": \"x\",\n\"number\": \"\"}",
            6,
            nothing,
        ),
        (
            source,
            "\"source\": {\"document\": \"x\",\n\"url\": \"javascript:alert(1)\"}",
            6,
            link,
        ),
        (
            source,
            "\"source\":\n[\"x\", false, null, null, null]",
            5,
            form,
        ),
        ("\"issued\": \"2099-01-01\"", "\"issued\": \"soon\"", 4, {
            "must be a day or a month, such as 2026-08-07 or 2026-08"
        }),
        (
            "\"effective_from\": \"2099-01-01\"",
            "\"effective_from\": \"2099-1-1\"",
            3,
            form,
        ),
    ] {
        assert_eq!(exchanged(old, new), (line, what.to_owned()), "{new}");
    }
    let sources = ",\"sources\": {\"months_in\": {\"document\": \"x\"},\n\"in_local\": {\"document\": \"x\"}}";
    let (line, what) = exchanged("\"high\"", &format!("\"high\"{sources}"));
    assert_eq!(
        (line, what.as_str()),
        (11, "in_local is not set by this version")
    );
}

#[test]
fn days_that_are_taken_are_refused() {
    let rules = Policies::builtin().rules(Module::Residential);
    let last = rules.last().map(|rules| rules.policy.to_string());
    let last = last.unwrap_or_default();
    let said = format!("{last}.json:2: {last} is there twice");
    assert_eq!(fault(&last, r#""months_in": 6"#), said);
    // Between two published ones, and on the day of one.
    for id in ["R-2026-08-07", "T-2026-08-08"] {
        let said = format!("{id}.json:3: must begin after {last}, which is published");
        assert_eq!(fault(id, r#""months_in": 6"#), said);
    }
    let said = "C-2017-03-25.json:3: must begin after C-2017-03-26, which is published";
    assert_eq!(fault("C-2017-03-25", r#""months": 6"#), said);
    // Each module for itself.
    assert_eq!(fault("C-2026-08-08", r#""months": 6"#), "accepted");
    let twice = vec![
        further("R-2099-01-01", "\"months_in\": 6"),
        further("T-2099-01-01", "\"months_out\": 7,\n\"months_in\": 7"),
    ];
    let overlap = Policies::load(twice).unwrap_err().to_string();
    assert_eq!(
        overlap,
        "T-2099-01-01.json:9: months_in is set by R-2099-01-01 on the same day"
    );
    let same = vec![
        further("R-2099-01-01", "\"months_in\": 6"),
        further("R-2099-01-01", "\"months_in\": 6"),
    ];
    assert_eq!(
        Policies::load(same).unwrap_err().to_string(),
        "R-2099-01-01.json:2: R-2099-01-01 is there twice"
    );
}

#[test]
fn names_and_days_have_to_agree() {
    let (_, text) = further("R-2099-01-01", r#""months_in": 6"#);
    assert_eq!(
        refused(("R-2099-01-02.json".to_owned(), text.clone())),
        "R-2099-01-02.json:2: the file of R-2099-01-01 must be named R-2099-01-01.json"
    );
    for (old, new, line, what) in [
        (
            r#""effective_from": "2099-01-01""#,
            r#""effective_from": "2099-01-02""#,
            3,
            "differs from the day in the id",
        ),
        (
            r#""id": "R-2099-01-01""#,
            r#""id": "X-2099-01-01""#,
            2,
            "not the id of a version, such as R-2026-08-08",
        ),
        (
            r#""id": "R-2099-01-01""#,
            r#""id": "R-2099- 1-01""#,
            2,
            "not the id of a version, such as R-2026-08-08",
        ),
    ] {
        assert_eq!(exchanged(old, new), (line, what.to_owned()));
    }
}

#[test]
fn what_is_no_json_is_refused() {
    let (name, text) = further("R-2099-01-01", r#""months_in": 6"#);
    let cut = text.chars().take(40).collect();
    assert!(refused((name.clone(), cut)).starts_with("R-2099-01-01.json:3: EOF"));
    let empty = refused((name.clone(), String::new()));
    assert!(empty.starts_with("R-2099-01-01.json:1: EOF"), "{empty}");
    let more = refused((name.clone(), format!("{text}\n{{}}")));
    assert_eq!(more, "R-2099-01-01.json:12: trailing characters");
    let missing = text.replace(",\n  \"confidence\": \"high\"", "");
    let missing = refused((name, missing));
    assert_eq!(missing, "R-2099-01-01.json:10: missing field `confidence`");
}
