//! Faults on demand on the way to somebody's inbox, at the mail server and at the gateway for text
//! messages.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::channel::MessageChannel;

/// What goes wrong with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageFaultKind {
    /// Nothing.
    None,
    /// It is taken, but late.
    Slow,
    /// The connection is held without a word, then reset. A mail server of which this holds for
    /// everybody does not even greet.
    Silent,
    /// The connection is reset; nothing was taken.
    Reset,
    /// The address does not exist: 550 of a mail server, 422 of the gateway.
    RejectPermanently,
    /// Not now: 450 of a mail server, 503 of the gateway.
    RejectForNow,
    /// It is taken, and the connection is reset instead of saying so.
    LostAcknowledgement,
}

/// A fault as it is set through the control endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageFault {
    /// What goes wrong.
    pub fault: MessageFaultKind,
    /// For messages to this address or number only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// How long, for `slow` (3 unless said) and `silent` (30 unless said); of a mail server that refuses,
    /// how long it thinks first (not at all unless said).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u64>,
    /// For how many messages; for all unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u64>,
}

impl MessageFault {
    /// How long a message may be held up at most; the control endpoint refuses longer faults.
    pub(crate) const LONGEST: Duration = Duration::from_secs(600);

    /// How long it takes.
    pub(crate) fn duration(&self) -> Duration {
        let usual = if self.fault == MessageFaultKind::Silent {
            30
        } else {
            3
        };
        Duration::from_secs(self.seconds.unwrap_or(usual))
    }
}

/// A fault and the channel that has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PlacedFault {
    pub(crate) channel: MessageChannel,
    #[serde(flatten)]
    pub(crate) fault: MessageFault,
}

/// The faults in force: one for each channel, and one more for each channel and address, which goes
/// first.
#[derive(Debug, Default)]
pub(crate) struct MessageFaults(Vec<PlacedFault>);

impl MessageFaults {
    /// Puts a fault in the place of the one before; `none` only removes it.
    pub(crate) fn set(&mut self, channel: MessageChannel, fault: MessageFault) {
        self.0
            .retain(|old| old.channel != channel || old.fault.to != fault.to);
        if fault.fault != MessageFaultKind::None && fault.times != Some(0) {
            self.0.push(PlacedFault { channel, fault });
        }
    }

    /// Nothing goes wrong any more.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// The faults in force.
    pub(crate) fn all(&self) -> &[PlacedFault] {
        &self.0
    }

    /// How long a channel is silent to everybody from the first word on, if it is.
    pub(crate) fn silence(&self, channel: MessageChannel) -> Option<Duration> {
        let all = |placed: &&PlacedFault| {
            placed.channel == channel
                && placed.fault.to.is_none()
                && placed.fault.times.is_none()
                && placed.fault.fault == MessageFaultKind::Silent
        };
        self.0
            .iter()
            .find(all)
            .map(|placed| placed.fault.duration())
    }

    /// The fault that a message to somebody has to suffer, if any. It counts as one of the fault's
    /// `times`.
    pub(super) fn next(&mut self, channel: MessageChannel, to: &str) -> Option<MessageFault> {
        let met = |placed: &&mut PlacedFault, personal: bool| {
            let only = placed.fault.to.as_deref();
            placed.channel == channel
                && only.is_some() == personal
                && only.is_none_or(|only| only.eq_ignore_ascii_case(to))
        };
        let found = match self.0.iter_mut().find(|placed| met(placed, true)) {
            Some(found) => found,
            None => self.0.iter_mut().find(|placed| met(placed, false))?,
        };
        if let Some(times) = &mut found.fault.times {
            *times = times.saturating_sub(1);
        }
        let fault = found.fault.clone();
        self.0.retain(|placed| placed.fault.times != Some(0));
        Some(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_counts_down_and_one_of_an_address_goes_first() {
        let mut faults = MessageFaults::default();
        let fault = |fault, to: Option<&str>, times| MessageFault {
            fault,
            to: to.map(str::to_owned),
            seconds: None,
            times,
        };
        let silent = fault(MessageFaultKind::Silent, None, None);
        faults.set(MessageChannel::Email, silent);
        let once = fault(MessageFaultKind::Reset, Some("a@example.cn"), Some(1));
        faults.set(MessageChannel::Email, once);
        let mut next = |to: &str| faults.next(MessageChannel::Email, to).map(|f| f.fault);
        assert_eq!(next("b@example.cn"), Some(MessageFaultKind::Silent));
        assert_eq!(next("A@example.cn"), Some(MessageFaultKind::Reset));
        assert_eq!(next("a@example.cn"), Some(MessageFaultKind::Silent));
        assert_eq!(faults.next(MessageChannel::Sms, "13800000000"), None);
        let silence = faults.silence(MessageChannel::Email);
        assert_eq!(silence, Some(Duration::from_secs(30)));
        let none = fault(MessageFaultKind::None, None, None);
        faults.set(MessageChannel::Email, none);
        assert!(faults.all().is_empty());
    }
}
