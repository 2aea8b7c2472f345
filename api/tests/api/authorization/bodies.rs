//! What is sent to each operation that takes a body.

use serde_json::{Value, json};
use shared::application::Draft;

use crate::harness::{World, value};
use crate::policy_folder::further_version;

/// The body for an operation; none where it takes none.
pub(super) fn body(
    (operation, has_body): (&str, bool),
    world: &World,
    draft: &Draft,
) -> Option<Value> {
    let module = draft.module;
    let body = match operation {
        "create_draft" => json!({ "module": module }),
        "save_draft" => json!({ "resume_at": draft.resume_at, "answers": value(&draft.answers) }),
        "create_webhook_endpoint" | "update_webhook_endpoint" => json!({
            "url": "https://hooks.example.cn/anju", "events": ["hold.expired"],
        }),
        "rotate_webhook_keys" => json!({}),
        "set_sandbox_clock" => json!({ "now": "2027-01-01T00:00:00Z" }),
        "create_precheck" => json!({
            "module": "residential", "target": "tongzhou", "category": "local",
        }),
        "check_certificate" => json!({
            "certificate_number": "AJ-2222-2222-2222", "document_number": "1",
        }),
        "ask_applicant" => json!({ "what": "请补充" }),
        "dispute_result" => json!({ "records": [1], "ground": "other", "statement": "不符" }),
        "object_to_hold" => json!({ "statement": "不是我" }),
        "hold_certificate" => json!({
            "certificate_number": "AJ-1", "document_number": "1", "unit": { "address": "某路" },
        }),
        "sign_contract" => json!({ "number": "1", "unit": { "address": "某路" } }),
        "create_referral" => json!({ "reference": "LEAD-1", "module": module }),
        "read_referral_invitation" | "accept_referral" => {
            json!({ "code": "AAAAAAAAAAAAAAAAAAAAAA" })
        }
        "answer_request" => json!({ "statement": "已补充" }),
        "correct_contact" => json!({ "mobile": "13800000001", "postal_address": "某路" }),
        "read_messages" => json!({ "ids": ["msg_019d0000000070008000000000000001"] }),
        "save_notice_settings" => json!({
            "language": "en", "off": [{ "topic": "policy", "channel": "sms" }], "quiet": null,
        }),
        "raise_objection" => json!({ "ground": "other", "statement": "不符" }),
        "hand_over_case" => json!({ "officer": "acc_1", "note": "核对" }),
        "open_take_over" => json!({ "code": "2222-2222" }),
        "compare_document" | "request_take_over" => {
            json!({ "document": world.document("zhou-xiaolan") })
        }
        "propose_take_over" => json!({
            "document_seen": true, "person_matches": true, "reason": "核对",
        }),
        "confirm_take_over" | "refuse_take_over" => json!({ "reason": "核对" }),
        "decide_case" => json!({ "outcome": "refused", "reason": "核对" }),
        "confirm_ruling" | "return_ruling" | "reveal_identities" => json!({ "reason": "核对" }),
        "preview_policy" => further_version(),
        "save_view" => json!({ "name": "待确认", "filter": { "step": "proposed" } }),
        "read_authority_request" | "decline_authority" => json!({ "code": "7KQ2-M9XW-4T8D" }),
        "confirm_authority" => json!({
            "code": "7KQ2-M9XW-4T8D", "facts_shown": false,
            "data_use_agreed": "2026-11-30", "promise": "2026-11-28",
        }),
        "show_facts" => json!({ "shown": true }),
        "create_token" => json!("no form"),
        "save_client" => json!({
            "name": "示例", "scopes": ["holds:read"], "networks": [], "contacts": [],
        }),
        "add_client_credential" => json!({ "kind": "secret" }),
        "confirm_client" => json!({ "version": 1 }),
        "disable_client" => json!({ "reason": "合作已终止" }),
        "create_upload" => json!("the bytes of a file"),
        "bind_document" => json!({ "document": world.document("zhou-xiaolan") }),
        _ => Value::Null,
    };
    assert_eq!(
        body.is_null(),
        !has_body,
        "{}: a body for the table",
        operation
    );
    (!body.is_null()).then_some(body)
}
