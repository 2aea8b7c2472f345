//! By what ways the platform sends, and which job sends by each.

use shared::message::Channel;

use crate::app::App;
use crate::store::jobs::kind::JobKind;

/// Whether the platform sends by a channel.
#[must_use]
pub(super) fn is_configured(app: &App, channel: Channel) -> bool {
    match channel {
        Channel::Email => app.notices.sends_email(),
        Channel::Sms => app.notices.sends_texts(),
    }
}

/// The job that sends by a channel.
#[must_use]
pub(super) fn job(channel: Channel) -> JobKind {
    match channel {
        Channel::Email => JobKind::SendEmail,
        Channel::Sms => JobKind::SendSms,
    }
}
