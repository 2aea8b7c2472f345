//! Who may do what: one row for each operation of the API's description.

mod bodies;
mod named;

use serde_json::{Value, json};
use shared::application::Draft;
use shared::purchase::Module;

use crate::harness::{Answer, Browser, in_world};
use crate::officers::roles::OFFICERS;
use bodies::body;

/// What each caller gets: nobody signed in, somebody without a document, the owner of the
/// application in the path, somebody else with a document of the own.
struct Row {
    operation: &'static str,
    nobody: u16,
    unbound: u16,
    owner: u16,
    stranger: u16,
}

const fn row(operation: &'static str, nobody: u16, unbound: u16, owner: u16, stranger: u16) -> Row {
    Row {
        operation,
        nobody,
        unbound,
        owner,
        stranger,
    }
}

/// What only officers may, whatever a person has: who of them stands in a table of its own.
const fn of_officers(operation: &'static str) -> Row {
    row(operation, 401, 401, 401, 401)
}

/// What only third parties' programs may, by their tokens.
const fn of_clients(operation: &'static str) -> Row {
    row(operation, 401, 401, 401, 401)
}

/// What their own people may, too, who sign in as sellers of a client.
const OF_SELLERS: [&str; 10] = [
    "check_certificate",
    "get_certificate",
    "hold_certificate",
    "renew_hold",
    "sign_contract",
    "release_hold",
    "list_holds",
    "get_hold",
    "list_contracts",
    "get_contract",
];

