//! What somebody wants to be told outside of the application, in which language, and when not.

use serde::{Deserialize, Serialize};

use super::kind::{Channel, Topic};
use crate::values::Lang;

/// What comes by e-mail and SMS, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticeSettings {
    /// Grows by one with each change; the strong ETag is this number in quotes.
    pub version: u32,
    /// The language of e-mails and SMS.
    pub language: Lang,
    /// What is switched off.
    pub off: Vec<Off>,
    /// When nothing is sent; none: at any time.
    pub quiet: Option<QuietHours>,
    /// The e-mail address that is known now, masked.
    #[cfg_attr(feature = "openapi", schema(example = "l***@example.cn"))]
    pub email: Option<String>,
    /// The mobile number that is known now, masked.
    #[cfg_attr(feature = "openapi", schema(example = "138****5678"))]
    pub mobile: Option<String>,
    /// Whether the last e-mail to it did not arrive.
    pub email_bounced: bool,
    /// Whether the last SMS to it did not arrive.
    pub mobile_bounced: bool,
    /// The application whose contact these are, where they can be corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "app_019d0000000070008000000000000001")
    )]
    pub contact_of: Option<String>,
}

/// What somebody chooses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaveNoticeSettings {
    /// The language of e-mails and SMS.
    pub language: Lang,
    /// What is switched off. Of what the law wants people told of, one channel stays.
    #[cfg_attr(feature = "openapi", schema(max_items = 12))]
    pub off: Vec<Off>,
    /// When nothing is sent; none: at any time.
    pub quiet: Option<QuietHours>,
}

/// That messages about a topic do not come by a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Off {
    /// The topic.
    pub topic: Topic,
    /// The channel.
    pub channel: Channel,
}

/// Hours of the day in Asia/Shanghai in which nothing is sent: from the first to before the second,
/// over midnight where the second is the smaller one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuietHours {
    /// The hour with which they begin.
    #[cfg_attr(feature = "openapi", schema(maximum = 23, example = 22))]
    pub from: u8,
    /// The hour with which they end.
    #[cfg_attr(feature = "openapi", schema(maximum = 23, example = 8))]
    pub to: u8,
}

impl QuietHours {
    /// Those of somebody who has chosen nothing.
    pub const DEFAULT: Self = Self { from: 22, to: 8 };

    /// Whether they are hours of a day, and not all of them.
    #[must_use]
    pub fn is_valid(self) -> bool {
        self.from < 24 && self.to < 24 && self.from != self.to
    }

    /// How many hours they go on from an hour of the day on; 0 outside of them.
    #[must_use]
    pub fn hours_left(self, hour: u8) -> u8 {
        let after = |from: u8| (hour + 24 - from % 24) % 24;
        let length = (self.to % 24 + 24 - self.from % 24) % 24;
        length.saturating_sub(after(self.from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours_go_over_midnight() {
        let night = QuietHours::DEFAULT;
        let left = [21, 22, 23, 0, 7, 8, 12].map(|hour| night.hours_left(hour));
        assert_eq!(left, [0, 10, 9, 8, 1, 0, 0]);
        let noon = QuietHours { from: 12, to: 14 };
        assert_eq!(
            [11, 12, 13, 14].map(|hour| noon.hours_left(hour)),
            [0, 2, 1, 0]
        );
        assert!(night.is_valid() && !QuietHours { from: 8, to: 8 }.is_valid());
        assert!(!QuietHours { from: 24, to: 8 }.is_valid());
    }
}
