//! A message as its recipient gets it, and what became of it.

use serde::{Deserialize, Serialize};

use super::kind::{Channel, MessageKind, Topic};
use crate::names::named;
use crate::purchase::Module;
use crate::values::{Day, Moment};

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

/// A message to somebody. Its words are made of it by [`super::words()`], in any language.
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