/// In the order in which they are tried: what takes away the ground of others comes last.
const TABLE: &[Row] = &[
    row("read_liveness", 200, 200, 200, 200),
    row("read_readiness", 200, 200, 200, 200),
    row("read_description", 200, 200, 200, 200),
    row("read_server_metadata", 200, 200, 200, 200),
    // Not a form.
    row("create_token", 400, 400, 400, 400),
    row("list_public_keys", 200, 200, 200, 200),
    of_clients("read_own_client"),
    row("list_policies", 200, 200, 200, 200),
    row("get_policy", 200, 200, 200, 200),
    row("get_operator", 200, 200, 200, 200),
    row("create_precheck", 200, 200, 200, 200),
    // Of a sandbox alone.
    row("get_sandbox_clock", 404, 404, 404, 404),
    row("set_sandbox_clock", 404, 404, 404, 404),
    row("start_sign_in", 303, 303, 303, 303),
    row("finish_sign_in", 303, 303, 303, 303),
    row("start_officer_sign_in", 303, 303, 303, 303),
    row("read_officer_session", 200, 200, 200, 200),
    of_officers("renew_officer_session"),
    row("start_seller_sign_in", 303, 303, 303, 303),
    row("read_seller_session", 200, 200, 200, 200),
    row("renew_seller_session", 401, 401, 401, 401),
    of_officers("list_cases"),
    of_officers("read_case"),
    of_officers("list_case_uploads"),
    of_officers("download_case_upload"),
    of_officers("claim_case"),
    of_officers("release_case"),
    of_officers("take_over_case"),
    of_officers("hand_over_case"),
    of_officers("list_colleagues"),
    of_officers("list_take_overs"),
    of_officers("open_take_over"),
    of_officers("read_take_over_case"),
    of_officers("compare_document"),
    of_officers("propose_take_over"),
    of_officers("confirm_take_over"),
    of_officers("refuse_take_over"),
    of_officers("reveal_identities"),
    of_officers("ask_applicant"),
    of_officers("decide_case"),
    of_officers("confirm_ruling"),
    of_officers("return_ruling"),
    of_officers("list_earlier"),
    of_officers("read_statistics"),
    of_officers("preview_policy"),
    of_officers("list_views"),
    of_officers("save_view"),
    of_officers("delete_view"),
    of_officers("list_looks"),
    of_officers("read_audited_case"),
    of_officers("read_audit_report"),
    of_officers("read_administration"),
    of_officers("end_officer_sessions"),
    of_officers("list_clients"),
    of_officers("save_client"),
    of_officers("add_client_credential"),
    of_officers("confirm_client"),
    of_officers("retire_client_credential"),
    of_officers("disable_client"),
    of_officers("read_client_usage"),
    of_officers("list_client_endpoints"),
    of_officers("list_client_deliveries"),
    // Nobody has passed yet.
    row("read_status_list", 404, 404, 404, 404),
    of_clients("check_certificate"),
    of_clients("list_webhook_endpoints"),
    of_clients("create_webhook_endpoint"),
    of_clients("read_webhook_endpoint"),
    of_clients("update_webhook_endpoint"),
    of_clients("rotate_webhook_keys"),
    of_clients("send_test_event"),
    of_clients("list_webhook_deliveries"),
    of_clients("read_webhook_delivery"),
    of_clients("redeliver_event"),
    of_clients("delete_webhook_endpoint"),
    of_clients("hold_certificate"),
    of_clients("renew_hold"),
    of_clients("sign_contract"),
    of_clients("release_hold"),
    of_clients("list_holds"),
    of_clients("get_hold"),
    of_clients("list_contracts"),
    of_clients("get_contract"),
    of_clients("get_certificate"),
    of_clients("create_referral"),
    of_clients("list_referrals"),
    of_clients("get_referral"),
    of_clients("revoke_referral"),
    // There is no such link.
    row("read_referral_invitation", 404, 404, 404, 404),
    row("accept_referral", 401, 404, 404, 404),
    row("read_session", 200, 200, 200, 200),
    row("renew_session", 401, 200, 200, 200),
    row("read_identity", 401, 403, 200, 200),
    row("read_home", 401, 200, 200, 200),
    row("list_applications", 401, 200, 200, 200),
    // Drafts need no document.
    row("create_draft", 401, 201, 201, 201),
    row("read_application", 401, 404, 200, 404),
    row("read_answers", 401, 404, 200, 404),
    row("print_document", 401, 404, 200, 404),
    // A draft has none.
    row("get_certificate_code", 401, 404, 409, 404),
    row("save_draft", 401, 404, 200, 404),
    // Filled in by nobody yet, least of all by an agent.
    row("create_upload", 401, 403, 409, 404),
    row("list_uploads", 401, 403, 200, 404),
    row("read_upload", 401, 403, 404, 404),
    row("download_upload", 401, 403, 404, 404),
    row("delete_upload", 401, 403, 204, 404),
    // Nothing is filled in yet.
    row("submit_application", 401, 403, 422, 404),
    // Not submitted.
    row("withdraw_application", 401, 403, 409, 404),
    row("renew_pass", 401, 403, 409, 404),
    row("dispute_result", 401, 403, 409, 404),
    row("withdraw_dispute", 401, 403, 409, 404),
    row("answer_request", 401, 403, 409, 404),
    // Nobody holds it.
    row("object_to_hold", 401, 403, 409, 404),
    row("export_data", 401, 200, 200, 200),
    row("list_messages", 401, 200, 200, 200),
    row("count_unread", 401, 200, 200, 200),
    row("read_messages", 401, 200, 200, 200),
    row("read_notice_settings", 401, 200, 200, 200),
    row("save_notice_settings", 401, 200, 200, 200),
    row("read_contact", 401, 403, 409, 404),
    row("correct_contact", 401, 403, 409, 404),
    // One's own names one as well, but not in somebody else's application.
    row("list_memberships", 401, 403, 200, 200),
    row("read_membership", 401, 403, 404, 404),
    row("raise_objection", 401, 403, 404, 404),
    row("withdraw_objection", 401, 403, 404, 404),
    // No agent filed it, and there is no such code.
    row("read_authority_request", 401, 403, 404, 404),
    row("confirm_authority", 401, 403, 404, 404),
    row("decline_authority", 401, 403, 404, 404),
    row("read_authority", 401, 403, 404, 404),
    row("request_authority_check", 401, 403, 404, 404),
    row("show_facts", 401, 403, 404, 404),
    row("revoke_authority", 401, 403, 404, 404),
    // Nobody referred anybody.
    row("withdraw_referral_consent", 401, 404, 404, 404),
    row("delete_draft", 401, 404, 204, 404),
    // A window is for those who have none.
    row("request_take_over", 401, 200, 409, 409),
    row("read_take_over", 401, 200, 200, 200),
    row("withdraw_take_over", 401, 200, 404, 404),
    // Each has a document, except for the one who has none and binds the own.
    row("bind_document", 401, 200, 409, 409),
    row("sign_out_seller", 200, 200, 200, 200),
    row("sign_out_officer", 200, 200, 200, 200),
    row("sign_out", 200, 200, 200, 200),
];

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
