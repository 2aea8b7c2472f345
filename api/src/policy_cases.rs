//! `policy-cases FILE…`: runs worked cases against the published policy versions. Needs no
//! configuration, no database and no network.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use shared::policy::Policies;
use shared::policy::cases::{self, Score, WorkedCase};

/// A file cannot be read, or is no file of cases.
const UNREADABLE: u8 = 2;

/// Runs the cases of all files: a line for each case and one total.
///
/// The exit status is 0 where all passed, 1 where any failed, and 2 where a file cannot be read;
/// then the reason goes to standard error, and no case is run.
pub fn run(files: &[PathBuf], out: &mut impl Write) -> ExitCode {
    let mut all = Vec::new();
    for file in files {
        match read(file) {
            Ok(cases) => all.extend(cases),
            Err(what) => {
                // Where standard error is closed, the exit status still tells.
                let _ = writeln!(io::stderr(), "{}: {what}", file.display());
                return ExitCode::from(UNREADABLE);
            }
        }
    }
    match report(&all, out) {
        Ok(score) if score.failed == 0 => ExitCode::SUCCESS,
        // A reader that goes away before the end has not seen that all passed.
        Ok(_) | Err(_) => ExitCode::FAILURE,
    }
}

fn read(file: &Path) -> Result<Vec<WorkedCase>, String> {
    let text = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
    cases::read(&text).map_err(|error| error.to_string())
}

fn report(cases: &[WorkedCase], out: &mut impl Write) -> io::Result<Score> {
    let policies = Policies::builtin();
    let mut score = Score::default();
    for case in cases {
        writeln!(out, "{}", score.run(case, policies))?;
    }
    writeln!(out, "{score}")?;
    out.flush()?;
    Ok(score)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUBLISHED: &str = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/tests/cases/published.json"
    );

    fn run_text(files: &[PathBuf]) -> (ExitCode, String) {
        let mut out = Vec::new();
        let code = run(files, &mut out);
        (code, String::from_utf8(out).unwrap())
    }

    #[test]
    fn one_total_over_all_files() {
        let file = PathBuf::from(PUBLISHED);
        let (code, text) = run_text(&[file.clone(), file]);
        assert_eq!(code, ExitCode::SUCCESS, "{text}");
        assert_eq!(text.lines().next(), Some("ok R01"));
        assert_eq!(text.lines().last(), Some("176 passed, 0 failed"));
    }

    #[test]
    fn a_wrong_answer_fails_with_both_answers() {
        let text = std::fs::read_to_string(PUBLISHED).unwrap();
        let folder = std::env::temp_dir().join(format!("policy-cases-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("wrong.json");
        let wrong = text.replacen(r#""reason": "ok""#, r#""reason": "quota_full""#, 1);
        std::fs::write(&file, wrong).unwrap();
        let (code, text) = run_text(&[file]);
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(code, ExitCode::FAILURE);
        let first = "FAIL R01 expected eligible/quota_full got eligible/ok";
        assert_eq!(text.lines().next(), Some(first));
        assert_eq!(text.lines().last(), Some("87 passed, 1 failed"));
    }

    #[test]
    fn a_file_that_cannot_be_read_has_a_status_of_its_own() {
        let good = PathBuf::from(PUBLISHED);
        let folder = std::env::temp_dir().join(format!("no-cases-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let empty = folder.join("empty.json");
        std::fs::write(&empty, "").unwrap();
        let manifest = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"));
        let missing = PathBuf::from("no such file");
        for bad in [missing, manifest, empty, folder.clone()] {
            for files in [
                vec![bad.clone()],
                vec![good.clone(), bad.clone()],
                vec![bad.clone(), good.clone()],
            ] {
                let unreadable = (ExitCode::from(UNREADABLE), String::new());
                assert_eq!(run_text(&files), unreadable, "{}", bad.display());
            }
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
