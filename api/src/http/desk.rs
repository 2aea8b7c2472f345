//! The desk of officers beside the cases, over HTTP: counts, views of the queue, what was decided
//! before, and what auditors and administrators see.

mod oversight;

use super::mounting::ServiceConfig;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use shared::desk::earlier::Earlier;
use shared::desk::previews::{NewPreview, PolicyPreview};
use shared::desk::statistics::Statistics;
use shared::desk::views::{NewView, View, ViewList};
use shared::problem::ProblemKind as K;
use utoipa::IntoParams;

use super::body::Body;
use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::access::officer::{CaseWorker, Overseer};
use crate::service::officers::{earlier, previews, statistics, views};

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_read_statistics,
            read_statistics,
            &[K::MalformedRequest, K::TooManyRequests],
        ))
        .service(operation(
            __path_list_earlier,
            list_earlier,
            &[
                K::NotFound,
                K::WrongState,
                K::CaseClaimed,
                K::CaseNotClaimed,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_list_views,
            list_views,
            &[K::TooManyRequests],
        ))
        .service(operation(
            __path_save_view,
            save_view,
            &[
                K::NotFound,
                K::TooManyViews,
                K::InvalidAnswers,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_delete_view,
            delete_view,
            &[K::NotFound, K::TooManyRequests],
        ))
        .service(operation(
            __path_preview_policy,
            preview_policy,
            &[K::NotFound, K::InvalidAnswers, K::TooManyRequests],
        ))
        .configure(oversight::configure);
}

/// A period.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct PeriodQuery {
    /// The first day; twelve weeks before the last one where it is not told.
    #[param(format = Date, example = "2026-09-01")]
    from: Option<String>,
    /// The last day; today where it is not told.
    #[param(format = Date, example = "2026-11-20")]
    to: Option<String>,
}

/// Read statistics
///
/// For supervisors and auditors: how many cases are open now and how far away their deadlines are, and
/// what was opened and decided in a period of 366 days at the most, by week, reason and version of the
/// policy. Counts, of nobody in particular.
#[utoipa::path(get, path = "/officer/statistics", tag = "officers", params(PeriodQuery), responses(
    (status = 200, description = "The counts", body = Statistics),
))]
async fn read_statistics(
    app: web::Data<App>,
    who: Overseer,
    query: web::Query<PeriodQuery>,
) -> Result<web::Json<Statistics>> {
    let (from, to) = (query.from.as_deref(), query.to.as_deref());
    Ok(web::Json(
        statistics::read_statistics(&app, &who, from, to).await?,
    ))
}

/// List what was decided before
///
/// For the officer who has claimed the case: the decisions of the rules on the application before the
/// one that holds, and what became of other applications of the same applicant. Each of these is a look
/// that is written down, for its applicant as well.
#[utoipa::path(get, path = "/officer/cases/{id}/earlier", tag = "officers", params(("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application")), responses(
    (status = 200, description = "What was decided before", body = Earlier),
))]
async fn list_earlier(
    app: web::Data<App>,
    who: CaseWorker,
    id: web::Path<String>,
) -> Result<web::Json<Earlier>> {
    Ok(web::Json(earlier::list_earlier(&app, &who, &id).await?))
}

/// List saved views
///
/// The views of the queue that the officer has saved, by their names.
#[utoipa::path(get, path = "/officer/views", tag = "officers", responses(
    (status = 200, description = "The views", body = ViewList),
))]
async fn list_views(app: web::Data<App>, who: CaseWorker) -> Result<web::Json<ViewList>> {
    Ok(web::Json(views::list_views(&app, &who).await?))
}

/// Save a view
///
/// Under an id that the caller chooses, so that the request can be repeated. What was saved under the id
/// is replaced. An officer has 20 views at the most.
#[utoipa::path(put, path = "/officer/views/{view}", tag = "officers", request_body = NewView, params(("view" = String, Path, pattern = "^view_[0-9A-Fa-f]{32}$", description = "The view: `view_` and a UUID")), responses(
    (status = 200, description = "The view", body = View),
))]
async fn save_view(
    app: web::Data<App>,
    who: CaseWorker,
    view: web::Path<String>,
    body: Body<NewView>,
) -> Result<web::Json<View>> {
    let input = body.read_of_officer(&who).await?;
    Ok(web::Json(views::save_view(&app, &who, &view, input).await?))
}

/// Delete a view
///
/// Deleting one that is not there is no error.
#[utoipa::path(delete, path = "/officer/views/{view}", tag = "officers", params(("view" = String, Path, pattern = "^view_[0-9A-Fa-f]{32}$", description = "The view")), responses(
    (status = 204, description = "Deleted"),
))]
async fn delete_view(
    app: web::Data<App>,
    who: CaseWorker,
    view: web::Path<String>,
) -> Result<HttpResponse> {
    views::delete_view(&app, &who, &view).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Preview a version of the policy
///
/// For supervisors and auditors: how many of the newest results would be others under a version that is
/// announced (`version`), or whose file is told (`file`), by the facts and the day on which each result
/// rests. 2,000 applications at the most. Counts, of nobody in particular; no result changes and nothing
/// is kept.
#[utoipa::path(post, path = "/officer/policy-previews", tag = "officers", request_body = NewPreview, responses(
    (status = 200, description = "The counts", body = PolicyPreview),
))]
async fn preview_policy(
    app: web::Data<App>,
    who: Overseer,
    body: Body<NewPreview>,
) -> Result<web::Json<PolicyPreview>> {
    previews::admit(&app, &who)?;
    let input = body.read_of_overseer(&who).await?;
    Ok(web::Json(previews::preview_policy(&app, input).await?))
}
