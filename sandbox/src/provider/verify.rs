//! 实名认证: finds a user who has registered to be one of the city's people.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::session;
use super::sign_in::{PageQuery, find_request, finish, request_of_form};
use crate::accounts::VerificationError;
use crate::lang::Lang;
use crate::pages::notice;
use crate::pages::verify::{Fault, page};
use crate::town::{Town, lock};

pub(super) async fn show(
    town: web::Data<Town>,
    browser: HttpRequest,
    query: web::Query<PageQuery>,
) -> HttpResponse {
    let request = find_request(&town, &query);
    match request.zip(session::of(&town, &browser)) {
        Some((request, session)) => page(&query.request, &request, &session.identity, None),
        None => notice::lapsed(
            town.service(),
            query.lang.unwrap_or_else(|| Lang::wanted(None, &browser)),
        ),
    }
}

/// The form of the page.
#[derive(Deserialize)]
pub(super) struct Form {
    request: String,
    #[serde(default)]
    number: String,
    /// Set by the button that puts it off.
    later: Option<String>,
}

pub(super) async fn submit(
    town: web::Data<Town>,
    browser: HttpRequest,
    form: web::Form<Form>,
) -> actix_web::Result<HttpResponse> {
    let form = form.into_inner();
    let request = match request_of_form(&town, &browser, &form.request) {
        Ok(request) => request,
        Err(refusal) => return Ok(*refusal),
    };
    let Some(session) = session::of(&town, &browser) else {
        return Ok(notice::lapsed(town.service(), request.lang));
    };
    let identity = session.identity;
    if form.later.is_some() || identity.verified {
        return finish(&town, &form.request, request.lang, identity);
    }
    if form.number.trim().is_empty() {
        return Ok(page(&form.request, &request, &identity, Some(Fault::Empty)));
    }
    let verified = lock(&town.accounts).verify(&town.people, &identity.sub, &form.number);
    match verified {
        Ok(identity) => finish(&town, &form.request, request.lang, identity),
        Err(VerificationError::NoMatch) => Ok(page(
            &form.request,
            &request,
            &identity,
            Some(Fault::NoMatch),
        )),
        Err(VerificationError::Io(error)) => Err(error.into()),
    }
}
