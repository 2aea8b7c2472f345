//! The provider's signing keys, and how long they are believed.

use std::sync::Arc;
use std::time::Duration;

use openidconnect::core::CoreJsonWebKeySet;
use openidconnect::http::header::{ACCEPT, CACHE_CONTROL};
use openidconnect::http::{HeaderMap, Request, StatusCode};
use url::Url;

use super::client::Http;

/// The longest that keys are believed: a key that is withdrawn ends within that time, whatever
/// the provider allows caches.
const LONGEST: Duration = Duration::from_secs(60);

/// Reads the keys (RFC 7517) and how long they are believed.
pub(super) async fn read_keys(
    address: Url,
    http: Http,
) -> Result<(Arc<CoreJsonWebKeySet>, Duration), String> {
    let request = Request::get(address.as_str())
        .header(ACCEPT, "application/json")
        .body(Vec::new())
        .map_err(|error| error.to_string())?;
    let answer = http.as_client()(request)
        .await
        .map_err(|error| error.to_string())?;
    if answer.status() != StatusCode::OK {
        return Err(format!("the keys were answered by {}", answer.status()));
    }
    let keys = serde_json::from_slice(answer.body())
        .map_err(|error| format!("the keys are not a set of keys: {error}"))?;
    Ok((Arc::new(keys), life(answer.headers())))
}

/// As long as the provider allows caches (`max-age`, RFC 9111, section 5.2.2), and no longer than
/// we do.
fn life(headers: &HeaderMap) -> Duration {
    let lines = headers.get_all(CACHE_CONTROL).into_iter();
    let directives: Vec<String> = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(|directive| directive.trim().to_ascii_lowercase())
        .collect();
    if directives
        .iter()
        .any(|d| d == "no-store" || d == "no-cache")
    {
        return Duration::ZERO;
    }
    let allowed = directives.iter().find_map(|directive| {
        let seconds = directive.strip_prefix("max-age=")?;
        seconds
            .trim_matches('"')
            .parse()
            .ok()
            .map(Duration::from_secs)
    });
    allowed.map_or(LONGEST, |allowed| allowed.min(LONGEST))
}

#[cfg(test)]
mod tests {
    use openidconnect::http::HeaderValue;

    use super::*;

    #[test]
    fn keys_are_believed_as_long_as_allowed_and_a_minute_at_most() {
        for (told, seconds) in [
            (None, 60),
            (Some("public, max-age=5"), 5),
            (Some("Max-Age=\"7\""), 7),
            (Some("max-age=86400"), 60),
            (Some("max-age=0"), 0),
            (Some("no-store"), 0),
            (Some("max-age=x"), 60),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(told) = told {
                headers.insert(CACHE_CONTROL, HeaderValue::from_static(told));
            }
            assert_eq!(life(&headers), Duration::from_secs(seconds), "{told:?}");
        }
    }
}
