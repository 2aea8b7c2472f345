//! The project's own commands: `cargo xtask run`, `test`, `check`, `generate` and a few smaller ones.
//!
//! Every command says what it does and how long it took. Whatever it starts it
//! also stops, on success, on failure and on Ctrl-C. A failure is one sentence.

mod args;
mod bench;
mod clients;
mod faults;
mod fork;
mod generate;
mod lanes;
mod meter;
mod outcome;
mod packages;
mod page_speed;
mod ports;
mod process;
mod progress;
mod run;
mod site;
mod size;
mod supervise;
mod test;
mod tidy;
mod tools;
mod workspace;

use args::Command;
use outcome::Outcome;
use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = args::parse(std::env::args().skip(1)).and_then(obey);
    process::let_interrupt_finish();
    outcome.unwrap_or_else(|sentence| {
        progress::complain(&sentence);
        ExitCode::FAILURE
    })
}

fn obey(command: Command) -> Outcome<ExitCode> {
    process::stop_everything_on_interrupt()?;
    match command {
        Command::Help => progress::say(args::USAGE),
        Command::Run(options) => run::run(&options)?,
        Command::Test(words) => return test::test(&words),
        Command::Check => return test::check(),
        Command::Journeys(words) => return test::journeys_only(&words),
        Command::Supervise(words) => return supervise::supervise(&words),
        Command::Fuzz(is_long) => return test::fuzz::alone(is_long),
        Command::Release => {
            progress::step("releasing the description", test::description::release)?
        }
        Command::Generate => generate::generate()?,
        Command::Clients => clients::write()?,
        Command::CheckClients => clients::check()?,
        Command::Tidy => progress::step("tidy", tidy::tidy)?,
        Command::Site => site::ensure()?,
        Command::Size => size::size()?,
        Command::Bench => bench::bench()?,
        Command::Documents => bench::documents()?,
        Command::Page => page_speed::bench()?,
        Command::Faults(times) => faults::bench(times)?,
    }
    Ok(ExitCode::SUCCESS)
}
