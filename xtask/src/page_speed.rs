//! `cargo xtask bench page`: how long the entry page and a result take on a slow phone line, in Chromium
//! (`e2e/page-speed.mjs`), with servers of their own.

use crate::args::RunOptions;
use crate::outcome::Outcome;
use crate::process::{self, Scratch};
use crate::run::Servers;
use crate::test::journeys::install_modules;
use crate::{packages, ports, progress, run, site, tools, workspace};

/// Measures and shows the report. Times are told, not asserted: machines differ.
pub(crate) fn bench() -> Outcome {
    tools::check_machine()?;
    let browser = packages::chromium()?;
    install_modules()?;
    tools::ensure_fonts()?;
    run::build_servers("dev")?;
    site::ensure()?;
    let scratch = Scratch::new("page-speed")?;
    let options = RunOptions {
        port: ports::free()?,
        city_port: ports::free()?,
        data: scratch.path().to_owned(),
        database_url: None,
    };
    let _servers = Servers::start(&options, scratch.path(), &[])?;
    let log = workspace::at("target/logs/page-speed.log");
    progress::step("opening both (best while nothing else runs)", || {
        process::must(
            workspace::command("node")
                .arg("e2e/page-speed.mjs")
                .arg(run::local(options.port))
                .arg(run::local(options.city_port))
                .arg(browser),
            &log,
            "Measuring the pages",
        )
    })?;
    let report = std::fs::read_to_string(log)
        .map_err(|problem| format!("The report cannot be read: {problem}."))?;
    progress::say(&format!("\n{}", report.trim_end()));
    Ok(())
}
