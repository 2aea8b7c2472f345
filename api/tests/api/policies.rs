//! The policy for everybody to read: every version, what it changed, and answers that may be kept.

use std::time::Duration;

use serde_json::Value;
use shared::policy::policies::BUILTIN;
use shared::policy::{Policies, PolicyDetail, PolicyList};
use shared::problem::{Problem, ProblemKind};
use shared::purchase::Module;

use crate::harness::in_world;

const LIST: &str = "/api/v1/policies";
const NEWEST: &str = "/api/v1/policies/R-2026-08-08";

#[test]
fn the_list_is_the_files_themselves() {
    in_world(async |world| {
        let answer = world.browser().get(LIST).await.expect(200);
        assert_eq!(answer.header("content-type"), "application/json");
        let list: PolicyList = answer.json();
        let in_force = |module| {
            let rules = world.app.policies.in_force(module, world.app.today());
            rules.unwrap().policy
        };
        assert_eq!(list.in_force.residential, in_force(Module::Residential));
        assert_eq!(list.in_force.commercial, in_force(Module::Commercial));
        let told: Value = answer.json();
        let told = told["versions"].as_array().unwrap();
        assert_eq!(told.len(), BUILTIN.len());
        for (told, (name, text)) in told.iter().zip(BUILTIN) {
            let file: Value = serde_json::from_str(text).unwrap();
            assert_eq!(*told, file, "{name}");
        }
        // A browser that loads it decides as the server does.
        let again = Policies::from_versions(list.versions).unwrap();
        assert_eq!(again, *world.app.policies);
    });
}

#[test]
fn a_version_tells_what_it_changed_and_what_holds_since() {
    in_world(async |world| {
        let browser = world.browser();
        let answer = browser.get(NEWEST).await.expect(200);
        let told: Value = answer.json();
        assert_eq!(told["version"]["id"], "R-2026-08-08");
        assert_eq!(told["module"], "residential");
        assert_eq!(told["from"], "2026-08-08");
        assert!(told.as_object().unwrap().contains_key("until"));
        let before = told.pointer("/changes/0").unwrap();
        assert_eq!(before["parameter"], "months_in");
        assert_eq!(
            (&before["before"], &before["after"]),
            (&24.into(), &12.into())
        );
        // Until then the gift was checked without a parameter that said so.
        assert_eq!(told["changes"][1]["before"], Value::Null);
        let rules = told["rules"].as_array().unwrap();
        let bonus = rules
            .iter()
            .find(|rule| rule["parameter"] == "multi_child_bonus");
        let bonus = bonus.unwrap();
        assert_eq!(
            (&bonus["value"], &bonus["version"]),
            (&1.into(), &"R-2025-12-24".into())
        );
        assert_eq!(bonus["source"]["number"], "京建发〔2025〕565号");

        let earlier = browser
            .get("/api/v1/policies/R-2025-12-24")
            .await
            .expect(200);
        let earlier: PolicyDetail = earlier.json();
        assert_eq!(
            earlier.until.map(|day| day.to_string()).as_deref(),
            Some("2026-08-07")
        );
        for version in world.app.policies.versions() {
            let path = format!("{LIST}/{}", version.id);
            let told: PolicyDetail = browser.get(&path).await.expect(200).json();
            assert_eq!(Some(told), world.app.policies.detail(version.id));
        }
        let commercial = browser
            .get("/api/v1/policies/C-2017-03-26")
            .await
            .expect(200);
        assert_eq!(commercial.json::<PolicyDetail>().module, Module::Commercial);
    });
}

#[test]
fn what_is_no_version_is_not_there() {
    in_world(async |world| {
        let browser = world.browser();
        for id in ["R-2010-04-30", "C-2010-05-01", "T-0001-01-01"] {
            let answer = browser.get(&format!("{LIST}/{id}")).await.expect(404);
            answer.problem(ProblemKind::NotFound);
            // What is missing today may be there tomorrow.
            assert_eq!(answer.header("cache-control"), "no-store", "{id}");
            assert_eq!(answer.header("etag"), "", "{id}");
        }
        for id in [
            "newest",
            "R",
            "X-2026-08-08",
            "r-2026-08-08",
            "R-2026-8-8",
            "R-2026-08-08.json",
            "R-2026-02-30",
            "R-%202026-8-8",
            "R-2026-08-08%20",
            "R-+2026-8-8",
            "R-10000-01-01",
            "%00",
            "..%2F..",
        ] {
            let headers = [("accept-language", "zh-CN")];
            let path = format!("{LIST}/{id}");
            let answer = browser.send("GET", &path, &headers, None).await;
            let problem: Problem = answer.json();
            assert_eq!(answer.status, 404, "{id}: {problem:?}");
            answer.problem(ProblemKind::NotFound);
            assert_eq!(problem.title, "没有找到");
        }
        for (method, path) in [("POST", LIST), ("DELETE", NEWEST), ("PUT", NEWEST)] {
            let answer = browser.call(method, path, None).await.expect(405);
            assert_eq!(answer.header("allow"), "GET, HEAD");
        }
    });
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    in_world(async |world| {
        let browser = world.browser();
        let mut tags = Vec::new();
        for path in [LIST, NEWEST, "/api/v1/policies/C-2017-03-26"] {
            let first = browser.get(path).await.expect(200);
            let tag = first.header("etag").to_owned();
            assert!(
                tag.starts_with('"') && tag.ends_with('"') && tag.len() > 20,
                "{tag}"
            );
            let keep = first.header("cache-control").to_owned();
            assert!(
                keep.starts_with("public, max-age=") && keep.ends_with(", must-revalidate"),
                "{keep}"
            );
            let weak = format!("W/{tag}");
            let among = format!("\"x\", {tag}");
            for known in [tag.as_str(), &weak, &among, "*"] {
                let headers = [("if-none-match", known)];
                let again = browser.send("GET", path, &headers, None).await.expect(304);
                assert!(again.body.is_empty(), "{path} {known}");
                assert_eq!(again.header("etag"), tag);
                assert_eq!(again.header("cache-control"), keep);
            }
            for unknown in ["\"x\"", tag.trim_matches('"'), ""] {
                let headers = [("if-none-match", unknown)];
                let again = browser.send("GET", path, &headers, None).await.expect(200);
                assert_eq!(again.body, first.body, "{path} {unknown}");
            }
            assert!(!tags.contains(&tag), "{path}");
            tags.push(tag);
        }
    });
}

#[test]
fn what_is_in_force_today_is_not_kept_beyond_midnight() {
    in_world(async |world| {
        let browser = world.browser();
        let seconds = async || -> u64 {
            let answer = browser.get(LIST).await.expect(200);
            let keep = answer.header("cache-control").to_owned();
            let seconds = keep.strip_prefix("public, max-age=").unwrap();
            seconds.split(',').next().unwrap().parse().unwrap()
        };
        // To two minutes before midnight in Shanghai, and beyond.
        let left = world.app.seconds_of_today();
        let ahead = (left + 24 * 60 * 60 - 120) % (24 * 60 * 60);
        world.app.set_clock_forward(Duration::from_secs(ahead));
        let kept = seconds().await;
        assert!((60..=120).contains(&kept), "{kept}");
        world.app.set_clock_forward(Duration::from_secs(121));
        assert_eq!(seconds().await, 300);
    });
}
