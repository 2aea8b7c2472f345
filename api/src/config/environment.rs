//! Values of the environment, by their names.

use std::env;

use url::Url;

use super::fault::{ConfigError, fault};

/// A value; none where it is not set or empty.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that reads the environment"
)]
pub(super) fn value(name: &str) -> Option<String> {
    env::var(name).ok().filter(|v| !v.is_empty())
}

/// An address.
pub(super) fn address(name: &str, default: &str) -> Result<Url, ConfigError> {
    let text = value(name).unwrap_or_else(|| default.to_owned());
    Url::parse(&text).map_err(|e| fault(format!("{name} is not an address: {e}")))
}

/// Words with blanks between.
pub(super) fn words(name: &str, default: &str) -> Vec<String> {
    let text = value(name).unwrap_or_else(|| default.to_owned());
    text.split_whitespace().map(str::to_owned).collect()
}

/// `true` or `false`.
pub(super) fn switch(name: &str, default: bool) -> Result<bool, ConfigError> {
    match value(name).as_deref() {
        None => Ok(default),
        Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(fault(format!("{name} is neither true nor false"))),
    }
}

/// A whole number.
pub(super) fn number(name: &str, default: u32) -> Result<u32, ConfigError> {
    value(name).map_or(Ok(default), |text| {
        text.parse()
            .map_err(|e| fault(format!("{name} is not a number: {e}")))
    })
}
