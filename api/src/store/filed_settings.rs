//! What somebody has chosen of how they are told.

use shared::message::{Channel, Off, QuietHours, Topic};
use shared::values::Lang;

/// The version of what was not chosen.
pub(super) const UNCHOSEN: u32 = 1;

/// What somebody has chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiledSettings {
    /// Grows by one with each change.
    pub version: u32,
    /// The language.
    pub language: Lang,
    /// What is switched off.
    pub off: Vec<Off>,
    /// When nothing is sent.
    pub quiet: Option<QuietHours>,
}

impl Default for FiledSettings {
    fn default() -> Self {
        Self {
            version: UNCHOSEN,
            language: Lang::default(),
            off: Vec::new(),
            quiet: Some(QuietHours::DEFAULT),
        }
    }
}

impl FiledSettings {
    /// Whether they were ever chosen, rather than assumed.
    #[must_use]
    pub fn is_chosen(&self) -> bool {
        self.version > UNCHOSEN
    }

    /// Whether messages about a topic may come by a channel.
    #[must_use]
    pub fn wants(&self, topic: Topic, channel: Channel) -> bool {
        !self.off.contains(&Off { topic, channel })
    }
}
