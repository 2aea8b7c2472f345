//! The stages of a test run: what each does, and what it may cost.
//!
//! A budget is the processor time of the stage on a clean clone, on the machine whose speed
//! `yardstick` knows. Who adds to a stage sees in the table at the end of a run what is left, and
//! makes room or raises the budget in the same commit, with the reason.

use super::counts::Tally;
use super::{clients, description, fuzz, journeys, native, outside, postgres, wasm};
use crate::outcome::Outcome;
use crate::{faults, packages, process, size, tidy, tools, workspace};
use std::time::Duration;

/// One part of a test run; `cargo xtask test NAME` runs it alone.
pub(crate) struct Stage {
    /// What it is called on the command line.
    pub(crate) name: &'static str,
    /// What it does, for people.
    pub(crate) what: &'static str,
    /// The processor time that it may use in a whole run on a clean clone; a quarter more is
    /// tolerated.
    pub(crate) budget: Duration,
    pub(crate) work: Work,
}

/// What a stage does.
pub(crate) enum Work {
    /// Passes or fails as a whole and counts as one.
    Once(fn() -> Outcome),
    /// Counts its own tests.
    Counted(fn() -> Outcome<Tally>),
    /// The same; words narrow it down to some of them.
    Tests(fn(&[String]) -> Outcome<Tally>),
}

impl Work {
    /// Does it, or refuses words that it could not heed.
    pub(super) fn run(&self, words: &[String]) -> Outcome<Tally> {
        match (self, words) {
            (Self::Once(work), []) => work().map(|()| Tally::passed(1)),
            (Self::Counted(work), []) => work(),
            (Self::Tests(work), words) => work(words),
            (_, [word, ..]) => Err(format!("This stage has no tests to look for `{word}` in.")),
        }
    }
}

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

pub(super) static MACHINE: Stage = Stage {
    name: "machine",
    what: "the machine has what it takes",
    budget: seconds(100),
    work: Work::Once(machine),
};

pub(super) static FORMAT: Stage = Stage {
    name: "format",
    what: "formatting",
    budget: seconds(5),
    work: Work::Once(format),
};

pub(super) static TIDY: Stage = Stage {
    name: "tidy",
    what: "what the compiler cannot check",
    budget: seconds(5),
    work: Work::Once(tidy::tidy),
};

pub(super) static BUILD: Stage = Stage {
    name: "build",
    what: "the servers and their tests build",
    budget: seconds(960),
    work: Work::Once(native::build),
};

pub(super) static LINT: Stage = Stage {
    name: "lint",
    what: "clippy, native",
    budget: seconds(280),
    work: Work::Once(native::lint),
};

pub(super) static NATIVE: Stage = Stage {
    name: "native",
    what: "unit tests and the api on SQLite",
    budget: seconds(570),
    work: Work::Tests(native::on_sqlite),
};

pub(super) static POSTGRES: Stage = Stage {
    name: "postgres",
    what: "the api on PostgreSQL",
    budget: seconds(640),
    work: Work::Tests(native::on_postgres),
};

pub(super) static OUTSIDE: Stage = Stage {
    name: "outside",
    what: "uploads with a bucket and a virus scanner",
    budget: seconds(50),
    work: Work::Tests(outside::uploads),
};

pub(super) static FAULTS: Stage = Stage {
    name: "faults",
    what: "killed, full, stopped, hung: nothing acknowledged is lost",
    budget: seconds(50),
    work: Work::Once(faults::short),
};

pub(super) static FUZZ: Stage = Stage {
    name: "fuzz",
    what: "what nobody thought of, asked as everybody",
    budget: seconds(220),
    work: Work::Counted(fuzz::fuzz),
};

pub(super) static CONTENDERS: Stage = Stage {
    name: "contenders",
    what: "the benchmark's contenders decide alike",
    budget: seconds(65),
    work: Work::Counted(native::contenders),
};

pub(super) static SITE: Stage = Stage {
    name: "site",
    what: "the site builds",
    budget: seconds(500),
    work: Work::Once(crate::site::ensure),
};

pub(super) static SIZE: Stage = Stage {
    name: "size",
    what: "the first load is small enough",
    budget: seconds(5),
    work: Work::Once(size::size),
};

pub(super) static LINT_WEB: Stage = Stage {
    name: "lint-web",
    what: "clippy, wasm",
    budget: seconds(230),
    work: Work::Once(wasm::lint),
};

pub(super) static WASM: Stage = Stage {
    name: "wasm",
    what: "the shared rules as WASM",
    budget: seconds(75),
    work: Work::Counted(wasm::rules),
};

pub(super) static TYPES: Stage = Stage {
    name: "types",
    what: "types of the journeys",
    budget: seconds(15),
    work: Work::Once(journeys::types),
};

pub(super) static DESCRIPTION: Stage = Stage {
    name: "description",
    what: "the API's description, linted and compared with what was promised",
    budget: seconds(30),
    work: Work::Once(description::description),
};

pub(super) static CLIENTS: Stage = Stage {
    name: "clients",
    what: "the generated clients are fresh, and their examples sign",
    budget: seconds(120),
    work: Work::Once(clients::clients),
};

pub(super) static JOURNEYS: Stage = Stage {
    name: "journeys",
    what: "journeys in Chromium",
    budget: seconds(2640),
    work: Work::Tests(journeys::journeys),
};

/// A test run: sets of lanes, one after the other. The lanes of a set run side by side, the stages
/// of a lane one after the other. The browser's part keeps one core busy for minutes, in which the
/// other one runs tests that mostly wait. The journeys need both for themselves: they wait for
/// pages no longer than a person would.
pub(super) static EVERYTHING: &[&[&[&Stage]]] = &[
    &[&[&MACHINE, &FORMAT, &TIDY]],
    &[
        &[
            &BUILD,
            &NATIVE,
            &POSTGRES,
            &OUTSIDE,
            &FAULTS,
            &FUZZ,
            &CLIENTS,
            &LINT,
            &WASM,
            &CONTENDERS,
        ],
        &[&SITE, &SIZE, &LINT_WEB, &TYPES, &DESCRIPTION],
    ],
    &[&[&JOURNEYS]],
];

static SHARED: Stage = Stage {
    name: "shared",
    what: "tests of the shared rules",
    budget: seconds(120),
    work: Work::Counted(native::shared),
};

/// What `cargo xtask check` does.
pub(super) static CHECK: &[&[&Stage]] = &[&[&FORMAT, &TIDY, &LINT, &SHARED], &[&LINT_WEB]];

/// Fetches and installs what the stages need, because they run side by side and package managers do
/// not.
fn machine() -> Outcome {
    tools::check_machine()?;
    tools::ensure_target(tools::WASM)?;
    tools::ensure_target(tools::WASI)?;
    tools::ensure_nextest()?;
    packages::chromium()?;
    postgres::programs()?;
    outside::programs()?;
    fuzz::programs()?;
    crate::clients::tools()?;
    journeys::install_modules()
}

fn format() -> Outcome {
    process::must(
        workspace::cargo().args(["fmt", "--all", "--check", "--", "--color=never"]),
        &workspace::test_log("fmt"),
        "`cargo fmt --check`",
    )
}
