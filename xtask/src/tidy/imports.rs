//! Reports what a file may not name where it stands, by the table in `imports/rules.rs`.

mod rules;

use super::finding::Finding;
use super::paths::{from_root, module};
use super::rust_file::RustFile;
use rules::{EXCEPTED, Home, RULES};

/// Reports every word that is away from its home.
pub(super) fn check(files: &[RustFile<'_>]) -> Vec<Finding> {
    let rules = RULES.iter();
    rules
        .flat_map(|rule| files.iter().flat_map(|file| breaks(rule, file)))
        .collect()
}

fn breaks(rule: &Home, file: &RustFile<'_>) -> Vec<Finding> {
    let concerned = rule.within.is_empty() || starts_with_any(file.path, rule.within);
    if !concerned || starts_with_any(file.path, rule.home) {
        return Vec::new();
    }
    let (paths, words) = rule
        .words
        .iter()
        .partition::<Vec<&str>, _>(|word| word.starts_with("crate::"));
    let in_code = file.source.code.lines().zip(1..).flat_map(|(code, line)| {
        let words = words.iter().filter(move |word| names(code, word));
        words.map(move |word| (line, word))
    });
    let named = (!paths.is_empty()).then(|| paths_from_root(file));
    let in_paths = named.into_iter().flatten().flat_map(|(line, path)| {
        let excepted = EXCEPTED.iter().any(|word| leads_to(&path, word));
        let away = paths
            .iter()
            .filter(move |word| !excepted && leads_to(&path, word));
        away.map(move |word| (line, word))
    });
    in_code
        .chain(in_paths)
        .map(|(line, word)| Finding {
            path: file.path.to_owned(),
            line,
            what: format!("`{word}`: {}", rule.why),
        })
        .collect()
}

/// The paths that a file names in its own crate, written from the root, with their lines.
fn paths_from_root(file: &RustFile<'_>) -> impl Iterator<Item = (usize, String)> {
    let below = file.path.split_once("/src/").map_or("", |(_, below)| below);
    let home = module(below);
    file.paths.named.iter().filter_map(move |named| {
        let here = [&*home, &named.inside].concat();
        let path = from_root(&here, &named.segments)?;
        Some((named.line, format!("crate::{}", path.join("::"))))
    })
}

/// Whether the path is the module or something in it.
fn leads_to(path: &str, module: &str) -> bool {
    path.strip_prefix(module)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn starts_with_any(path: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| {
        path.strip_prefix(beginning).is_some_and(|rest| {
            // `api/src/http` stands for http.rs and http/…, but not for https.rs.
            beginning.ends_with('/') || rest.is_empty() || rest.starts_with(['.', '/'])
        })
    })
}

/// Whether the code holds the word as a whole: `actix` stands for `actix_web`, but `sqlx` not for
/// `sqlxy`.
fn names(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let before = code.get(..at).and_then(|text| text.chars().next_back());
        let after = code
            .get(at + word.len()..)
            .and_then(|text| text.chars().next());
        !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
            // `=` stands for a change and not for a comparison.
            && !after.is_some_and(|letter| letter.is_alphanumeric() || letter == '=')
    })
}

#[cfg(test)]
mod tests {
    use super::super::files::TextFile;
    use super::*;

    fn findings(path: &str, code: &str) -> usize {
        let file = TextFile {
            path: path.to_owned(),
            text: code.to_owned(),
        };
        let file = RustFile::read(&file);
        RULES.iter().map(|rule| breaks(rule, &file).len()).sum()
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
            (
                "api/src/store/drafts.rs",
                "use crate::{\n app,\n service::x};",
            ),
            (
                "api/src/service/drafts.rs",
                "application.state = State::Passed;",
            ),
            ("shared/src/policy/facts.rs", "use crate::form::Answers;"),
            ("shared/src/policy.rs", "crate::application::State::Draft"),
            ("web/src/ui/seal.rs", "use crate::{icon, api, time};"),
            ("web/src/ui/seal.rs", "use super::super::rulebook::Book;"),
            ("web/src/ui.rs", "super::session::Session::get()"),
            ("web/src/session.rs", "use crate::pages::load;"),
            ("sandbox/src/control.rs", "use crate::city::lock;"),
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
            (
                "api/src/service/drafts.rs",
                "application.state == State::Passed",
            ),
            ("api/src/service/moves.rs", "application.state = state;"),
            ("shared/src/policy.rs", "use crate::formation::X;"),
            ("shared/src/gather.rs", "use crate::form::Answers;"),
            ("web/src/ui/state.rs", "use crate::{api::Failure, time};"),
            ("web/src/app.rs", "use crate::pages::CurrentPage;"),
            ("sandbox/src/lib.rs", "pub use crate::city::City;"),
        ] {
            assert_eq!(findings(path, code), 0, "{path}: {code}");
        }
    }

    #[test]
    fn shared_does_not_name_a_crate_by_its_beginning_either() {
        assert_eq!(findings("shared/src/x.rs", "use actix_rt::x;"), 1);
    }
}
