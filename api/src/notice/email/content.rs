//! How an e-mail is written down (RFC 5322): the same words as text and as HTML, with what tells
//! programs that a machine has sent it (RFC 3834) and where it is switched off (RFC 2369).

use lettre::Address;
use lettre::error::Error;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart};
use maud::{DOCTYPE, html};
use shared::values::Lang;

use super::super::letter::Letter;

/// Writes an e-mail down. It is the same message however often it is sent: `host` and the letter's id
/// make its `Message-ID`.
///
/// # Errors
/// It cannot be put into words that e-mail knows.
pub(super) fn write(
    letter: &Letter<'_>,
    from: &Address,
    to: &Address,
    host: &str,
) -> Result<Vec<u8>, Error> {
    let mut message = Message::builder()
        .message_id(Some(format!("<{}@{host}>", letter.id)))
        .date(letter.at.into())
        .from(Mailbox::new(Some(on_one_line(letter.from)), from.clone()))
        .to(Mailbox::new(None, to.clone()))
        .subject(on_one_line(letter.title))
        .raw_header(header("Content-Language", language(letter.language)))
        .raw_header(header("Auto-Submitted", "auto-generated"));
    if let Some((_, page)) = letter.settings {
        message = message.raw_header(header("List-Unsubscribe", &format!("<{page}>")));
    }
    let message = message.multipart(MultiPart::alternative_plain_html(
        as_text(letter),
        as_html(letter),
    ))?;
    Ok(message.formatted())
}

/// Words for a header, where a line cannot end.
fn on_one_line(words: &str) -> String {
    words.chars().filter(|c| !c.is_control()).collect()
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

fn language(language: Lang) -> &'static str {
    match language {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    }
}

fn as_text(letter: &Letter<'_>) -> String {
    let Letter {
        from,
        body,
        action,
        link,
        footer,
        settings,
        ..
    } = letter;
    let settings = settings.map(|(action, page)| format!("{action}\n{page}\n"));
    let settings = settings.unwrap_or_default();
    format!("{body}\n\n{action}\n{link}\n\n-- \n{from}\n{footer}\n{settings}")
}

/// Mail programs know little of style: what there is stands at each element.
fn as_html(letter: &Letter<'_>) -> String {
    let page = "margin:0;padding:24px 12px;background:#f4f7fb;color:#15202b;\
                font-family:'PingFang SC','Microsoft YaHei','Noto Sans SC',sans-serif;\
                font-size:16px;line-height:1.7";
    let card = "max-width:560px;margin:0 auto;padding:24px;background:#ffffff;\
                border-top:4px solid #0e3460;border-radius:8px";
    let button = "display:inline-block;padding:12px 24px;background:#1b569b;color:#ffffff;\
                  border-radius:8px;font-weight:600;text-decoration:none";
    let small = "margin:24px 0 0;padding-top:16px;border-top:1px solid #d3dbe4;color:#566778;\
                 font-size:14px";
    let markup = html! {
        (DOCTYPE)
        html lang=(language(letter.language)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (letter.title) }
            }
            body style=(page) {
                div style=(card) {
                    h1 style="margin:0 0 12px;font-size:21px;line-height:1.4" { (letter.title) }
                    @for paragraph in letter.body.lines().filter(|line| !line.is_empty()) {
                        p style="margin:0 0 12px" { (paragraph) }
                    }
                    p style="margin:20px 0 0" {
                        a href=(letter.link) style=(button) { (letter.action) }
                    }
                    p style=(small) {
                        (letter.from) br; (letter.footer)
                        @if let Some((action, page)) = letter.settings {
                            br;
                            a href=(page) style="color:#1b569b" { (action) }
                        }
                    }
                }
            }
        }
    };
    markup.into_string()
}

#[cfg(test)]
mod tests {
    use shared::values::Moment;
    use url::Url;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn words_are_shown_and_never_run() {
        let link = Url::parse("https://anju.example/applications/1?a=1&b=\"><script>").unwrap();
        let settings = Url::parse("https://anju.example/messages/settings").unwrap();
        let letter = Letter {
            id: Uuid::nil(),
            to: "a@example.cn",
            from: "安居\r\nBcc: all@example.cn",
            language: Lang::Zh,
            title: "<b>核验通过</b>\r\nBcc: all@example.cn",
            body: "一<script>\n二",
            action: "查看",
            link: &link,
            footer: "请勿回复",
            settings: Some(("设置", &settings)),
            at: Moment::default(),
        };
        let html = as_html(&letter);
        assert!(
            !html.contains("<script>") && !html.contains("<b>"),
            "{html}"
        );
        let to: Address = letter.to.parse().unwrap();
        let message = write(&letter, &to, &to, "anju.example").unwrap();
        // Written in ASCII, whatever the server can, and within the lines that it has.
        assert!(message.is_ascii());
        let text = String::from_utf8(message).unwrap();
        let (head, _) = text.split_once("\r\n\r\n").unwrap();
        assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
        let id = "Message-ID: <00000000-0000-0000-0000-000000000000@anju.example>";
        let unsubscribe = "List-Unsubscribe: <https://anju.example/messages/settings>";
        for line in [id, unsubscribe, "Auto-Submitted: auto-generated"] {
            assert!(head.lines().any(|found| found == line), "{head}");
        }
    }
}
