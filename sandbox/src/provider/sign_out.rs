//! Sign-out begun by the client (OpenID Connect RP-Initiated Logout 1.0).

use actix_web::{HttpRequest, HttpResponse, web};

use super::origin::is_foreign;
use super::params::Params;
use super::redirect::see_other;
use super::session;
use crate::lang::Lang;
use crate::pages::notice;
use crate::pages::sign_out::{confirm, done};
use crate::town::{CLIENT_ID, Town, lock};

pub(super) async fn by_query(
    town: web::Data<Town>,
    request: HttpRequest,
) -> actix_web::Result<HttpResponse> {
    let params = Params::read(request.query_string().as_bytes());
    sign_out(&town, &request, &params, false)
}

pub(super) async fn by_form(
    town: web::Data<Town>,
    request: HttpRequest,
    body: web::Bytes,
) -> actix_web::Result<HttpResponse> {
    let params = Params::read(&body);
    let confirmed = params.get("confirmed").is_some() && !is_foreign(&town, &request);
    sign_out(&town, &request, &params, confirmed)
}

fn sign_out(
    town: &Town,
    browser: &HttpRequest,
    params: &Params,
    confirmed: bool,
) -> actix_web::Result<HttpResponse> {
    let lang = Lang::wanted(params.get("ui_locales"), browser);
    let hint = params
        .get("id_token_hint")
        .and_then(|hint| lock(&town.keys).claims_of_hint(hint, &town.issuer, CLIENT_ID));
    let client = hint.is_some() || params.get("client_id") == Some(CLIENT_ID);
    let back = match params.get("post_logout_redirect_uri") {
        Some(to) if client && town.knows_post_logout(to) => Some(to),
        Some(_) => return Ok(notice::unknown_redirect(lang)),
        None => None,
    };
    let session = session::of(town, browser);
    // Only the client has the identity token of the person who is signed in here. Without it any
    // link could have led here, so the person is asked.
    let named = session.as_ref().is_none_or(|session| {
        let sub = hint
            .as_ref()
            .and_then(|hint| hint.get("sub"))
            .and_then(|sub| sub.as_str());
        sub == Some(session.identity.sub.as_str())
    });
    if !named && !confirmed {
        return Ok(confirm(lang, back, params.get("state")));
    }
    let cookie = session::end(town, browser);
    let mut answer = match back.and_then(|to| url::Url::parse(to).ok()) {
        Some(mut to) => {
            if let Some(state) = params.get("state") {
                to.query_pairs_mut().append_pair("state", state);
            }
            see_other(to.as_str())
        }
        None => done(lang),
    };
    answer.add_cookie(&cookie)?;
    Ok(answer)
}
