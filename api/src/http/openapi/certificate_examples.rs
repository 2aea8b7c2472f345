//! Examples of certificates as sellers and everybody else see them.

use serde::Serialize;
use serde_json::{Value, json};
use shared::certificate::{
    CertificateCheck, CertificateCode, CertificateStatus, CertifiedZone, CheckCertificate,
    KnownCertificate,
};
use shared::jws::{PublicKey, PublicKeys};
use shared::policy::Cap;
use shared::purchase::{Module, Place};
use shared::values::{Day, Zone};

const NUMBER: &str = "AJ-7KQ2-M9XW-4T8D";
/// A JWS as it looks: what it says here is nothing.
const JWS: &str = "eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmF0dXJl";

/// A parameter.
pub(super) fn parameter(name: &str) -> Option<Value> {
    match name {
        "list" => Some(json!(0)),
        "number" => Some(json!(NUMBER)),
        _ => None,
    }
}

/// The body of a request.
pub(super) fn request(operation: &str) -> Option<Value> {
    match operation {
        "check_certificate" => json_of(CheckCertificate {
            certificate_number: NUMBER.to_owned(),
            document_number: "11010519491231002X".to_owned(),
        }),
        _ => None,
    }
}

/// The body of an answer, on the day of the other examples.
pub(super) fn response(operation: &str, day: Day) -> Option<Value> {
    match operation {
        "get_certificate_code" => json_of(CertificateCode {
            number: NUMBER.to_owned(),
            url: format!("https://anju.example/verify#{JWS}"),
        }),
        "check_certificate" => json_of(CertificateCheck {
            status: CertificateStatus::Valid,
            module: Module::Residential,
            valid_from: day,
            valid_until: day.checked_add_days(chrono::Days::new(30)).unwrap_or(day),
            zones: vec![CertifiedZone {
                zone: Zone::OutsideFifthRing,
                cap: Some(Cap::Unlimited),
                remaining: Some(Cap::Unlimited),
            }],
            place: Some(Place::Tongzhou),
            unit: None,
        }),
        "get_certificate" => json_of(KnownCertificate {
            number: NUMBER.to_owned(),
            status: CertificateStatus::InSigning,
            module: Module::Residential,
            valid_until: day.checked_add_days(chrono::Days::new(30)).unwrap_or(day),
        }),
        "read_status_list" => Some(json!(JWS)),
        // The key of RFC 7515, appendix A.3.
        "list_public_keys" => json_of(PublicKeys {
            keys: vec![PublicKey {
                kty: "EC".to_owned(),
                crv: "P-256".to_owned(),
                x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU".to_owned(),
                y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0".to_owned(),
                used_for: "sig".to_owned(),
                alg: "ES256".to_owned(),
                kid: "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U".to_owned(),
            }],
        }),
        _ => None,
    }
}

fn json_of(value: impl Serialize) -> Option<Value> {
    serde_json::to_value(value).ok()
}
