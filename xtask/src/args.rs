//! The command line, read by hand: few commands, few flags, no surprises.

use crate::outcome::Outcome;
use crate::workspace;
use std::path::PathBuf;

/// What `cargo xtask help` prints.
pub(crate) const USAGE: &str = "\
cargo xtask run        build everything and start it, with a synthetic city
    --port N           the application's port (8080)
    --city-port N      the synthetic city's port (8090)
    --data DIR         where data, keys and logs are kept (data)
    --database-url URL sqlite://… or postgres://… (SQLite in the data folder)
cargo xtask test       every check there is; ends with `N passed, N failed`
    NAME…              only these stages or tests (`test journeys`, `test binding`)
cargo xtask check      the fast inner loop: format, lints, shared rules, tidy
cargo xtask journeys   the browser journeys alone; words after it go to Playwright
cargo xtask fuzz       ask a running api what nobody thought of, as everybody
    --long             much more of it, something else each time
cargo xtask generate   write the generated files (openapi: description, changelog, clients)
cargo xtask release    from now on promise what the API's description says today
cargo xtask clients    the generated clients alone (openapi/clients)
    --check            only say whether they are fresh
cargo xtask tidy       the rules that the compiler cannot check
cargo xtask site       build the browser's part alone, in target/site
cargo xtask size       weigh what the entry page and a result load
cargo xtask bench      how fast the rules decide, beside two other ways
cargo xtask bench documents  how fast documents are printed, beside WeasyPrint
cargo xtask bench page    how long the entry page and a result take on a slow line
cargo xtask bench faults  what is acknowledged stays, whatever is killed, full or hung
    --times N          so many times as much as in a test run (10)";

/// One command with its options.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Run(RunOptions),
    /// Everything, or what these words name.
    Test(Vec<String>),
    Check,
    /// The browser journeys; the words are handed to Playwright.
    Journeys(Vec<String>),
    /// For ourselves alone: runs the command that the words are, see `supervise`.
    Supervise(Vec<String>),
    /// Asks a running api what nobody thought of; for long, or as in a test run.
    Fuzz(bool),
    Generate,
    Release,
    /// The generated clients, written anew.
    Clients,
    /// Whether they are fresh.
    CheckClients,
    Tidy,
    Site,
    Size,
    Bench,
    Documents,
    Page,
    /// So many times as much goes wrong as in a test run.
    Faults(u32),
}

/// The options of `cargo xtask run`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RunOptions {
    /// TCP port of the application on 127.0.0.1.
    pub(crate) port: u16,
    /// TCP port of the synthetic city on 127.0.0.1.
    pub(crate) city_port: u16,
    /// Folder for the database, the keys and the logs.
    pub(crate) data: PathBuf,
    /// Another database than SQLite in the data folder.
    pub(crate) database_url: Option<String>,
}

impl Default for RunOptions {
    fn default() -> Self {
        Self {
            port: 8080,
            city_port: 8090,
            data: workspace::at("data"),
            database_url: None,
        }
    }
}

/// Reads the words after `cargo xtask`; the error names the word that is wrong.
pub(crate) fn parse(words: impl IntoIterator<Item = String>) -> Outcome<Command> {
    let mut words = words.into_iter();
    let Some(name) = words.next() else {
        return Ok(Command::Help);
    };
    match name.as_str() {
        "help" | "-h" | "--help" => Ok(Command::Help),
        "run" => parse_run(words),
        "journeys" => Ok(Command::Journeys(
            words.skip_while(|word| word == "--").collect(),
        )),
        "supervise" => Ok(Command::Supervise(words.collect())),
        "test" => Ok(Command::Test(words.collect())),
        "check" => alone(Command::Check, &name, words),
        "fuzz" => parse_fuzz(words),
        "release" => alone(Command::Release, &name, words),
        "generate" => alone(Command::Generate, &name, words),
        "clients" => parse_clients(words),
        "tidy" => alone(Command::Tidy, &name, words),
        "site" => alone(Command::Site, &name, words),
        "size" => alone(Command::Size, &name, words),
        "bench" => parse_bench(words),
        other => Err(format!(
            "There is no command `{other}`; `cargo xtask help` lists them."
        )),
    }
}

fn alone(
    command: Command,
    name: &str,
    mut words: impl Iterator<Item = String>,
) -> Outcome<Command> {
    match words.next() {
        None => Ok(command),
        Some(word) => Err(format!(
            "`cargo xtask {name}` takes no options, but `{word}` was given."
        )),
    }
}

fn parse_fuzz(words: impl Iterator<Item = String>) -> Outcome<Command> {
    let words: Vec<String> = words.collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => Ok(Command::Fuzz(false)),
        ["--long"] => Ok(Command::Fuzz(true)),
        [.., last] => Err(format!("`cargo xtask fuzz` does not know `{last}`.")),
    }
}

fn parse_clients(mut words: impl Iterator<Item = String>) -> Outcome<Command> {
    match words.next().as_deref() {
        None => Ok(Command::Clients),
        Some("--check") => alone(Command::CheckClients, "clients --check", words),
        Some(word) => Err(format!("`cargo xtask clients` does not know `{word}`.")),
    }
}

