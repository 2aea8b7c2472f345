//! Why a message was not taken, and whether sending it again can help.

use std::fmt;

/// Why a message was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undelivered {
    /// The address takes nothing: sending again does not help, another address does.
    Bounced,
    /// No such channel is configured.
    NoChannel,
    /// Something is wrong with the way, which may be mended.
    Later(Trouble),
}

/// What is wrong with the way. It names the fault and never the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// No connection.
    Unreachable,
    /// Nothing came in time.
    TimedOut,
    /// The way cannot be protected as it has to be: nothing was sent.
    Unprotected,
    /// The connection broke before the answer was complete: the message may have been taken.
    Broken,
    /// An answer that is neither a yes nor about the address: a status of HTTP, a code of SMTP.
    Status(u16),
    /// The mailbox or number takes nothing for the moment, with that code.
    Mailbox(u16),
    /// The message cannot be written down as the channel wants it.
    Unwritable,
}

impl Trouble {
    /// The name in the table.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::TimedOut => "timed_out",
            Self::Unprotected => "unprotected",
            Self::Broken => "broken",
            Self::Status(_) => "refused",
            Self::Mailbox(_) => "mailbox",
            Self::Unwritable => "unwritable",
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable => f.write_str("unreachable"),
            Self::TimedOut => f.write_str("timed out"),
            Self::Unprotected => f.write_str("connection cannot be protected"),
            Self::Broken => f.write_str("connection broken"),
            Self::Status(status) => write!(f, "status {status}"),
            Self::Mailbox(code) => write!(f, "mailbox busy: {code}"),
            Self::Unwritable => f.write_str("cannot be written as a message"),
        }
    }
}

impl std::error::Error for Trouble {}
