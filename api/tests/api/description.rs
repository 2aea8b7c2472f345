//! The description of the API: fresh, served, and readable offline.

mod manners;

use serde_json::Value;

use crate::harness::{description, expect_valid, in_world};

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
        let asked = [("accept-encoding", "gzip")];
        let packed = browser.send("HEAD", "/openapi.json", &asked, None).await;
        let packed = packed.expect(200);
        assert_eq!(packed.header("content-encoding"), "gzip");
        assert_eq!(packed.header("vary"), "Accept-Encoding");
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

/// Every example, with the pointer of its schema.
fn examples<'a>(at: &str, place: &'a Value) -> Vec<(String, &'a Value)> {
    let schema = format!("{at}/schema");
    let alone = place
        .get("example")
        .map(|example| (schema.clone(), example));
    let named = place.get("examples").and_then(Value::as_object);
    let named = named.into_iter().flat_map(|all| all.values());
    let named = named.map(|example| (schema.clone(), &example["value"]));
    alone.into_iter().chain(named).collect()
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[test]
fn every_example_is_of_its_schema() {
    let document = description();
    let mut checked = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let here = format!("/paths/{}/{method}", escaped(path));
            let parameters = operation.get("parameters").and_then(Value::as_array);
            for (n, parameter) in parameters.into_iter().flatten().enumerate() {
                for (schema, example) in examples(&format!("{here}/parameters/{n}"), parameter) {
                    expect_valid(&schema, example);
                    checked += 1;
                }
            }
            let body = operation.get("requestBody");
            let body = body.map(|body| (format!("{here}/requestBody"), body));
            let answers = operation["responses"].as_object().unwrap().iter();
            let answers = answers.map(|(status, a)| (format!("{here}/responses/{status}"), a));
            for (at, body) in body.into_iter().chain(answers) {
                let contents = body.get("content").and_then(Value::as_object);
                for (media_type, content) in contents.into_iter().flatten() {
                    let at = format!("{at}/content/{}", escaped(media_type));
                    for (schema, example) in examples(&at, content) {
                        expect_valid(&schema, example);
                        checked += 1;
                    }
                }
            }
        }
    }
    assert!(checked > 150, "{checked}");
    // An example within a schema is of that schema, too.
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            let at = format!("/components/schemas/{name}/properties/{}", escaped(key));
            property
                .get("example")
                .into_iter()
                .for_each(|e| expect_valid(&at, e));
        }
    }
}

/// Whether a pointer leads to a field of a schema.
fn is_field(document: &Value, schema: &Value, pointer: &[&str]) -> bool {
    if let Some(reference) = schema["$ref"].as_str() {
        return is_field(
            document,
            document.pointer(&reference[1..]).unwrap(),
            pointer,
        );
    }
    if let Some(any) = schema["oneOf"].as_array() {
        return any.iter().any(|one| is_field(document, one, pointer));
    }
    match pointer {
        [] => true,
        [entry, rest @ ..] if schema.get("items").is_some() => {
            entry.parse::<u8>().is_ok() && is_field(document, &schema["items"], rest)
        }
        [field, rest @ ..] => {
            let field = schema["properties"].get(field);
            field.is_some_and(|field| is_field(document, field, rest))
        }
    }
}

