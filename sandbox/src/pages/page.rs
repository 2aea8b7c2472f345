//! The frame of every page, and the fields of their forms.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName};
use maud::{DOCTYPE, Markup, html};

use super::scene;
use crate::lang::Lang;

/// A page in its frame.
pub(super) struct Page<'a> {
    /// The status.
    pub(super) status: StatusCode,
    /// The language.
    pub(super) lang: Lang,
    /// What comes before the name of the platform in the title.
    pub(super) title: &'a str,
    /// Path and query of this page up to `lang=`, for the switch of language; none: no switch.
    pub(super) switch: Option<String>,
    /// Where forms may lead besides this origin. The client's origin has to be named, because the
    /// rule `form-action` also holds for the redirect that follows a form.
    pub(super) forms_to: Option<&'a str>,
    /// What is in `main`.
    pub(super) body: Markup,
}

impl Page<'_> {
    /// The response.
    pub(super) fn respond(self) -> HttpResponse {
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

/// The origin to which a form may lead, because the client is there.
pub(super) fn client_origin(redirect: &str) -> Option<String> {
    let origin = url::Url::parse(redirect).ok()?.origin();
    origin.is_tuple().then(|| origin.ascii_serialization())
}

/// A field with its label, hint and error, tied together for screen readers.
pub(super) struct Input<'a> {
    pub(super) lang: Lang,
    pub(super) id: &'a str,
    pub(super) label: &'a str,
    pub(super) hint: Option<&'a str>,
    pub(super) error: Option<&'a str>,
    pub(super) kind: &'a str,
    pub(super) value: &'a str,
    pub(super) autocomplete: &'a str,
    pub(super) required: bool,
    pub(super) inputmode: Option<&'a str>,
}

impl Input<'_> {
    /// The label, what belongs to it, and the field.
    pub(super) fn render(&self) -> Markup {
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
pub(super) fn error_summary(lang: Lang, errors: &[(&str, &str)]) -> Markup {
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
