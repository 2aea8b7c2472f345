//! What the description says beside operations and their bodies: events that clients are told, headers, to
//! whom each operation is promised, and what each kind of problem means.

use std::collections::BTreeSet;

use serde_json::Value;
use shared::webhook::WebhookEventType;

use super::operations;
use crate::harness::{description, expect_valid, in_world};

#[test]
fn every_type_of_event_is_described_with_how_it_is_signed() {
    let webhooks = description()["webhooks"].as_object().unwrap();
    assert_eq!(webhooks.len(), WebhookEventType::ALL.len());
    for event in WebhookEventType::ALL {
        let slug = event.slug();
        let operation = &webhooks[slug]["post"];
        let headers = operation["parameters"].as_array().unwrap().iter();
        let headers: Vec<&str> = headers
            .filter(|header| header["in"] == "header" && header["required"] == true)
            .map(|header| header["name"].as_str().unwrap())
            .collect();
        assert_eq!(
            headers,
            ["webhook-id", "webhook-timestamp", "webhook-signature"],
            "{slug}"
        );
        let example = &operation["requestBody"]["content"]["application/json"]["example"];
        assert_eq!(example["type"], slug);
        let body = "post/requestBody/content/application~1json/schema";
        expect_valid(&format!("/webhooks/{slug}/{body}"), example);
        assert!(operation["responses"].get("2XX").is_some(), "{slug}");
    }
}

#[test]
fn every_operation_says_to_whom_it_is_promised() {
    let mut promised = BTreeSet::new();
    for (name, operation) in operations(description()) {
        let ways = operation["security"].as_array().unwrap();
        let schemes: Vec<&String> = ways
            .iter()
            .flat_map(|way| way.as_object().unwrap().keys())
            .collect();
        let audience = operation["x-audience"].as_str().unwrap();
        promised.insert(audience);
        let is_of_clients = schemes.iter().any(|scheme| *scheme == "client");
        assert_eq!(audience == "clients", is_of_clients, "{name}");
        // At the token endpoint anybody may show a proof.
        let is_open = schemes.is_empty() || name == "create_token";
        assert_eq!(audience == "everybody", is_open, "{name}");
        let parameters = operation["parameters"].as_array();
        let mut parameters = parameters.into_iter().flatten();
        let has_trace = parameters.any(|parameter| parameter["name"] == "traceparent");
        assert_eq!(has_trace, is_of_clients, "{name}");
        for (status, answer) in operation["responses"].as_object().unwrap() {
            let tells = |header: &str| answer["headers"].get(header).is_some();
            // What is no request that could be read has no number.
            assert_eq!(tells("X-Request-Id"), status != "431", "{name}: {status}");
            let is_answered = status.starts_with('2');
            assert!(
                !is_answered || tells("RateLimit") == is_of_clients,
                "{name}: {status}"
            );
        }
    }
    assert_eq!(
        promised.into_iter().collect::<Vec<_>>(),
        ["clients", "everybody", "web"]
    );
}

/// Every `type` of a problem that is named somewhere.
fn problem_types<'a>(value: &'a Value, found: &mut BTreeSet<&'a str>) {
    match value {
        Value::Object(fields) => fields
            .values()
            .for_each(|value| problem_types(value, found)),
        Value::Array(values) => values.iter().for_each(|value| problem_types(value, found)),
        Value::String(text) if text.starts_with("/problems/") => {
            found.insert(text);
        }
        _ => {}
    }
}

#[test]
fn every_problem_that_it_names_is_explained_at_its_address() {
    let mut types = BTreeSet::new();
    problem_types(description(), &mut types);
    assert!(types.len() > 40, "{}", types.len());
    in_world(async |world| {
        let browser = world.browser();
        for address in types {
            browser.get(address).await.expect(200);
        }
    });
}
