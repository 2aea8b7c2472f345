//! What an agent may do with an application before the authority stands, while it stands and the facts
//! are not shown, and once it is revoked: one row for each operation on an application.

use serde_json::{Value, json};
use shared::upload::{UploadKind, UploadList};

use super::{AGENT, PRINCIPAL, confirm};
use crate::applying::Applied;
use crate::authorization::{Operation, operations};
use crate::harness::in_world;

/// Operation, before, while it stands, revoked.
const TABLE: &[(&str, u16, u16, u16)] = &[
    ("read_application", 200, 200, 404),
    ("read_authority", 200, 200, 404),
    ("read_answers", 200, 403, 404),
    ("print_document", 200, 403, 404),
    ("read_contact", 403, 403, 404),
    ("correct_contact", 403, 403, 404),
    // Submitted.
    ("save_draft", 409, 409, 404),
    ("delete_draft", 409, 409, 404),
    ("submit_application", 200, 200, 404),
    ("list_uploads", 200, 200, 404),
    ("read_upload", 200, 200, 404),
    ("download_upload", 200, 200, 404),
    ("delete_upload", 409, 403, 404),
    ("create_upload", 409, 403, 404),
    ("renew_pass", 403, 403, 404),
    // Nothing has passed yet.
    ("get_certificate_code", 409, 403, 404),
    ("object_to_hold", 403, 403, 404),
    ("dispute_result", 409, 403, 404),
    ("withdraw_dispute", 409, 403, 404),
    ("answer_request", 409, 403, 404),
    ("show_facts", 403, 403, 404),
    ("revoke_authority", 403, 403, 404),
    ("request_authority_check", 200, 409, 404),
    // Nobody has referred anybody.
    ("withdraw_referral_consent", 403, 403, 404),
    ("withdraw_application", 200, 200, 404),
];

fn body(operation: &str) -> Option<Value> {
    match operation {
        "save_draft" => Some(json!({ "resume_at": "submit", "answers": {} })),
        "object_to_hold" => Some(json!({ "statement": "请解除" })),
        "create_upload" => Some(json!("the bytes of a file")),
        "correct_contact" => Some(json!({ "mobile": "13800000001", "postal_address": "某路" })),
        "dispute_result" => Some(json!({ "records": [1], "ground": "other", "statement": "不符" })),
        "answer_request" => Some(json!({ "statement": "已补充" })),
        "show_facts" => Some(json!({ "shown": true })),
        _ => None,
    }
}

async fn try_it(agent: &Applied, operation: &Operation, upload: &str) -> u16 {
    let path = operation.path.replace("{id}", &agent.id);
    let path = match operation.id.as_str() {
        "create_upload" => format!("{path}?kind=evidence"),
        "print_document" => path.replace("{kind}", "application_form"),
        _ => path.replace("{upload}", upload),
    };
    let mut headers = vec![("if-match", "\"1\"")];
    let body = body(&operation.id).map(|body| serde_json::to_vec(&body).unwrap());
    if body.is_some() {
        headers.push(("content-type", "application/json"));
    }
    let answer = agent
        .browser
        .send(&operation.method, &path, &headers, body)
        .await;
    answer.status
}

async fn expect_table(
    agent: &Applied,
    upload: &str,
    of: impl Fn(&(&'static str, u16, u16, u16)) -> u16,
    but: &[&str],
) {
    for operation in operations() {
        if !operation.path.starts_with("/api/v1/applications/{id}") {
            continue;
        }
        let row = TABLE.iter().find(|row| row.0 == operation.id);
        assert!(row.is_some(), "{}: a row for agents", operation.id);
    }
    let operations = operations();
    for row in TABLE.iter().filter(|row| !but.contains(&row.0)) {
        let operation = operations.iter().find(|one| one.id == row.0).unwrap();
        let status = try_it(agent, operation, upload).await;
        assert_eq!(status, of(row), "{}", row.0);
    }
}

async fn paper(agent: &Applied) -> String {
    let path = format!("/api/v1/applications/{}/uploads", agent.id);
    let all: UploadList = agent.browser.get(&path).await.expect(200).json();
    let of_kind = |kind| all.items.iter().find(|one| one.kind == kind).unwrap();
    of_kind(UploadKind::AuthorityPaper).id.clone()
}

#[test]
fn an_agent_may_do_what_the_table_says_and_nothing_else() {
    in_world(async |world| {
        let filed = world.filed_for(AGENT, PRINCIPAL).await;
        let agent = &filed.agent;
        let upload = paper(agent).await;
        expect_table(agent, &upload, |row| row.1, &["withdraw_application"]).await;
        // Nobody else has a part in it, the principal neither.
        let principal = filed.seen_by(world.at_home(PRINCIPAL).await);
        expect_table(&principal, &upload, |_| 404, &[]).await;
        confirm(&principal.browser, &filed.code, false)
            .await
            .expect(200);
        principal.decided().await;
        expect_table(agent, &upload, |row| row.2, &[]).await;
        principal.revoke().await.expect(200);
        expect_table(agent, &upload, |row| row.3, &[]).await;
        let other = world.filed_for(AGENT, PRINCIPAL).await;
        other.agent.withdraw().await;
    });
}
