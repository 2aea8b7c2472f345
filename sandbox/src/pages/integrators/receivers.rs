//! Receivers of events: what came, whether it was signed, what to answer, and the same once more.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use maud::{Markup, html};
use serde::Deserialize;

use crate::lang::Lang;
use crate::pages::form::{came_from_elsewhere, see_other, time};
use crate::pages::notice;
use crate::pages::page::Page;
use crate::receivers::{ReceivedRequest, Receiver, ReceiverAnswer, is_name};
use crate::tools::replay::{Replayed, replay};
use crate::town::{Town, at, lock};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .service(at("/integrators/webhooks").route(web::get().to(open)))
        .service(
            at("/integrators/webhooks/{name}")
                .route(web::get().to(show))
                .route(web::post().to(save)),
        )
        .service(at("/integrators/webhooks/{name}/replay").route(web::post().to(send_again)));
}

fn words(lang: Lang, answer: ReceiverAnswer) -> &'static str {
    match answer {
        ReceiverAnswer::Taken => lang.pick("200，收下", "200, taken"),
        ReceiverAnswer::Gone => lang.pick("410，不要再发", "410, never again"),
        ReceiverAnswer::Broken => lang.pick("500，没收下", "500, not taken"),
        ReceiverAnswer::Slow => lang.pick("12 秒后才答复", "answers after 12 seconds"),
    }
}

/// The part of the page.
pub(super) fn section(lang: Lang, town: &Town) -> Markup {
    let receivers = lock(&town.receivers);
    html! {
        section.card.household aria-labelledby="webhooks" {
            h2 #webhooks { (lang.pick("事件收件箱", "Webhook inbox")) }
            p {
                (lang.pick(
                    "还没有自己的接收程序时，把接收地址登记为下面任意名称：城市会收下、显示并可重发每个事件。",
                    "While you have no receiver of your own, register an address below under any name: the city takes each event, shows it, and sends it again.",
                ))
            }
            p { code { (town.issuer) "/webhooks/" (lang.pick("名称", "NAME")) } }
            @if receivers.all().next().is_some() {
                ul.tools {
                    @for (name, receiver) in receivers.all() {
                        li {
                            a href=(format!("/integrators/webhooks/{name}?lang={}", lang.tag())) { code { (name) } }
                            span.meta {
                                @match lang {
                                    Lang::Zh => { (receiver.requests.len()) " 个事件" }
                                    Lang::En => { (receiver.requests.len()) " events" }
                                }
                            }
                        }
                    }
                }
            }
            form.choose method="get" action="/integrators/webhooks" {
                input type="hidden" name="lang" value=(lang.tag());
                div.field {
                    label for="name" { (lang.pick("名称（小写字母、数字和连字符）", "Name (small letters, digits and hyphens)")) }
                    input.input #name name="name" required pattern="[a-z0-9\\-]{1,40}" autocapitalize="none" spellcheck="false" autocomplete="off";
                }
                button.button.primary type="submit" { (lang.pick("打开收件箱", "Open the inbox")) }
            }
        }
    }
}

/// Which inbox, and in which language.
#[derive(Deserialize)]
struct OpenQuery {
    name: String,
    lang: Lang,
}

async fn open(browser: HttpRequest, query: web::Query<OpenQuery>) -> HttpResponse {
    let name = query.name.trim();
    if !is_name(name) {
        return notice::not_found(browser).await;
    }
    see_other(&format!(
        "/integrators/webhooks/{name}?lang={}",
        query.lang.tag()
    ))
}

/// The address of the page, with the switch of language.
#[derive(Deserialize)]
struct PageQuery {
    lang: Option<Lang>,
}

async fn show(
    town: web::Data<Town>,
    browser: HttpRequest,
    name: web::Path<String>,
    query: web::Query<PageQuery>,
) -> HttpResponse {
    let lang = query.lang.unwrap_or_else(|| Lang::wanted(None, &browser));
    if !is_name(&name) {
        return notice::not_found(browser).await;
    }
    page(&town, lang, &name, None)
}

/// The inbox, and what came of what was sent again.
fn page(town: &Town, lang: Lang, name: &str, replayed: Option<&Replayed>) -> HttpResponse {
    let receiver = lock(&town.receivers)
        .find(name)
        .cloned()
        .unwrap_or_default();
    let title = lang.pick("事件收件箱", "Webhook inbox");
    let body = html! {
        div.wide-page {
            p.way { a href=(format!("/integrators?lang={}#webhooks", lang.tag())) { (lang.pick("返回对接工具", "Back to the tools")) } }
            h1 { (title) " " code { (name) } }
            p.lede { code { (town.issuer) "/webhooks/" (name) } }
            @if let Some(replayed) = replayed {
                p.told role="status" {
                    (lang.pick("已重发到 ", "Sent again to ")) code { (replayed.to) }
                    (lang.pick("，对方答复 ", ", which answered ")) strong { (replayed.status) }
                    @if !replayed.body.is_empty() { ": " code { (replayed.body) } }
                }
            }
            (settings(lang, name, &receiver))
            h2.theme {
                @match lang {
                    Lang::Zh => { (receiver.requests.len()) " 个事件" }
                    Lang::En if receiver.requests.len() == 1 => { "One event" }
                    Lang::En => { (receiver.requests.len()) " events" }
                }
            }
            @if receiver.requests.is_empty() {
                p.lede { (lang.pick("还没有收到。登记地址后发一个测试事件，再刷新。", "Nothing has come yet. Register the address, send a test event, and refresh.")) }
            }
            @for request in &receiver.requests { (entry(lang, name, &receiver, request)) }
        }
    };
    Page {
        status: StatusCode::OK,
        lang,
        title,
        switch: Some(format!("/integrators/webhooks/{name}?")),
        forms_to: None,
        body,
    }
    .respond()
}

