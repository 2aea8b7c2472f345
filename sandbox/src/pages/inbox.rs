//! The inbox of everybody: what the platform has sent by e-mail and text message, the newest first.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use maud::{Markup, html};
use serde::Deserialize;
use url::form_urlencoded;

use super::form::time;
use super::notice;
use super::page::Page;
use crate::lang::Lang;
use crate::messages::ReceivedMessage;
use crate::messages::channel::MessageChannel;
use crate::town::{Town, lock};

/// The address of the page.
#[derive(Deserialize)]
pub(super) struct PageQuery {
    lang: Option<Lang>,
    /// Whose messages; everybody's unless said.
    to: Option<String>,
}

pub(super) async fn show(
    town: web::Data<Town>,
    browser: HttpRequest,
    query: web::Query<PageQuery>,
) -> HttpResponse {
    let lang = query.lang.unwrap_or_else(|| Lang::wanted(None, &browser));
    let to = query
        .to
        .as_deref()
        .map(str::trim)
        .filter(|to| !to.is_empty());
    let title = lang.pick("模拟城市的收件箱", "The inbox of the synthetic city");
    let messages = lock(&town.messages);
    let wanted: Vec<&ReceivedMessage> = messages.to(to).collect();
    let body = html! {
        div.wide-page {
            h1 { (title) }
            p.lede {
                (lang.pick(
                    "平台发出的短信和邮件都到这里，不会送到城市之外。最新的在最上面；重启后清空。",
                    "Every e-mail and text message of the platform ends up here and goes no further. The newest comes first; a restart empties it.",
                ))
            }
            (chooser(lang, to, &messages.recipients()))
            h2.theme {
                @match lang {
                    Lang::Zh => { (wanted.len()) " 条" }
                    Lang::En if wanted.len() == 1 => { "One message" }
                    Lang::En => { (wanted.len()) " messages" }
                }
            }
            @if wanted.is_empty() {
                p.lede { (lang.pick("还没有收到。发送通常只要一两秒，请稍后刷新。", "Nothing has come yet. Sending takes a second or two as a rule: refresh the page.")) }
            }
            @for message in &wanted { (entry(lang, message)) }
        }
    };
    Page {
        status: StatusCode::OK,
        lang,
        title,
        switch: Some(address(to)),
        forms_to: None,
        body,
    }
    .respond()
}

/// The page for somebody's messages, up to its language.
fn address(to: Option<&str>) -> String {
    let query = match to {
        Some(to) => form_urlencoded::Serializer::new(String::new())
            .append_pair("to", to)
            .finish(),
        None => return "/inbox?".to_owned(),
    };
    format!("/inbox?{query}&")
}

/// Whose messages are shown, and the button that looks again.
fn chooser(lang: Lang, to: Option<&str>, recipients: &[&str]) -> Markup {
    html! {
        form.choose method="get" action="/inbox" {
            input type="hidden" name="lang" value=(lang.tag());
            div.field {
                label for="to" { (lang.pick("收件人", "Recipient")) }
                select.input #to name="to" {
                    option value="" selected[to.is_none()] { (lang.pick("所有人", "Everybody")) }
                    @for recipient in recipients {
                        option value=(recipient) selected[is_same(to, recipient)] { (recipient) }
                    }
                    @if let Some(to) = to.filter(|to| !recipients.iter().any(|known| is_same(Some(to), known))) {
                        option value=(to) selected { (to) }
                    }
                }
            }
            button.button.primary type="submit" { (lang.pick("显示最新", "Show the newest")) }
        }
    }
}

fn is_same(to: Option<&str>, recipient: &str) -> bool {
    to.is_some_and(|to| to.eq_ignore_ascii_case(recipient))
}

fn entry(lang: Lang, message: &ReceivedMessage) -> Markup {
    let (class, channel) = match message.channel {
        MessageChannel::Email => ("state pass", lang.pick("邮件", "E-mail")),
        MessageChannel::Sms => ("state wait", lang.pick("短信", "Text message")),
    };
    let id = format!("message-{}", message.number);
    let title = message.subject.as_deref().unwrap_or(channel);
    html! {
        article.card.household aria-labelledby=(id) {
            h3 id=(id) lang=[message.language.as_deref()] { (title) }
            p.meta {
                span class=(class) { (channel) }
                (lang.pick("发给 ", "to ")) code { (message.to) }
                " · " (time(message.at))
                @if message.times > 1 {
                    " · "
                    @match lang {
                        Lang::Zh => { "收到 " (message.times) " 次" }
                        Lang::En => { "came " (message.times) " times" }
                    }
                }
            }
            p.letter lang=[message.language.as_deref()] { (with_links(&message.text)) }
            @if message.html.is_some() {
                p.note { a href=(format!("/inbox/{}", message.number)) { (lang.pick("按邮件的版式查看", "See it as it is laid out")) } }
            }
        }
    }
}

/// Text whose addresses can be followed.
fn with_links(text: &str) -> Markup {
    html! {
        @for (part, is_address) in parts(text) {
            @if is_address { a href=(part) rel="noopener" { (part) } }
            @else { (part) }
        }
    }
}

/// The parts of a text, and which of them are addresses: these end where a blank or a character
/// comes that no address has.
fn parts(text: &str) -> Vec<(&str, bool)> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(begin) = rest
        .find("https://")
        .into_iter()
        .chain(rest.find("http://"))
        .min()
    {
        let (before, address) = rest.split_at(begin);
        let end = address.find(|c: char| !c.is_ascii_graphic() || "\"<>".contains(c));
        let (address, after) = address.split_at(end.unwrap_or(address.len()));
        parts.push((before, false));
        parts.push((address, true));
        rest = after;
    }
    parts.push((rest, false));
    parts
}

/// One e-mail as its sender has laid it out, and nothing around it.
pub(super) async fn show_as_sent(
    town: web::Data<Town>,
    browser: HttpRequest,
    number: web::Path<u64>,
) -> HttpResponse {
    let html = lock(&town.messages)
        .with_number(number.into_inner())
        .and_then(|message| message.html.clone());
    match html {
        Some(html) => HttpResponse::Ok()
            .content_type("text/html; charset=utf-8")
            // As a mail program would: its own style, nothing from elsewhere, no script.
            .insert_header((
                header::CONTENT_SECURITY_POLICY,
                "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
                 form-action 'none'; frame-ancestors 'none'",
            ))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .insert_header((header::REFERRER_POLICY, "no-referrer"))
            .body(html),
        None => notice::not_found(browser).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_a_text_are_found() {
        let text = "看 http://127.0.0.1:8080/applications/1。再见 <https://x.cn>";
        let found: Vec<&str> = parts(text)
            .into_iter()
            .filter_map(|(part, is_address)| is_address.then_some(part))
            .collect();
        assert_eq!(
            found,
            ["http://127.0.0.1:8080/applications/1", "https://x.cn"]
        );
        let all: String = parts(text).into_iter().map(|(part, _)| part).collect();
        assert_eq!(all, text);
    }
}
