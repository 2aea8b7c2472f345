//! Examples of bodies. They pass through the types themselves, so that they cannot disagree with
//! them. The people in them do not exist.

use serde_json::Value;
use shared::account::{Account, BindDocument, BoundDocument, Identity, Session, SignedOut};
use shared::application::{
    CaseAnswer, Counts, Detail, DisputeGround, Draft, Home, ModuleHome, NewDispute, NewDraft,
    SaveDraft, SummaryPage,
};
use shared::document::{Document, DocumentKind};
use shared::operator::Operator;
use shared::policy::{Policies, PolicyDetail, Precheck, PrecheckRequest, precheck};
use shared::purchase::Module;
use shared::upload::{MediaType, Upload, UploadKind, UploadList, UploadState};
use shared::values::{Day, Moment};
use utoipa::openapi::{Info, OpenApi, Paths};

use super::{
    access_examples, authority_examples, certificate_examples, desk_examples, hold_examples,
    member_examples, message_examples, officer_examples, referral_examples, sandbox_examples,
    take_over_examples, webhook_examples,
};
use crate::http::health::{Readiness, VirusScanner};

/// A parameter that several operations have; the others bring their example themselves.
pub(super) fn parameter(operation: &str, name: &str) -> Option<Value> {
    if let Some(example) = take_over_examples::parameter(operation, name) {
        return Some(example);
    }
    if let Some(example) = access_examples::parameter(name) {
        return Some(example);
    }
    if let Some(example) = certificate_examples::parameter(name) {
        return Some(example);
    }
    if let Some(example) = webhook_examples::parameter(operation, name) {
        return Some(example);
    }
    if let Some(example) = hold_examples::parameter(operation, name) {
        return Some(example);
    }
    if let Some(example) = referral_examples::parameter(operation, name) {
        return Some(example);
    }
    match (operation, name) {
        ("get_policy", "id") => json("R-2026-08-08"),
        ("list_cases", "cursor") => json("1795946400123456-019d0000000070008000000000000001"),
        ("list_looks", "cursor") => json("019d0000000070008000000000000004"),
        ("list_messages", "cursor") => json("msg_019d0000000070008000000000000001"),
        ("list_client_deliveries", "cursor") => json("dlv_019d0000000070008000000000000001"),
        (_, "view") => json("view_019d0000000070008000000000000003"),
        (_, "officer") => json("acc_019d0000000070008000000000000002"),
        (_, "upload") => json(upload().id),
        (_, "id" | "cursor") => detail().and_then(|detail| json(detail.summary.id)),
        (_, "If-Match") => json("\"3\""),
        (_, "If-None-Match") => json("\"47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU\""),
        _ => None,
    }
}

/// The body of a request.
pub(super) fn request(operation: &str) -> Option<Value> {
    match operation {
        "bind_document" => json(BindDocument {
            document: document(),
            citizen_number: None,
        }),
        "create_draft" => json(NewDraft {
            module: Module::Residential,
            copy_of: None,
            content: None,
        }),
        "save_draft" => draft().and_then(|draft| {
            json(SaveDraft {
                resume_at: draft.resume_at,
                resume_entry: draft.resume_entry,
                answers: draft.answers,
            })
        }),
        "dispute_result" => json(NewDispute {
            records: vec![1],
            ground: DisputeGround::Transferred,
            statement: "本人2019年5月6日购入的房屋已于2024年3月1日转出，现已不在本人名下。"
                .to_owned(),
            evidence: vec![upload().id],
        }),
        "answer_request" => json(CaseAnswer {
            statement: "过户后的不动产登记证明已上传。".to_owned(),
            evidence: vec![upload().id],
        }),
        "create_precheck" => serde_json::from_str(PRECHECK).ok(),
        "create_upload" => Some(file()),
        _ => member_examples::request(operation)
            .or_else(|| message_examples::request(operation))
            .or_else(|| authority_examples::request(operation))
            .or_else(|| officer_examples::request(operation))
            .or_else(|| desk_examples::request(operation))
            .or_else(|| take_over_examples::request(operation))
            .or_else(|| access_examples::request(operation))
            .or_else(|| certificate_examples::request(operation))
            .or_else(|| webhook_examples::request(operation))
            .or_else(|| hold_examples::request(operation))
            .or_else(|| referral_examples::request(operation))
            .or_else(|| sandbox_examples::request(operation, moment(9, 3))),
    }
}

/// A family that does not yet know for how many months it has paid.
const PRECHECK: &str = r#"{
    "module": "residential",
    "target": "inside_fifth_ring",
    "category": "non_local_social_insurance",
    "marital_status": "married",
    "children_ages": [3, 9],
    "homes": { "inside_fifth_ring": 1 },
    "temporary_residence_permit": true
}"#;

