//! Holds of certificates, and the contracts that are signed under them, over HTTP.

use super::mounting::ServiceConfig;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use shared::hold::{Contract, Hold, NewContract, NewHold};
use shared::page::Page;
use shared::problem::ProblemKind as K;

use super::body::Body;
use super::caching::private_answer;
use super::idempotency::once;
use super::operation::operation;
use super::paging::PageQuery;
use crate::app::App;
use crate::error::Result;
use crate::service::access::partner::{Partner, ReadsContracts, ReadsHolds, WritesHolds};
use crate::service::holds::{ending, looking, signing, taking};

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_hold_certificate,
            hold_certificate,
            &[
                K::MalformedRequest,
                K::IdempotencyKeyRequired,
                K::IdempotencyKeyInFlight,
                K::IdempotencyKeyReused,
                K::CertificateUnknown,
                K::CertificateHeld,
                K::CertificateUsedUp,
                K::CertificateNotValid,
                K::CertificateNotConfirmed,
                K::PurchaseNotCovered,
                K::InvalidAnswers,
                K::TooManyRequests,
                K::UpstreamUnavailable,
            ],
        ))
        .service(operation(__path_renew_hold, renew_hold, CHANGES_RENEWED))
        .service(operation(
            __path_sign_contract,
            sign_contract,
            CHANGES_SIGNED,
        ))
        .service(operation(__path_release_hold, release_hold, CHANGES))
        .service(operation(__path_list_holds, list_holds, LISTS))
        .service(operation(__path_get_hold, get_hold, LOOKS))
        .service(operation(__path_list_contracts, list_contracts, LISTS))
        .service(operation(__path_get_contract, get_contract, LOOKS));
}

type HoldPage = Page<Hold>;
type ContractPage = Page<Contract>;

const LISTS: &[K] = &[K::MalformedRequest, K::TooManyRequests];
const LOOKS: &[K] = &[K::NotFound, K::TooManyRequests];
const CHANGES: &[K] = &[
    K::MalformedRequest,
    K::IdempotencyKeyRequired,
    K::IdempotencyKeyInFlight,
    K::IdempotencyKeyReused,
    K::NotFound,
    K::HoldOver,
    K::TooManyRequests,
];
const CHANGES_RENEWED: &[K] = &[
    K::MalformedRequest,
    K::IdempotencyKeyRequired,
    K::IdempotencyKeyInFlight,
    K::IdempotencyKeyReused,
    K::NotFound,
    K::HoldOver,
    K::HoldNotRenewable,
    K::TooManyRequests,
];
const CHANGES_SIGNED: &[K] = &[
    K::MalformedRequest,
    K::IdempotencyKeyRequired,
    K::IdempotencyKeyInFlight,
    K::IdempotencyKeyReused,
    K::NotFound,
    K::HoldOver,
    K::PurchaseNotCovered,
    K::InvalidAnswers,
    K::TooManyRequests,
];

/// Hold a certificate
///
/// 签约中: for a contract, exclusively, for 72 hours as a rule. It takes the number of the certificate
/// and that of the identity document of an adult whom it names; whatever is wrong with the pair is told
/// alike, and a few wrong ones lock for a while. People, marriage, homes, units and permits are checked
/// again first, under the rules of the certificate: where something is not as it was, nothing is held,
/// and the certificate is not confirmed until a later check is clean. While a registry is silent nothing
/// is held either: try again, under the same key.
#[utoipa::path(post, path = "/holds", tag = "holds", request_body = NewHold, params(
    ("Idempotency-Key" = String, Header, pattern = "^[!-~]{1,64}$", description = "The name of the request: repeated under it, it is done once and answered alike for a day"),
), responses(
    (status = 201, description = "The hold", body = Hold, headers(("Idempotent-Replayed" = String, description = "`true` where it is the answer of before, otherwise `false`"))),
))]
async fn hold_certificate(
    app: web::Data<App>,
    who: Partner<WritesHolds>,
    body: Body<NewHold>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let input = body.read_of_partner(&who).await?;
    let by = (&request, who.client());
    let sent = input.clone();
    let work = async |ticket: &_| taking::hold_certificate(&app, &who, input, ticket).await;
    once(&app, by, &sent, StatusCode::CREATED, work).await
}

/// Renew a hold
///
/// Adds its term once more, twice at the most and for no more than nine days in all, as long as the
/// certificate is valid.
#[utoipa::path(post, path = "/holds/{id}/renewals", tag = "holds", params(
    ("id" = String, Path, pattern = "^hold_[0-9A-Fa-f]{32}$", description = "The hold"),
    ("Idempotency-Key" = String, Header, pattern = "^[!-~]{1,64}$", description = "The name of the request: repeated under it, it is done once and answered alike for a day"),
), responses(
    (status = 200, description = "The hold", body = Hold, headers(("Idempotent-Replayed" = String, description = "`true` where it is the answer of before, otherwise `false`"))),
))]
async fn renew_hold(
    app: web::Data<App>,
    who: Partner<WritesHolds>,
    id: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let by = (&request, who.client());
    let work = async |ticket: &_| taking::renew_hold(&app, &who, &id, ticket).await;
    once(&app, by, &(), StatusCode::OK, work).await
}

