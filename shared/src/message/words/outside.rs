//! What stands around a message where it leaves the platform: who sends it, why, and where it is
//! switched off.

use super::MessageWords;
use crate::values::Lang;

/// A message as SMS: the signature that gateways ask for in front, the link behind.
#[must_use]
pub fn text_message(words: &MessageWords, link: &str, lang: Lang) -> String {
    let body = &words.body;
    let label = link_label(words, lang);
    match lang {
        Lang::Zh => format!("【安居核验】{body}{label}：{link}"),
        Lang::En => format!("[Anju] {body} {label}: {link}"),
    }
}

/// The words of the link that a message leads on with.
#[must_use]
pub fn link_label(words: &MessageWords, lang: Lang) -> &'static str {
    match (&words.action, lang) {
        (Some(action), _) => action.label,
        (None, Lang::Zh) => "查看全部通知",
        (None, Lang::En) => "See all messages",
    }
}

/// What stands below an e-mail; `telephone` is the operator's.
#[must_use]
pub fn footer(telephone: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "您在安居核验平台办理购房资格核验，因此收到这封邮件。邮件由系统自动发送，请勿回复；如有疑问，请拨打 {telephone}。我们不会在邮件中索要密码、验证码或证件号码。"
        ),
        Lang::En => format!(
            "You get this e-mail because of what you have under way on Anju, the platform for home-purchase eligibility. It was sent by a machine: please do not answer; call {telephone} with questions. We never ask for passwords, codes or document numbers by e-mail."
        ),
    }
}

/// The words of the link to the page on which messages are switched off.
#[must_use]
pub fn settings_label(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "设置接收哪些通知",
        Lang::En => "Choose which messages you get",
    }
}

#[cfg(test)]
mod tests {
    use super::super::Action;
    use super::*;

    #[test]
    fn a_text_message_is_signed_and_leads_on() {
        let words = MessageWords {
            title: "核验通过",
            body: "李**的申请核验通过。".to_owned(),
            action: Some(Action {
                label: "查看申请",
                path: "/applications/app_1".to_owned(),
            }),
        };
        let text = text_message(&words, "https://anju.cn/applications/app_1", Lang::Zh);
        assert_eq!(
            text,
            "【安居核验】李**的申请核验通过。查看申请：https://anju.cn/applications/app_1"
        );
        let without = MessageWords {
            action: None,
            ..words
        };
        assert_eq!(link_label(&without, Lang::En), "See all messages");
    }
}
