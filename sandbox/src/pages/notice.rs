//! Pages for what cannot go on: each says why and what to do.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use maud::html;

use super::page::Page;
use crate::lang::Lang;

fn notice(status: StatusCode, lang: Lang, title: &str, text: &str) -> HttpResponse {
    with_way(status, lang, (title, text), None)
}

/// The same with a link to an address, where there is one to go to.
fn with_way(
    status: StatusCode,
    lang: Lang,
    (title, text): (&str, &str),
    way: Option<(&str, &str)>,
) -> HttpResponse {
    let body = html! {
        section.card.panel.alone {
            h1 { (title) }
            p.lede { (text) }
            @if let Some((word, to)) = way {
                a.button.quiet.wide href=(to) { (word) }
            }
        }
    };
    Page {
        status,
        lang,
        title,
        switch: None,
        forms_to: None,
        body,
    }
    .respond()
}

/// The sign-in is too old, unknown or already finished; with a link to the service, where that is known.
pub(crate) fn lapsed(service: Option<String>, lang: Lang) -> HttpResponse {
    let word = lang.pick("前往购房资格核验", "Go to the service");
    with_way(
        StatusCode::GONE,
        lang,
        (
            lang.pick("这次登录已失效", "This sign-in has lapsed"),
            lang.pick(
                "页面停留太久，或已在别处完成。请回到要办理的业务，重新登录。",
                "The page was open for too long, or the sign-in was finished elsewhere. Go back to the service and sign in again.",
            ),
        ),
        service.as_deref().map(|service| (word, service)),
    )
}

/// Something that the page was asked for could not be done.
pub(super) fn not_done(lang: Lang, why: &str) -> HttpResponse {
    notice(
        StatusCode::BAD_GATEWAY,
        lang,
        lang.pick("没有办成", "It was not done"),
        why,
    )
}

/// A form that another site has sent.
pub(crate) fn foreign(lang: Lang) -> HttpResponse {
    notice(
        StatusCode::FORBIDDEN,
        lang,
        lang.pick("请求未被接受", "The request was not accepted"),
        lang.pick(
            "表单不是从本平台的页面提交的。请回到要办理的业务，重新登录。",
            "The form did not come from a page of this platform. Go back to the service and sign in again.",
        ),
    )
}

/// A client that the platform does not know.
pub(crate) fn unknown_client(lang: Lang) -> HttpResponse {
    notice(
        StatusCode::BAD_REQUEST,
        lang,
        lang.pick("应用未登记", "Unknown service"),
        lang.pick(
            "请求登录的应用没有在本平台登记（client_id）。",
            "The service that asks for a sign-in is not known here (client_id).",
        ),
    )
}

/// An address that does not belong to the client.
pub(crate) fn unknown_redirect(lang: Lang) -> HttpResponse {
    notice(
        StatusCode::BAD_REQUEST,
        lang,
        lang.pick("返回地址未登记", "Unknown address"),
        lang.pick(
            "应用给出的返回地址与登记的不一致，为安全起见不会跳转。",
            "The address to go back to is not one that the service has registered, so nobody is sent there.",
        ),
    )
}

/// No such page.
pub(crate) async fn not_found(browser: HttpRequest) -> HttpResponse {
    let lang = Lang::wanted(None, &browser);
    notice(
        StatusCode::NOT_FOUND,
        lang,
        lang.pick("没有这个页面", "No such page"),
        lang.pick("请检查地址。", "Check the address."),
    )
}