#[test]
fn what_an_example_points_at_is_there() {
    let document = description();
    let mut seen = 0;
    for (name, operation) in operations(document) {
        let told = operation.pointer("/responses/422/content/application~1problem+json/examples");
        for example in told
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(|all| all.values())
        {
            for error in example["value"]["errors"].as_array().into_iter().flatten() {
                let pointer: Vec<&str> = error["pointer"].as_str().unwrap().split('/').collect();
                let schema = match name {
                    "bind_document" | "request_take_over" | "compare_document" => "BindDocument",
                    "open_take_over" => "TakeOverCode",
                    "propose_take_over" => "NewTakeOverProposal",
                    "confirm_authority" => "ConfirmAuthority",
                    "hand_over_case" => "NewHandOver",
                    "hold_certificate" => "NewHold",
                    "sign_contract" => "NewContract",
                    "object_to_hold" => "NewHoldObjection",
                    "create_referral" => "NewReferral",
                    "accept_referral" => "AcceptReferral",
                    "create_precheck" => "PrecheckRequest",
                    "set_sandbox_clock" => "SetSandboxClock",
                    "decide_case" => "NewRuling",
                    "save_view" => "NewView",
                    "save_client" => "SaveClient",
                    "add_client_credential" => "NewCredential",
                    "preview_policy" => "NewPreview",
                    "confirm_ruling" | "return_ruling" => "ProposalAnswer",
                    "reveal_identities" | "confirm_take_over" | "refuse_take_over" => {
                        "Justification"
                    }
                    _ => "Answers",
                };
                let schema = &document["components"]["schemas"][schema];
                assert!(
                    is_field(document, schema, &pointer[1..]),
                    "{name}: {pointer:?}"
                );
                seen += 1;
            }
        }
    }
    assert!(seen >= 5, "{seen}");
}

#[test]
fn generated_programs_have_names_of_ascii() {
    let document = description();
    assert!(document["info"]["title"].as_str().unwrap().is_ascii());
    for (name, _) in operations(document) {
        assert!(name.is_ascii(), "{name}");
    }
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        let fields = schema["properties"].as_object();
        let names = fields.into_iter().flat_map(|fields| fields.keys());
        assert!(names.chain([name]).all(|name| name.is_ascii()), "{name}");
    }
}

#[test]
fn a_form_is_closed_and_takes_what_a_person_fills_in() {
    let schemas = &description()["components"]["schemas"];
    for name in [
        "Answers",
        "Applicant",
        "Person",
        "Child",
        "DeclaredHome",
        "Target",
        "Filler",
    ] {
        assert_eq!(schemas[name]["additionalProperties"], false, "{name}");
        assert!(schemas[name].get("allOf").is_none(), "{name}");
    }
    let at = "/components/schemas/Answers";
    expect_valid(
        at,
        &serde_json::json!({ "applicant": { "name": "a", "mobile": "1" } }),
    );
}

#[test]
fn what_the_program_refuses_the_description_does_not_allow() {
    let document = description();
    let parameter = |name: &str, operation: &str| {
        let (_, found) = operations(document)
            .into_iter()
            .find(|(n, _)| *n == operation)
            .unwrap();
        let mut all = found["parameters"].as_array().unwrap().iter();
        all.find(|p| p["name"] == name).unwrap()["schema"].clone()
    };
    let matches = |schema: &Value, text: &str| {
        let rooted = serde_json::json!({ "allOf": [schema], "components": document["components"] });
        jsonschema::draft202012::is_valid(&rooted, &Value::from(text))
    };
    let id = "app_019d0000000070008000000000000001";
    for (name, operation, good, bad) in [
        (
            "id",
            "get_policy",
            &["R-2026-08-08"][..],
            &["R-2026-75-08", "R-2026-08-32", "X-2026-08-08"][..],
        ),
        (
            "cursor",
            "list_applications",
            &[id],
            &["", "app_1", "019d0000000070008000000000000001"],
        ),
        (
            "id",
            "read_application",
            &[id],
            &["app_zz9d0000000070008000000000000001"],
        ),
        (
            "If-Match",
            "save_draft",
            &["\"3\"", "W/\"3\"", "\"3\", \"4\"", "\"a,b\",W/\"c\" "],
            &["3", "*", "\"3", "\"3\" \"4\"", "\"a b\"", "w/\"3\""],
        ),
        (
            "Idempotency-Key",
            "create_draft",
            &["a-1"],
            &["", "a b", "é", &"a".repeat(65)],
        ),
    ] {
        let schema = parameter(name, operation);
        for text in good {
            assert!(matches(&schema, text), "{name}: {text}");
        }
        for text in bad {
            assert!(!matches(&schema, text), "{name}: {text}");
        }
    }
    let answers = &document["components"]["schemas"]["Answers"]["properties"];
    for list in ["children", "homes"] {
        assert_eq!(answers[list]["maxItems"], 20, "{list}");
    }
}
