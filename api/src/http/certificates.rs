//! Certificates over HTTP: their signed codes, the check by a seller, and the status lists.

use super::mounting::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use shared::certificate::{CertificateCheck, CertificateCode, CheckCertificate, KnownCertificate};
use shared::problem::ProblemKind as K;
use utoipa::IntoParams;

use super::body::Body;
use super::caching;
use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::access::SignedInUser;
use crate::service::access::partner::{ChecksCertificates, Partner};
use crate::service::certificates::{checking, code, lists, looking};

/// Mounts the operations of the API, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_get_certificate_code,
            get_certificate_code,
            &[
                K::MalformedRequest,
                K::FactsNotShown,
                K::NotFound,
                K::WrongState,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_check_certificate,
            check_certificate,
            &[K::CertificateUnknown, K::TooManyRequests],
        ))
        .service(operation(
            __path_get_certificate,
            get_certificate,
            &[K::NotFound, K::TooManyRequests],
        ));
}

/// Mounts the lists, whose addresses stand in every code.
pub(super) fn configure_lists(config: &mut ServiceConfig<'_>) {
    config.service(operation(
        __path_read_status_list,
        read_status_list,
        &[K::NotFound],
    ));
}

/// Of which certificate the code is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct CodeQuery {
    /// The number of an earlier certificate that a renewal has replaced; otherwise that of the one in
    /// force is given.
    #[param(example = "AJ-7KQ2-M9XW-4T8D")]
    number: Option<String>,
}

/// Get the signed code of a certificate
///
/// As the address that stands in the QR code on the certificate: everybody who opens it can check, also
/// offline, that the platform has signed it, whose it is (masked), for what and until when. It is made
/// anew each time, for a pass that is valid or in signing.
#[utoipa::path(get, path = "/applications/{id}/certificate-code", tag = "certificates", params(
    ("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application"),
    CodeQuery,
), responses(
    (status = 200, description = "The code", body = CertificateCode),
))]
async fn get_certificate_code(
    app: web::Data<App>,
    who: SignedInUser,
    id: web::Path<String>,
    query: web::Query<CodeQuery>,
) -> Result<web::Json<CertificateCode>> {
    let number = query.number.as_deref();
    let code = code::get_certificate_code(&app, &who, &id, number).await?;
    Ok(web::Json(code))
}

/// Check a certificate
///
/// Compares a certificate with the number of a document that the seller has seen: of the applicant or of
/// the spouse. A number that there is not and a document of somebody else are answered alike. A few
/// wrong pairs lock the client, or the certificate, for half an hour. The applicant is told who asked.
#[utoipa::path(post, path = "/certificate-checks", tag = "certificates", request_body = CheckCertificate, responses(
    (status = 200, description = "What has become of the certificate, and what it is for", body = CertificateCheck),
))]
async fn check_certificate(
    app: web::Data<App>,
    who: Partner<ChecksCertificates>,
    body: Body<CheckCertificate>,
) -> Result<web::Json<CertificateCheck>> {
    let input = body.read_of_partner(&who).await?;
    let check = checking::check_certificate(&app, &who, &input).await?;
    Ok(web::Json(check))
}

/// Look a certificate up by its number
///
/// For a client that holds it, has signed with it, or has had it checked with its holder's document within
/// thirty days. Any other certificate is answered like one that there is not.
#[utoipa::path(get, path = "/certificates/{number}", tag = "certificates", params(
    ("number" = String, Path, max_length = 40, description = "The number of the certificate"),
    ("If-None-Match" = Option<String>, Header, description = "The ETag of what is known already"),
), responses(
    (status = 200, description = "What has become of it", body = KnownCertificate, headers(("ETag" = String, description = "Stands for this content"))),
    (status = 304, description = "It is as it was"),
))]
async fn get_certificate(
    app: web::Data<App>,
    who: Partner<ChecksCertificates>,
    number: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let known = looking::get_certificate(&app, &who, &number).await?;
    caching::private_answer(&request, &known)
}

/// Read a status list
///
/// What has become of many certificates at once, so that nobody learns which of them is looked at: a
/// signed Token Status List (draft-ietf-oauth-status-list) of 4 bits a place. 0 valid, 1 of no effect any
/// more, 2 not confirmed for now, 3 in signing, 11 used. A certificate's code names its list and its place.
#[utoipa::path(get, path = "/status-lists/{list}", tag = "certificates", params(
    ("list" = u32, Path, description = "The number of the list", example = 0),
    ("If-None-Match" = Option<String>, Header, description = "The ETag of the answer that is known"),
), responses(
    (status = 200, description = "The list as a compact JWS of the type `statuslist+jwt`", content((String = "application/statuslist+jwt")), headers(
        ("ETag" = String, description = "Stands for the content, for If-None-Match"),
        ("Cache-Control" = String, description = "How long the answer may be kept: a minute"),
    )),
    (status = 304, description = "Nothing has changed"),
))]
async fn read_status_list(
    app: web::Data<App>,
    list: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let list: u32 = list.parse().map_err(|_not_a_number| K::NotFound)?;
    let (token, keep) = lists::read_status_list(&app, list).await?;
    let body = token.as_bytes().to_vec();
    let media_type = "application/statuslist+jwt";
    Ok(caching::answer_text(&request, keep, media_type, body))
}
