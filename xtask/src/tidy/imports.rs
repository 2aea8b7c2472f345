//! The dependency rule: each outside thing has one home, and imports point down only.

use super::source::Source;

/// Words that may appear in code only at home, within the places the rule is about.
struct Home {
    words: &'static [&'static str],
    /// Path beginnings the rule is about; empty is the whole workspace.
    within: &'static [&'static str],
    /// Path beginnings where the words are at home.
    home: &'static [&'static str],
    why: &'static str,
}

const RULES: &[Home] = &[
    Home {
        words: &["actix_web", "actix_files", "actix_multipart", "actix_http"],
        within: &[],
        home: &["api/src/http", "api/src/main.rs", "api/tests/", "sandbox/"],
        why: "actix lives in api/src/http only",
    },
    Home {
        words: &["sea_orm", "sqlx"],
        within: &[],
        home: &["api/src/store", "api/tests/", "migrations/"],
        why: "the database lives in api/src/store and migrations only",
    },
    Home {
        words: &["migrations"],
        within: &["api/src/", "shared/", "web/src/", "sandbox/src/"],
        home: &["api/src/store"],
        why: "the database lives in api/src/store and migrations only",
    },
    Home {
        words: &["reqwest"],
        within: &[],
        home: &[
            "api/src/app",
            "api/src/identity",
            "api/src/registry",
            "api/src/notice",
            "api/src/files",
            "api/tests/",
            "sandbox/tests/",
        ],
        why: "HTTP clients live in the adapters only",
    },
    Home {
        words: &[
            "env::var",
            "env::vars",
            "env::args",
            "env::set_var",
            "dotenvy",
        ],
        within: &["api/src/", "shared/", "web/src/", "migrations/"],
        home: &["api/src/config"],
        why: "the environment is read in api/src/config only",
    },
    Home {
        words: &[
            "gloo_net",
            "XmlHttpRequest",
            "fetch_with_str",
            "fetch_with_request",
            "EventSource",
        ],
        within: &["web/src/"],
        home: &["web/src/api"],
        why: "the server is spoken to in web/src/api.rs only",
    },
    Home {
        words: &[
            "sea_orm",
            "actix",
            "leptos",
            "tokio",
            "web_sys",
            "std::fs",
            "std::net",
            "std::env",
            "std::thread",
            "SystemTime",
            "Utc::now",
            "Local::now",
        ],
        within: &["shared/src/"],
        home: &[],
        why: "shared is pure: no server, no browser, no clock, no input or output",
    },
    Home {
        words: &["leptos", "web_sys", "gloo_timers"],
        within: &["api/", "sandbox/", "migrations/"],
        home: &[],
        why: "the browser's libraries live in web only",
    },
    Home {
        words: &["zen_engine", "criterion"],
        within: &[],
        home: &["bench/"],
        why: "what the rules are measured with lives in bench only",
    },
    Home {
        words: &["crate::http", "crate::worker"],
        within: &["api/src/"],
        home: &[
            "api/src/http",
            "api/src/worker",
            "api/src/main.rs",
            "api/src/lib.rs",
        ],
        why: "entry points are called by nobody below them",
    },
    Home {
        words: &["crate::service"],
        within: &["api/src/"],
        home: &[
            "api/src/http",
            "api/src/worker",
            "api/src/service",
            "api/src/main.rs",
            "api/src/lib.rs",
        ],
        why: "adapters call no use case",
    },
];

/// Reports every word that is away from its home.
pub(super) fn check(path: &str, source: &Source, found: &mut impl FnMut(usize, String)) {
    for rule in RULES {
        let concerned = rule.within.is_empty() || starts_with_any(path, rule.within);
        if !concerned || starts_with_any(path, rule.home) {
            continue;
        }
        for (code, line) in source.code.lines().zip(1..) {
            for word in rule.words {
                if names(code, word) {
                    found(line, format!("`{word}`: {}", rule.why));
                }
            }
        }
    }
}

fn starts_with_any(path: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| {
        path.strip_prefix(beginning).is_some_and(|rest| {
            // `api/src/http` stands for http.rs and http/…, but not for https.rs.
            beginning.ends_with('/') || rest.is_empty() || rest.starts_with(['.', '/'])
        })
    })
}

/// Whether the code holds the word as a whole: `actix` stands for `actix_web`, but `sqlx` not for `sqlxy`.
fn names(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let before = code.get(..at).and_then(|text| text.chars().next_back());
        let after = code
            .get(at + word.len()..)
            .and_then(|text| text.chars().next());
        !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
            && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, code: &str) -> usize {
        let mut count = 0;
        check(path, &Source::read(code), &mut |_, _| count += 1);
        count
    }

    #[test]
    fn each_outside_thing_is_refused_away_from_home() {
        for (path, code) in [
            ("api/src/service/drafts.rs", "use actix_web::HttpResponse;"),
            ("api/src/https.rs", "use actix_web::HttpResponse;"),
            ("api/src/http/drafts.rs", "use sea_orm::EntityTrait;"),
            ("api/src/service/drafts.rs", "let x = sqlx::query(y);"),
            ("api/src/service/drafts.rs", "reqwest::Client::builder()"),
            ("api/src/app.rs", "let x = std::env::var(\"X\");"),
            ("web/src/pages/home.rs", "use gloo_net::http::Request;"),
            ("shared/src/form.rs", "use leptos::prelude::*;"),
            ("shared/src/policy.rs", "let now = Utc::now();"),
            ("shared/tests/cases.rs", "use zen_engine::Decision;"),
            ("api/src/store/drafts.rs", "use crate::service::drafts;"),
            ("api/src/service/drafts.rs", "use crate::http::drafts;"),
        ] {
            assert!(findings(path, code) > 0, "{path}: {code}");
        }
    }

    #[test]
    fn at_home_and_in_comments_they_are_fine() {
        for (path, code) in [
            ("api/src/http/drafts.rs", "use actix_web::HttpResponse;"),
            ("api/src/http.rs", "use actix_web::HttpResponse;"),
            ("api/src/main.rs", "#[actix_web::main]"),
            ("api/src/store.rs", "use sea_orm::Database;"),
            ("api/src/registry/population.rs", "use reqwest::Client;"),
            ("api/src/config.rs", "std::env::var(name)"),
            ("web/src/api.rs", "use gloo_net::http::Request;"),
            ("bench/src/table.rs", "use zen_engine::Decision;"),
            (
                "shared/src/form.rs",
                "// leptos shows it\nlet x = \"sea_orm\";",
            ),
            ("api/src/service/drafts.rs", "let actixes = sqlxy;"),
        ] {
            assert_eq!(findings(path, code), 0, "{path}: {code}");
        }
    }

    #[test]
    fn shared_does_not_name_a_crate_by_its_beginning_either() {
        assert_eq!(findings("shared/src/x.rs", "use actix_rt::x;"), 1);
    }
}
