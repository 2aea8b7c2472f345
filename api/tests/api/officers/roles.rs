//! Which officer may do what: one row for each operation of officers.

use serde_json::{Value, json};

use super::office::{Office, sign_in_officer};
use crate::harness::in_world;

/// What each officer gets: a reviewer without a document, a reviewer, a supervisor, an auditor and an
/// administrator, and a reviewer on a case of her own.
pub(crate) struct Row {
    pub(crate) operation: &'static str,
    method: &'static str,
    /// Behind the path of officers, and of the case where it begins with a plus.
    path: &'static str,
    pub(crate) unbound: u16,
    reviewer: u16,
    supervisor: u16,
    pub(crate) others: u16,
    own: u16,
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
        others,
        own,
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
        "hand_over_case" => Some(json!({ "officer": "acc_1", "note": "核对" })),
        "open_take_over" => Some(json!({ "code": "2222-2222" })),
        "compare_document" => Some(json!({
            "document": { "kind": "resident_id", "number": "11010519491231002X" },
        })),
        "propose_take_over" => Some(json!({
            "document_seen": true, "person_matches": true, "reason": "核对",
        })),
        "decide_case" => Some(json!({ "outcome": "granted", "reason": "核对" })),
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
            let path = format!("/api/v1/officer{}", row.path.replace('+', &of_case));
            let body = body(row.operation);
            for (who, office, status) in [
                ("unbound", &unbound, row.unbound),
                ("reviewer", &reviewer, row.reviewer),
                ("supervisor", &supervisor, row.supervisor),
                ("auditor", &auditor, row.others),
                ("administrator", &administrator, row.others),
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
