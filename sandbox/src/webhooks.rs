//! The receivers that integrators borrow, as the platform sees them: `POST /webhooks/{name}`.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::clock;
use crate::receivers::{ReceiverAnswer, is_name};
use crate::town::{Town, at, lock};

/// The largest event that is taken, in bytes.
const LARGEST: usize = 256 * 1024;
/// Longer than the platform waits for an answer.
const SLOW: Duration = Duration::from_secs(12);

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config.service(
        at("/webhooks/{name}")
            .app_data(web::PayloadConfig::new(LARGEST))
            .route(web::post().to(receive)),
    );
}

async fn receive(
    town: web::Data<Town>,
    request: HttpRequest,
    name: web::Path<String>,
    body: web::Bytes,
) -> HttpResponse {
    if !is_name(&name) {
        return HttpResponse::NotFound().finish();
    }
    let headers = request.headers().iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        (name.as_str().to_owned(), value)
    });
    let body = String::from_utf8_lossy(&body).into_owned();
    let answer = lock(&town.receivers)
        .entry(&name)
        .receive(clock::now(), headers.collect(), body);
    match answer {
        ReceiverAnswer::Taken => HttpResponse::Ok().finish(),
        ReceiverAnswer::Gone => HttpResponse::Gone().finish(),
        ReceiverAnswer::Broken => HttpResponse::build(StatusCode::INTERNAL_SERVER_ERROR).finish(),
        ReceiverAnswer::Slow => {
            tokio::time::sleep(SLOW).await;
            HttpResponse::Ok().finish()
        }
    }
}
