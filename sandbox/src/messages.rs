//! What people of the city were sent: e-mail and text messages, as they came in, in memory. Nothing
//! leaves the city.

pub(crate) mod channel;
pub(crate) mod faults;

use std::collections::VecDeque;

use serde::Serialize;
use shared::values::Moment;

use channel::MessageChannel;
use faults::{MessageFault, MessageFaults};

/// How many messages are kept; of more the oldest go.
const MOST: usize = 2000;

/// A message that somebody was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReceivedMessage {
    /// Its number in the inbox, from 1 on.
    pub number: u64,
    /// How it came.
    pub channel: MessageChannel,
    /// By which the sender knows it: the e-mail's `Message-ID`, the text message's idempotency key.
    pub id: String,
    /// The e-mail address or telephone number that it went to.
    pub to: String,
    /// The language that the sender names.
    pub language: Option<String>,
    /// The subject of an e-mail.
    pub subject: Option<String>,
    /// The words.
    pub text: String,
    /// The words of an e-mail as HTML.
    pub html: Option<String>,
    /// The header of an e-mail, unfolded, in its order.
    pub headers: Vec<(String, String)>,
    /// When it came first.
    pub at: Moment,
    /// How often it came: a sender who never heard that it did sends it again.
    pub times: u64,
}

/// The inbox of everybody, and what goes wrong on the way to it.
#[derive(Debug, Default)]
pub(crate) struct Messages {
    received: VecDeque<ReceivedMessage>,
    count: u64,
    faults: MessageFaults,
}

impl Messages {
    /// Keeps a message and numbers it. One that came before is counted.
    pub(crate) fn receive(&mut self, message: ReceivedMessage) {
        let same = |known: &&mut ReceivedMessage| {
            known.channel == message.channel && known.id == message.id && known.to == message.to
        };
        if let Some(known) = self.received.iter_mut().find(same) {
            known.times = known.times.saturating_add(1);
            return;
        }
        self.count = self.count.saturating_add(1);
        self.received.push_front(ReceivedMessage {
            number: self.count,
            times: 1,
            ..message
        });
        self.received.truncate(MOST);
    }

    /// The messages to an address or number, or all, the newest first.
    pub(crate) fn to<'a>(
        &'a self,
        to: Option<&'a str>,
    ) -> impl Iterator<Item = &'a ReceivedMessage> {
        let wanted = move |message: &&ReceivedMessage| {
            to.is_none_or(|to| message.to.eq_ignore_ascii_case(to))
        };
        self.received.iter().filter(wanted)
    }

    /// The message of that number.
    pub(crate) fn with_number(&self, number: u64) -> Option<&ReceivedMessage> {
        self.received.iter().find(|known| known.number == number)
    }

    /// Everybody to whom there are messages, the latest first.
    pub(crate) fn recipients(&self) -> Vec<&str> {
        let mut known: Vec<&str> = Vec::new();
        for message in &self.received {
            if !known.iter().any(|to| to.eq_ignore_ascii_case(&message.to)) {
                known.push(&message.to);
            }
        }
        known
    }

    /// Forgets all messages.
    pub(crate) fn clear(&mut self) {
        self.received.clear();
    }

    /// What goes wrong.
    pub(crate) fn faults(&mut self) -> &mut MessageFaults {
        &mut self.faults
    }

    /// What goes wrong with the next message to somebody, if anything.
    pub(crate) fn next_fault(&mut self, channel: MessageChannel, to: &str) -> Option<MessageFault> {
        self.faults.next(channel, to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(id: &str, to: &str) -> ReceivedMessage {
        ReceivedMessage {
            number: 0,
            channel: MessageChannel::Sms,
            id: id.to_owned(),
            to: to.to_owned(),
            language: None,
            subject: None,
            text: "…".to_owned(),
            html: None,
            headers: Vec::new(),
            at: Moment::default(),
            times: 0,
        }
    }

    #[test]
    fn the_newest_comes_first_and_one_that_comes_again_is_counted() {
        let mut messages = Messages::default();
        for (id, to) in [("a", "1"), ("b", "2"), ("a", "1"), ("a", "2"), ("c", "1")] {
            messages.receive(message(id, to));
        }
        let seen =
            |to| -> Vec<(u64, u64)> { messages.to(to).map(|m| (m.number, m.times)).collect() };
        assert_eq!(seen(None), [(4, 1), (3, 1), (2, 1), (1, 2)]);
        assert_eq!(seen(Some("2")), [(3, 1), (2, 1)]);
        assert_eq!(messages.recipients(), ["1", "2"]);
        assert_eq!(messages.with_number(2).unwrap().id, "b");
    }
}
