//! How a browser is led on: back to the client with an answer, or to another page of the provider.

use actix_web::HttpResponse;

use crate::clock;
use crate::desk::{AuthenticationRequest, Grant, Session};
use crate::random::{self, NoRandomness};
use crate::town::{Town, lock};

/// Gives a code for the request and sends the browser back with it.
pub(super) fn send_code(
    town: &Town,
    request: AuthenticationRequest,
    session: Session,
) -> Result<HttpResponse, NoRandomness> {
    let code = random::text()?;
    let redirect = request.redirect_uri.clone();
    let state = request.state.clone();
    lock(&town.desk).keep_code(code.clone(), Grant { request, session }, clock::now());
    Ok(send_back(
        town,
        &redirect,
        state.as_deref(),
        &[("code", &code)],
    ))
}

/// Sends the browser back to the client with the issuer (RFC 9207) and the client's state.
pub(super) fn send_back(
    town: &Town,
    to: &str,
    state: Option<&str>,
    with: &[(&str, &str)],
) -> HttpResponse {
    let Ok(mut to) = url::Url::parse(to) else {
        return HttpResponse::BadRequest().finish();
    };
    {
        let mut query = to.query_pairs_mut();
        query.extend_pairs(with);
        if let Some(state) = state {
            query.append_pair("state", state);
        }
        query.append_pair("iss", &town.issuer);
    }
    see_other(to.as_str())
}

pub(super) fn see_other(to: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header(("location", to))
        .insert_header(("cache-control", "no-store"))
        .insert_header(("referrer-policy", "no-referrer"))
        .finish()
}
