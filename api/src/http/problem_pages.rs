//! A page for each kind of problem at its `type` address (RFC 9457, 3.1.1): what it means and what to do
//! about it, for whoever writes a program and meets one.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};
use shared::problem::ProblemKind;
use shared::values::Lang;

use crate::app::App;
use crate::error::{Error, Result};
use crate::words::locale::pages::sandbox;

/// How long a page may be kept, in seconds.
const KEEP: u64 = 300;
/// How the pages look: they load nothing.
const STYLE: &str = "body{font:16px/1.6 system-ui,sans-serif;margin:2rem auto;max-width:46rem;\
    padding:0 1rem;color:#1a2733;background:#fff}a{color:#0b5cad}code{font-size:.95em}\
    h1{font-size:1.4rem}h2{font-size:1.1rem;margin-bottom:.2rem}table{border-collapse:collapse}\
    td,th{text-align:left;padding:.3rem .8rem .3rem 0;vertical-align:top;\
    border-bottom:1px solid #d8dee4}aside{padding:.3rem .8rem;background:#fdf5e4;color:#7d4d00}";

/// The page of a kind.
pub(super) async fn show_problem(
    app: web::Data<App>,
    slug: web::Path<String>,
) -> Result<HttpResponse> {
    let mut kinds = ProblemKind::ALL.iter();
    let kind = kinds.find(|kind| kind.slug() == slug.as_str());
    let kind = *kind.ok_or_else(|| Error::from(ProblemKind::NotFound))?;
    let body = html! {
        p { a href="/problems/" { "所有错误类型 · " span lang="en" { "All problem types" } } }
        h1 { code { (kind.slug()) } }
        p { "HTTP " (kind.status()) " · " code { "type: /problems/" (kind.slug()) } }
        (in_language(kind, Lang::Zh))
        (in_language(kind, Lang::En))
    };
    Ok(page(&app, kind.slug(), &body))
}

/// The page of all kinds.
pub(super) async fn list_problems(app: web::Data<App>) -> HttpResponse {
    let body = html! {
        h1 { "错误类型 · " span lang="en" { "Problem types" } }
        p {
            "接口的错误均为 RFC 9457 的 " code { "application/problem+json" } "，"
            code { "type" } " 固定不变，供程序判断；文字供人阅读。"
        }
        p lang="en" {
            "Every error of the API is " code { "application/problem+json" } " (RFC 9457). Its "
            code { "type" } " is stable and for programs; its words are for people."
        }
        table {
            tr { th { "type" } th { "HTTP" } th { "中文" } th lang="en" { "English" } }
            @for kind in ProblemKind::ALL {
                tr {
                    td { a href={ "/problems/" (kind.slug()) } { code { (kind.slug()) } } }
                    td { (kind.status()) }
                    td { (kind.title_and_detail(Lang::Zh).0) }
                    td lang="en" { (kind.title_and_detail(Lang::En).0) }
                }
            }
        }
    };
    page(&app, "Problem types", &body)
}

fn in_language(kind: ProblemKind, lang: Lang) -> Markup {
    let (title, detail) = kind.title_and_detail(lang);
    let tag = match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    html! {
        section lang=(tag) {
            h2 { (title) }
            p { (detail) }
        }
    }
}

fn page(app: &App, title: &str, body: &Markup) -> HttpResponse {
    let notice = sandbox::notice;
    let page = html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                title { (title) " · 安居核验 Anju" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                @if app.config.webhooks.sandbox {
                    aside {
                        (notice.say(Lang::Zh)) " · " span lang="en" { (notice.say(Lang::En)) }
                    }
                }
                (body)
            }
        }
    };
    let style = STANDARD.encode(Sha256::digest(STYLE));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'"
    );
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_SECURITY_POLICY, policy))
        .insert_header((header::CACHE_CONTROL, format!("public, max-age={KEEP}")))
        .body(page.into_string())
}
