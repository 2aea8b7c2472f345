//! Examples of the clock of a sandbox.

use serde_json::{Value, json};
use shared::sandbox::{SandboxClock, SetSandboxClock};
use shared::values::Moment;

/// The body of a request.
pub(super) fn request(operation: &str, now: Moment) -> Option<Value> {
    match operation {
        "set_sandbox_clock" => Some(json!(SetSandboxClock { now })),
        _ => None,
    }
}

/// The body of an answer.
pub(super) fn response(operation: &str, now: Moment) -> Option<Value> {
    match operation {
        "get_sandbox_clock" | "set_sandbox_clock" => Some(json!(SandboxClock {
            now,
            ahead_seconds: 259_200,
        })),
        _ => None,
    }
}
