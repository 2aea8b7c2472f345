//! Signing in over HTTP: for the browser's address bar, on the way to the identity platform and
//! back.

use super::mounting::ServiceConfig;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use shared::account::SignInStep;
use shared::problem::ProblemKind as K;
use utoipa::IntoParams;

use super::cookies;
use super::extract::{ClientAddress, OfficerToken, SellerToken, SessionToken, lang, language};
use super::observe::RequestId;
use super::operation::operation;
use crate::app::App;
use crate::error::Error;
use crate::service::sign_in::{self, FinishInput, Finished, StartInput, Wish};

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_start_sign_in,
            start_sign_in,
            &[K::CrossSite],
        ))
        .service(operation(
            __path_start_officer_sign_in,
            start_officer_sign_in,
            &[K::CrossSite],
        ))
        .service(operation(
            __path_start_seller_sign_in,
            start_seller_sign_in,
            &[K::CrossSite],
        ))
        .service(operation(
            __path_finish_sign_in,
            finish_sign_in,
            &[K::CrossSite],
        ));
}

/// Where a sign-in leads.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(super) struct StartQuery {
    /// The path to go to afterwards; anything but a path of this site is the home page.
    #[param(example = "/applications")]
    return_to: Option<String>,
    /// The language for the provider's pages, as a tag (RFC 5646): English, or any kind of Chinese.
    /// Otherwise `Accept-Language` decides.
    #[param(example = "en")]
    lang: Option<String>,
    /// What to do there beside signing in: `register`, or `verify` to have one's identity verified.
    #[param(example = "register")]
    step: Option<String>,
}

/// What the address bar holds. Whatever it is, a person in front of a browser gets on: what cannot
/// be read is as if it were not there.
type Lenient<T> = Result<web::Query<T>, actix_web::Error>;

fn or_nothing<T: Default>(query: Lenient<T>) -> T {
    query.map(web::Query::into_inner).unwrap_or_default()
}

/// Start a sign-in
///
/// For the browser's address bar; an image, a frame or a script of a page is refused and counts for
/// nothing. Leads to the identity platform (authorisation
/// code flow, PKCE S256, state and nonce). Where somebody has signed out in this browser, or its
/// session has ended, the platform asks anew who it is. Where that is not possible it leads to the
/// entry page with the problem's name in `error` and the request's number in `request`.
#[utoipa::path(get, path = "/sign-in", tag = "session", params(StartQuery), responses(
    (status = 303, description = "To the identity platform, or to the entry page with `error`",
        headers(("Location" = String, description = "Where to go"))),
))]
async fn start_sign_in(
    app: web::Data<App>,
    query: Lenient<StartQuery>,
    request: HttpRequest,
    old: SessionToken,
    address: ClientAddress,
) -> HttpResponse {
    let query = or_nothing(query);
    let step = query.step.as_deref().and_then(SignInStep::from_slug);
    start(&app, &query, &request, &old, &address, Wish::Person(step)).await
}

/// Start an officer's sign-in
///
/// The same for officers: the identity platform asks who it is, with a second factor
/// (`acr_values`), and tells the roles. What comes of it is a session of its own, which ends after
/// 15 minutes without use and after 8 hours in any case. Nothing of it opens what is a person's.
#[utoipa::path(get, path = "/officer", tag = "officers", params(StartQuery), responses(
    (status = 303, description = "To the identity platform, or to the entry page with `error`",
        headers(("Location" = String, description = "Where to go"))),
))]
async fn start_officer_sign_in(
    app: web::Data<App>,
    query: Lenient<StartQuery>,
    request: HttpRequest,
    old: SessionToken,
    address: ClientAddress,
) -> HttpResponse {
    let query = or_nothing(query);
    start(&app, &query, &request, &old, &address, Wish::Officer).await
}

/// Start a seller's sign-in
///
/// The same for sellers (经办人), the people of a client that has no program of its own: the identity
/// platform tells for which organisation somebody acts (统一社会信用代码), and a client is registered for
/// it. What comes of it is a session of its own, which ends after 30 minutes without use and after 8
/// hours in any case. Nothing of it opens what is a person's or an officer's.
#[utoipa::path(get, path = "/seller", tag = "sellers", params(StartQuery), responses(
    (status = 303, description = "To the identity platform, or to the entry page with `error`",
        headers(("Location" = String, description = "Where to go"))),
))]
async fn start_seller_sign_in(
    app: web::Data<App>,
    query: Lenient<StartQuery>,
    request: HttpRequest,
    old: SessionToken,
    address: ClientAddress,
) -> HttpResponse {
    let query = or_nothing(query);
    start(&app, &query, &request, &old, &address, Wish::Seller).await
}

