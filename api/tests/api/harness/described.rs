//! Every answer of every test is as the description says: its status is one of those of the
//! operation, its headers are there, and its body is of the schema. So is the body of every request
//! that was understood.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock};

use jsonschema::{Registry, Validator};
use reqwest::header::HeaderMap;
use serde_json::{Value, json};

/// An exchange with the platform.
pub(crate) struct Exchange<'a> {
    pub(crate) method: &'a str,
    /// The path, with its query.
    pub(crate) path: &'a str,
    pub(crate) body: Option<&'a [u8]>,
    pub(crate) status: u16,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) answer: &'a [u8],
}

impl Exchange<'_> {
    fn media_type(&self) -> &str {
        let told = self.headers.get("content-type");
        let told = told.map_or("", |told| told.to_str().unwrap());
        told.split(';').next().unwrap()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(self.answer).unwrap()
    }
}

/// The description as it is served.
pub(crate) fn description() -> &'static Value {
    static DESCRIPTION: OnceLock<Value> = OnceLock::new();
    DESCRIPTION.get_or_init(|| serde_json::from_str(&api::http::openapi::text().unwrap()).unwrap())
}

/// The name under which the description is known to validators.
const DESCRIBED: &str = "https://anju.example/openapi.json";

/// The description as a document that schemas refer to. Read once in a process: a copy for each schema
/// took most of the time of the tests.
fn registry() -> &'static Registry<'static> {
    static REGISTRY: OnceLock<Registry<'static>> = OnceLock::new();
    REGISTRY.get_or_init(|| {
        let registry = Registry::new().add(DESCRIBED, description());
        registry.unwrap().prepare().unwrap()
    })
}

/// Fails where a value is not of the schema that stands at `pointer` in the description.
#[track_caller]
pub(crate) fn expect_valid(pointer: &str, value: &Value) {
    static VALIDATORS: OnceLock<Mutex<HashMap<String, Validator>>> = OnceLock::new();
    let mut all = VALIDATORS.get_or_init(Mutex::default).lock().unwrap();
    let validator = all.entry(pointer.to_owned()).or_insert_with(|| {
        assert!(description().pointer(pointer).is_some(), "{pointer}");
        // Braces of a path may not stand in an address.
        let fragment = pointer.replace('{', "%7B").replace('}', "%7D");
        let schema = json!({ "$ref": format!("{DESCRIBED}#{fragment}") });
        let options = jsonschema::draft202012::options().should_validate_formats(true);
        options.with_registry(registry()).build(&schema).unwrap()
    });
    let faults: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{pointer}: {faults:#?}\n{value:#}");
}

/// Fails where the exchange is not as the description says.
#[track_caller]
pub(crate) fn check(exchange: &Exchange<'_>) {
    let method = match exchange.method {
        "HEAD" => "get".to_owned(),
        method => method.to_lowercase(),
    };
    let path = exchange.path.split('?').next().unwrap();
    // That a path has no such method is nothing that an operation answers.
    let found = find(path, &method).filter(|_| exchange.status != 405);
    let Some((template, operation)) = found else {
        return check_problem(exchange);
    };
    let at = format!("{} {path}: {}", exchange.method, exchange.status);
    let status = exchange.status.to_string();
    let Some(described) = operation["responses"].get(&status) else {
        panic!(
            "{at} is not described: {}",
            String::from_utf8_lossy(exchange.answer)
        );
    };
    for name in described["headers"]
        .as_object()
        .into_iter()
        .flat_map(|all| all.keys())
    {
        assert!(
            exchange.headers.contains_key(name.as_str()),
            "{at}: no {name}"
        );
    }
    let here = format!("/paths/{}/{method}", template.replace('/', "~1"));
    if exchange.method != "HEAD" {
        check_body(
            &at,
            &format!("{here}/responses/{status}"),
            described,
            exchange,
        );
    }
    let takes_json = operation["requestBody"]["content"]
        .get("application/json")
        .is_some();
    if let (true, Some(body), 200..300) = (takes_json, exchange.body, exchange.status) {
        let schema = "requestBody/content/application~1json/schema";
        expect_valid(
            &format!("{here}/{schema}"),
            &serde_json::from_slice(body).unwrap(),
        );
    }
}

fn check_body(at: &str, here: &str, described: &Value, exchange: &Exchange<'_>) {
    let Some(contents) = described["content"].as_object() else {
        assert!(
            exchange.answer.is_empty(),
            "{at}: a body that is not described"
        );
        return;
    };
    let told = exchange.media_type();
    assert!(contents.contains_key(told), "{at}: {told} is not described");
    if told.ends_with("json") {
        let schema = format!("{here}/content/{}/schema", told.replace('/', "~1"));
        expect_valid(&schema, &exchange.json());
    }
}

/// What no operation answers is a problem all the same, where it is one.
fn check_problem(exchange: &Exchange<'_>) {
    if exchange.media_type() == "application/problem+json" && !exchange.answer.is_empty() {
        expect_valid("/components/schemas/Problem", &exchange.json());
    }
}

/// The template of a path, and the operation that has it.
fn find(path: &str, method: &str) -> Option<(&'static str, &'static Value)> {
    let paths = description()["paths"].as_object().unwrap();
    let fits = |template: &str| {
        let (one, other) = (template.split('/'), path.split('/'));
        one.clone().count() == other.clone().count()
            && one
                .zip(other)
                .all(|(part, told)| part == told || part.starts_with('{') && !told.is_empty())
    };
    let (template, item) = paths.iter().find(|(template, _)| fits(template))?;
    Some((template.as_str(), item.get(method)?))
}
