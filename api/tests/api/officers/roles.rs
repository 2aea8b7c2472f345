//! Which officer may do what: one row for each operation of officers.

use serde_json::{Value, json};

use super::office::{Office, sign_in_officer};
use crate::harness::in_world;
use crate::policy_folder::further_version;

/// What each officer gets: a reviewer without a document, a reviewer, a supervisor, an auditor and an
/// administrator, and a reviewer on a case of her own.
pub(crate) struct Row {
    pub(crate) operation: &'static str,
    method: &'static str,
    /// Behind the path of officers; a plus stands for the path of the case, a star for its id.
    path: &'static str,
    unbound: u16,
    pub(crate) reviewer: u16,
    supervisor: u16,
    auditor: u16,
    pub(crate) administrator: u16,
    own: u16,
    /// Whether officers without a document of their own are kept out.
    pub(crate) needs_document: bool,
}

const fn row(operation: &'static str, at: [&'static str; 2], gets: [u16; 5]) -> Row {
    let [method, path] = at;
    let [unbound, reviewer, supervisor, others, own] = gets;
    Row {
        operation,
        method,
        path,
        unbound,
        reviewer,
        supervisor,
        auditor: others,
        administrator: others,
        own,
        needs_document: unbound == 403,
    }
}

/// A row of what not all see who work on cases, or others see as well: what a supervisor, an auditor
/// and an administrator get. Reviewers get 403.
const fn of_role(
    operation: &'static str,
    at: [&'static str; 2],
    gets: [u16; 3],
    needs_document: bool,
) -> Row {
    let [supervisor, auditor, administrator] = gets;
    Row {
        supervisor,
        auditor,
        administrator,
        needs_document,
        ..row(operation, at, [403; 5])
    }
}

/// In the order in which they are tried: the reviewer claims the case, the supervisor takes it over.
pub(crate) const OFFICERS: &[Row] = &[
    row(
        "renew_officer_session",
        ["POST", "/session/renewal"],
        [200, 200, 200, 200, 200],
    ),
    row("list_cases", ["GET", "/cases"], [403, 200, 200, 403, 200]),
    row("read_case", ["GET", "+"], [403, 409, 409, 403, 404]),
    row(
        "list_case_uploads",
        ["GET", "+/uploads"],
        [403, 409, 409, 403, 404],
    ),
    row(
        "download_case_upload",
        [
            "GET",
            "+/uploads/upl_019d0000000070008000000000000009/content",
        ],
        [403, 409, 409, 403, 404],
    ),
    row(
        "list_earlier",
        ["GET", "+/earlier"],
        [403, 409, 409, 403, 404],
    ),
    row("list_views", ["GET", "/views"], [403, 200, 200, 403, 200]),
    row(
        "save_view",
        ["PUT", "/views/view_019d0000000070008000000000000003"],
        [403, 200, 200, 403, 200],
    ),
    row(
        "delete_view",
        ["DELETE", "/views/view_019d0000000070008000000000000003"],
        [403, 204, 204, 403, 204],
    ),
    of_role(
        "read_statistics",
        ["GET", "/statistics"],
        [200, 200, 403],
        false,
    ),
    of_role(
        "preview_policy",
        ["POST", "/policy-previews"],
        [200, 200, 403],
        false,
    ),
    of_role("list_looks", ["GET", "/looks"], [403, 200, 403], true),
    of_role(
        "read_audited_case",
        ["GET", "/audited-cases/*"],
        [403, 200, 403],
        true,
    ),
    of_role(
        "read_audit_report",
        ["GET", "/audit-report"],
        [403, 200, 403],
        true,
    ),
    of_role(
        "read_administration",
        ["GET", "/administration"],
        [403, 403, 200],
        false,
    ),
    // An officer whom nobody knows.
    of_role(
        "end_officer_sessions",
        [
            "DELETE",
            "/officers/acc_019d0000000070008000000000000009/sessions",
        ],
        [403, 403, 404],
        false,
    ),
    of_role("list_clients", ["GET", "/clients"], [403, 403, 200], false),
    of_role(
        "save_client",
        ["PUT", "/clients/cli_019d0000000070008000000000000029"],
        [403, 403, 200],
        false,
    ),
    of_role(
        "add_client_credential",
        [
            "POST",
            "/clients/cli_019d0000000070008000000000000029/credentials",
        ],
        [403, 403, 200],
        false,
    ),
    // As somebody has seen it who has not seen the secret.
    of_role(
        "confirm_client",
        [
            "POST",
            "/clients/cli_019d0000000070008000000000000029/confirmation",
        ],
        [403, 403, 412],
        false,
    ),
    of_role(
        "retire_client_credential",
        [
            "DELETE",
            "/clients/cli_019d0000000070008000000000000029/credentials/crd_1",
        ],
        [403, 403, 404],
        false,
    ),
    of_role(
        "disable_client",
        [
            "POST",
            "/clients/cli_019d0000000070008000000000000029/disablement",
        ],
        [403, 403, 200],
        false,
    ),
    of_role(
        "read_client_usage",
        ["GET", "/clients/cli_019d0000000070008000000000000029/usage"],
        [403, 403, 200],
        false,
    ),
    of_role(
        "list_client_endpoints",
        [
            "GET",
            "/clients/cli_019d0000000070008000000000000029/webhook-endpoints",
        ],
        [403, 403, 200],
        false,
    ),
    of_role(
        "list_client_deliveries",
        [
            "GET",
            "/clients/cli_019d0000000070008000000000000029/deliveries",
        ],
        [403, 403, 200],
        false,
    ),
    row(
        "list_colleagues",
        ["GET", "/colleagues"],
        [403, 200, 200, 403, 200],
    ),
    row(
        "hand_over_case",
        ["POST", "+/hand-over"],
        [403, 409, 409, 403, 404],
    ),
    row(
        "list_take_overs",
        ["GET", "/take-overs"],
        [403, 200, 200, 403, 200],
    ),
    row(
        "open_take_over",
        ["POST", "/take-overs/lookup"],
        [403, 404, 404, 403, 404],
    ),
    row(
        "read_take_over_case",
        ["GET", "/take-overs/tko_019d0000000070008000000000000009"],
        [403, 404, 404, 403, 404],
    ),
    row(
        "compare_document",
        [
            "POST",
            "/take-overs/tko_019d0000000070008000000000000009/document",
        ],
        [403, 404, 404, 403, 404],
    ),
    row(
        "propose_take_over",
        [
            "POST",
            "/take-overs/tko_019d0000000070008000000000000009/proposal",
        ],
        [403, 404, 404, 403, 404],
    ),
    row(
        "confirm_take_over",
        [
            "POST",
            "/take-overs/tko_019d0000000070008000000000000009/confirmation",
        ],
        [403, 403, 404, 403, 403],
    ),
    row(
        "refuse_take_over",
        [
            "POST",
            "/take-overs/tko_019d0000000070008000000000000009/refusal",
        ],
        [403, 404, 404, 403, 404],
    ),
    row("claim_case", ["POST", "+/claim"], [403, 200, 409, 403, 404]),
    row(
        "reveal_identities",
        ["POST", "+/identities"],
        [403, 200, 409, 403, 404],
    ),
    row(
        "take_over_case",
        ["POST", "+/take-over"],
        [403, 403, 200, 403, 403],
    ),
    row(
        "confirm_ruling",
        ["POST", "+/confirmation"],
        [403, 403, 409, 403, 403],
    ),
    row(
        "return_ruling",
        ["POST", "+/return"],
        [403, 403, 409, 403, 403],
    ),
    row(
        "release_case",
        ["DELETE", "+/claim"],
        [403, 409, 204, 403, 404],
    ),
    row(
        "ask_applicant",
        ["POST", "+/requests"],
        [403, 409, 409, 403, 404],
    ),
    row(
        "decide_case",
        ["POST", "+/ruling"],
        [403, 409, 409, 403, 404],
    ),
];

fn body(operation: &str) -> Option<Value> {
    match operation {
        "ask_applicant" => Some(json!({ "what": "请补充" })),
        "save_client" => Some(json!({
            "name": "示例", "scopes": ["holds:read"], "networks": [],
            "contacts": [{ "name": "李工", "reach": "api@example.com" }],
        })),
        "add_client_credential" => Some(json!({ "kind": "secret" })),
        "confirm_client" => Some(json!({ "version": 1 })),
        "disable_client" => Some(json!({ "reason": "合作已终止" })),
        "hand_over_case" => Some(json!({ "officer": "acc_1", "note": "核对" })),
        "open_take_over" => Some(json!({ "code": "2222-2222" })),
        "compare_document" => Some(json!({
            "document": { "kind": "resident_id", "number": "11010519491231002X" },
        })),
        "propose_take_over" => Some(json!({
            "document_seen": true, "person_matches": true, "reason": "核对",
        })),
        "decide_case" => Some(json!({ "outcome": "granted", "reason": "核对" })),
        "preview_policy" => Some(further_version()),
        "save_view" => Some(json!({ "name": "待确认", "filter": { "step": "proposed" } })),
        "confirm_ruling" | "return_ruling" | "reveal_identities" | "confirm_take_over"
        | "refuse_take_over" => Some(json!({ "reason": "核对" })),
        _ => None,
    }
}

#[test]
fn officers_may_do_what_the_table_says_and_nothing_else() {
    in_world(async |world| {
        let case = world.waiting_for_officer("tong-lei").await;
        let unbound = Office(world.browser());
        sign_in_officer(&unbound.0, "jiangtao").await;
        let reviewer = world.officer("ding-ning").await;
        let supervisor = world.officer("su-wen").await;
        let auditor = world.officer("zhuang-yi").await;
        let administrator = world.officer("luo-min").await;
        let own = world.officer("tong-lei").await;
        for row in OFFICERS {
            let of_case = format!("/cases/{}", case.id);
            let path = row.path.replace('+', &of_case).replace('*', &case.id);
            let path = format!("/api/v1/officer{path}");
            let body = body(row.operation);
            for (who, office, status) in [
                ("unbound", &unbound, row.unbound),
                ("reviewer", &reviewer, row.reviewer),
                ("supervisor", &supervisor, row.supervisor),
                ("auditor", &auditor, row.auditor),
                ("administrator", &administrator, row.administrator),
                ("own", &own, row.own),
            ] {
                let answer = office.0.call(row.method, &path, body.as_ref()).await;
                assert_eq!(
                    answer.status, status,
                    "{who}, {}: {answer:?}",
                    row.operation
                );
            }
        }
    });
}
