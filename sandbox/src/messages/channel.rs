//! The ways by which messages come.

use serde::{Deserialize, Serialize};

/// How a message comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageChannel {
    /// E-mail, by SMTP.
    Email,
    /// Text message, by the gateway.
    Sms,
}
