//! The pages of the city: plain HTML without a script, one style sheet, two languages.

mod form;
mod inbox;
mod integrators;
pub(crate) mod notice;
mod page;
pub(crate) mod register;
mod residents;
mod scene;
pub(crate) mod second_factor;
pub(crate) mod sign_in;
pub(crate) mod sign_out;
pub(crate) mod verify;

use actix_web::http::header;
use actix_web::{HttpResponse, web};

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/", web::get().to(residents::show))
        .route("/inbox", web::get().to(inbox::show))
        .route("/inbox/{number}", web::get().to(inbox::show_as_sent))
        .configure(integrators::routes)
        .route("/assets/city.css", web::get().to(style_sheet))
        .default_service(web::to(notice::not_found));
}

async fn style_sheet() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(include_str!("../assets/city.css"))
}
