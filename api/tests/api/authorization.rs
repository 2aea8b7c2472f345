//! Who may do what: one row for each operation of the API's description.

mod bodies;
mod named;
mod table;

use serde_json::{Value, json};
use shared::application::Draft;
use shared::purchase::Module;

use crate::harness::{Answer, Browser, in_world};
use crate::officers::roles::OFFICERS;
use bodies::body;
use table::{OF_SELLERS, TABLE};

/// An operation of the description.
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) method: String,
    pub(crate) path: String,
    has_body: bool,
    /// The security schemes that it asks for.
    schemes: Vec<String>,
    /// All problems that it can answer, by name.
    refusals: String,
}

pub(crate) fn operations() -> Vec<Operation> {
    let document: Value = serde_json::from_str(&api::http::openapi::text().unwrap()).unwrap();
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            operations.push(Operation {
                id: operation["operationId"].as_str().unwrap().to_owned(),
                method: method.to_uppercase(),
                path: path.clone(),
                has_body: operation.get("requestBody").is_some(),
                schemes: schemes(operation),
                refusals: refusals(operation),
            });
        }
    }
    operations
}

fn schemes(operation: &Value) -> Vec<String> {
    let required = operation["security"].as_array().into_iter().flatten();
    let schemes = required.flat_map(|one| one.as_object().unwrap().keys());
    schemes.cloned().collect()
}

fn refusals(operation: &Value) -> String {
    let answers = operation["responses"].as_object().unwrap().values();
    let told = answers.filter_map(|answer| answer["description"].as_str());
    told.collect::<Vec<_>>().join(", ")
}

#[test]
fn the_description_says_who_may_as_the_table_does() {
    for operation in operations() {
        let row = TABLE.iter().find(|row| row.operation == operation.id);
        let row = row.unwrap();
        let needs_token = operation.refusals.contains("`invalid-token`");
        let needs_session = row.nobody == 401 && !needs_token;
        let officers = OFFICERS.iter().find(|one| one.operation == operation.id);
        let is_of_sellers = OF_SELLERS.contains(&operation.id.as_str());
        let expected: &[&str] = match (needs_session, officers) {
            (true, Some(_)) => &["officer"],
            (true, None) if operation.id == "renew_seller_session" => &["seller"],
            (true, None) => &["session"],
            (false, _) if needs_token && is_of_sellers => &["client", "seller"],
            (false, _) if needs_token => &["client"],
            // Or the assertion in its form.
            (false, _) if operation.id == "create_token" => &["client_secret"],
            (false, _) => &[],
        };
        assert_eq!(operation.schemes, expected, "{}", operation.id);
        let needs_session = needs_session && !needs_token;
        for (name, told) in [
            ("not-signed-in", needs_session || is_of_sellers),
            (
                "not-bound",
                officers.map_or(row.unbound == 403, |one| one.needs_document),
            ),
            (
                "role-missing",
                officers.is_some_and(|one| one.administrator == 403 || one.reviewer == 403),
            ),
        ] {
            let tells = operation.refusals.contains(&format!("`{name}`"));
            assert_eq!(tells, told, "{}: {name}", operation.id);
        }
    }
}

async fn try_it(
    browser: &Browser,
    operation: &Operation,
    body: Option<&Value>,
    draft: &Draft,
) -> Answer {
    let id = match operation.id.as_str() {
        "get_policy" => "R-2026-08-08",
        _ => &draft.id,
    };
    let upload = "upl_019d0000000070008000000000000009";
    let path = operation.path.replace("{id}", id);
    let path = match operation.id.as_str() {
        "create_upload" => format!("{path}?kind=authority_paper"),
        "print_document" => path.replace("{kind}", "application_form"),
        "read_status_list" => path.replace("{list}", "0"),
        _ => path.replace("{upload}", upload),
    };
    let versioned = match operation.id.as_str() {
        "save_notice_settings" => "/api/v1/notice-settings".to_owned(),
        _ => format!("/api/v1/applications/{}/answers", draft.id),
    };
    let version = match browser.get(&versioned).await {
        answer if answer.status == 200 => answer.header("etag").to_owned(),
        _ => "\"1\"".to_owned(),
    };
    let mut headers = vec![("if-match", version.as_str())];
    if body.is_some() {
        headers.push(("content-type", "application/json"));
    }
    let body = body.map(|body| serde_json::to_vec(body).unwrap());
    browser.send(&operation.method, &path, &headers, body).await
}

#[test]
fn everybody_may_do_what_the_table_says_and_nothing_else() {
    everybody_may(Module::Residential);
}

#[test]
fn whoever_buys_a_commercial_unit_may_do_the_same() {
    everybody_may(Module::Commercial);
}

fn everybody_may(module: Module) {
    in_world(async |world| {
        let operations = operations();
        for operation in &operations {
            let rows = TABLE
                .iter()
                .filter(|row| row.operation == operation.id)
                .count();
            assert_eq!(rows, 1, "{}: rows in the table", operation.id);
        }
        assert_eq!(operations.len(), TABLE.len(), "a row without an operation");

        let nobody = world.browser();
        let unbound = world.verified("zhou", "zhou-xiaolan").await;
        let owner = world.bound("he-jun").await;
        let stranger = world.bound("sun-ming").await;
        let new = json!({ "module": module });
        let draft = owner
            .call("POST", "/api/v1/applications", Some(&new))
            .await
            .expect(201);
        let draft: Draft = draft.json();
        for row in TABLE {
            let operation = operations.iter().find(|op| op.id == row.operation).unwrap();
            let body = body((&operation.id, operation.has_body), world, &draft);
            // The owner comes last: what others could have broken would show.
            for (who, browser, status) in [
                ("nobody", &nobody, row.nobody),
                ("unbound", &unbound, row.unbound),
                ("stranger", &stranger, row.stranger),
                ("owner", &owner, row.owner),
            ] {
                let answer = try_it(browser, operation, body.as_ref(), &draft).await;
                assert_eq!(
                    answer.status, status,
                    "{who}, {}: {answer:?}",
                    row.operation
                );
                if status == 404 {
                    assert!(
                        !answer.text().contains(&draft.id),
                        "{who}, {}",
                        row.operation
                    );
                }
            }
        }
    });
}

#[test]
fn what_is_not_ones_own_is_told_like_what_does_not_exist() {
    in_world(async |world| {
        let owner = world.bound("he-jun").await;
        let stranger = world.bound("sun-ming").await;
        let new = json!({ "module": "residential" });
        let draft: Draft = owner
            .call("POST", "/api/v1/applications", Some(&new))
            .await
            .json();
        let nowhere = format!("app_{}", "0".repeat(32));
        for path in ["", "/answers"] {
            let mut told = Vec::new();
            for id in [&draft.id, &nowhere, &"app_1".to_owned(), &"x".to_owned()] {
                let answer = stranger
                    .get(&format!("/api/v1/applications/{id}{path}"))
                    .await;
                let mut problem: shared::problem::Problem = answer.json();
                problem.request_id.clear();
                told.push((answer.status, problem));
            }
            assert!(told.windows(2).all(|two| two[0] == two[1]), "{told:#?}");
        }
    });
}
