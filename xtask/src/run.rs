//! `cargo xtask run`: build everything, start the synthetic city and the api, wait, stop.

use crate::args::RunOptions;
use crate::outcome::Outcome;
use crate::process::{self, Running};
use crate::progress::{say, step, took};
use crate::{lanes, meter, ports, site, tools, workspace};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// The secret that the api and the synthetic city share, at sign-in, mail server and gateway; it opens
/// nothing else.
const DEVELOPMENT_SECRET: &str = "anju-development-secret";
/// Longest wait for a server that has been started; migrations are part of it.
const PATIENCE: Duration = Duration::from_secs(90);

/// Runs until Ctrl-C; an error is a sentence for the person at the terminal.
pub(crate) fn run(options: &RunOptions) -> Outcome {
    let begun = Instant::now();
    say("Anju: building and starting everything on this machine.");
    tools::check_machine()?;
    tools::ensure_fonts()?;
    ports::must_be_free(options.port, "--port")?;
    ports::must_be_free(options.city_port, "--city-port")?;
    let data = writable(&options.data)?;
    let smtp_port = ports::free()?;
    lanes::side_by_side(&[site::ensure, || build_servers("dev")])?;

    let city_log = data.join("logs/sandbox.log");
    let mut city = step("starting the synthetic city", || {
        let mut city = Running::start(&mut sandbox(options, smtp_port, &data), &city_log)?;
        let path = "/.well-known/openid-configuration";
        wait_until_ready(&mut city, options.city_port, path, &city_log)?;
        Ok(city)
    })?;
    let api_log = data.join("logs/api.log");
    let mut api = step("starting the api", || {
        let mut api = Running::start(&mut api(options, smtp_port, &data), &api_log)?;
        wait_until_ready(&mut api, options.port, "/health/ready", &api_log)?;
        Ok(api)
    })?;

    if let Err(why) = step("filling the queue of officers", || {
        fill_queue(options, &data)
    }) {
        // Everything else works without it.
        say(&format!("  {why}"));
    }

    process::interrupt_is_success();
    say(&format!(
        "  Everything is up after {}, with {} of processor time.",
        took(begun.elapsed()),
        took(meter::take())
    ));
    greet(options, &data);
    loop {
        std::thread::sleep(Duration::from_millis(200));
        for (name, server, log) in [
            ("The synthetic city", &mut city, &city_log),
            ("The api", &mut api, &api_log),
        ] {
            if server.ended().is_some() {
                process::let_interrupt_finish();
                return Err(ended(name, log));
            }
        }
    }
}

/// Builds the two servers, with the profile `dev`, or with that of the tests.
pub(crate) fn build_servers(profile: &str) -> Outcome {
    step("building the api and the synthetic city", || {
        process::must(
            workspace::cargo_native("build").args([
                "--profile",
                profile,
                "--bin",
                "api",
                "--bin",
                "sandbox",
            ]),
            &workspace::at("target/logs/build.log"),
            "Building the api and the synthetic city",
        )
    })
}

fn sandbox(options: &RunOptions, smtp_port: u16, data: &Path) -> Command {
    let mut command = workspace::command(workspace::binary("sandbox"));
    let city = local(options.city_port);
    let home = local(options.port);
    command
        .args(["serve", "--port", &options.city_port.to_string()])
        .args(["--smtp-port", &smtp_port.to_string(), "--data"])
        .arg(data.join("city"))
        .args(["--issuer", &city])
        .args(["--client-redirect", &format!("{home}/auth/callback")])
        .args(["--client-post-logout", &format!("{home}/")]);
    command
}

fn api(options: &RunOptions, smtp_port: u16, data: &Path) -> Command {
    let mut command = workspace::command(workspace::binary("api"));
    let city = local(options.city_port);
    let database = options
        .database_url
        .clone()
        .unwrap_or_else(|| sqlite_url(data));
    command
        .arg("serve")
        .env("ANJU_LISTEN", format!("127.0.0.1:{}", options.port))
        .env("ANJU_PUBLIC_URL", local(options.port))
        .env("ANJU_DATABASE_URL", database)
        .env("ANJU_DATA_DIR", data)
        .env("ANJU_DRAIN_SECONDS", "0")
        .env("ANJU_SITE_DIR", site::folder())
        .env("ANJU_FONT_DIR", workspace::at("target/fonts"))
        .env(
            "ANJU_OPERATOR_FILE",
            workspace::root().join("sandbox/operator.json"),
        )
        .env("ANJU_OIDC_ISSUER", &city)
        .env("ANJU_OIDC_CLIENT_ID", "anju")
        .env("ANJU_OIDC_CLIENT_SECRET", DEVELOPMENT_SECRET)
        .env("ANJU_OFFICER_ROLES_CLAIM", "roles")
        .env("ANJU_OFFICER_SCOPES", "roles")
        .env("ANJU_SELLER_ORGANIZATION_CLAIM", "organization_code")
        .env("ANJU_SELLER_SCOPES", "organization")
        .env("ANJU_REGISTRY_URL", format!("{city}/registries"))
        .env(
            "ANJU_SMTP_URL",
            format!("smtp://anju:{DEVELOPMENT_SECRET}@127.0.0.1:{smtp_port}"),
        )
        .env("ANJU_MAIL_FROM", "anju@city.example")
        .env("ANJU_SMS_URL", format!("{city}/sms"))
        .env("ANJU_SMS_KEY", DEVELOPMENT_SECRET)
        .env("ANJU_SANDBOX", "true")
        .env("ANJU_WEBHOOK_PRIVATE_HOSTS", "127.0.0.1 localhost [::1]");
    command
}

