//! The messages that came in, and what goes wrong on the way to the inbox, for tests in any language.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::messages::channel::MessageChannel;
use crate::messages::faults::MessageFault;
use crate::refusal::refuse;
use crate::town::{Town, at, lock};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .service(
            at("/control/messages")
                .route(web::get().to(list_messages))
                .route(web::delete().to(clear_messages)),
        )
        .service(
            at("/control/messages/faults")
                .route(web::get().to(list_faults))
                .route(web::delete().to(clear_faults)),
        )
        .service(at("/control/messages/faults/{channel}").route(web::put().to(set_fault)));
}

/// Which messages.
#[derive(Debug, Deserialize)]
struct ListQuery {
    /// Those to this address or number; all unless said.
    to: Option<String>,
}

async fn list_messages(town: web::Data<Town>, query: web::Query<ListQuery>) -> HttpResponse {
    let messages = lock(&town.messages);
    let wanted: Vec<_> = messages.to(query.to.as_deref()).collect();
    HttpResponse::Ok().json(wanted)
}

async fn clear_messages(town: web::Data<Town>) -> HttpResponse {
    lock(&town.messages).clear();
    HttpResponse::NoContent().finish()
}

async fn list_faults(town: web::Data<Town>) -> HttpResponse {
    HttpResponse::Ok().json(lock(&town.messages).faults().all())
}

async fn clear_faults(town: web::Data<Town>) -> HttpResponse {
    lock(&town.messages).faults().clear();
    HttpResponse::NoContent().finish()
}

async fn set_fault(
    town: web::Data<Town>,
    channel: web::Path<MessageChannel>,
    fault: web::Json<MessageFault>,
) -> HttpResponse {
    if fault.duration() > MessageFault::LONGEST {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "at most 600 seconds");
    }
    let mut messages = lock(&town.messages);
    messages
        .faults()
        .set(channel.into_inner(), fault.into_inner());
    HttpResponse::NoContent().finish()
}
