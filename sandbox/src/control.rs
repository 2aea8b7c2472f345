//! The control endpoint for development and tests: faults, key rotation, the log of questions,
//! changes of records at run time and the messages that came in. It has no lock of its own: a synthetic city holds nothing that
//! would need one.

mod integrators;
mod messages;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};
use shared::document::Document;
use shared::registry::{
    CivilAffairsRecord, ContributionRecord, PermitsRecord, PopulationRecord, PropertyRecord,
    Registry,
};

use crate::clock;
use crate::faults::Fault;
use crate::patch;
use crate::people::records::record;
use crate::refusal::refuse;
use crate::town::{Town, at, lock};

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config
        .service(
            at("/control/faults")
                .route(web::get().to(list_faults))
                .route(web::delete().to(clear_faults)),
        )
        .service(at("/control/faults/{registry}").route(web::put().to(set_fault)))
        .service(at("/control/keys/rotate").route(web::post().to(rotate_keys)))
        .service(
            at("/control/questions")
                .route(web::get().to(list_questions))
                .route(web::delete().to(clear_questions)),
        )
        .service(
            at("/control/people")
                .route(web::get().to(list_people))
                .route(web::post().to(correct_person))
                .route(web::delete().to(clear_corrections)),
        )
        .service(at("/control/clients").route(web::post().to(allow_client)))
        .configure(integrators::routes)
        .configure(messages::routes);
}

async fn list_faults(town: web::Data<Town>) -> HttpResponse {
    HttpResponse::Ok().json(lock(&town.faults).all())
}

async fn clear_faults(town: web::Data<Town>) -> HttpResponse {
    lock(&town.faults).clear();
    HttpResponse::NoContent().finish()
}

async fn set_fault(
    town: web::Data<Town>,
    registry: web::Path<String>,
    fault: web::Json<Fault>,
) -> HttpResponse {
    let Some(registry) = Registry::from_slug(&registry) else {
        return HttpResponse::NotFound().finish();
    };
    if fault.duration() > Fault::LONGEST {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "at most 600 seconds");
    }
    lock(&town.faults).set(registry, fault.into_inner());
    HttpResponse::NoContent().finish()
}

async fn rotate_keys(town: web::Data<Town>) -> HttpResponse {
    match lock(&town.keys).rotate(clock::now()) {
        Ok(kid) => HttpResponse::Ok().json(json!({ "kid": kid })),
        Err(error) => {
            tracing::error!(%error, "the keys were not rotated");
            HttpResponse::InternalServerError().finish()
        }
    }
}

async fn list_questions(town: web::Data<Town>) -> HttpResponse {
    let mut asked: Vec<Value> = lock(&town.questions)
        .iter()
        .map(|((registry, kind, number), count)| {
            json!({ "registry": registry, "kind": kind, "number": number, "count": count })
        })
        .collect();
    asked.extend(lock(&town.unit_questions).iter().map(
        |(unit, count)| json!({ "registry": Registry::Property, "unit": unit, "count": count }),
    ));
    HttpResponse::Ok().json(asked)
}

async fn clear_questions(town: web::Data<Town>) -> HttpResponse {
    lock(&town.questions).clear();
    lock(&town.unit_questions).clear();
    HttpResponse::NoContent().finish()
}

/// Everybody with documents, stories, expectations and ready answers, for tests in other
/// languages.
async fn list_people(town: web::Data<Town>) -> HttpResponse {
    let today = town.today.unwrap_or_else(clock::today);
    HttpResponse::Ok().json(town.people.listing(today))
}

/// A change of what one registry holds of a person.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Correction {
    /// Who.
    document: Document,
    /// Where.
    registry: Registry,
    /// A merge patch (RFC 7396) onto the record; `null` makes the person unknown there.
    record: Value,
}

async fn correct_person(town: web::Data<Town>, correction: web::Json<Correction>) -> HttpResponse {
    let Correction {
        document,
        registry,
        record: change,
    } = correction.into_inner();
    let Some(member) = town.people.with_document(&document) else {
        return HttpResponse::NotFound().finish();
    };
    let today = town.today.unwrap_or_else(clock::today);
    let mut all = lock(&town.corrections);
    let place = (registry, member.key.clone());
    let mut held = record(&town.people, member, registry, today).unwrap_or(Value::Null);
    let mut change = change;
    if let Some(before) = all.get(&place).filter(|_| change.is_object()) {
        let mut both = before.clone();
        patch::combine(&mut both, &change);
        change = both;
    }
    patch::apply(&mut held, &change);
    if let Err(error) = is_record(registry, &held) {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, error);
    }
    all.insert(place, change);
    HttpResponse::NoContent().finish()
}

fn is_record(registry: Registry, value: &Value) -> Result<(), serde_json::Error> {
    if value.is_null() {
        return Ok(());
    }
    let value = value.clone();
    match registry {
        Registry::Population => serde_json::from_value::<PopulationRecord>(value).map(drop),
        Registry::CivilAffairs => serde_json::from_value::<CivilAffairsRecord>(value).map(drop),
        Registry::SocialInsurance | Registry::Tax => {
            serde_json::from_value::<ContributionRecord>(value).map(drop)
        }
        Registry::Property => serde_json::from_value::<PropertyRecord>(value).map(drop),
        Registry::Permits => serde_json::from_value::<PermitsRecord>(value).map(drop),
    }
}

async fn clear_corrections(town: web::Data<Town>) -> HttpResponse {
    lock(&town.corrections).clear();
    HttpResponse::NoContent().finish()
}

/// Further addresses of the client.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClientAddresses {
    redirect: String,
    post_logout: String,
}

async fn allow_client(town: web::Data<Town>, client: web::Json<ClientAddresses>) -> HttpResponse {
    town.allow_client(&client.redirect, &client.post_logout);
    HttpResponse::NoContent().finish()
}
