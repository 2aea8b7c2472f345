//! What auditors and administrators see and do, over HTTP.

use crate::http::mounting::ServiceConfig;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use shared::desk::administration::Administration;
use shared::desk::audit::{AuditReport, AuditedCase, LookPage};
use shared::problem::ProblemKind as K;
use utoipa::IntoParams;

use crate::app::App;
use crate::error::Result;
use crate::http::operation::operation;
use crate::service::access::officer::{Administrator, Auditor};
use crate::service::officers::{administration, auditing, looks};

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_list_looks,
            list_looks,
            &[K::MalformedRequest, K::TooManyRequests],
        ))
        .service(operation(
            __path_read_audited_case,
            read_audited_case,
            &[K::NotFound, K::TooManyRequests],
        ))
        .service(operation(
            __path_read_audit_report,
            read_audit_report,
            &[K::TooManyRequests],
        ))
        .service(operation(
            __path_read_administration,
            read_administration,
            &[K::TooManyRequests],
        ))
        .service(operation(
            __path_end_officer_sessions,
            end_officer_sessions,
            &[K::NotFound, K::TooManyRequests],
        ));
}

/// Which looks are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct LooksQuery {
    /// The first day; 30 days with the last one where it is not told.
    #[param(format = Date, example = "2026-11-01")]
    from: Option<String>,
    /// The last day; today where it is not told.
    #[param(format = Date, example = "2026-11-20")]
    to: Option<String>,
    /// By this officer only.
    #[param(
        pattern = "^acc_[0-9A-Fa-f]{32}$",
        example = "acc_019d0000000070008000000000000002"
    )]
    officer: Option<String>,
    /// What the page before gave as `next_cursor`.
    #[param(pattern = "^[0-9a-f]{32}$")]
    cursor: Option<String>,
    /// How many at the most: 1 to 100, default 20.
    #[param(minimum = 1, maximum = 100, example = 20)]
    limit: Option<u32>,
}

/// List who looked at what
///
/// For auditors: which officer looked at which application, when and why, newest first. Looks at
/// applications with which the auditor has to do are left out. That the list was read is written down.
#[utoipa::path(get, path = "/officer/looks", tag = "officers", params(LooksQuery), responses(
    (status = 200, description = "A page of looks", body = LookPage),
))]
async fn list_looks(
    app: web::Data<App>,
    who: Auditor,
    query: web::Query<LooksQuery>,
) -> Result<web::Json<LookPage>> {
    let input = looks::LooksInput {
        from: query.from.as_deref(),
        to: query.to.as_deref(),
        officer: query.officer.as_deref(),
        cursor: query.cursor.as_deref(),
        limit: query.limit,
    };
    Ok(web::Json(looks::list_looks(&app, &who, input).await?))
}

/// Read a case as an auditor
///
/// Open or closed, by the id or the number of its application, with masked numbers, and whether its
/// records in the audit log are whole. That it was read is written down, for the applicant as well. An
/// application that was never a case does not exist for auditors.
#[utoipa::path(get, path = "/officer/audited-cases/{id}", tag = "officers", params(("id" = String, Path, description = "The application: its id, or the number that people quote")), responses(
    (status = 200, description = "The case", body = AuditedCase),
))]
async fn read_audited_case(
    app: web::Data<App>,
    who: Auditor,
    id: web::Path<String>,
) -> Result<web::Json<AuditedCase>> {
    Ok(web::Json(
        auditing::read_audited_case(&app, &who, &id).await?,
    ))
}

/// Read whether the audit log is whole
///
/// For auditors: what the verification has found that goes on all the time, and which chains are broken.
#[utoipa::path(get, path = "/officer/audit-report", tag = "officers", responses(
    (status = 200, description = "What was found", body = AuditReport),
))]
async fn read_audit_report(app: web::Data<App>, who: Auditor) -> Result<web::Json<AuditReport>> {
    Ok(web::Json(auditing::read_audit_report(&app, &who).await?))
}

/// Read how the platform is
///
/// For administrators: which officers have signed in, work that has failed, and how the platform is set
/// up. Nothing of cases and nothing of applicants.
#[utoipa::path(get, path = "/officer/administration", tag = "officers", responses(
    (status = 200, description = "The platform", body = Administration),
))]
async fn read_administration(
    app: web::Data<App>,
    who: Administrator,
) -> Result<web::Json<Administration>> {
    Ok(web::Json(
        administration::read_administration(&app, &who).await?,
    ))
}

/// End an officer's sessions
///
/// For administrators: whoever it is has to sign in again, everywhere. Where there are no sessions it is
/// no error.
#[utoipa::path(delete, path = "/officer/officers/{officer}/sessions", tag = "officers", params(("officer" = String, Path, pattern = "^acc_[0-9A-Fa-f]{32}$", description = "The account of the officer")), responses(
    (status = 204, description = "Ended"),
))]
async fn end_officer_sessions(
    app: web::Data<App>,
    who: Administrator,
    officer: web::Path<String>,
) -> Result<HttpResponse> {
    administration::end_officer_sessions(&app, &who, &officer).await?;
    Ok(HttpResponse::NoContent().finish())
}
