//! What people are told: messages in the application, and the same by e-mail and as SMS. They name
//! nobody but by a masked family name, and lead to pages behind the sign-in.

mod goal;
mod kind;
mod settings;
mod told;
mod words;

use serde::{Deserialize, Serialize};

pub use kind::{Channel, MessageKind, Topic};
pub use settings::{NoticeSettings, Off, QuietHours, SaveNoticeSettings};
pub use told::{Delivery, DeliveryState, Message};
pub use words::outside::{footer, link_label, settings_label, text_message};
pub use words::{Action, MessageWords, words};

/// The page with all messages: a path behind the sign-in.
pub const MESSAGES_PATH: &str = "/messages";
/// The page on which somebody chooses what comes by e-mail and SMS: a path behind the sign-in.
pub const SETTINGS_PATH: &str = "/messages/settings";

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
