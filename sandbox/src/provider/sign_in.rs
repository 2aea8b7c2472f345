//! Sign-in with user name and password, and what it shares with the registration.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::origin::is_foreign;
use super::redirect::{see_other, send_code};
use super::session;
use crate::accounts::{self, Identity};
use crate::clock;
use crate::desk::{AuthenticationRequest, Session};
use crate::lang::Lang;
use crate::pages::notice;
use crate::pages::sign_in::{SignInError, Typed, page};
use crate::town::{Town, lock};

/// The address of a page: which authentication request it belongs to, and a switch of language.
#[derive(Debug, Deserialize)]
pub(super) struct PageQuery {
    #[serde(default)]
    pub(super) request: String,
    pub(super) lang: Option<Lang>,
}

/// The request that a page belongs to. A switch of language is kept with it, so that the pages
/// after this one have the same language.
pub(super) fn find_request(town: &Town, query: &PageQuery) -> Option<AuthenticationRequest> {
    let mut desk = lock(&town.desk);
    let request = desk.request(&query.request, clock::now())?;
    if let Some(lang) = query.lang {
        request.lang = lang;
    }
    Some(request.clone())
}

pub(super) async fn show(
    town: web::Data<Town>,
    browser: HttpRequest,
    query: web::Query<PageQuery>,
) -> HttpResponse {
    match find_request(&town, &query) {
        Some(request) => {
            let typed = Typed {
                user_name: request.login_hint.clone().unwrap_or_default(),
                wrong: None,
            };
            page(&query.request, &request, &typed)
        }
        None => notice::lapsed(
            town.service(),
            query.lang.unwrap_or_else(|| Lang::wanted(None, &browser)),
        ),
    }
}

/// The form of the sign-in page.
#[derive(Deserialize)]
pub(super) struct SignIn {
    request: String,
    #[serde(default)]
    user_name: String,
    #[serde(default)]
    password: String,
}

pub(super) async fn submit(
    town: web::Data<Town>,
    browser: HttpRequest,
    form: web::Form<SignIn>,
) -> actix_web::Result<HttpResponse> {
    let form = form.into_inner();
    let request = match request_of_form(&town, &browser, &form.request) {
        Ok(request) => request,
        Err(refusal) => return Ok(*refusal),
    };
    let empty = form.user_name.trim().is_empty() || form.password.is_empty();
    let identity = if empty {
        None
    } else {
        identify(&town, &form).await?
    };
    let Some(identity) = identity else {
        let wrong = if empty {
            SignInError::Empty
        } else {
            SignInError::Pair
        };
        let typed = Typed {
            user_name: form.user_name.clone(),
            wrong: Some(wrong),
        };
        return Ok(page(&form.request, &request, &typed));
    };
    if request.wants_two_factors {
        return prove_first(&town, &form.request, "second-factor", identity);
    }
    if request.wants_verified && !identity.verified {
        return prove_first(&town, &form.request, "verify", identity);
    }
    finish(&town, &form.request, request.lang, identity)
}

/// The request that a form belongs to, if a page of ours has sent it; otherwise the page that
/// says why not.
pub(super) fn request_of_form(
    town: &Town,
    browser: &HttpRequest,
    id: &str,
) -> Result<AuthenticationRequest, Box<HttpResponse>> {
    let query = PageQuery {
        request: id.to_owned(),
        lang: None,
    };
    let request = find_request(town, &query)
        .ok_or_else(|| Box::new(notice::lapsed(town.service(), Lang::wanted(None, browser))))?;
    if is_foreign(town, browser) {
        return Err(Box::new(notice::foreign(request.lang)));
    }
    Ok(request)
}

/// Opens the session and sends the browser back with a code.
pub(super) fn finish(
    town: &Town,
    id: &str,
    lang: Lang,
    identity: Identity,
) -> actix_web::Result<HttpResponse> {
    finish_session(town, id, lang, session::fresh(identity))
}

/// The same with a session that is known.
pub(super) fn finish_session(
    town: &Town,
    id: &str,
    lang: Lang,
    session: Session,
) -> actix_web::Result<HttpResponse> {
    // Only one of two tabs can answer the same request.
    let Some(request) = lock(&town.desk).take_request(id, clock::now()) else {
        return Ok(notice::lapsed(town.service(), lang));
    };
    let (session, cookie) = session::open(town, session)?;
    let mut answer = send_code(town, request, session)?;
    answer.add_cookie(&cookie)?;
    Ok(answer)
}

/// Opens the session and leads to the page that has more proved; the request stays open.
pub(super) fn prove_first(
    town: &Town,
    id: &str,
    page: &str,
    identity: Identity,
) -> actix_web::Result<HttpResponse> {
    let (_, cookie) = session::open(town, session::fresh(identity))?;
    let mut answer = see_other(&format!("/{page}?request={id}"));
    answer.add_cookie(&cookie)?;
    Ok(answer)
}

async fn identify(town: &Town, form: &SignIn) -> actix_web::Result<Option<Identity>> {
    if let Some(identity) = accounts::citizen(&town.people, &form.user_name, &form.password) {
        return Ok(Some(identity));
    }
    let Some(account) = lock(&town.accounts).find(&form.user_name) else {
        return Ok(None);
    };
    let password = form.password.clone();
    let identity = account.identity(&town.people);
    let fits = web::block(move || account.has_password(&password)).await?;
    Ok(fits.then_some(identity))
}
