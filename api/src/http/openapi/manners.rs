//! What answers tell beside their bodies, and what a program may tell beside its own: the same for every
//! operation, so that it is described here for all of them.

use serde_json::json;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{Components, ObjectBuilder};
use utoipa::openapi::{Deprecated, Ref, RefOr, Required, Response, Type};

use super::super::roles::{CLIENT, Role};

/// To whom an operation is promised (`docs/api-versioning.md`), as the description says it.
const AUDIENCE: &str = "x-audience";

/// The headers, each with the place that it has in the description, what it means and an example.
const HEADERS: [(&str, &str, &str, &str); 8] = [
    (
        "X-Request-Id",
        "RequestId",
        "The number of this request, which tells us everything: please name it to us",
        "01994f3ac5b07c0e8f2b7a4c55c1d9aa",
    ),
    (
        "Retry-After",
        "RetryAfter",
        "Seconds until it makes sense to try again",
        "5",
    ),
    (
        "RateLimit-Policy",
        "RateLimitPolicy",
        "How many requests (`q`) the program has in so many seconds (`w`): \
         draft-ietf-httpapi-ratelimit-headers-11",
        "\"client\";q=600;w=60",
    ),
    (
        "RateLimit",
        "RateLimit",
        "How many of them are left (`r`), and in how many seconds there are new ones (`t`)",
        "\"client\";r=570;t=34",
    ),
    (
        "WWW-Authenticate",
        "Challenge",
        "What is wrong with the token (RFC 6750)",
        "Bearer error=\"invalid_token\"",
    ),
    (
        "Deprecation",
        "Deprecation",
        "Since when the operation is on its way out (RFC 9745)",
        "@1796083200",
    ),
    (
        "Sunset",
        "Sunset",
        "When it ends, 12 months after that at the least (RFC 8594)",
        "Fri, 30 Nov 2029 16:00:00 GMT",
    ),
    (
        "Link",
        "DeprecationLink",
        "Where it is explained, `rel=\"deprecation\"`",
        "<https://anju.example/docs/api-versioning.md>; rel=\"deprecation\"",
    ),
];

/// Those of operations that are on their way out.
const ENDING: [&str; 3] = ["Deprecation", "Sunset", "Link"];

/// The statuses that only a request has which was counted: the others may be said before its caller is
/// known.
const COUNTED: [&str; 11] = [
    "200", "201", "202", "204", "304", "404", "409", "412", "415", "422", "429",
];

/// Describes the headers, each once; those of what ends where anything does.
pub(super) fn describe(components: &mut Components, anything_ends: bool) {
    for (name, place, meaning, example) in HEADERS {
        if ENDING.contains(&name) && !anything_ends {
            continue;
        }
        let is_number = name == "Retry-After";
        let schema = if is_number {
            ObjectBuilder::new()
                .schema_type(Type::Integer)
                .minimum(Some(0))
        } else {
            ObjectBuilder::new().schema_type(Type::String)
        };
        let example = if is_number {
            json!(example.parse::<u32>().unwrap_or_default())
        } else {
            json!(example)
        };
        let header = HeaderBuilder::new()
            .schema(Some(schema.build()))
            .description(Some(meaning))
            .example(Some(example))
            .build();
        components
            .headers
            .insert(place.to_owned(), RefOr::T(header));
    }
}

/// Whether an operation is on its way out.
pub(super) fn is_ending(operation: &Operation) -> bool {
    operation.deprecated == Some(Deprecated::True)
}

/// Adds the headers of an operation's answers, and to whom it is promised.
pub(in crate::http) fn add(operation: &mut Operation, role: Option<Role>) {
    let is_of_clients = role.is_some_and(|role| role.scheme == CLIENT);
    let told = Told {
        is_of_clients,
        // A session that has ended is no fault of a token.
        has_tokens_alone: is_of_clients
            && operation
                .security
                .as_ref()
                .is_some_and(|ways| ways.len() == 1),
        is_ending: is_ending(operation),
    };
    for (status, response) in &mut operation.responses.responses {
        if let RefOr::T(response) = response {
            tell(response, status, told);
        }
    }
    if is_of_clients {
        let trace = ParameterBuilder::new()
            .name("traceparent")
            .parameter_in(ParameterIn::Header)
            .required(Required::False)
            .description(Some(
                "The trace that the request is part of (W3C Trace Context): it goes on in our log. One \
                 that is not of that form is passed over",
            ))
            .schema(Some(ObjectBuilder::new().schema_type(Type::String).build()))
            .example(Some(json!(
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            )));
        let parameters = operation.parameters.get_or_insert_default();
        parameters.push(RefOr::T(trace.build()));
    }
    let refuses = operation.responses.responses.keys();
    if !refuses.into_iter().any(|status| status.starts_with('4')) {
        // All that it refuses is what no operation sees.
        let unread =
            Response::new("The head is too large: a bare status, behind which nothing comes");
        let responses = &mut operation.responses.responses;
        responses.insert("431".to_owned(), RefOr::T(unread));
    }
    let audience = match role {
        None => "everybody",
        Some(_) if is_of_clients => "clients",
        Some(_) => "web",
    };
    let extensions = operation.extensions.get_or_insert_default();
    extensions.insert(AUDIENCE.to_owned(), json!(audience));
}

/// What decides which headers an answer has.
#[derive(Clone, Copy)]
struct Told {
    is_of_clients: bool,
    has_tokens_alone: bool,
    is_ending: bool,
}

fn tell(response: &mut Response, status: &str, told: Told) {
    for (name, place, _, _) in HEADERS {
        let is_told = match name {
            "X-Request-Id" => true,
            "Retry-After" => matches!(status, "429" | "503"),
            "WWW-Authenticate" => told.has_tokens_alone && status == "401",
            "RateLimit" | "RateLimit-Policy" => told.is_of_clients && COUNTED.contains(&status),
            ending => told.is_ending && ENDING.contains(&ending),
        };
        if is_told {
            let place = Ref::new(format!("#/components/headers/{place}"));
            response.headers.insert(name.to_owned(), RefOr::Ref(place));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use utoipa::openapi::path::OperationBuilder;

    fn headers(operation: &Operation, status: &str) -> Vec<String> {
        match operation.responses.responses.get(status) {
            Some(RefOr::T(response)) => response.headers.keys().cloned().collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn an_operation_that_ends_says_so_in_every_answer() {
        let mut ending = OperationBuilder::new()
            .response("200", Response::new("Here"))
            .response("503", Response::new("Later"))
            .deprecated(Some(Deprecated::True))
            .build();
        add(&mut ending, None);
        let ends = ["Deprecation", "Link", "Sunset", "X-Request-Id"];
        assert_eq!(headers(&ending, "200"), ends);
        assert_eq!(
            headers(&ending, "503"),
            [
                "Deprecation",
                "Link",
                "Retry-After",
                "Sunset",
                "X-Request-Id"
            ]
        );
    }

    #[test]
    fn what_refuses_nothing_can_still_not_be_read() {
        let mut open = OperationBuilder::new()
            .response("200", Response::new("Here"))
            .build();
        add(&mut open, None);
        assert_eq!(headers(&open, "200"), ["X-Request-Id"]);
        assert!(open.responses.responses.contains_key("431"));
        assert!(headers(&open, "431").is_empty());
    }
}
