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