/// Sign the contract
///
/// 签约完成: the certificate is used up. Within the term of the hold, also where the certificate has run
/// out meanwhile.
#[utoipa::path(post, path = "/holds/{id}/contract", tag = "holds", request_body = NewContract, params(
    ("id" = String, Path, pattern = "^hold_[0-9A-Fa-f]{32}$", description = "The hold"),
    ("Idempotency-Key" = String, Header, pattern = "^[!-~]{1,64}$", description = "The name of the request: repeated under it, it is done once and answered alike for a day"),
), responses(
    (status = 201, description = "The contract", body = Contract, headers(("Idempotent-Replayed" = String, description = "`true` where it is the answer of before, otherwise `false`"))),
))]
async fn sign_contract(
    app: web::Data<App>,
    who: Partner<WritesHolds>,
    id: web::Path<String>,
    body: Body<NewContract>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let input = body.read_of_partner(&who).await?;
    let by = (&request, who.client());
    let sent = input.clone();
    let work = async |ticket: &_| signing::sign_contract(&app, &who, &id, input, ticket).await;
    once(&app, by, &sent, StatusCode::CREATED, work).await
}

/// Release a hold
///
/// The certificate is free again, or has ended where its last day is over.
#[utoipa::path(post, path = "/holds/{id}/release", tag = "holds", params(
    ("id" = String, Path, pattern = "^hold_[0-9A-Fa-f]{32}$", description = "The hold"),
    ("Idempotency-Key" = String, Header, pattern = "^[!-~]{1,64}$", description = "The name of the request: repeated under it, it is done once and answered alike for a day"),
), responses(
    (status = 200, description = "The hold", body = Hold, headers(("Idempotent-Replayed" = String, description = "`true` where it is the answer of before, otherwise `false`"))),
))]
async fn release_hold(
    app: web::Data<App>,
    who: Partner<WritesHolds>,
    id: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let by = (&request, who.client());
    let work = async |ticket: &_| ending::release_hold(&app, &who, &id, ticket).await;
    once(&app, by, &(), StatusCode::OK, work).await
}

/// List one's holds
///
/// Oldest first, so that those that are added come last and a page that was read stays as it is.
#[utoipa::path(get, path = "/holds", tag = "holds", params(
    PageQuery,
    ("If-None-Match" = Option<String>, Header, description = "The ETag of what is known already"),
), responses(
    (status = 200, description = "A page of holds", body = HoldPage, headers(("ETag" = String, description = "Stands for this content"))),
    (status = 304, description = "It is as it was"),
))]
async fn list_holds(
    app: web::Data<App>,
    who: Partner<ReadsHolds>,
    query: web::Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let page = looking::list_holds(&app, &who, query.input()).await?;
    private_answer(&request, &page)
}

/// Read one of one's holds
///
/// By its id, as the answer to taking it gave it.
#[utoipa::path(get, path = "/holds/{id}", tag = "holds", params(
    ("id" = String, Path, pattern = "^hold_[0-9A-Fa-f]{32}$", description = "The hold"),
    ("If-None-Match" = Option<String>, Header, description = "The ETag of what is known already"),
), responses(
    (status = 200, description = "The hold", body = Hold, headers(("ETag" = String, description = "Stands for this content"))),
    (status = 304, description = "It is as it was"),
))]
async fn get_hold(
    app: web::Data<App>,
    who: Partner<ReadsHolds>,
    id: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    private_answer(&request, &looking::get_hold(&app, &who, &id).await?)
}

/// List one's contracts
///
/// Oldest first, as holds are.
#[utoipa::path(get, path = "/contracts", tag = "holds", params(
    PageQuery,
    ("If-None-Match" = Option<String>, Header, description = "The ETag of what is known already"),
), responses(
    (status = 200, description = "A page of contracts", body = ContractPage, headers(("ETag" = String, description = "Stands for this content"))),
    (status = 304, description = "It is as it was"),
))]
async fn list_contracts(
    app: web::Data<App>,
    who: Partner<ReadsContracts>,
    query: web::Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let page = looking::list_contracts(&app, &who, query.input()).await?;
    private_answer(&request, &page)
}

/// Read one of one's contracts
///
/// By its id, as the answer to signing gave it.
#[utoipa::path(get, path = "/contracts/{id}", tag = "holds", params(
    ("id" = String, Path, pattern = "^contract_[0-9A-Fa-f]{32}$", description = "The contract"),
    ("If-None-Match" = Option<String>, Header, description = "The ETag of what is known already"),
), responses(
    (status = 200, description = "The contract", body = Contract, headers(("ETag" = String, description = "Stands for this content"))),
    (status = 304, description = "It is as it was"),
))]
async fn get_contract(
    app: web::Data<App>,
    who: Partner<ReadsContracts>,
    id: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    private_answer(&request, &looking::get_contract(&app, &who, &id).await?)
}
