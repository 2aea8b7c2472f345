//! The pages of the city: plain HTML without a script, one style sheet, two languages.

pub(crate) mod notice;
pub(crate) mod register;
pub(crate) mod residents;
mod scene;
pub(crate) mod sign_in;
pub(crate) mod sign_out;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName};
use actix_web::{HttpRequest, HttpResponse, web};
use maud::{DOCTYPE, Markup, html};
use serde::Deserialize;

use crate::town::Town;

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/", web::get().to(residents::show))
        .route("/assets/city.css", web::get().to(style_sheet))
        .default_service(web::to(notice::not_found));
}

/// The languages of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum Lang {
    /// 简体中文
    #[serde(rename = "zh-CN", alias = "zh")]
    Zh,
    /// English
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// The first known language of `ui_locales`, otherwise of the browser, otherwise Chinese.
    pub(crate) fn wanted(ui_locales: Option<&str>, browser: &HttpRequest) -> Self {
        let known = |tag: &str| {
            let tag = tag.trim().to_ascii_lowercase();
            if tag.starts_with("zh") {
                Some(Self::Zh)
            } else if tag.starts_with("en") {
                Some(Self::En)
            } else {
                None
            }
        };
        let asked = ui_locales.and_then(|tags| tags.split_ascii_whitespace().find_map(known));
        let accepted = || {
            let header = browser.headers().get("accept-language")?.to_str().ok()?;
            header.split(',').find_map(known)
        };
        asked.or_else(accepted).unwrap_or(Self::Zh)
    }

    /// The text in this language.
    pub(crate) fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// The language tag.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
}

/// A page in its frame.
pub(crate) struct Page<'a> {
    /// The status.
    pub(crate) status: StatusCode,
    /// The language.
    pub(crate) lang: Lang,
    /// What comes before the name of the platform in the title.
    pub(crate) title: &'a str,
    /// Path and query of this page up to `lang=`, for the switch of language; none: no switch.
    pub(crate) switch: Option<String>,
    /// Where forms may lead, besides this origin: form-action holds for redirects as well.
    pub(crate) forms_to: Option<&'a str>,
    /// What is in `main`.
    pub(crate) body: Markup,
}

impl Page<'_> {
    /// The response.
    pub(crate) fn respond(self) -> HttpResponse {
        let lang = self.lang;
        let name = lang.pick("北京市统一身份认证平台", "City identity platform");
        let other = lang.other();
        let markup = html! {
            (DOCTYPE)
            html lang=(lang.tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light";
                    title { (self.title) " – " (name) (lang.pick("（模拟环境）", " (synthetic)")) }
                    link rel="icon" href="data:,";
                    link rel="stylesheet" href="/assets/city.css";
                }
                body {
                    a.skip href="#main" { (lang.pick("跳到正文", "Skip to content")) }
                    header.bar {
                        div {
                            (scene::emblem())
                            p.brand {
                                strong { (name) }
                                span.tag { (lang.pick("模拟环境", "Synthetic")) }
                            }
                            @if let Some(switch) = &self.switch {
                                a.switch href=(format!("{switch}lang={}", other.tag())) lang=(other.tag()) hreflang=(other.tag()) {
                                    (other.pick("中文", "English"))
                                }
                            }
                        }
                    }
                    main #main tabindex="-1" { (self.body) }
                    footer.foot {
                        p {
                            (lang.pick(
                                "本平台为开发与测试用的模拟环境，人员与证件均为虚构。请勿填写真实的个人信息。",
                                "A synthetic environment for development and tests: its people and documents do not exist. Do not enter personal data of real people.",
                            ))
                        }
                    }
                }
            }
        };
        let policy = format!(
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'{}{}; \
             base-uri 'none'; frame-ancestors 'none'",
            if self.forms_to.is_some() { " " } else { "" },
            self.forms_to.unwrap_or_default(),
        );
        let mut response = HttpResponse::build(self.status);
        for (name, value) in [
            (header::CONTENT_SECURITY_POLICY, policy.as_str()),
            (header::CACHE_CONTROL, "no-store"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            // Not no-referrer: that would hide the origin of our own forms from ourselves.
            (header::REFERRER_POLICY, "same-origin"),
            (
                HeaderName::from_static("cross-origin-opener-policy"),
                "same-origin",
            ),
        ] {
            response.insert_header((name, value));
        }
        response
            .content_type("text/html; charset=utf-8")
            .body(markup.into_string())
    }
}

/// The origins to which the client may be sent back after a form.
fn client_origin(redirect: &str) -> Option<String> {
    let origin = url::Url::parse(redirect).ok()?.origin();
    origin.is_tuple().then(|| origin.ascii_serialization())
}

async fn style_sheet(_: web::Data<Town>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(include_str!("../assets/city.css"))
}

/// A field with its label, hint and error, tied together for screen readers.
struct Input<'a> {
    lang: Lang,
    id: &'a str,
    label: &'a str,
    hint: Option<&'a str>,
    error: Option<&'a str>,
    kind: &'a str,
    value: &'a str,
    autocomplete: &'a str,
    required: bool,
    inputmode: Option<&'a str>,
}

impl Input<'_> {
    fn render(&self) -> Markup {
        let hint_id = format!("{}-hint", self.id);
        let error_id = format!("{}-error", self.id);
        let described: Vec<&str> = [
            self.hint.map(|_| hint_id.as_str()),
            self.error.map(|_| error_id.as_str()),
        ]
        .into_iter()
        .flatten()
        .collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        html! {
            div.field.bad[self.error.is_some()] {
                label for=(self.id) {
                    (self.label) " "
                    span.need {
                        @if self.required { (self.lang.pick("必填", "required")) }
                        @else { (self.lang.pick("选填", "optional")) }
                    }
                }
                @if let Some(hint) = self.hint { p.hint id=(hint_id) { (hint) } }
                @if let Some(error) = self.error {
                    p.why id=(error_id) {
                        span.unseen { (self.lang.pick("错误：", "Error: ")) }
                        (error)
                    }
                }
                input.input id=(self.id) name=(self.id) type=(self.kind) value=(self.value)
                    autocomplete=(self.autocomplete) autocapitalize="none" spellcheck="false"
                    inputmode=[self.inputmode]
                    aria-required=[self.required.then_some("true")]
                    aria-invalid=[self.error.map(|_| "true")]
                    aria-describedby=[described];
            }
        }
    }
}

/// The summary of what is wrong, with links to the fields; it takes the focus.
fn error_summary(lang: Lang, errors: &[(&str, &str)]) -> Markup {
    if errors.is_empty() {
        return html! {};
    }
    let title = match lang {
        Lang::Zh => format!("有 {} 处需要修改", errors.len()),
        Lang::En if errors.len() == 1 => "One thing to correct".to_owned(),
        Lang::En => format!("{} things to correct", errors.len()),
    };
    html! {
        div.summary role="alert" tabindex="-1" autofocus aria-labelledby="summary-title" {
            h2 #summary-title { (title) }
            ul {
                @for (field, error) in errors {
                    li { a href=(format!("#{field}")) { (error) } }
                }
            }
        }
    }
}