async fn start(
    app: &App,
    query: &StartQuery,
    request: &HttpRequest,
    old: &SessionToken,
    address: &ClientAddress,
    wish: Wish,
) -> HttpResponse {
    let wanted = query.lang.as_deref().and_then(language);
    let names = cookies::names(&app.config);
    let input = StartInput {
        return_to: query.return_to.as_deref(),
        lang: wanted.unwrap_or_else(|| lang(request.headers())),
        wish,
        signed_out: cookies::value(request, names.signed_out).is_some(),
        old_token: old.as_deref(),
        browser: cookies::value(request, names.sign_in),
        address: &address.0,
    };
    match sign_in::start_sign_in(app, input).await {
        Ok(started) => HttpResponse::SeeOther()
            .insert_header((header::LOCATION, started.address.as_str()))
            .cookie(cookies::sign_in(&app.config, started.browser))
            .finish(),
        Err(error) => to_entry(request, &error),
    }
}

/// What the provider sends the browser back with.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(super) struct FinishQuery {
    /// The code; none where the provider refuses.
    #[param(example = "SplxlOBeZQQYbYS6WxSbIA")]
    code: Option<String>,
    /// The state of the sign-in.
    #[param(example = "af0ifjsldkj3n2vQ8mZx1bR7tYpLw5uKcHgEoDaSfVi")]
    state: Option<String>,
    /// The issuer (RFC 9207).
    #[param(example = "https://id.example")]
    iss: Option<String>,
}

/// Finish a sign-in
///
/// The redirect address of the identity platform. A session begins; the browser goes to where it
/// wanted to, to `/bind` before the first binding, or to the entry page with `error`. A state
/// counts once, in the browser that began, for ten minutes. Where the provider promises to name itself
/// in its answer (RFC 9207), an answer without a name is refused. Of an officer's sign-in comes an
/// officer's session, and nothing where the platform gives no role or has not asked for a second factor.
/// Of a seller's comes a seller's session, and otherwise the browser goes to `/seller` with `error`: where
/// no client is registered for the organisation, or it may do nothing (any more).
#[utoipa::path(get, path = "/callback", tag = "session", params(FinishQuery), responses(
    (status = 303, description = "To the page that was wanted, to `/bind`, or to the entry page with `error`",
        headers(("Location" = String, description = "Where to go"))),
))]
async fn finish_sign_in(
    app: web::Data<App>,
    query: Lenient<FinishQuery>,
    request: HttpRequest,
    old: SessionToken,
    old_officer: OfficerToken,
    address: ClientAddress,
) -> HttpResponse {
    let query = or_nothing(query);
    let names = cookies::names(&app.config);
    let browser = cookies::value(&request, names.sign_in);
    let old_seller = SellerToken::of(&request);
    let input = FinishInput {
        code: query.code,
        state: query.state.as_deref(),
        issuer: query.iss.as_deref(),
        browser,
        signed_out: cookies::value(&request, names.signed_out).is_some(),
        old_token: old.as_deref(),
        old_officer_token: old_officer.as_deref(),
        old_seller_token: old_seller.as_deref(),
        address: &address.0,
    };
    let mut answer = match sign_in::finish_sign_in(&app, input).await {
        Ok(Finished::SignedIn { token, go_to }) => HttpResponse::SeeOther()
            .insert_header((header::LOCATION, go_to))
            .cookie(cookies::session(&app.config, token))
            .cookie(cookies::not_signed_out(&app.config))
            .finish(),
        Ok(Finished::OfficerSignedIn { token, go_to }) => HttpResponse::SeeOther()
            .insert_header((header::LOCATION, go_to))
            .cookie(cookies::officer(&app.config, token))
            .cookie(cookies::not_signed_out(&app.config))
            .finish(),
        Ok(Finished::SellerSignedIn { token, go_to }) => HttpResponse::SeeOther()
            .insert_header((header::LOCATION, go_to))
            .cookie(cookies::seller(&app.config, token))
            .cookie(cookies::not_signed_out(&app.config))
            .finish(),
        Ok(Finished::Refused(why)) => {
            tracing::warn!(why, "a sign-in was refused");
            to_page_because(ENTRY, &request, "sign-in")
        }
        Err(error) => to_entry(&request, &error),
    };
    // However it ended, the cookie has served; but not for a sign-in in another tab.
    let serves_on = sign_in::is_signing_in(&app, browser).await.unwrap_or(true);
    if !serves_on && let Err(error) = answer.add_cookie(&cookies::no_sign_in(&app.config)) {
        tracing::error!(%error, "a cookie was not taken away");
    }
    answer
}

/// A person in front of a browser gets a page, not JSON.
pub(super) fn to_entry(request: &HttpRequest, error: &Error) -> HttpResponse {
    if let Error::Unavailable(error) | Error::Unexpected(error) = error {
        tracing::error!(%error, "signing in failed");
    }
    let is_of_sellers = matches!(
        error.kind(),
        K::NotASeller | K::ClientDisabled | K::ClientExpired | K::ClientUnconfirmed
    );
    let page = if is_of_sellers { SELLER } else { ENTRY };
    to_page_because(page, request, error.kind().slug())
}

/// The page on which a sign-in begins.
const ENTRY: &str = "/entry";
/// The page on which that of a seller begins.
const SELLER: &str = "/seller";

/// A page tells why, and the number to quote.
fn to_page_because(page: &str, request: &HttpRequest, why: &str) -> HttpResponse {
    let id = RequestId::of(request);
    let to = format!("{page}?error={why}&request={}", id.as_str());
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, to))
        .finish()
}
