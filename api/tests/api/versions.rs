//! Versions of the policy from a folder: read at start, refused where they are wrong, and good for
//! decisions without a new build.

use std::process::Command;

use api::app::App;
use api::service::verification::replay;
use shared::application::State;
use shared::policy::policies::BUILTIN;
use shared::policy::{PolicyList, ReasonCode};
use shared::purchase::Module;

use crate::harness::{in_world, in_world_with};
use crate::policy_folder::{Folder, first_day, last_published, version, with};

const PUBLISHED: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../shared/tests/cases/published.json"
);

#[test]
fn a_version_from_the_folder_decides_from_its_first_day_on() {
    let folder = Folder::new();
    let id = format!("R-{}", first_day());
    folder.write(&id, "\"in_local\": 3");
    std::fs::write(folder.path().join("README.md"), "not a version").unwrap();
    in_world_with(with(&folder), async |world| {
        let first = world.applied("wang-qiang").await;
        let detail = first.decided().await;
        let in_force = world
            .app
            .policies
            .in_force(Module::Residential, world.app.today());
        let before = in_force.unwrap().policy;
        assert_eq!(detail.policy, Some(before.to_string()));
        assert_eq!(detail.summary.reason, Some(ReasonCode::QuotaFull));
        // Everybody can read of it before it is in force.
        let browser = world.browser();
        let list: PolicyList = browser.get("/api/v1/policies").await.expect(200).json();
        assert_eq!(list.versions.len(), BUILTIN.len() + 1);
        assert_eq!(list.versions.last().unwrap().id.to_string(), id);
        assert_eq!(list.in_force.residential, before);

        world.go_to(first_day());
        let list: PolicyList = browser.get("/api/v1/policies").await.expect(200).json();
        assert_eq!(list.in_force.residential.to_string(), id);
        browser
            .get(&format!("/api/v1/policies/{id}"))
            .await
            .expect(200);
        let second = world.applied("wang-qiang").await;
        let detail = second.decided().await;
        assert_eq!(detail.policy, Some(id.clone()));
        assert_eq!(detail.summary.state, State::Passed);
        let decision = detail.decision.unwrap();
        assert_eq!(decision.policy.map(|policy| policy.to_string()), Some(id));

        // Both replay byte by byte, here and after another start.
        let again = App::start(world.app.config.clone()).await.unwrap();
        for applied in [&first, &second] {
            for app in [&world.app, &again] {
                assert!(replay(app, applied.uuid()).await.unwrap());
            }
        }
    });
}

#[test]
fn worked_cases_do_not_look_into_the_folder() {
    let folder = Folder::new();
    folder.write(&format!("R-{}", first_day()), "\"in_local\": 0");
    std::fs::write(folder.file("broken"), "{").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_api"))
        .env_clear()
        .env("ANJU_POLICY_DIR", folder.path())
        .args(["policy-cases", PUBLISHED])
        .output()
        .unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.lines().last(), Some("88 passed, 0 failed"));
}

#[test]
fn a_wrong_file_keeps_it_from_starting() {
    in_world(async |world| {
        let (id, other) = (format!("R-{}", first_day()), format!("T-{}", first_day()));
        let (last, early) = (last_published(), "T-2010-05-02".to_owned());
        let before = format!("must begin after {last}, which is published");
        let twice = format!("{last} is there twice");
        let start = async |folder: &Folder| {
            let mut config = world.app.config.clone();
            config.policy_dir = Some(folder.path());
            let started = App::start(config).await;
            started.map_or_else(|error| error.to_string(), |_| "started".to_owned())
        };
        for (name, text, line, what) in [
            (
                &id,
                version(&id, "\"mouths\": 6"),
                8,
                "unknown field `mouths`",
            ),
            (
                &id,
                version(&id, "\"months_out\": 6,\n\"months_in\": 0"),
                9,
                "months_in must lie between 1 and 240",
            ),
            (&last, version(&last, ""), 2, twice.as_str()),
            (&early, version(&early, ""), 3, &before),
            (&other, version(&id, ""), 2, "the file of"),
            (&id, String::new(), 1, "EOF while parsing"),
        ] {
            let folder = Folder::new();
            std::fs::write(folder.file(name), text).unwrap();
            let refused = start(&folder).await;
            let begins = format!("{}:{line}: {what}", folder.file(name).display());
            assert!(refused.starts_with(&begins), "{begins}\n{refused}");
        }
        // Two files that overlap.
        let folder = Folder::new();
        folder.write(&id, "\"months_in\": 6");
        folder.write(&other, "\"months_out\": 6,\n\"months_in\": 6");
        let refused = start(&folder).await;
        let file = folder.file(&other);
        let overlap = format!(
            "{}:9: months_in is set by {id} on the same day",
            file.display()
        );
        assert_eq!(refused, overlap);
        // Bytes that are no text, and a folder in place of a file.
        std::fs::write(&file, b"{\n\"id\":\n\"\xff\"}").unwrap();
        assert_eq!(
            start(&folder).await,
            format!("{}:3: is not UTF-8", file.display())
        );
        std::fs::remove_file(&file).unwrap();
        std::fs::create_dir(&file).unwrap();
        assert!(
            start(&folder)
                .await
                .starts_with(&format!("{}:1: ", file.display()))
        );
        std::fs::remove_dir(&file).unwrap();
        // What is no version is not looked at.
        for name in ["notes.txt", "R-2026-08-08.json.bak", ".swp", "json"] {
            std::fs::write(folder.path().join(name), "{").unwrap();
        }
        std::fs::create_dir(folder.path().join("old")).unwrap();
        assert_eq!(start(&folder).await, "started");
        let path = folder.path();
        drop(folder);
        let mut config = world.app.config.clone();
        config.policy_dir = Some(path.clone());
        let refused = App::start(config).await.unwrap_err().to_string();
        assert!(
            refused.contains(&path.display().to_string()) && refused.contains("ANJU_POLICY_DIR"),
            "{refused}"
        );
    });
}

#[test]
fn the_program_says_which_line_is_wrong_and_ends() {
    let folder = Folder::new();
    let id = format!("R-{}", first_day());
    folder.write(&id, "\"in_local\": 10");
    for command in ["serve", "migrate"] {
        let output = Command::new(env!("CARGO_BIN_EXE_api"))
            .env_clear()
            .env("ANJU_DATA_DIR", folder.path().join("data"))
            .env("ANJU_SITE_DIR", folder.path().join("site"))
            .env("ANJU_LISTEN", "127.0.0.1:0")
            .env("ANJU_OIDC_CLIENT_SECRET", "secret")
            .env("ANJU_POLICY_DIR", folder.path())
            .arg(command)
            .output()
            .unwrap();
        assert!(!output.status.success(), "{command}");
        let file = folder.file(&id);
        let line = format!("{}:8: in_local must lie between 0 and 9\n", file.display());
        assert_eq!(String::from_utf8(output.stderr).unwrap(), line, "{command}");
    }
}
