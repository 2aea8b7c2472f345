//! What people are told: messages in the application, and the same by e-mail and as SMS. They name
//! nobody but by a masked family name, and lead to pages behind the sign-in.

mod kind;
mod settings;
mod words;

use serde::{Deserialize, Serialize};

use crate::names::named;
use crate::purchase::Module;
use crate::values::{Day, Moment};

pub use kind::{MessageKind, Topic};
pub use settings::{NoticeSettings, Off, QuietHours, SaveNoticeSettings};
pub use words::outside::{footer, link_label, settings_label, text_message};
pub use words::{Action, MessageWords, words};

/// The page with all messages: a path behind the sign-in.
pub const MESSAGES_PATH: &str = "/messages";
/// The page on which somebody chooses what comes by e-mail and SMS: a path behind the sign-in.
pub const SETTINGS_PATH: &str = "/messages/settings";

named! {
    /// By what way a message leaves the platform. In the application it is read in any case.
    pub enum Channel {
        /// E-mail.
        Email = "email",
        /// SMS.
        Sms = "sms",
    }
}

named! {
    /// What became of a message on one channel.
    pub enum DeliveryState {
        /// It is on its way.
        Waiting = "waiting",
        /// It waits for the end of the quiet hours.
        Held = "held",
        /// Mail server or telephone network have taken it.
        Sent = "sent",
        /// The address does not exist, or takes nothing.
        Bounced = "bounced",
        /// It did not go through so far and is tried again.
        Failed = "failed",
        /// The person has switched it off.
        NotWanted = "not_wanted",
        /// No address of the person is known.
        NoAddress = "no_address",
        /// The platform does not send by this channel.
        NoChannel = "no_channel",
    }
}

/// What became of a message on one channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Delivery {
    /// By what way.
    pub channel: Channel,
    /// What became of it.
    pub state: DeliveryState,
    /// Since when.
    pub at: Moment,
}

/// A message to somebody. Its words are made of it by [`words`], in any language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    /// `msg_` and a UUID of version 7.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "msg_019d0000000070008000000000000001")
    )]
    pub id: String,
    /// What it says.
    pub kind: MessageKind,
    /// What it is about, by which it can be switched off.
    pub topic: Topic,
    /// The application that it is about: `app_` and a UUID; none where it is about the account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "app_019d0000000070008000000000000001")
    )]
    pub application: Option<String>,
    /// The number of the application that people quote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "ZZ-2026-1120-7KQM2X"))]
    pub reference: Option<String>,
    /// The module of the application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub module: Option<Module>,
    /// The day that the kind speaks of, for example the last one for an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// How many days were left to it when the message was written; 0 on the day itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u8>,
    /// The applicant's family name, masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "李**"))]
    pub name: Option<String>,
    /// When it was written.
    pub at: Moment,
    /// When it was first read, on whatever device; none while it is unread.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_at: Option<Moment>,
    /// What became of it outside of the application, by channel.
    pub deliveries: Vec<Delivery>,
}

/// A page of somebody's messages, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageList {
    /// The messages.
    pub items: Vec<Message>,
    /// How many of all are unread.
    pub unread: u32,
    /// Where the next page begins; none at the end.
    pub next_cursor: Option<String>,
}

/// Which messages were read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReadMessages {
    /// Their ids, 100 at the most; what is not the caller's is passed over.
    #[serde(default)]
    #[cfg_attr(
        feature = "openapi",
        schema(max_items = 100, example = json!(["msg_019d0000000070008000000000000001"]))
    )]
    pub ids: Vec<String>,
    /// Up to which message all are, that one among them: the newest that the page showed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "msg_019d0000000070008000000000000001")
    )]
    pub up_to: Option<String>,
}

/// How many messages are unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unread {
    /// How many.
    pub unread: u32,
}

/// The family name as messages show it, and nothing else of a name: 李**, S**.
#[must_use]
pub fn mask_family_name(name: &str) -> Option<String> {
    let first = name.trim().chars().next()?;
    Some(format!("{first}**"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_by_its_first_character_alone() {
        assert_eq!(mask_family_name(" 李明 ").as_deref(), Some("李**"));
        assert_eq!(mask_family_name("𠮷田").as_deref(), Some("𠮷**"));
        assert_eq!(mask_family_name("SMITH, JOHN").as_deref(), Some("S**"));
        assert_eq!(mask_family_name("  "), None);
    }
}
