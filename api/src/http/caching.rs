//! Answers that a browser or a proxy may keep: a strong tag made from the content, and nothing sent
//! again to whom has it (RFC 9110, 8.8.3 and 13.1.2).

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::error::Result;

/// JSON that everybody gets alike and may keep for so many seconds; then it has to be asked for
/// again.
pub(super) fn answer(
    request: &HttpRequest,
    seconds: u64,
    value: &impl Serialize,
) -> Result<HttpResponse> {
    let body = serde_json::to_vec(value)?;
    Ok(answer_text(request, seconds, "application/json", body))
}

/// The same of what is no JSON.
pub(super) fn answer_text(
    request: &HttpRequest,
    seconds: u64,
    media_type: &'static str,
    body: Vec<u8>,
) -> HttpResponse {
    let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(Sha256::digest(&body)));
    let known = is_known(request, &tag);
    let mut answer = if known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    let keep = format!("public, max-age={seconds}, must-revalidate");
    answer
        .insert_header((header::CACHE_CONTROL, keep))
        .insert_header((header::ETAG, tag));
    if known {
        answer.finish()
    } else {
        answer.content_type(media_type).body(body)
    }
}

/// JSON that one caller gets: a program keeps it and asks each time whether it has changed; in the browser
/// of a seller, which others use as well, nothing is left.
pub(super) fn private_answer(
    request: &HttpRequest,
    value: &impl Serialize,
) -> Result<HttpResponse> {
    let body = serde_json::to_vec(value)?;
    let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(Sha256::digest(&body)));
    let is_of_program = request.headers().contains_key(header::AUTHORIZATION);
    let how = if is_of_program {
        "private, no-cache"
    } else {
        "no-store"
    };
    let keep = (header::CACHE_CONTROL, how);
    if is_known(request, &tag) {
        let mut known = HttpResponse::NotModified();
        return Ok(known
            .insert_header(keep)
            .insert_header((header::ETAG, tag))
            .finish());
    }
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header(keep)
        .insert_header((header::ETAG, tag));
    Ok(answer.content_type("application/json").body(body))
}

/// Whether the caller has what the tag stands for.
pub(super) fn is_known(request: &HttpRequest, tag: &str) -> bool {
    let lines = request.headers().get_all(header::IF_NONE_MATCH);
    lines
        .filter_map(|line| line.to_str().ok())
        .any(|line| lists(line, tag))
}

/// Whether a list of tags holds one; that a tag is marked as weak does not matter here.
fn lists(line: &str, tag: &str) -> bool {
    line.trim() == "*"
        || line.split(',').any(|known| {
            let known = known.trim();
            known.strip_prefix("W/").unwrap_or(known) == tag
        })
}

/// Whether whoever asks lists a coding and does not refuse it by `q=0` (RFC 9110, 12.5.3).
pub(super) fn takes(request: &HttpRequest, coding: &str) -> bool {
    let accept = request.headers().get(header::ACCEPT_ENCODING);
    let accept = accept.and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| takes_coding(accept, coding))
}

fn takes_coding(accept: &str, coding: &str) -> bool {
    accept.split(',').any(|listed| {
        let mut parts = listed.split(';');
        parts.next().is_some_and(|name| name.trim() == coding)
            && parts.all(|part| {
                let weight = part.trim().strip_prefix("q=");
                weight.is_none_or(|q| q.parse::<f32>().is_ok_and(|q| q > 0.0))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_holds_a_tag_in_any_of_its_forms() {
        for line in [
            "\"a\"",
            "W/\"a\"",
            "\"b\", \"a\"",
            "\"b\" ,W/\"a\" ",
            "*",
            " * ",
        ] {
            assert!(lists(line, "\"a\""), "{line}");
        }
        for line in ["", "a", "\"A\"", "\"b\"", "\"ab\"", "w/\"a\"", "\"*\""] {
            assert!(!lists(line, "\"a\""), "{line}");
        }
    }

    #[test]
    fn a_coding_is_sent_to_those_who_take_it() {
        assert!(takes_coding("gzip, deflate, br, zstd", "br"));
        assert!(takes_coding("br;q=0.5", "br"));
        assert!(!takes_coding("br;q=0, gzip", "br"));
        assert!(!takes_coding("gzip", "br"));
    }
}
