//! What integrators do with the city, on one page: people by outcome, the clock, faults, receivers of
//! events, and everything as at the beginning. Programs have the same under `/control`.

mod clock;
mod faults;
mod people;
mod receivers;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use maud::{Markup, html};
use serde::Deserialize;

use super::form::{came_from_elsewhere, see_other};
use super::page::Page;
use crate::lang::Lang;
use crate::tools::resetting::reset;
use crate::tools::time::read_clock;
use crate::town::{Town, at};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .service(at("/integrators").route(web::get().to(show)))
        .service(at("/integrators/reset").route(web::post().to(submit_reset)))
        .configure(people::routes)
        .configure(clock::routes)
        .configure(faults::routes)
        .configure(receivers::routes);
}

/// The address of the page, with the switch of language.
#[derive(Deserialize)]
struct PageQuery {
    lang: Option<Lang>,
}

async fn show(
    town: web::Data<Town>,
    browser: HttpRequest,
    query: web::Query<PageQuery>,
) -> HttpResponse {
    let lang = query.lang.unwrap_or_else(|| Lang::wanted(None, &browser));
    let title = lang.pick("对接工具", "For integrators");
    let time = read_clock(&town).await;
    let platform = town.platform();
    let body = html! {
        div.wide-page {
            h1 { (title) }
            p.lede {
                (lang.pick(
                    "在测试环境里把平台的各种情况都走一遍：按核验结果生成人员、往前拨时钟、让部门出故障、接收事件。程序和 curl 用 /control 下的接口。",
                    "Everything that can happen on the platform, on demand: people by outcome, time that passes, registries that fail, events that arrive. Programs have the same under /control, and so has curl.",
                ))
            }
            @if let Some(platform) = &platform {
                p.way {
                    a href=(format!("{platform}/docs/")) { (lang.pick("接口文档", "API description")) }
                    " · " a href=(platform) { (lang.pick("平台", "The platform")) }
                    " · " a href=(format!("/?lang={}", lang.tag())) { (lang.pick("居民", "Residents")) }
                    " · " a href=(format!("/inbox?lang={}", lang.tag())) { (lang.pick("短信和邮件", "E-mail and texts")) }
                }
            }
            (people::section(lang, &town))
            (clock::section(lang, time))
            (faults::section(lang, &town))
            (receivers::section(lang, &town))
            (reset_section(lang))
        }
    };
    Page {
        status: StatusCode::OK,
        lang,
        title,
        switch: Some("/integrators?".to_owned()),
        forms_to: None,
        body,
    }
    .respond()
}

fn reset_section(lang: Lang) -> Markup {
    html! {
        section.card.household aria-labelledby="reset" {
            h2 #reset { (lang.pick("恢复原样", "Start afresh")) }
            p {
                (lang.pick(
                    "清除故障、改动过的记录、收到的短信、邮件和事件。时钟不会拨回，已经来过的人和平台上的申请都保留。",
                    "Clears faults, records that were changed, messages and events. The clock is not set back, and people who have come stay, with what they did on the platform.",
                ))
            }
            form.row method="post" action="/integrators/reset" {
                input type="hidden" name="lang" value=(lang.tag());
                button.button.quiet type="submit" { (lang.pick("恢复原样", "Start afresh")) }
            }
        }
    }
}

/// A form without fields of its own.
#[derive(Deserialize)]
struct ResetForm {
    lang: Lang,
}

async fn submit_reset(
    town: web::Data<Town>,
    browser: HttpRequest,
    form: web::Form<ResetForm>,
) -> HttpResponse {
    if let Some(refusal) = came_from_elsewhere(&town, &browser, form.lang) {
        return refusal;
    }
    reset(&town);
    see_other(&format!("/integrators?lang={}", form.lang.tag()))
}
