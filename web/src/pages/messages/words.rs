//! What messages are about, in words.

use shared::message::Topic;

use crate::i18n::t_string;
use crate::language::I18n;

/// 办理结果, 需要您办理 …
pub(super) fn topic_word(i18n: I18n, topic: Topic) -> &'static str {
    match topic {
        Topic::Results => t_string!(i18n, messages.topic.results),
        Topic::Requests => t_string!(i18n, messages.topic.requests),
        Topic::Account => t_string!(i18n, messages.topic.account),
        Topic::Progress => t_string!(i18n, messages.topic.progress),
        Topic::Reminders => t_string!(i18n, messages.topic.reminders),
        Topic::Policy => t_string!(i18n, messages.topic.policy),
    }
}

/// What belongs to it.
pub(super) fn topic_note(i18n: I18n, topic: Topic) -> &'static str {
    match topic {
        Topic::Results => t_string!(i18n, messages.topic_note.results),
        Topic::Requests => t_string!(i18n, messages.topic_note.requests),
        Topic::Account => t_string!(i18n, messages.topic_note.account),
        Topic::Progress => t_string!(i18n, messages.topic_note.progress),
        Topic::Reminders => t_string!(i18n, messages.topic_note.reminders),
        Topic::Policy => t_string!(i18n, messages.topic_note.policy),
    }
}
