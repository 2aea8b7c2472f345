//! Referrals over HTTP: clients make them and see what became of them, people open their links.

use super::mounting::ServiceConfig;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use shared::application::Detail;
use shared::page::Page;
use shared::problem::ProblemKind as K;
use shared::referral::{
    AcceptReferral, NewReferral, Referral, ReferralCode, ReferralInvitation, ReferralLink,
    ReferredApplication,
};

use super::body::Body;
use super::caching::private_answer;
use super::extract::ClientAddress;
use super::idempotency::once;
use super::operation::operation;
use super::paging::PageQuery;
use crate::app::App;
use crate::error::Result;
use crate::service::access::SignedInUser;
use crate::service::access::partner::{Partner, ReadsReferrals, WritesReferrals};
use crate::service::drafts;
use crate::service::referrals::{consenting, looking, making, opening};

type ReferralPage = Page<Referral>;

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_create_referral,
            create_referral,
            &[
                K::MalformedRequest,
                K::IdempotencyKeyRequired,
                K::IdempotencyKeyInFlight,
                K::IdempotencyKeyReused,
                K::InvalidAnswers,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_list_referrals,
            list_referrals,
            &[K::MalformedRequest, K::TooManyRequests],
        ))
        .service(operation(
            __path_get_referral,
            get_referral,
            &[K::NotFound, K::TooManyRequests],
        ))
        .service(operation(
            __path_revoke_referral,
            revoke_referral,
            &[
                K::MalformedRequest,
                K::IdempotencyKeyRequired,
                K::IdempotencyKeyInFlight,
                K::IdempotencyKeyReused,
                K::NotFound,
                K::WrongState,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_read_referral_invitation,
            read_referral_invitation,
            &[K::ReferralUnknown, K::TooManyRequests],
        ))
        .service(operation(
            __path_accept_referral,
            accept_referral,
            &[
                K::ReferralUnknown,
                K::HouseholdMemberLocked,
                K::TooManyDrafts,
                K::InvalidAnswers,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_withdraw_referral_consent,
            withdraw_referral_consent,
            &[K::NotFound, K::PrincipalOnly, K::TooManyRequests],
        ));
}

/// Make a referral
///
/// A link to hand to somebody who wants to buy: an application begins with what is said here of the
/// purchase. Nothing of any person belongs in it, not even in the reference. What becomes of the
/// application is told only where the applicant consents. The link is told this once, leads to one
/// application, and can be used for thirty days.
#[utoipa::path(post, path = "/referrals", tag = "referrals", request_body = NewReferral, params(
    ("Idempotency-Key" = String, Header, pattern = "^[!-~]{1,64}$", description = "The name of the request: repeated under it, it is done once and answered alike for a day"),
), responses(
    (status = 201, description = "The referral and its link", body = ReferralLink, headers(("Idempotent-Replayed" = String, description = "`true` where it is the answer of before, otherwise `false`"))),
))]
async fn create_referral(
    app: web::Data<App>,
    who: Partner<WritesReferrals>,
    body: Body<NewReferral>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let input = body.read_of_partner(&who).await?;
    let by = (&request, who.client());
    let sent = input.clone();
    let work = async |ticket: &_| making::create_referral(&app, &who, input, ticket).await;
    once(&app, by, &sent, StatusCode::CREATED, work).await
}

/// List one's referrals
///
/// Oldest first, so that those that are added come last and a page that was read stays as it is.
#[utoipa::path(get, path = "/referrals", tag = "referrals", params(
    PageQuery,
    ("If-None-Match" = Option<String>, Header, description = "The ETag of what is known already"),
), responses(
    (status = 200, description = "A page of referrals", body = ReferralPage, headers(("ETag" = String, description = "Stands for this content"))),
    (status = 304, description = "It is as it was"),
))]
async fn list_referrals(
    app: web::Data<App>,
    who: Partner<ReadsReferrals>,
    query: web::Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let page = looking::list_referrals(&app, &who, query.input()).await?;
    private_answer(&request, &page)
}

