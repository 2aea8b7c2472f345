//! The sign-in page.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use maud::{Markup, html};

use super::page::{Input, Page, client_origin, error_summary};
use super::scene;
use crate::desk::AuthenticationRequest;
use crate::lang::Lang;

/// What was typed, and what was wrong with it.
pub(crate) struct Typed {
    /// The user name.
    pub(crate) user_name: String,
    /// What was wrong.
    pub(crate) wrong: Option<SignInError>,
}

/// Why the sign-in did not take place.
pub(crate) enum SignInError {
    /// A field was empty.
    Empty,
    /// User name and password do not belong together.
    Pair,
}

/// The page.
pub(crate) fn page(id: &str, request: &AuthenticationRequest, typed: &Typed) -> HttpResponse {
    let lang = request.lang;
    let wrong = typed.wrong.as_ref().map(|wrong| match wrong {
        SignInError::Empty => lang.pick(
            "请填写用户名和密码",
            "Enter your user name and your password",
        ),
        SignInError::Pair => lang.pick(
            "用户名或密码不正确，请核对后再试",
            "The user name or the password is not right. Check both and try again",
        ),
    });
    let summary: Vec<(&str, &str)> = wrong
        .map(|wrong| ("user_name", wrong))
        .into_iter()
        .collect();
    let title = lang.pick("登录", "Sign in");
    let body = html! {
        div.split {
            (side(lang))
            section.card.panel {
                h1 { (title) }
                p.lede { (lang.pick("登录后将返回“购房资格核验”。", "You will then go back to the home-purchase check.")) }
                (error_summary(lang, &summary))
                form method="post" action="/sign-in" novalidate {
                    input type="hidden" name="request" value=(id);
                    (Input {
                        lang, id: "user_name", label: lang.pick("用户名", "User name"), hint: None,
                        error: wrong, kind: "text", value: &typed.user_name,
                        autocomplete: "username", required: true, inputmode: None,
                    }.render())
                    (Input {
                        lang, id: "password", label: lang.pick("密码", "Password"), hint: None,
                        error: None, kind: "password", value: "",
                        autocomplete: "current-password", required: true, inputmode: None,
                    }.render())
                    button.button.primary.wide type="submit" { (title) }
                }
                p.or { span { (lang.pick("还没有账号？", "No account yet?")) } }
                a.button.quiet.wide href=(format!("/register?request={id}")) {
                    (lang.pick("注册新用户", "Register"))
                }
                p.note {
                    (lang.pick("测试人员的用户名与密码见", "User names and passwords of the test people: "))
                    a href=(format!("/?lang={}", lang.tag())) { (lang.pick("模拟城市的居民", "residents of the synthetic city")) }
                    (lang.pick("。", "."))
                }
            }
        }
    };
    let forms_to = client_origin(&request.redirect_uri);
    let error = lang.pick("错误：", "Error: ");
    let full_title = if wrong.is_some() {
        format!("{error}{title}")
    } else {
        title.to_owned()
    };
    Page {
        status: if wrong.is_some() {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            StatusCode::OK
        },
        lang,
        title: &full_title,
        switch: Some(format!("/sign-in?request={id}&")),
        forms_to: forms_to.as_deref(),
        body,
    }
    .respond()
}

/// The drawing beside the form and what the platform is for.
pub(super) fn side(lang: Lang) -> Markup {
    html! {
        aside.side aria-label=(lang.pick("平台介绍", "About the platform")) {
            div.pitch {
                p.big { (lang.pick("一次认证，全城通办", "One identity for every city service")) }
                ul {
                    li { (lang.pick("一个账号办理多项政务服务", "One account for many public services")) }
                    li { (lang.pick("密码只在本平台填写，不会交给其他系统", "Your password stays here: no other system sees it")) }
                    li { (lang.pick("证件号码只传送给登记的业务系统", "Document numbers go to registered services only, where they need them")) }
                }
            }
            (scene::city())
        }
    }
}
