//! `If-Match`: the versions of a draft that a caller expects (RFC 9110, 13.1.1); `Idempotency-Key`: by
//! what a caller knows a request that is repeated.

use actix_web::HttpRequest;
use actix_web::http::header;
use shared::problem::ProblemKind;

use crate::error::Result;

/// The tag of a version: strong, and written in one way.
pub(super) fn etag(version: u32) -> String {
    format!("\"{version}\"")
}

/// The versions that would do; none where all tags are of something else. A weak tag stands for no
/// version, because two that are alike are not the same. `*` would overwrite blindly and is
/// refused.
///
/// # Errors
/// The header is missing, or is not a list of tags.
pub(super) fn versions(request: &HttpRequest) -> Result<Vec<u32>> {
    let lines = request.headers().get_all(header::IF_MATCH);
    let lines: Option<Vec<&str>> = lines.map(|line| line.to_str().ok()).collect();
    let lines = lines.ok_or(ProblemKind::MalformedRequest)?;
    if lines.is_empty() {
        return Err(ProblemKind::PreconditionRequired.into());
    }
    let tags = tags(&lines.join(",")).ok_or(ProblemKind::MalformedRequest)?;
    let versions = tags.iter().filter_map(|tag| {
        let version = tag.strip_prefix('"')?.strip_suffix('"')?.parse().ok()?;
        // A number can be written in several ways, a tag in one.
        (etag(version) == *tag).then_some(version)
    });
    Ok(versions.collect())
}

/// `Idempotency-Key`: the name that the caller gave the request, if any.
///
/// # Errors
/// It is not of its form.
pub(super) fn idempotency_key(request: &HttpRequest) -> Result<Option<&str>> {
    let Some(value) = request.headers().get("Idempotency-Key") else {
        return Ok(None);
    };
    let key = value.to_str().ok();
    let key = key
        .filter(|key| (1..=64).contains(&key.len()) && key.chars().all(|c| c.is_ascii_graphic()));
    key.map(Some)
        .ok_or_else(|| ProblemKind::MalformedRequest.into())
}

/// The tags of a list, as they are written; none where it is no list of tags. An empty entry is
/// passed over (RFC 9110, 5.6.1.2).
fn tags(list: &str) -> Option<Vec<String>> {
    let mut tags = Vec::new();
    let mut rest = list.trim_matches(BLANK);
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        if rest.is_empty() {
            return (!tags.is_empty()).then_some(tags);
        }
        let (mark, opaque) = match rest.strip_prefix("W/") {
            Some(opaque) => ("W/", opaque),
            None => ("", rest),
        };
        let (inside, after) = opaque.strip_prefix('"')?.split_once('"')?;
        if !inside.chars().all(|c| c.is_ascii_graphic()) {
            return None;
        }
        tags.push(format!("{mark}\"{inside}\""));
        rest = after.trim_start_matches(BLANK);
        if !rest.is_empty() && !rest.starts_with(',') {
            return None;
        }
    }
}

const BLANK: [char; 2] = [' ', '\t'];

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn expected(lines: &[&str]) -> Option<Vec<u32>> {
        let mut request = TestRequest::default();
        for line in lines {
            request = request.append_header((header::IF_MATCH, *line));
        }
        versions(&request.to_http_request()).ok()
    }

    #[test]
    fn every_strong_tag_of_ours_is_a_version() {
        for (lines, versions) in [
            (&["\"2\""][..], &[2][..]),
            (&[" \"2\" , \"3\" "], &[2, 3]),
            (&["\"2\",,\"x,y\",W/\"3\""], &[2]),
            (&["\"2\"", "\"4\""], &[2, 4]),
            (&["W/\"2\""], &[]),
            (&["\"02\""], &[]),
            (&["\"+2\""], &[]),
            (&["\"\""], &[]),
            (&["\"99999999999\""], &[]),
        ] {
            assert_eq!(expected(lines).as_deref(), Some(versions), "{lines:?}");
        }
        for lines in [
            &["2"][..],
            &["*"],
            &[""],
            &[","],
            &["\"2"],
            &["\"2\" \"3\""],
            &["w/\"2\""],
            &["\"2\", *"],
            &["\"a b\""],
            &[],
        ] {
            assert_eq!(expected(lines), None, "{lines:?}");
        }
    }
}
