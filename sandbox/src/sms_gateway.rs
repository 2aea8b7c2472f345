//! The gateway for text messages: `POST /sms` as `openapi/sms-gateway.json` describes it. It takes
//! what the platform sends and passes nothing on.

use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::json;

use crate::clock;
use crate::lang::Lang;
use crate::messages::ReceivedMessage;
use crate::messages::channel::MessageChannel;
use crate::messages::faults::{MessageFault, MessageFaultKind};
use crate::refusal::refuse;
use crate::socket;
use crate::town::{CLIENT_SECRET, Town, at, lock};

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config.service(at("/sms").route(web::post().to(take)));
}

/// A text message to one number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TextMessage {
    /// By which the sender knows it; the idempotency key.
    id: String,
    to: String,
    text: String,
    language: Lang,
}

async fn take(
    request: HttpRequest,
    town: web::Data<Town>,
    message: web::Json<TextMessage>,
) -> HttpResponse {
    let header = |name: &str| request.headers().get(name).and_then(|v| v.to_str().ok());
    if header("authorization").and_then(|key| key.strip_prefix("Bearer ")) != Some(CLIENT_SECRET) {
        return HttpResponse::Unauthorized().finish();
    }
    if header("idempotency-key") != Some(message.id.as_str()) {
        return refuse(StatusCode::BAD_REQUEST, "the Idempotency-Key is not the id");
    }
    let fault = lock(&town.messages).next_fault(MessageChannel::Sms, &message.to);
    let kind = fault
        .as_ref()
        .map_or(MessageFaultKind::None, |fault| fault.fault);
    let pause = fault
        .as_ref()
        .map(MessageFault::duration)
        .unwrap_or_default();
    match kind {
        MessageFaultKind::RejectPermanently => return no_such_number(),
        MessageFaultKind::RejectForNow => {
            return HttpResponse::ServiceUnavailable()
                .insert_header((RETRY_AFTER, "1"))
                .finish();
        }
        MessageFaultKind::Reset => return socket::cut_off(&request),
        MessageFaultKind::Silent => {
            tokio::time::sleep(pause).await;
            return socket::cut_off(&request);
        }
        MessageFaultKind::Slow => tokio::time::sleep(pause).await,
        MessageFaultKind::None | MessageFaultKind::LostAcknowledgement => {}
    }
    if !is_number(&message.to) {
        return no_such_number();
    }
    let message = message.into_inner();
    let taken = json!({ "id": message.id });
    lock(&town.messages).receive(ReceivedMessage {
        number: 0,
        channel: MessageChannel::Sms,
        id: message.id,
        to: message.to,
        language: Some(message.language.tag().to_owned()),
        subject: None,
        text: message.text,
        html: None,
        headers: Vec::new(),
        at: clock::now(),
        times: 0,
    });
    if kind == MessageFaultKind::LostAcknowledgement {
        return socket::cut_off(&request);
    }
    HttpResponse::Accepted().json(taken)
}

/// Whether it is a telephone number: digits, with a plus in front where it names its country.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    (5..=15).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit())
}

fn no_such_number() -> HttpResponse {
    refuse(StatusCode::UNPROCESSABLE_ENTITY, "no such number")
}
