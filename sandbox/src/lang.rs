//! The two languages of the city's pages, and which of them a browser wants.

use actix_web::HttpRequest;
use serde::Deserialize;

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

    /// The language that the switch leads to.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
}
