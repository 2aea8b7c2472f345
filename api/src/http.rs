//! The HTTP side: every route, and what every request passes on its way. actix lives here only.

mod account;
mod allowance;
mod applications;
mod authorities;
mod body;
mod caching;
mod cases;
mod certificates;
mod clients;
mod colleagues;
mod contact;
mod cookies;
mod crowds;
mod description;
mod desk;
mod disputes;
mod documents;
mod evidence;
mod expected;
mod export;
mod extract;
mod file;
mod heads;
mod health;
mod holds;
mod idempotency;
mod jwks;
pub mod limits;
mod memberships;
mod messages;
mod mounting;
mod oauth;
mod observe;
mod officer_session;
pub mod openapi;
mod operation;
mod operator;
mod paging;
mod policies;
mod prechecks;
mod problem_pages;
pub mod problems;
mod referrals;
mod roles;
mod room;
mod routes;
mod sandbox;
mod security;
mod seller_session;
mod session;
mod sign_in;
pub mod site;
mod take_overs;
mod trace;
mod uploads;
mod webhooks;

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::http::header;
use actix_web::middleware::from_fn;
use actix_web::{HttpRequest, HttpResponse, HttpServer, web};
use shared::problem::ProblemKind;
use utoipa_swagger_ui::SwaggerUi;

use crate::app::App;
use crate::error::Error;
use description::Text;
pub use health::Stopping;
use room::Room;
use site::Site;

/// How long requests under way may take once the process is asked to stop, in seconds.
const LAST_REQUESTS: u64 = 10;
/// How long a client may take for the head of a request.
const SLOWEST_HEAD: Duration = Duration::from_secs(10);
/// How long an idle connection is kept. Longer than proxies keep theirs (60 s as a rule): who closes
/// first while the other just sends loses that request.
const KEEP_ALIVE: Duration = Duration::from_secs(75);

/// Serves on a socket until it is stopped.
///
/// # Errors
/// The socket cannot be used.
pub fn serve(
    app: Arc<App>,
    site: Site,
    stopping: web::Data<Stopping>,
    listener: TcpListener,
) -> Result<Server, Box<dyn std::error::Error + Send + Sync>> {
    let site = web::Data::new(site);
    let text = web::Data::new(Text::of(if app.config.webhooks.sandbox {
        openapi::text_of_sandbox
    } else {
        openapi::text
    }));
    let room = web::Data::new(Room::for_requests(
        app.config.most_requests,
        usize::try_from(app.config.uploads.most_at_once).unwrap_or(usize::MAX),
    ));
    let app = web::Data::from(app);
    let server = HttpServer::new(move || {
        actix_web::App::new()
            .app_data(app.clone())
            .app_data(site.clone())
            .app_data(stopping.clone())
            .app_data(text.clone())
            .app_data(room.clone())
            .app_data(limits::path())
            .app_data(limits::query())
            // The last one is the outermost.
            .wrap(from_fn(heads::answer_as_get))
            .wrap(from_fn(security::refuse_other_sites))
            .wrap(from_fn(crowds::refuse_crowds))
            .wrap(from_fn(problems::tell_problems))
            .wrap(from_fn(allowance::tell_allowance))
            .wrap(from_fn(security::protect))
            .wrap(from_fn(observe::observe))
            .configure(|config| mounting::serve(config, routes::routes))
            .route("/problems/", web::get().to(problem_pages::list_problems))
            .route(
                "/problems/{slug}",
                web::get().to(problem_pages::show_problem),
            )
            .route("/docs", web::get().to(go_to_docs))
            .service(docs())
            .default_service(web::to(answer_others))
    })
    .disable_signals()
    .shutdown_timeout(LAST_REQUESTS)
    .client_request_timeout(SLOWEST_HEAD)
    .keep_alive(KEEP_ALIVE)
    .listen(listener)?;
    Ok(server.run())
}

fn docs() -> SwaggerUi {
    // Without the bar at the top, which offers other addresses and brings styles of its own.
    let config = utoipa_swagger_ui::Config::from("/openapi.json")
        .display_operation_id(true)
        .try_it_out_enabled(true)
        .doc_expansion("none")
        .filter(true)
        .use_base_layout();
    SwaggerUi::new("/docs/{_:.*}").config(config)
}

async fn go_to_docs() -> HttpResponse {
    HttpResponse::PermanentRedirect()
        .insert_header((header::LOCATION, "/docs/"))
        .finish()
}

/// What no operation answers: another method of a path that there is, the web application, or
/// nothing.
async fn answer_others(
    request: HttpRequest,
    app: web::Data<App>,
    site: web::Data<Site>,
) -> Result<HttpResponse, Error> {
    let ours = [
        "/api",
        "/auth",
        "/health",
        "/docs",
        "/oauth",
        "/problems",
        "/.well-known",
        "/status-lists",
    ]
    .iter()
    .any(|prefix| {
        request
            .path()
            .strip_prefix(prefix)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    let page = if ours {
        None
    } else {
        site.answer(&request, app.config.webhooks.sandbox)
    };
    if let Some(page) = page {
        return Ok(page);
    }
    match openapi::allow(request.path()) {
        Some(allow) => Ok(HttpResponse::MethodNotAllowed()
            .insert_header((header::ALLOW, allow))
            .finish()),
        None => Err(ProblemKind::NotFound.into()),
    }
}
