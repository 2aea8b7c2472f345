//! The page of the second factor.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use maud::html;

use super::page::{Input, Page, client_origin, error_summary};
use super::sign_in::side;
use crate::desk::AuthenticationRequest;

/// What was wrong with the code.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Fault {
    /// Nothing was typed.
    Empty,
    /// It is another one.
    Wrong,
}

/// The page, with the code that a telephone would show.
pub(crate) fn page(
    id: &str,
    request: &AuthenticationRequest,
    code: &str,
    fault: Option<Fault>,
) -> HttpResponse {
    let lang = request.lang;
    let wrong = fault.map(|fault| match fault {
        Fault::Empty => lang.pick("请填写验证码", "Enter the code"),
        Fault::Wrong => lang.pick(
            "验证码不正确，请核对后再试",
            "The code is not right. Check it and try again",
        ),
    });
    let summary: Vec<(&str, &str)> = wrong.map(|wrong| ("code", wrong)).into_iter().collect();
    let title = lang.pick("双因素认证", "Second factor");
    let body = html! {
        div.split {
            (side(lang))
            section.card.panel {
                h1 { (title) }
                p.lede { (lang.pick("这项服务须用手机验证码再次确认身份。", "This service needs a second proof of who you are: a code on your telephone.")) }
                (error_summary(lang, &summary))
                p.note {
                    (lang.pick("模拟城市不发短信，您的验证码是 ", "The synthetic city sends no messages. Your code is "))
                    code data-code=(code) { (code) }
                }
                form method="post" action="/second-factor" novalidate {
                    input type="hidden" name="request" value=(id);
                    (Input {
                        lang, id: "code", label: lang.pick("验证码", "Code"), hint: None,
                        error: wrong, kind: "text", value: "",
                        autocomplete: "one-time-code", required: true, inputmode: Some("numeric"),
                    }.render())
                    button.button.primary.wide type="submit" { (lang.pick("确认并继续", "Confirm and continue")) }
                }
            }
        }
    };
    let forms_to = client_origin(&request.redirect_uri);
    let error = lang.pick("错误：", "Error: ");
    let (status, full_title) = if wrong.is_some() {
        (StatusCode::UNPROCESSABLE_ENTITY, format!("{error}{title}"))
    } else {
        (StatusCode::OK, title.to_owned())
    };
    Page {
        status,
        lang,
        title: &full_title,
        switch: Some(format!("/second-factor?request={id}&")),
        forms_to: forms_to.as_deref(),
        body,
    }
    .respond()
}
