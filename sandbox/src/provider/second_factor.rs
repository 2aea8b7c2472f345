//! The second factor: a code that a real platform would send to the person's telephone. The page of
//! the synthetic city shows it, so that everybody can sign in with two factors, or with one.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::session;
use super::sign_in::{PageQuery, find_request, finish_session, request_of_form};
use crate::clock;
use crate::desk::Session;
use crate::lang::Lang;
use crate::pages::notice;
use crate::pages::second_factor::{Fault, page};
use crate::random::{self, NoRandomness};
use crate::town::{Town, lock};

/// The level of a sign-in with two factors (REFEDS MFA Profile 1.2), as clients ask for it and as
/// tokens say it.
pub(super) const TWO_FACTORS: &str = "https://refeds.org/profile/mfa";

pub(super) async fn show(
    town: web::Data<Town>,
    browser: HttpRequest,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, NoRandomness> {
    let request = find_request(&town, &query);
    match request.zip(session::of(&town, &browser)) {
        Some((request, _)) => {
            let code = code_of(&town, &query.request)?;
            Ok(page(&query.request, &request, &code, None))
        }
        None => Ok(notice::lapsed(
            town.service(),
            query.lang.unwrap_or_else(|| Lang::wanted(None, &browser)),
        )),
    }
}

/// The form of the page.
#[derive(Deserialize)]
pub(super) struct Form {
    request: String,
    #[serde(default)]
    code: String,
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
    let Some(known) = session::of(&town, &browser) else {
        return Ok(notice::lapsed(town.service(), request.lang));
    };
    let code = code_of(&town, &form.request)?;
    let typed = form.code.trim();
    if typed != code {
        let fault = if typed.is_empty() {
            Fault::Empty
        } else {
            Fault::Wrong
        };
        return Ok(page(&form.request, &request, &code, Some(fault)));
    }
    let proved = Session {
        two_factors: true,
        ..known
    };
    finish_session(&town, &form.request, request.lang, proved)
}

/// The code of a request, made when it is first needed.
fn code_of(town: &Town, id: &str) -> Result<String, NoRandomness> {
    let fresh = u32::from_be_bytes(random::bytes()?) % 1_000_000;
    let mut desk = lock(&town.desk);
    let kept = desk.request(id, clock::now());
    let code = kept.map(|request| *request.code.get_or_insert(fresh));
    Ok(format!("{:06}", code.unwrap_or(fresh)))
}
