//! What every answer says to the browser about safety, and the check that a change was asked for
//! by our own pages.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web;
use shared::problem::ProblemKind;

use super::cookies;
use crate::app::App;
use crate::error::Error;

/// The policy of everything but the pages: nothing may be loaded or framed.
const NOTHING: &str =
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// The policy of the API's documentation: Swagger UI, served from here, has icons within its style
/// sheet.
const DOCS: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";
/// The policy of the worker that keeps the page that checks certificates.
pub(super) const POLICY_OF_WORKER: &str = "default-src 'none'; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// Two years, as the preload lists ask for.
const HSTS: &str = "max-age=63072000; includeSubDomains";
const ALWAYS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
    (header::CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
    (
        header::PERMISSIONS_POLICY,
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    ),
];

/// The page of sellers, which reads QR codes with the camera.
const SELLER: &str = "/seller";
/// What that page may use, beside what all may.
const WITH_CAMERA: &str =
    "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";

/// The policy of the pages. The only inline script is the one that starts the application; it is
/// allowed by its hash. Papers are shown out of the page's own memory (`blob:`).
pub(super) fn policy_of_pages(inline_script_hashes: &[String]) -> String {
    let hashes: String = inline_script_hashes
        .iter()
        .map(|hash| format!(" 'sha256-{hash}'"))
        .collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; \
         img-src 'self' blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; \
         worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// That nothing here is about real people.
const SANDBOX: HeaderName = HeaderName::from_static("anju-sandbox");

/// Adds the headers.
pub(super) async fn protect(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let is_https = request
        .app_data::<web::Data<App>>()
        .is_some_and(|app| app.config.is_https());
    let is_sandbox = request
        .app_data::<web::Data<App>>()
        .is_some_and(|app| app.config.webhooks.sandbox);
    let has_camera = request.path() == SELLER;
    let is_docs = request.path().starts_with("/docs/");
    let mut answer = next.call(request).await?;
    // Pages bring their own policy.
    let is_page = answer
        .headers()
        .contains_key(header::CONTENT_SECURITY_POLICY);
    let headers = answer.headers_mut();
    if !is_page {
        set(
            headers,
            header::CONTENT_SECURITY_POLICY,
            if is_docs { DOCS } else { NOTHING },
        );
    }
    for (name, value) in ALWAYS {
        set(headers, name, value);
    }
    if has_camera {
        set(headers, header::PERMISSIONS_POLICY, WITH_CAMERA);
    }
    if is_sandbox {
        set(headers, SANDBOX, "true");
    }
    if is_https {
        set(headers, header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    // Only what says otherwise may be kept by a browser or a proxy.
    if !headers.contains_key(header::CACHE_CONTROL) {
        set(headers, header::CACHE_CONTROL, "no-store");
    }
    Ok(answer)
}

/// Refuses changes that another site asks for (cross-site request forgery).
///
/// Browsers say where a request comes from, in `Sec-Fetch-Site` or at least in `Origin`. A program
/// says neither; it may go on only without a session cookie, because with one it might be an old
/// browser that keeps silent.
///
/// Reading is refused only where another site has a session read what the session alone can: that is
/// written down as a look of its holder.
///
/// A sign-in is counted by address, and any page could use up what its visitors have: it is for
/// browsers alone that go there themselves.
pub(super) async fn refuse_other_sites(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let is_sign_in = request.path().starts_with("/auth/");
    let reads = request.method().is_safe() && !is_read_elsewhere(&request);
    let is_ours = reads || is_our_own(&request);
    if is_ours && (!is_sign_in || is_navigation(&request)) {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    Ok(request.error_response(Error::from(ProblemKind::CrossSite)))
}

/// Whether a window goes there, and not an image, a frame or a script of some page, nor a browser
/// that looks ahead (W3C, Fetch Metadata Request Headers). What says nothing of it may.
fn is_navigation(request: &ServiceRequest) -> bool {
    let is = |name: &str, expected: &str| {
        let said = request.headers().get(name);
        said.is_none_or(|said| said.as_bytes() == expected.as_bytes())
    };
    is("sec-fetch-mode", "navigate")
        && is("sec-fetch-dest", "document")
        && !request.headers().contains_key("sec-purpose")
}

/// Whether another site has a browser read from the API with the session that it has.
fn is_read_elsewhere(request: &ServiceRequest) -> bool {
    let site = request.headers().get("sec-fetch-site");
    let is_elsewhere = site.is_some_and(|site| site != "same-origin" && site != "none");
    let app = request.app_data::<web::Data<App>>();
    is_elsewhere
        && request.path().starts_with("/api/")
        && app.is_none_or(|app| has_session(app, request))
}

fn has_session(app: &App, request: &ServiceRequest) -> bool {
    let names = cookies::names(&app.config);
    [names.session, names.officer, names.seller]
        .into_iter()
        .any(|name| cookies::value(request.request(), name).is_some())
}

fn is_our_own(request: &ServiceRequest) -> bool {
    let Some(app) = request.app_data::<web::Data<App>>() else {
        return false;
    };
    let said = |name: &str| {
        request
            .headers()
            .get(name)
            .map(|value| value.to_str().unwrap_or_default())
    };
    match (said("sec-fetch-site"), said("origin")) {
        (Some(site), _) => site == "same-origin" || site == "none",
        (None, Some(origin)) => origin == app.config.public_url.origin().ascii_serialization(),
        (None, None) => !has_session(app, request),
    }
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}