/// The body of an answer.
pub(super) fn response(operation: &str) -> Option<Value> {
    match operation {
        "read_session" | "renew_session" => json(session()),
        "sign_out" | "sign_out_officer" | "sign_out_seller" => json(SignedOut {
            continue_at: Some("https://id.example/end_session?client_id=anju".to_owned()),
        }),
        "bind_document" => json(account()),
        "read_identity" => json(Identity {
            name: "张小明".to_owned(),
            document: document(),
            citizen_number: None,
        }),
        "read_home" => detail().and_then(|detail| json(home(&detail))),
        "list_applications" => detail().and_then(|detail| {
            json(SummaryPage {
                items: vec![detail.summary],
                next_cursor: None,
            })
        }),
        "create_draft" | "read_answers" | "save_draft" => draft().and_then(json),
        "read_application"
        | "submit_application"
        | "withdraw_application"
        | "renew_pass"
        | "dispute_result"
        | "withdraw_dispute"
        | "object_to_hold"
        | "withdraw_referral_consent"
        | "answer_request" => detail().and_then(json),
        "list_policies" => Policies::builtin().list(day()).and_then(|mut list| {
            // One shows what all of them are like.
            let newest = list.in_force.residential;
            list.versions.retain(|version| version.id == newest);
            json(list)
        }),
        "create_precheck" => prechecked().and_then(json),
        "get_policy" => policy().and_then(json),
        "get_operator" => Operator::read(include_str!("operator.json"))
            .ok()
            .and_then(json),
        "read_readiness" => json(Readiness::with(3, 0, VirusScanner::Configured)),
        "create_upload" | "read_upload" => json(upload()),
        "list_uploads" | "list_case_uploads" => json(UploadList {
            items: vec![upload()],
        }),
        // As far as it goes without the operations, this one among them.
        "read_description" => json(OpenApi::new(
            Info::new("Anju", env!("CARGO_PKG_VERSION")),
            Paths::new(),
        )),
        _ => member_examples::response(operation, detail()?.summary, &draft()?.answers, moment)
            .or_else(|| message_examples::response(operation, moment))
            .or_else(|| {
                authority_examples::response(operation, detail()?, draft()?.answers, moment)
            })
            .or_else(|| {
                let (detail, answers) = (detail()?, draft()?.answers);
                officer_examples::response(operation, detail, &answers, day(), moment)
            })
            .or_else(|| {
                let (detail, answers) = (detail()?, draft()?.answers);
                desk_examples::response(operation, detail, &answers, day(), moment)
            })
            .or_else(|| take_over_examples::response(operation, moment))
            .or_else(|| access_examples::response(operation, moment))
            .or_else(|| certificate_examples::response(operation, day()))
            .or_else(|| webhook_examples::response(operation, moment))
            .or_else(|| hold_examples::response(operation))
            .or_else(|| referral_examples::response(operation))
            .or_else(|| sandbox_examples::response(operation, moment(9, 3))),
    }
}

/// The content of a file: its bytes cannot be shown.
pub(super) fn file() -> Value {
    Value::String("(the bytes of the file)".to_owned())
}

fn upload() -> Upload {
    Upload {
        id: "upl_019d0000000070008000000000000009".to_owned(),
        kind: UploadKind::Evidence,
        file_name: "不动产权证书.jpg".to_owned(),
        media_type: MediaType::Jpeg,
        bytes: 1_482_113,
        width: Some(3024),
        height: Some(4032),
        pages: None,
        state: UploadState::Clean,
        is_scanned: true,
        uploaded_at: moment(9, 3),
        handed_in_at: None,
    }
}

/// A filled-in draft; a test fails where the file does not fit the type.
fn draft() -> Option<Draft> {
    serde_json::from_str(include_str!("draft.json")).ok()
}

/// An application that has passed; a test fails where the file does not fit the type.
fn detail() -> Option<Detail> {
    serde_json::from_str(include_str!("detail.json")).ok()
}

fn prechecked() -> Option<Precheck> {
    let request: PrecheckRequest = serde_json::from_str(PRECHECK).ok()?;
    let situation = request.situation(day()).ok()?;
    Some(precheck(&situation, Policies::builtin()))
}

/// A version that has ended, which a later one does not change.
fn policy() -> Option<PolicyDetail> {
    Policies::builtin().detail("R-2025-12-24".parse().ok()?)
}

fn home(detail: &Detail) -> Home {
    Home {
        modules: Module::ALL
            .into_iter()
            .map(|module| {
                let newest = (module == detail.summary.module).then(|| detail.summary.clone());
                ModuleHome {
                    module,
                    counts: Counts {
                        passed: u32::from(newest.is_some()),
                        ..Counts::default()
                    },
                    // It has passed, which is live.
                    live: newest.clone(),
                    newest,
                    expiring: None,
                }
            })
            .collect(),
        unreached: None,
    }
}

fn document() -> Document {
    Document {
        kind: DocumentKind::ResidentId,
        number: "11010519491231002X".to_owned(),
        nationality: None,
    }
}

fn account() -> Account {
    Account {
        id: "acc_019d0000000070008000000000000001".to_owned(),
        name: "张*明".to_owned(),
        bound: Some(BoundDocument {
            kind: DocumentKind::ResidentId,
            masked_number: document().masked_number(),
        }),
        before_binding: None,
    }
}

fn session() -> Session {
    Session {
        account: Some(account()),
        idle_until: Some(moment(9, 12)),
        ends_at: Some(moment(16, 42)),
        now: moment(8, 42),
        today: day(),
        unread: 2,
    }
}

fn day() -> Day {
    Day::from_ymd_opt(2026, 11, 20).unwrap_or_default()
}

pub(super) fn moment(hour: u32, minute: u32) -> Moment {
    day()
        .and_hms_opt(hour, minute, 0)
        .unwrap_or_default()
        .and_utc()
}

/// An example as JSON.
fn json(example: impl serde::Serialize) -> Option<Value> {
    serde_json::to_value(example).ok()
}