/// Lets a few people apply whom no rule decides, unless they have done so before.
fn fill_queue(options: &RunOptions, data: &Path) -> Outcome {
    process::must(
        workspace::command("node")
            .arg("xtask/fill-queue.mjs")
            .arg(local(options.port))
            .arg(local(options.city_port)),
        &data.join("logs/fill-queue.log"),
        "Applying for people of the city",
    )
}

fn local(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

/// The path is percent-encoded where the address would otherwise end early.
fn sqlite_url(data: &Path) -> String {
    let path = data.join("anju.db").to_string_lossy().into_owned();
    let path = path
        .replace('%', "%25")
        .replace('?', "%3F")
        .replace('#', "%23");
    format!("sqlite://{path}?mode=rwc")
}

/// Makes the folder and proves that a file can be written in it.
fn writable(folder: &Path) -> Outcome<PathBuf> {
    let refuse = |problem: std::io::Error| {
        format!(
            "The data folder {} cannot be written ({}): choose another with --data.",
            folder.display(),
            problem.kind()
        )
    };
    let folder = std::path::absolute(folder).map_err(refuse)?;
    let mut builder = std::fs::DirBuilder::new();
    // For the owner alone: the keys are in there.
    std::os::unix::fs::DirBuilderExt::mode(builder.recursive(true), 0o700);
    builder.create(folder.join("logs")).map_err(refuse)?;
    let probe = folder.join("logs/.probe");
    std::fs::write(&probe, "").map_err(refuse)?;
    std::fs::remove_file(probe).map_err(refuse)?;
    Ok(folder)
}

fn wait_until_ready(server: &mut Running, port: u16, path: &str, log: &Path) -> Outcome {
    let deadline = Instant::now() + PATIENCE;
    while ports::http_status(port, path) != Some(200) {
        if server.ended().is_some() {
            process::let_interrupt_finish();
            return Err(ended("It", log));
        }
        if Instant::now() > deadline {
            return Err(format!(
                "It did not answer {path} within {}; {} ends with:\n{}",
                took(PATIENCE),
                process::shown(log),
                process::tail(log, 15)
            ));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

fn ended(name: &str, log: &Path) -> String {
    format!(
        "{name} ended by itself; {} ends with:\n{}",
        process::shown(log),
        process::tail(log, 15)
    )
}

fn greet(options: &RunOptions, data: &Path) {
    let people = process::answer(workspace::command(workspace::binary("sandbox")).arg("people"));
    if let Some(people) = people {
        say(&format!(
            "\nWho can sign in (all of them are invented):\n\n{}",
            people.trim_end()
        ));
    }
    say(&format!(
        "\nOpen  {}\n  for officers         {}/officer\n  the synthetic city   {}\n  e-mail and texts     {}/inbox\n  API description      {}/docs\n  data, keys and logs  {}\n\nCtrl-C stops everything.",
        local(options.port),
        local(options.port),
        local(options.city_port),
        local(options.city_port),
        local(options.port),
        process::shown(data),
    ));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::Scratch;

    #[test]
    fn a_folder_under_a_file_is_refused_in_one_sentence() {
        let scratch = Scratch::new("unwritable").unwrap();
        let file = scratch.path().join("file");
        std::fs::write(&file, "").unwrap();
        let sentence = writable(&file.join("data")).unwrap_err();
        assert!(sentence.contains("cannot be written"), "{sentence}");
        assert!(!sentence.contains('\n'), "{sentence}");
    }

    #[test]
    fn a_writable_folder_is_left_clean() {
        let scratch = Scratch::new("writable").unwrap();
        let folder = writable(scratch.path()).unwrap();
        assert_eq!(std::fs::read_dir(folder.join("logs")).unwrap().count(), 0);
    }

    #[test]
    fn a_question_mark_in_the_folder_does_not_end_the_address() {
        let url = sqlite_url(Path::new("/srv/what?"));
        assert_eq!(url, "sqlite:///srv/what%3F/anju.db?mode=rwc");
    }
}
