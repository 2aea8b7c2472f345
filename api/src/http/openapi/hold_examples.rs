//! Examples of holds and contracts. The people and homes in them do not exist.

use serde_json::Value;
use shared::application::NewHoldObjection;
use shared::hold::{
    Contract, ContractPage, HeldUnit, Hold, HoldPage, HoldState, NewContract, NewHold,
};
use shared::purchase::{HomeKind, Module};
use shared::values::{Day, Moment, Zone};

const HOLD: &str = "hold_019d0000000070008000000000000021";
const CONTRACT: &str = "contract_019d0000000070008000000000000022";
const CERTIFICATE: &str = "AJ-7KQM-2X4T-9PRW";

/// A parameter.
pub(super) fn parameter(operation: &str, name: &str) -> Option<Value> {
    match (operation, name) {
        ("get_hold" | "renew_hold" | "sign_contract" | "release_hold", "id")
        | ("list_holds", "cursor") => json(HOLD),
        ("get_contract", "id") | ("list_contracts", "cursor") => json(CONTRACT),
        (
            "hold_certificate" | "renew_hold" | "sign_contract" | "release_hold",
            "Idempotency-Key",
        ) => json("FT-2026-118842-1"),
        _ => None,
    }
}

/// The body of a request.
pub(super) fn request(operation: &str) -> Option<Value> {
    match operation {
        "hold_certificate" => json(NewHold {
            certificate_number: CERTIFICATE.to_owned(),
            document_number: "11010519491231002X".to_owned(),
            zone: Some(Zone::OutsideFifthRing),
            kind: Some(HomeKind::Resale),
            unit: unit(),
        }),
        "sign_contract" => json(NewContract {
            number: "FT-2026-118842".to_owned(),
            zone: Some(Zone::OutsideFifthRing),
            unit: unit(),
        }),
        "object_to_hold" => json(NewHoldObjection {
            statement: "我没有同意与这家机构签约，请解除占用。".to_owned(),
        }),
        _ => None,
    }
}

/// The body of an answer.
pub(super) fn response(operation: &str) -> Option<Value> {
    match operation {
        "hold_certificate" => json(hold(HoldState::Live)),
        "renew_hold" => json(Hold {
            renewals_left: 1,
            expires_at: moment(26),
            ..hold(HoldState::Live)
        }),
        "release_hold" => json(hold(HoldState::Released)),
        "get_hold" => json(hold(HoldState::Signed)),
        "list_holds" => json(HoldPage {
            items: vec![hold(HoldState::Signed)],
            next_cursor: None,
        }),
        "sign_contract" | "get_contract" => json(contract()),
        "list_contracts" => json(ContractPage {
            items: vec![contract()],
            next_cursor: None,
        }),
        _ => None,
    }
}

fn hold(state: HoldState) -> Hold {
    let is_live = state == HoldState::Live;
    Hold {
        id: HOLD.to_owned(),
        certificate_number: CERTIFICATE.to_owned(),
        module: Module::Residential,
        state,
        zone: Some(Zone::OutsideFifthRing),
        kind: Some(HomeKind::Resale),
        unit: unit(),
        created_at: moment(20),
        expires_at: moment(23),
        renewals_left: if is_live { 2 } else { 0 },
        ended_at: (!is_live).then(|| moment(21)),
        contract: (state == HoldState::Signed).then(|| CONTRACT.to_owned()),
        taken_by: Some("安然".to_owned()),
    }
}

fn contract() -> Contract {
    Contract {
        id: CONTRACT.to_owned(),
        hold: HOLD.to_owned(),
        certificate_number: CERTIFICATE.to_owned(),
        module: Module::Residential,
        number: "FT-2026-118842".to_owned(),
        zone: Some(Zone::OutsideFifthRing),
        unit: unit(),
        signed_at: moment(21),
        signed_by: None,
    }
}

fn unit() -> HeldUnit {
    HeldUnit {
        address: "北京市丰台区丰科路9号院3号楼2单元501".to_owned(),
        certificate_number: Some("京（2025）丰不动产权第0012345号".to_owned()),
    }
}

fn moment(day: u32) -> Moment {
    let day = Day::from_ymd_opt(2026, 11, day).unwrap_or_default();
    day.and_hms_opt(8, 42, 0).unwrap_or_default().and_utc()
}

fn json(example: impl serde::Serialize) -> Option<Value> {
    serde_json::to_value(example).ok()
}
