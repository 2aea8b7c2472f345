//! What the forms of the pages for integrators share.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use chrono::TimeDelta;
use shared::values::Moment;

use super::notice;
use crate::lang::Lang;
use crate::provider::origin::is_foreign;
use crate::town::Town;

/// The refusal of a form that no page of the city has sent.
pub(super) fn came_from_elsewhere(
    town: &Town,
    browser: &HttpRequest,
    lang: Lang,
) -> Option<HttpResponse> {
    is_foreign(town, browser).then(|| notice::foreign(lang))
}

/// Leads to a page, so that loading it again sends nothing again.
pub(super) fn see_other(to: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, to))
        .finish()
}

/// A moment in the city's time.
pub(super) fn time(at: Moment) -> String {
    let there = at.checked_add_signed(TimeDelta::hours(8)).unwrap_or(at);
    there.format("%Y-%m-%d %H:%M:%S").to_string()
}
