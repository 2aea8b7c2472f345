//! What integrators do, for programs: people by outcome, the clock, receivers of events, and everything as at
//! the beginning. The pages are `/integrators`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};
use shared::sandbox::SetSandboxClock;

use crate::people::PASSWORD;
use crate::people::outcomes::PersonOutcome;
use crate::receivers::{ReceivedRequest, Receiver, ReceiverAnswer, is_name};
use crate::refusal::refuse;
use crate::tools::applying::{NotApplied, apply, let_in, person};
use crate::tools::replay::{NotReplayed, replay};
use crate::tools::resetting::reset;
use crate::tools::time::{read_clock, set_clock};
use crate::town::{Town, at, lock};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .service(at("/control/outcomes").route(web::get().to(list_outcomes)))
        .service(at("/control/outcomes/{outcome}").route(web::post().to(create_person)))
        .service(
            at("/control/outcomes/{outcome}/application").route(web::post().to(create_application)),
        )
        .service(
            at("/control/clock")
                .route(web::get().to(get_clock))
                .route(web::put().to(put_clock)),
        )
        .service(at("/control/reset").route(web::post().to(reset_city)))
        .service(at("/control/webhooks").route(web::get().to(list_receivers)))
        .service(
            at("/control/webhooks/{name}")
                .route(web::get().to(read_receiver))
                .route(web::put().to(save_receiver))
                .route(web::delete().to(clear_receiver)),
        )
        .service(
            at("/control/webhooks/{name}/{number}/replay").route(web::post().to(replay_request)),
        );
}

async fn list_outcomes(town: web::Data<Town>) -> HttpResponse {
    let outcomes: Vec<Value> = PersonOutcome::ALL
        .iter()
        .map(|outcome| json!({ "outcome": outcome, "story": town.people.story_of(*outcome) }))
        .collect();
    HttpResponse::Ok().json(json!({ "password": PASSWORD, "outcomes": outcomes }))
}

/// Somebody new.
async fn create_person(town: web::Data<Town>, outcome: web::Path<PersonOutcome>) -> HttpResponse {
    match let_in(&town, *outcome) {
        Ok(home) => HttpResponse::Created().json(person(&town, *outcome, home)),
        Err(error) => not_applied(&error),
    }
}

/// Somebody new, who has applied.
async fn create_application(
    town: web::Data<Town>,
    outcome: web::Path<PersonOutcome>,
) -> HttpResponse {
    let done = async {
        let home = let_in(&town, *outcome)?;
        let result = apply(&town, home).await?;
        let mut told = person(&town, *outcome, home);
        if let (Value::Object(told), Value::Object(result)) = (&mut told, result) {
            told.extend(result);
            // Long, and submitted.
            told.remove("answers");
        }
        Ok::<Value, NotApplied>(told)
    };
    match done.await {
        Ok(told) => HttpResponse::Created().json(told),
        Err(error) => not_applied(&error),
    }
}

fn not_applied(error: &NotApplied) -> HttpResponse {
    tracing::warn!(%error, "nobody applied");
    let status = match error {
        NotApplied::Platform(_) => StatusCode::BAD_GATEWAY,
        NotApplied::NobodyCame(_) | NotApplied::NoApplication => StatusCode::INTERNAL_SERVER_ERROR,
    };
    refuse(status, error)
}

async fn get_clock(town: web::Data<Town>) -> HttpResponse {
    match read_clock(&town).await {
        Ok(clock) => HttpResponse::Ok().json(clock),
        Err(error) => refuse(StatusCode::BAD_GATEWAY, error),
    }
}

async fn put_clock(town: web::Data<Town>, wanted: web::Json<SetSandboxClock>) -> HttpResponse {
    match set_clock(&town, wanted.now).await {
        Ok(clock) => HttpResponse::Ok().json(clock),
        Err(error) => refuse(StatusCode::BAD_GATEWAY, error),
    }
}

async fn reset_city(town: web::Data<Town>) -> HttpResponse {
    reset(&town);
    HttpResponse::NoContent().finish()
}

async fn list_receivers(town: web::Data<Town>) -> HttpResponse {
    let receivers = lock(&town.receivers);
    let all: Vec<Value> = receivers
        .all()
        .map(|(name, one)| {
            json!({
                "name": name,
                "url": address(&town, name),
                "answer": one.answer,
                "requests": one.requests.len(),
            })
        })
        .collect();
    HttpResponse::Ok().json(all)
}

fn address(town: &Town, name: &str) -> String {
    format!("{}/webhooks/{name}", town.issuer)
}

async fn read_receiver(town: web::Data<Town>, name: web::Path<String>) -> HttpResponse {
    let receivers = lock(&town.receivers);
    match receivers.find(&name) {
        Some(receiver) => HttpResponse::Ok().json(shown(&town, &name, receiver)),
        None => HttpResponse::NotFound().finish(),
    }
}

fn shown(town: &Town, name: &str, receiver: &Receiver) -> Value {
    let request = |request: &ReceivedRequest| {
        json!({
            "number": request.number,
            "at": request.at,
            "headers": request.headers,
            "body": request.body,
            "answered": request.answer,
            "signed": receiver.is_signed(request),
        })
    };
    json!({
        "name": name,
        "url": address(town, name),
        "answer": receiver.answer,
        "has_secret": receiver.secret.is_some(),
        "requests": receiver.requests.iter().map(request).collect::<Vec<_>>(),
    })
}

/// How a receiver is to be.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SaveReceiver {
    /// What it answers; as before unless said.
    answer: Option<ReceiverAnswer>,
    /// The secret of the endpoint, `whsec_…`; as before unless said.
    secret: Option<String>,
}

async fn save_receiver(
    town: web::Data<Town>,
    name: web::Path<String>,
    wanted: web::Json<SaveReceiver>,
) -> HttpResponse {
    if !is_name(&name) {
        let why = "a name has up to 40 small letters, digits and hyphens";
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, why);
    }
    let mut receivers = lock(&town.receivers);
    let receiver = receivers.entry(&name);
    let SaveReceiver { answer, secret } = wanted.into_inner();
    receiver.answer = answer.unwrap_or(receiver.answer);
    receiver.secret = secret.or_else(|| receiver.secret.clone());
    HttpResponse::Ok().json(shown(&town, &name, receiver))
}

async fn clear_receiver(town: web::Data<Town>, name: web::Path<String>) -> HttpResponse {
    lock(&town.receivers).clear(Some(&name));
    HttpResponse::NoContent().finish()
}

/// Where a request is sent again.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReplayRequest {
    /// An address of this machine; the receiver itself unless said.
    to: Option<String>,
}

async fn replay_request(
    town: web::Data<Town>,
    path: web::Path<(String, u64)>,
    wanted: Option<web::Json<ReplayRequest>>,
) -> HttpResponse {
    let (name, number) = path.into_inner();
    let to = wanted.and_then(|wanted| wanted.into_inner().to);
    match replay(&town, &name, number, to.as_deref()).await {
        Ok(answer) => HttpResponse::Ok().json(answer),
        Err(error) => not_replayed(&error),
    }
}

fn not_replayed(error: &NotReplayed) -> HttpResponse {
    let status = match error {
        NotReplayed::Gone => StatusCode::NOT_FOUND,
        NotReplayed::Elsewhere => StatusCode::UNPROCESSABLE_ENTITY,
        NotReplayed::Silent(_) => StatusCode::BAD_GATEWAY,
    };
    refuse(status, error)
}
