//! Examples of referrals.

use serde_json::Value;
use shared::form::Target;
use shared::form::texts::REFERRAL_CONSENT;
use shared::page::Page;
use shared::purchase::{HomeKind, Module, Place, Transfer};
use shared::referral::{
    AcceptReferral, NewReferral, Referral, ReferralCode, ReferralInvitation, ReferralLink,
    ReferralOutcome, ReferralState, ReferredApplication, ReferredOutcome,
};
use shared::values::{Day, Moment};

const REFERRAL: &str = "ref_019d0000000070008000000000000041";
const CODE: &str = "mZ0kQf4yT2S1x8b7H6cWvA";

/// A parameter.
pub(super) fn parameter(operation: &str, name: &str) -> Option<Value> {
    match (operation, name) {
        ("get_referral" | "revoke_referral", "id") | ("list_referrals", "cursor") => json(REFERRAL),
        ("create_referral" | "revoke_referral", "Idempotency-Key") => json("LEAD-2026-118842-1"),
        _ => None,
    }
}

/// The body of a request.
pub(super) fn request(operation: &str) -> Option<Value> {
    match operation {
        "create_referral" => json(NewReferral {
            reference: reference(),
            module: Module::Residential,
            target: Some(target()),
            unit: None,
        }),
        "read_referral_invitation" => json(ReferralCode {
            code: CODE.to_owned(),
        }),
        "accept_referral" => json(AcceptReferral {
            code: CODE.to_owned(),
            consent: Some(REFERRAL_CONSENT.to_owned()),
        }),
        _ => None,
    }
}

/// The body of an answer.
pub(super) fn response(operation: &str) -> Option<Value> {
    match operation {
        "create_referral" => json(ReferralLink {
            referral: referral(ReferralState::Open),
            url: format!("https://anju.example/refer/{CODE}"),
        }),
        "revoke_referral" => json(referral(ReferralState::Revoked)),
        "get_referral" => json(referral(ReferralState::Used)),
        "list_referrals" => json(Page {
            items: vec![referral(ReferralState::Used)],
            next_cursor: None,
        }),
        "read_referral_invitation" => json(ReferralInvitation {
            client: "安家房产网签系统".to_owned(),
            reference: reference(),
            module: Module::Residential,
            target: Some(target()),
            unit: None,
            expires_at: moment(30),
        }),
        "accept_referral" => json(ReferredApplication {
            id: "app_019d0000000070008000000000000001".to_owned(),
            module: Module::Residential,
            is_draft: true,
        }),
        _ => None,
    }
}

fn referral(state: ReferralState) -> Referral {
    Referral {
        id: REFERRAL.to_owned(),
        reference: reference(),
        module: Module::Residential,
        state,
        created_at: moment(1),
        expires_at: moment(30),
        outcome: (state == ReferralState::Used).then(|| ReferredOutcome {
            outcome: ReferralOutcome::Passed,
            on: moment(20).date_naive(),
        }),
    }
}

fn reference() -> String {
    "LEAD-2026-118842".to_owned()
}

fn target() -> Target {
    Target {
        transfer: Some(Transfer::Purchase),
        place: Some(Place::OutsideFifthRing),
        kind: Some(HomeKind::Resale),
        address: None,
    }
}

fn moment(day: u32) -> Moment {
    let day = Day::from_ymd_opt(2026, 11, day).unwrap_or_default();
    day.and_hms_opt(8, 42, 0).unwrap_or_default().and_utc()
}

fn json(example: impl serde::Serialize) -> Option<Value> {
    serde_json::to_value(example).ok()
}
