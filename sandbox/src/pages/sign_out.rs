//! The pages of sign-out.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use maud::html;

use super::page::{Page, client_origin};
use crate::lang::Lang;
use crate::town::CLIENT_ID;

/// Asks whether the person wants to sign out here too.
pub(crate) fn confirm(lang: Lang, back: Option<&str>, state: Option<&str>) -> HttpResponse {
    let title = lang.pick(
        "同时退出统一身份认证？",
        "Sign out of the city’s identity platform too?",
    );
    let forms_to = back.and_then(client_origin);
    let body = html! {
        section.card.panel.alone {
            h1 { (title) }
            p.lede { (lang.pick(
                "在公用的电脑或手机上请一并退出，以免他人以您的身份登录其他网站。",
                "On a shared computer or phone do so, or others can sign in elsewhere as you.",
            )) }
            form method="post" action="/end_session" {
                input type="hidden" name="confirmed" value="yes";
                input type="hidden" name="ui_locales" value=(lang.tag());
                @if let Some(back) = back {
                    input type="hidden" name="client_id" value=(CLIENT_ID);
                    input type="hidden" name="post_logout_redirect_uri" value=(back);
                }
                @if let Some(state) = state { input type="hidden" name="state" value=(state); }
                button.button.primary.wide type="submit" { (lang.pick("退出", "Sign out")) }
            }
            @if let Some(back) = back {
                p.or { span { (lang.pick("或者", "or")) } }
                a.button.quiet.wide href=(back) { (lang.pick("保持登录，返回", "Stay signed in and go back")) }
            }
        }
    };
    Page {
        status: StatusCode::OK,
        lang,
        title,
        switch: None,
        forms_to: forms_to.as_deref(),
        body,
    }
    .respond()
}

/// Says that the person is signed out.
pub(crate) fn done(lang: Lang) -> HttpResponse {
    let title = lang.pick("已退出登录", "You are signed out");
    let body = html! {
        section.card.panel.alone {
            h1 { (title) }
            p.lede { (lang.pick("可以关闭此页面。", "You can close this page.")) }
        }
    };
    Page {
        status: StatusCode::OK,
        lang,
        title,
        switch: None,
        forms_to: None,
        body,
    }
    .respond()
}