fn parse_bench(words: impl Iterator<Item = String>) -> Outcome<Command> {
    let words: Vec<String> = words.collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => Ok(Command::Bench),
        ["documents"] => Ok(Command::Documents),
        ["page"] => Ok(Command::Page),
        ["faults"] => Ok(Command::Faults(10)),
        ["faults", "--times", times] => match times.parse() {
            Ok(times @ 1..=1000) => Ok(Command::Faults(times)),
            _ => Err(format!(
                "`--times` needs a number from 1 to 1000, not `{times}`."
            )),
        },
        [.., last] => Err(format!("`cargo xtask bench` does not know `{last}`.")),
    }
}

fn parse_run(mut words: impl Iterator<Item = String>) -> Outcome<Command> {
    let mut options = RunOptions::default();
    while let Some(word) = words.next() {
        if matches!(word.as_str(), "-h" | "--help") {
            return Ok(Command::Help);
        }
        let (flag, attached) = match word.split_once('=') {
            Some((flag, value)) => (flag, Some(value.to_owned())),
            None => (word.as_str(), None),
        };
        if !["--port", "--city-port", "--data", "--database-url"].contains(&flag) {
            return Err(format!(
                "`cargo xtask run` does not know `{flag}`; `cargo xtask help` lists its flags."
            ));
        }
        let value = attached
            .or_else(|| words.next())
            .filter(|value| !value.is_empty())
            .ok_or_else(|| format!("`{flag}` needs a value."))?;
        match flag {
            "--port" => options.port = parse_port(flag, &value)?,
            "--city-port" => options.city_port = parse_port(flag, &value)?,
            "--data" => options.data = PathBuf::from(value),
            _ => options.database_url = Some(parse_database(value)?),
        }
    }
    if options.port == options.city_port {
        return Err(format!(
            "`--port` and `--city-port` are both {}; choose two different ports.",
            options.port
        ));
    }
    Ok(Command::Run(options))
}

fn parse_port(flag: &str, value: &str) -> Outcome<u16> {
    value
        .parse()
        .ok()
        .filter(|port| *port != 0)
        .ok_or_else(|| format!("`{flag}` needs a port from 1 to 65535, not `{value}`."))
}

/// The value may hold a password, so the error does not repeat it.
fn parse_database(value: String) -> Outcome<String> {
    let known = ["sqlite:", "postgres://", "postgresql://"];
    if known.iter().any(|scheme| value.starts_with(scheme)) {
        Ok(value)
    } else {
        Err("`--database-url` needs an address that begins with sqlite: or postgres://.".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Outcome<Command> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn nothing_and_help_show_the_usage() {
        assert_eq!(parsed(""), Ok(Command::Help));
        assert_eq!(parsed("--help"), Ok(Command::Help));
        assert_eq!(parsed("run --help"), Ok(Command::Help));
    }

    #[test]
    fn run_has_the_documented_defaults() {
        let Ok(Command::Run(options)) = parsed("run") else {
            panic!("not a run")
        };
        assert_eq!(options.port, 8080);
        assert_eq!(options.city_port, 8090);
        assert_eq!(options.data, workspace::at("data"));
        assert_eq!(options.database_url, None);
    }

    #[test]
    fn flags_take_their_value_after_a_space_or_an_equals_sign() {
        let expected = RunOptions {
            port: 9000,
            city_port: 9001,
            data: PathBuf::from("elsewhere"),
            database_url: Some("postgres://u:p@host/db?sslmode=require".to_owned()),
        };
        let line = "run --port=9000 --city-port 9001 --data elsewhere \
                    --database-url=postgres://u:p@host/db?sslmode=require";
        assert_eq!(parsed(line), Ok(Command::Run(expected)));
    }

    #[test]
    fn mistakes_are_one_sentence_that_names_the_word() {
        for (line, word) in [
            ("walk", "`walk`"),
            ("run --prot 1", "`--prot`"),
            ("run --port", "`--port` needs a value"),
            ("run --port 0", "`0`"),
            ("run --port 70000", "`70000`"),
            ("run --port 8090", "both 8090"),
            ("check now", "`now`"),
            ("bench now", "`now`"),
            ("fuzz now", "`now`"),
            ("clients --fresh", "`--fresh`"),
            ("clients --check now", "`now`"),
            ("bench faults --times 0", "`0`"),
        ] {
            let sentence = parsed(line).expect_err(line);
            assert!(sentence.contains(word), "{line}: {sentence}");
            assert!(!sentence.contains('\n'), "{line}: {sentence}");
        }
    }

    #[test]
    fn a_wrong_database_address_is_not_repeated() {
        let sentence = parsed("run --database-url mysql://u:secret@h/d").expect_err("refused");
        assert!(!sentence.contains("secret"), "{sentence}");
    }

    #[test]
    fn words_after_test_name_stages_and_tests() {
        let words = vec!["journeys".to_owned(), "binding".to_owned()];
        assert_eq!(parsed("test journeys binding"), Ok(Command::Test(words)));
    }

    #[test]
    fn words_after_journeys_go_to_playwright() {
        assert_eq!(
            parsed("journeys -- --project=phone bind"),
            Ok(Command::Journeys(vec![
                "--project=phone".to_owned(),
                "bind".to_owned()
            ]))
        );
    }
}
