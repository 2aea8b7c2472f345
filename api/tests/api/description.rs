//! The description of the API: fresh, served, and readable offline.

use serde_json::Value;

use crate::harness::in_world;

const COMMITTED: &str = include_str!("../../../openapi/openapi.json");

#[test]
fn the_committed_description_is_fresh() {
    let made = api::http::openapi::text().unwrap();
    assert!(
        made == COMMITTED,
        "openapi/openapi.json is stale: run `cargo xtask generate`"
    );
}

#[test]
fn every_reference_in_it_leads_somewhere() {
    let document: Value = serde_json::from_str(COMMITTED).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    let mut references = Vec::new();
    collect(&document, &mut references);
    assert!(references.len() > 50);
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

fn collect<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(reference)) = fields.get("$ref") {
                found.push(reference);
            }
            fields.values().for_each(|value| collect(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}

/// Every operation of the description with its name.
fn operations(document: &Value) -> Vec<(&str, &Value)> {
    let paths = document["paths"].as_object().unwrap().values();
    let operations = paths.flat_map(|item| item.as_object().unwrap().values());
    operations
        .map(|operation| (operation["operationId"].as_str().unwrap(), operation))
        .collect()
}

/// The examples of a parameter or of the content of a body.
fn has_example(value: &Value) -> bool {
    value.get("example").is_some() || value.get("examples").is_some()
}

#[test]
fn every_parameter_and_every_body_has_an_example() {
    let document: Value = serde_json::from_str(&api::http::openapi::text().unwrap()).unwrap();
    let operations = operations(&document);
    assert!(operations.len() > 20);
    let nothing = serde_json::Map::new();
    for (name, operation) in operations {
        let parameters = operation.get("parameters").and_then(Value::as_array);
        for parameter in parameters.into_iter().flatten() {
            assert!(has_example(parameter), "{name}: {}", parameter["name"]);
        }
        let body = operation.get("requestBody").into_iter();
        let answers = operation["responses"].as_object().unwrap().iter();
        let bodies = body.chain(answers.map(|(_, answer)| answer));
        for body in bodies {
            let contents = body.get("content").and_then(Value::as_object);
            for content in contents.unwrap_or(&nothing).values() {
                assert!(has_example(content), "{name}: {}", body["description"]);
            }
        }
        let good = operation["responses"].get("200");
        assert!(
            good.is_none_or(|good| good.get("content").is_some()),
            "{name} does not say what it answers"
        );
    }
}

#[test]
fn numbers_in_examples_are_as_the_program_makes_them() {
    let mut numbers = Vec::new();
    let text = api::http::openapi::text().unwrap();
    for part in text.split('"') {
        let number = part
            .strip_prefix("ZZ-")
            .or_else(|| part.strip_prefix("SB-"));
        numbers.extend(number);
    }
    assert!(numbers.len() > 5);
    for number in numbers {
        let parts: Vec<&str> = number.split('-').collect();
        let [year, day, code] = parts[..] else {
            panic!("{number}");
        };
        assert!(year.parse::<u16>().is_ok() && day.len() == 4, "{number}");
        let is_of_code = |c: char| "23456789ABCDEFGHJKMNPQRSTVWXYZ".contains(c);
        assert!(code.len() == 6 && code.chars().all(is_of_code), "{number}");
    }
}

#[test]
fn examples_of_parameters_are_understood() {
    let document: Value = serde_json::from_str(COMMITTED).unwrap();
    let operations = operations(&document);
    let (_, list) = operations
        .iter()
        .find(|(name, _)| *name == "list_applications")
        .unwrap();
    let parameters = list["parameters"].as_array().unwrap().iter();
    let query: Vec<String> = parameters
        .map(|parameter| {
            let example = parameter["example"].to_string();
            format!(
                "{}={}",
                parameter["name"].as_str().unwrap(),
                example.replace('"', "")
            )
        })
        .collect();
    assert_eq!(query.len(), 4);
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let path = format!("/api/v1/applications?{}", query.join("&"));
        browser.get(&path).await.expect(200);
    });
}

#[test]
fn it_is_served_with_its_pages() {
    in_world(async |world| {
        let browser = world.browser();
        let served = browser.get("/openapi.json").await.expect(200);
        assert!(served.text() == COMMITTED, "another description is served");
        let moved = browser.get("/docs").await.expect(308);
        assert_eq!(moved.header("location"), "/docs/");
        let page = browser.get("/docs/").await.expect(200).text();
        // Nothing comes from elsewhere.
        assert!(
            !page.contains("//cdn") && !page.contains("https://"),
            "{page}"
        );
        for file in [
            "swagger-ui.css",
            "swagger-ui-bundle.js",
            "swagger-initializer.js",
        ] {
            browser.get(&format!("/docs/{file}")).await.expect(200);
        }
        let start = browser.get("/docs/swagger-initializer.js").await.text();
        assert!(start.contains("/openapi.json"), "{start}");
    });
}
