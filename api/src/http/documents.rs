//! Documents of an application as PDF, over HTTP.

use super::mounting::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use shared::application::PrintedKind;
use shared::problem::ProblemKind as K;
use shared::values::Lang;
use utoipa::IntoParams;

use super::extract::lang;
use super::file::{self, FileContent};
use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::access::SignedInUser;
use crate::service::documents::{self, Wanted};

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(operation(
        __path_print_document,
        print_document,
        &[
            K::MalformedRequest,
            K::FactsNotShown,
            K::NotFound,
            K::WrongState,
            K::TooManyRequests,
            K::DocumentsUnavailable,
        ],
    ));
}

/// How the document is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentQuery {
    /// Its language; otherwise `Accept-Language` decides.
    #[param(example = "zh-CN")]
    lang: Option<Lang>,
    /// Whether numbers of documents of form and promise stand there in full; default `false`. An
    /// authority, which is signed, has them in full always, the other documents never.
    #[param(example = false)]
    in_full: Option<bool>,
    /// Of the certificate: the number of an earlier one, which a renewal has replaced; otherwise it is the
    /// one that counts now. Other documents have none.
    #[param(example = "AJ-3FXD-8K2P-M6QT")]
    number: Option<String>,
}

/// Take a document away
///
/// As PDF/A-2a, tagged as PDF/UA-1, of A4. The form and the promise are there from the draft on, the
/// authority where an agent files, the result once it stands, the certificate once it has passed, the
/// notice with its remedies where it has failed. What is of no effect any more says so across each page.
/// That it was given is written to the audit log, and told with the application.
#[utoipa::path(get, path = "/applications/{id}/documents/{kind}", tag = "applications", params(
    ("id" = String, Path, pattern = "^app_[0-9A-Fa-f]{32}$", description = "The application"),
    ("kind" = PrintedKind, Path, description = "Which document", example = "application_form"),
    DocumentQuery,
), responses(
    (status = 200, description = "The file", content((FileContent = "application/pdf")), headers(("Content-Disposition" = String, description = "`attachment`, with a name for the file that names nobody"))),
))]
async fn print_document(
    app: web::Data<App>,
    who: SignedInUser,
    path: web::Path<(String, String)>,
    query: web::Query<DocumentQuery>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (id, kind) = path.into_inner();
    let kind = PrintedKind::from_slug(&kind).ok_or(K::NotFound)?;
    let query = query.into_inner();
    if query.number.is_some() && kind != PrintedKind::Certificate {
        return Err(K::MalformedRequest.into());
    }
    let wanted = Wanted {
        kind,
        number: query.number,
        lang: query.lang.unwrap_or_else(|| lang(request.headers())),
        in_full: query.in_full.unwrap_or_default(),
    };
    let document = documents::print_document(&app, &who, &id, wanted).await?;
    let name = format!("{}.pdf", document.title);
    let plain = format!("anju-{}.pdf", kind.slug().replace('_', "-"));
    Ok(file::document((&plain, &name), document.content))
}
