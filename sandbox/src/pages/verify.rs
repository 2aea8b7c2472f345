//! The page 实名认证, on which a registered user proves to be one of the city's people.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use maud::html;

use super::page::{Input, Page, client_origin, error_summary};
use super::sign_in::side;
use crate::accounts::Identity;
use crate::desk::AuthenticationRequest;

/// What was wrong with the number.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Fault {
    /// Nothing was typed.
    Empty,
    /// It does not lead to a person of that name, or that person has an account.
    NoMatch,
}

/// The page. A number that was wrong is not shown again.
pub(crate) fn page(
    id: &str,
    request: &AuthenticationRequest,
    identity: &Identity,
    fault: Option<Fault>,
) -> HttpResponse {
    let lang = request.lang;
    let wrong = fault.map(|fault| match fault {
        Fault::Empty => lang.pick("请填写证件号码", "Enter the number of your document"),
        Fault::NoMatch => lang.pick(
            "姓名与证件号码未能核对一致，或该证件已有账号",
            "Name and number do not match, or the document has an account already",
        ),
    });
    let summary: Vec<(&str, &str)> = wrong.map(|wrong| ("number", wrong)).into_iter().collect();
    let title = lang.pick("实名认证", "Verify your identity");
    let body = html! {
        div.split {
            (side(lang))
            section.card.panel {
                h1 { (title) }
                p.lede { (lang.pick("绑定证件等业务只向实名用户开放。", "Binding a document and other services need a verified identity.")) }
                (error_summary(lang, &summary))
                p { (lang.pick("姓名：", "Name: ")) b { (identity.name) } }
                form method="post" action="/verify" novalidate {
                    input type="hidden" name="request" value=(id);
                    (Input {
                        lang, id: "number", label: lang.pick("证件号码", "Document number"),
                        hint: Some(lang.pick(
                            "正式平台在此还要核验人脸；模拟城市只核对姓名和号码",
                            "A real platform checks your face as well; the synthetic city compares name and number only",
                        )),
                        error: wrong, kind: "text", value: "",
                        autocomplete: "off", required: true, inputmode: None,
                    }.render())
                    button.button.primary.wide type="submit" { (lang.pick("认证并继续", "Verify and continue")) }
                    button.button.quiet.wide type="submit" name="later" value="1" { (lang.pick("以后再说", "Later")) }
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
        switch: Some(format!("/verify?request={id}&")),
        forms_to: forms_to.as_deref(),
        body,
    }
    .respond()
}
