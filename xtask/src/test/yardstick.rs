//! How fast this machine is: the same small program is compiled on every machine, and the budgets
//! of the stages are stretched by what that takes longer than where they were set.

use crate::outcome::Outcome;
use crate::{meter, process, workspace};
use std::fmt::Write as _;
use std::time::Duration;

/// What `measure` takes where the budgets were set.
const REFERENCE: Duration = Duration::from_millis(1_800);
/// Budgets as they are written.
pub(super) const NORMAL: u32 = 100;

/// How long this machine takes, in percent of the time of the one where the budgets were set: from
/// 100 to 300.
pub(super) fn slowness() -> Outcome<u32> {
    let _of_others = meter::take();
    compile()?;
    let percent = meter::take().as_millis() * 100 / REFERENCE.as_millis();
    Ok(u32::try_from(percent).unwrap_or(NORMAL).clamp(NORMAL, 300))
}

/// Compiles a program of many small types, as most of ours are.
fn compile() -> Outcome {
    let folder = process::Scratch::new("yardstick")?;
    let file = folder.path().join("yardstick.rs");
    std::fs::write(&file, program())
        .map_err(|problem| format!("{} cannot be written: {problem}.", file.display()))?;
    process::must(
        workspace::command("rustc")
            .args(["--edition", "2024", "--crate-type", "lib", "-O"])
            .args(["-C", "codegen-units=1", "--emit", "obj", "-o"])
            .arg(folder.path().join("yardstick.o"))
            .arg(&file),
        &workspace::test_log("yardstick"),
        "Compiling the yardstick",
    )
}

fn program() -> String {
    let mut text = String::new();
    for n in 0..10 {
        let _infallible = writeln!(
            text,
            "#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)] \
             pub struct T{n} {{ pub a: u32, pub b: String, pub c: Vec<Option<u64>> }} \
             pub fn f{n}(x: &mut Vec<T{n}>) -> String {{ x.sort(); x.dedup(); format!(\"{{x:?}}\") }}"
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_yardstick_compiles() {
        assert_eq!(compile(), Ok(()));
    }
}
