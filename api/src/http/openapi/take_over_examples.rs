//! Examples of take-overs at a window, and of cases that change hands. The people in them do not exist.

use serde_json::Value;
use shared::account::{BindDocument, BoundDocument, Identity};
use shared::document::{Document, DocumentKind};
use shared::officer::{Colleague, ColleagueList, OfficerRole};
use shared::review::{Justification, NewHandOver};
use shared::take_over::{
    AskedTakeOver, NewTakeOverProposal, TakeOver, TakeOverCase, TakeOverCode, TakeOverEntry,
    TakeOverHolder, TakeOverList, TakeOverLook, TakeOverLookKind, TakeOverProposal, TakeOverState,
};
use shared::values::Moment;

const ID: &str = "tko_019d0000000070008000000000000001";
const CODE: &str = "7KQ2-M9XW";
const COLLEAGUE: &str = "acc_019d0000000070008000000000000003";

/// A path parameter.
pub(super) fn parameter(operation: &str, name: &str) -> Option<Value> {
    match (operation, name) {
        (
            "read_take_over_case"
            | "compare_document"
            | "propose_take_over"
            | "confirm_take_over"
            | "refuse_take_over",
            "id",
        ) => json(ID),
        _ => None,
    }
}

/// The body of a request.
pub(super) fn request(operation: &str) -> Option<Value> {
    match operation {
        "request_take_over" | "compare_document" => json(BindDocument {
            document: document(),
            citizen_number: None,
        }),
        "open_take_over" => json(TakeOverCode {
            code: CODE.to_owned(),
        }),
        "propose_take_over" => json(NewTakeOverProposal {
            document_seen: true,
            person_matches: true,
            reason: REASON.to_owned(),
        }),
        "confirm_take_over" => json(because("同意，已与窗口核实。")),
        "refuse_take_over" => json(because("证件照片与本人不符。")),
        "hand_over_case" => json(NewHandOver {
            officer: COLLEAGUE.to_owned(),
            note: "已电话联系单位，等对方回传补缴说明。".to_owned(),
        }),
        _ => None,
    }
}

/// The body of an answer, with a clock of the other examples.
pub(super) fn response(operation: &str, at: impl Fn(u32, u32) -> Moment) -> Option<Value> {
    match operation {
        "request_take_over" => json(take_over(TakeOverState::Open, at)),
        "read_take_over" => json(AskedTakeOver {
            take_over: Some(take_over(TakeOverState::Open, at)),
        }),
        "withdraw_take_over" => json(take_over(TakeOverState::Withdrawn, at)),
        "list_take_overs" => json(TakeOverList {
            items: vec![TakeOverEntry {
                id: ID.to_owned(),
                name: "张*明".to_owned(),
                document: masked(),
                proposal: proposal(&at),
                expires_at: in_a_week(&at),
                may_confirm: true,
            }],
        }),
        "open_take_over" => json(case(TakeOverState::Open, at)),
        "read_take_over_case" | "propose_take_over" => json(case(TakeOverState::Proposed, at)),
        "compare_document" => json(TakeOverCase {
            identity: Some(Identity {
                name: "张小明".to_owned(),
                document: document(),
                citizen_number: None,
            }),
            holder: Some(holder(&at)),
            ..case(TakeOverState::Open, at)
        }),
        "confirm_take_over" => json(case(TakeOverState::Done, at)),
        "refuse_take_over" => json(case(TakeOverState::Refused, at)),
        "list_colleagues" => json(ColleagueList {
            items: vec![Colleague {
                id: COLLEAGUE.to_owned(),
                name: "江涛".to_owned(),
                roles: vec![OfficerRole::Reviewer],
            }],
        }),
        _ => None,
    }
}

const REASON: &str = "已核对身份证原件，照片与本人相符。";

/// What a person has asked a window for.
fn take_over(state: TakeOverState, at: impl Fn(u32, u32) -> Moment) -> TakeOver {
    TakeOver {
        id: ID.to_owned(),
        code: state.is_open().then(|| CODE.to_owned()),
        state,
        document: masked(),
        opened_at: at(9, 0),
        expires_at: in_a_week(&at),
        ended_at: (!state.is_open()).then(|| at(9, 30)),
        reason: None,
        looks: vec![TakeOverLook {
            kind: TakeOverLookKind::Opened,
            role: OfficerRole::Reviewer,
            at: at(9, 20),
        }],
    }
}

fn case(state: TakeOverState, at: impl Fn(u32, u32) -> Moment) -> TakeOverCase {
    let is_proposed = state == TakeOverState::Proposed;
    TakeOverCase {
        id: ID.to_owned(),
        state,
        name: "张小明".to_owned(),
        document: masked(),
        identity: None,
        account_since: at(8, 40),
        refused_before: 0,
        holder: is_proposed.then(|| holder(&at)),
        opened_at: at(9, 0),
        expires_at: in_a_week(&at),
        proposal: (is_proposed || state == TakeOverState::Done).then(|| proposal(&at)),
        may_confirm: false,
    }
}

fn holder(at: impl Fn(u32, u32) -> Moment) -> TakeOverHolder {
    TakeOverHolder {
        bound_since: at(8, 20),
        unfinished: 1,
        is_asserted: false,
    }
}

fn proposal(at: impl Fn(u32, u32) -> Moment) -> TakeOverProposal {
    TakeOverProposal {
        officer: "丁宁".to_owned(),
        reason: REASON.to_owned(),
        at: at(10, 5),
    }
}

fn in_a_week(at: impl Fn(u32, u32) -> Moment) -> Moment {
    let asked = at(9, 0);
    asked
        .checked_add_days(chrono::Days::new(7))
        .unwrap_or(asked)
}

fn document() -> Document {
    Document {
        kind: DocumentKind::ResidentId,
        number: "11010519491231002X".to_owned(),
        nationality: None,
    }
}

fn masked() -> BoundDocument {
    BoundDocument {
        kind: DocumentKind::ResidentId,
        masked_number: document().masked_number(),
    }
}

fn because(reason: &str) -> Justification {
    Justification {
        reason: reason.to_owned(),
    }
}

/// An example as JSON.
fn json(example: impl serde::Serialize) -> Option<Value> {
    serde_json::to_value(example).ok()
}