fn settings(lang: Lang, name: &str, receiver: &Receiver) -> Markup {
    let known = lang.pick("已填；留空不变", "known; leave it empty to keep it");
    let unknown = "whsec_…";
    html! {
        section.card.household aria-labelledby="settings" {
            h2 #settings { (lang.pick("怎样答复", "What it answers")) }
            form.choose.wider method="post" action=(format!("/integrators/webhooks/{name}")) {
                input type="hidden" name="lang" value=(lang.tag());
                div.field {
                    label for="answer" { (lang.pick("答复", "Answer")) }
                    select.input #answer name="answer" {
                        @for answer in ReceiverAnswer::ALL {
                            option value=(answer.slug()) selected[answer == receiver.answer] { (words(lang, answer)) }
                        }
                    }
                }
                div.field {
                    label for="secret" { (lang.pick("签名密钥（v1）", "Secret of signatures (v1)")) }
                    input.input #secret name="secret" autocomplete="off" autocapitalize="none" spellcheck="false"
                        placeholder=(if receiver.secret.is_some() { known } else { unknown });
                }
                button.button.primary type="submit" { (lang.pick("保存", "Save")) }
            }
        }
    }
}

fn entry(lang: Lang, name: &str, receiver: &Receiver, request: &ReceivedRequest) -> Markup {
    let id = format!("event-{}", request.number);
    let to = format!("to-{}", request.number);
    let (class, signed) = match receiver.is_signed(request) {
        Some(true) => ("state pass", lang.pick("✓ 签名正确", "✓ Signed")),
        Some(false) => ("state fail", lang.pick("✕ 签名不符", "✕ Wrong signature")),
        None => (
            "state void",
            lang.pick("– 未填密钥", "– No secret to check by"),
        ),
    };
    html! {
        article.card.household aria-labelledby=(id) {
            h3 id=(id) { code { (request.header("webhook-id")) } }
            p.meta {
                span class=(class) { (signed) }
                (time(request.at)) " · "
                (lang.pick("当时答复 ", "answered ")) (words(lang, request.answer))
            }
            pre tabindex="0" { (request.body) }
            details {
                summary { (lang.pick("请求头", "Headers")) }
                pre tabindex="0" { @for (name, value) in &request.headers { (name) ": " (value) "\n" } }
            }
            form.choose method="post" action=(format!("/integrators/webhooks/{name}/replay")) {
                input type="hidden" name="lang" value=(lang.tag());
                input type="hidden" name="number" value=(request.number);
                div.field {
                    label for=(to) { (lang.pick("重发到本机的地址（留空：这个收件箱）", "Send again to this machine (empty: this inbox)")) }
                    input.input id=(to) name="to" placeholder="http://127.0.0.1:3000/events" inputmode="url" autocapitalize="none" spellcheck="false";
                }
                button.button.quiet type="submit" { (lang.pick("重发", "Send again")) }
            }
        }
    }
}

/// How the receiver is to be.
#[derive(Deserialize)]
struct SettingsForm {
    lang: Lang,
    answer: ReceiverAnswer,
    #[serde(default)]
    secret: String,
}

async fn save(
    town: web::Data<Town>,
    browser: HttpRequest,
    name: web::Path<String>,
    form: web::Form<SettingsForm>,
) -> HttpResponse {
    if let Some(refusal) = came_from_elsewhere(&town, &browser, form.lang) {
        return refusal;
    }
    if !is_name(&name) {
        return notice::not_found(browser).await;
    }
    let secret = form.secret.trim();
    {
        let mut receivers = lock(&town.receivers);
        let receiver = receivers.entry(&name);
        receiver.answer = form.answer;
        if !secret.is_empty() {
            receiver.secret = Some(secret.to_owned());
        }
    }
    see_other(&format!(
        "/integrators/webhooks/{name}?lang={}",
        form.lang.tag()
    ))
}

/// What is sent again, and where.
#[derive(Deserialize)]
struct ReplayForm {
    lang: Lang,
    number: u64,
    #[serde(default)]
    to: String,
}

async fn send_again(
    town: web::Data<Town>,
    browser: HttpRequest,
    name: web::Path<String>,
    form: web::Form<ReplayForm>,
) -> HttpResponse {
    if let Some(refusal) = came_from_elsewhere(&town, &browser, form.lang) {
        return refusal;
    }
    match replay(&town, &name, form.number, Some(&form.to)).await {
        Ok(replayed) => page(&town, form.lang, &name, Some(&replayed)),
        Err(error) => notice::not_done(form.lang, &error.to_string()),
    }
}
