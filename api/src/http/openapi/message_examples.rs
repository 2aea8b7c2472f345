//! Examples of messages and of what comes by e-mail and SMS.

use serde_json::Value;
use shared::message::{
    Channel, Delivery, DeliveryState, Message, MessageKind, MessageList, NoticeSettings, Off,
    QuietHours, ReadMessages, SaveNoticeSettings, Topic, Unread, mask_family_name,
};
use shared::purchase::Module;
use shared::values::{Lang, Moment, day_in_shanghai};

/// The body of a request.
pub(super) fn request(operation: &str) -> Option<Value> {
    match operation {
        "read_messages" => json(ReadMessages {
            ids: vec!["msg_019d0000000070008000000000000001".to_owned()],
            up_to: None,
        }),
        "save_notice_settings" => json(SaveNoticeSettings {
            language: Lang::Zh,
            off: off(),
            quiet: Some(QuietHours::DEFAULT),
        }),
        _ => None,
    }
}

/// The body of an answer, with the clock of the other examples.
pub(super) fn response(operation: &str, at: impl Fn(u32, u32) -> Moment) -> Option<Value> {
    match operation {
        "list_messages" => json(list(at)),
        "count_unread" | "read_messages" => json(Unread { unread: 1 }),
        "read_notice_settings" | "save_notice_settings" => json(settings()),
        _ => None,
    }
}

/// A page with one message.
pub(super) fn list(at: impl Fn(u32, u32) -> Moment) -> MessageList {
    let kind = MessageKind::AnswerRequested;
    let delivery = |channel, state, minute| Delivery {
        channel,
        state,
        at: at(9, minute),
    };
    MessageList {
        items: vec![Message {
            id: "msg_019d0000000070008000000000000001".to_owned(),
            kind,
            topic: kind.topic(),
            application: Some("app_019d0000000070008000000000000001".to_owned()),
            reference: Some("ZZ-2026-1120-7KQM2X".to_owned()),
            module: Some(Module::Residential),
            day: Some(day_in_shanghai(at(9, 3))),
            days: None,
            name: mask_family_name("张小明"),
            at: at(9, 3),
            read_at: None,
            deliveries: vec![
                delivery(Channel::Email, DeliveryState::Sent, 4),
                delivery(Channel::Sms, DeliveryState::NotWanted, 3),
            ],
        }],
        unread: 1,
        next_cursor: None,
    }
}

/// What somebody has chosen.
pub(super) fn settings() -> NoticeSettings {
    NoticeSettings {
        version: 2,
        language: Lang::Zh,
        off: off(),
        quiet: Some(QuietHours::DEFAULT),
        email: Some("z***@example.cn".to_owned()),
        mobile: Some("138****0001".to_owned()),
        email_bounced: false,
        mobile_bounced: false,
        contact_of: Some("app_019d0000000070008000000000000001".to_owned()),
    }
}

fn off() -> Vec<Off> {
    vec![Off {
        topic: Topic::Progress,
        channel: Channel::Sms,
    }]
}

fn json(value: impl serde::Serialize) -> Option<Value> {
    serde_json::to_value(value).ok()
}