/// Read one of one's referrals
///
/// As long as the applicant consents it says that the link was used, and the outcome with its day once
/// there is one. Otherwise it looks as if nobody had used it.
#[utoipa::path(get, path = "/referrals/{id}", tag = "referrals", params(
    ("id" = String, Path, pattern = "^ref_[0-9A-Fa-f]{32}$", description = "The referral"),
    ("If-None-Match" = Option<String>, Header, description = "The ETag of what is known already"),
), responses(
    (status = 200, description = "The referral", body = Referral, headers(("ETag" = String, description = "Stands for this content"))),
    (status = 304, description = "It is as it was"),
))]
async fn get_referral(
    app: web::Data<App>,
    who: Partner<ReadsReferrals>,
    id: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    private_answer(&request, &looking::get_referral(&app, &who, &id).await?)
}

/// Revoke the link of a referral
///
/// Nobody can use it from then on. An application that was begun with it goes on.
#[utoipa::path(post, path = "/referrals/{id}/revocation", tag = "referrals", params(
    ("id" = String, Path, pattern = "^ref_[0-9A-Fa-f]{32}$", description = "The referral"),
    ("Idempotency-Key" = String, Header, pattern = "^[!-~]{1,64}$", description = "The name of the request: repeated under it, it is done once and answered alike for a day"),
), responses(
    (status = 200, description = "The referral", body = Referral, headers(("Idempotent-Replayed" = String, description = "`true` where it is the answer of before, otherwise `false`"))),
))]
async fn revoke_referral(
    app: web::Data<App>,
    who: Partner<WritesReferrals>,
    id: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let by = (&request, who.client());
    let work = async |ticket: &_| making::revoke_referral(&app, &who, &id, ticket).await;
    once(&app, by, &(), StatusCode::OK, work).await
}

/// Open the link of a referral
///
/// Who refers the person, and what an application would begin with. For everybody who has the link; a few
/// codes that were never given out lock the network for a while.
#[utoipa::path(post, path = "/referral-invitations", tag = "referrals", request_body = ReferralCode, responses(
    (status = 200, description = "What the link is about", body = ReferralInvitation),
))]
async fn read_referral_invitation(
    app: web::Data<App>,
    address: ClientAddress,
    body: Body<ReferralCode>,
) -> Result<web::Json<ReferralInvitation>> {
    opening::admit(&app, &address.0)?;
    let code = body.read_open(&address).await?.code;
    let invitation = opening::read_referral_invitation(&app, &address.0, &code).await?;
    Ok(web::Json(invitation))
}

/// Begin an application with a referral
///
/// A draft with what the link says of the purchase. `consent` is the version of the words by which the
/// person lets outcome and day be reported; without it nothing is. Repeated, it gives the same draft.
#[utoipa::path(post, path = "/referral-acceptances", tag = "referrals", request_body = AcceptReferral, responses(
    (status = 200, description = "The application", body = ReferredApplication),
))]
async fn accept_referral(
    app: web::Data<App>,
    who: SignedInUser,
    address: ClientAddress,
    body: Body<AcceptReferral>,
) -> Result<web::Json<ReferredApplication>> {
    opening::admit(&app, &address.0)?;
    drafts::admit_new(&app, &who)?;
    let input = body.read(&who).await?;
    let begun = opening::accept_referral(&app, &who, &address.0, input).await?;
    Ok(web::Json(begun))
}

/// Take back the consent to reports
///
/// From then on nothing is reported to whoever referred the applicant. Doing so again changes nothing.
#[utoipa::path(delete, path = "/applications/{id}/referral-consent", tag = "referrals", params(
    ("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application"),
), responses(
    (status = 200, description = "The application", body = Detail),
))]
async fn withdraw_referral_consent(
    app: web::Data<App>,
    who: SignedInUser,
    id: web::Path<String>,
) -> Result<web::Json<Detail>> {
    let detail = consenting::withdraw_referral_consent(&app, &who, &id).await?;
    Ok(web::Json(detail))
}
