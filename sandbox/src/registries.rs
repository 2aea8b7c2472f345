//! The six registries: `POST /registries/{registry}` with a [`Question`], answered with an
//! [`Answer`](shared::registry::Answer) about the same document, and `POST
//! /registries/property/units` with a [`UnitQuestion`], answered about the same certificate.

use std::convert::Infallible;

use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};
use shared::registry::{Question, Registry, UnitQuestion};
use shared::text::record_key;

use crate::faults::{Fault, FaultKind};
use crate::patch;
use crate::people::Member;
use crate::people::records::record;
use crate::socket;
use crate::town::{Town, at, lock};

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config
        .service(at("/registries/property/units").route(web::post().to(answer_about_unit)))
        .service(at("/registries/{registry}").route(web::post().to(answer_question)));
}

async fn answer_question(
    request: HttpRequest,
    town: web::Data<Town>,
    registry: web::Path<String>,
    question: web::Json<Question>,
) -> HttpResponse {
    let Some(registry) = Registry::from_slug(&registry) else {
        return HttpResponse::NotFound().finish();
    };
    if !may_ask(&request, &town) {
        return HttpResponse::Unauthorized().finish();
    }
    let about = question.document.normalized();
    *lock(&town.questions)
        .entry((registry, about.kind, about.number.clone()))
        .or_default() += 1;
    let fault = lock(&town.faults).next(registry, Some(&about));
    let of = Telling {
        truth: &|| truth(&town, registry, &question),
        other: &|| somebody_else(&town, registry, &question),
        about: json!(about),
    };
    answer(&request, fault, of).await
}

async fn answer_about_unit(
    request: HttpRequest,
    town: web::Data<Town>,
    question: web::Json<UnitQuestion>,
) -> HttpResponse {
    if !may_ask(&request, &town) {
        return HttpResponse::Unauthorized().finish();
    }
    let about = &question.certificate;
    *lock(&town.unit_questions)
        .entry(record_key(about))
        .or_default() += 1;
    let fault = lock(&town.faults).next(Registry::Property, None);
    let people = &town.people;
    let of = Telling {
        truth: &|| json!({ "about": about, "record": people.unit(about) }),
        other: &|| match people.other_unit(about) {
            Some((about, record)) => json!({ "about": about, "record": record }),
            None => Value::Null,
        },
        about: json!(about),
    };
    answer(&request, fault, of).await
}

fn may_ask(request: &HttpRequest, town: &Town) -> bool {
    let key = request
        .headers()
        .get("authorization")
        .and_then(|key| key.to_str().ok())
        .and_then(|key| key.strip_prefix("Bearer "));
    town.registry_key
        .as_deref()
        .is_none_or(|wanted| key == Some(wanted))
}

/// What there is to tell.
struct Telling<'a> {
    truth: &'a dyn Fn() -> Value,
    /// A good answer about something that was not asked for: the platform has to notice.
    other: &'a dyn Fn() -> Value,
    about: Value,
}

/// Answers, as far as nothing goes wrong.
async fn answer(request: &HttpRequest, fault: Option<Fault>, of: Telling<'_>) -> HttpResponse {
    let Some(fault) = fault else {
        return HttpResponse::Ok().json((of.truth)());
    };
    match fault.fault {
        FaultKind::None => HttpResponse::Ok().json((of.truth)()),
        FaultKind::Slow => {
            tokio::time::sleep(fault.duration()).await;
            HttpResponse::Ok().json((of.truth)())
        }
        FaultKind::Error500 => HttpResponse::InternalServerError()
            .content_type("text/html; charset=utf-8")
            .body("<h1>500 Internal Server Error</h1>"),
        FaultKind::Garbage => HttpResponse::Ok()
            .content_type("application/json")
            .body(&b"\xff\xfe{\"about\":\"\x00<html>\xe5\x8c"[..]),
        FaultKind::OtherPerson => HttpResponse::Ok().json((of.other)()),
        FaultKind::Reset => socket::cut_off(request),
        FaultKind::Silent => {
            tokio::time::sleep(fault.duration()).await;
            socket::cut_off(request)
        }
        FaultKind::Huge => huge(&of.about),
    }
}

/// What the registry holds, with the changes made at run time.
fn truth(town: &Town, registry: Registry, question: &Question) -> Value {
    let held = match town.people.with_document(&question.document) {
        Some(member) => held(town, registry, member, question),
        None => Value::Null,
    };
    json!({ "about": question.document, "record": held })
}

fn held(town: &Town, registry: Registry, member: &Member, question: &Question) -> Value {
    let on = town.today.unwrap_or(question.on);
    let mut held = record(&town.people, member, registry, on).unwrap_or(Value::Null);
    if let Some(patch) = lock(&town.corrections).get(&(registry, member.key.clone())) {
        patch::apply(&mut held, patch);
    }
    held
}

fn somebody_else(town: &Town, registry: Registry, question: &Question) -> Value {
    let asked = town
        .people
        .with_document(&question.document)
        .map(|member| &member.key);
    let other = town
        .people
        .members()
        .find(|member| Some(&member.key) != asked);
    match other {
        Some(other) => {
            json!({ "about": other.document, "record": held(town, registry, other, question) })
        }
        None => Value::Null,
    }
}

/// 64 MiB that begin like an answer: the platform must not read them all.
fn huge(about: &Value) -> HttpResponse {
    let head = format!("{{\"about\":{},\"record\":null,\"more\":\"", about);
    let head = futures::stream::once(async move { Ok::<_, Infallible>(web::Bytes::from(head)) });
    let block = web::Bytes::from(vec![b'x'; 1 << 20]);
    let rest = futures::stream::iter((0..64).map(move |_| Ok(block.clone())));
    let tail = futures::stream::once(async { Ok(web::Bytes::from_static(b"\"}")) });
    use futures::StreamExt;
    HttpResponse::Ok()
        .content_type("application/json")
        .streaming(Box::pin(head.chain(rest).chain(tail)))
}
