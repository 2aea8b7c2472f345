//! Work side by side: on two cores, one long compilation leaves the other core idle.

use crate::{Outcome, process};
use std::sync::atomic::{AtomicU32, Ordering};

/// How many calls of `side_by_side` are under way; a lane may fork again.
static DEPTH: AtomicU32 = AtomicU32::new(0);

/// Does all of it at the same time. The first failure stops the rest and is told.
pub(crate) fn side_by_side(lanes: &[fn() -> Outcome]) -> Outcome {
    DEPTH.fetch_add(1, Ordering::SeqCst);
    std::thread::scope(|scope| {
        for lane in lanes {
            scope.spawn(|| {
                if let Err(sentence) = lane() {
                    process::give_up(sentence);
                }
            });
        }
    });
    process::let_interrupt_finish();
    let failure = process::failure();
    if DEPTH.fetch_sub(1, Ordering::SeqCst) == 1 {
        process::forget_failure();
    }
    failure.map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;
    use std::process::Command;

    /// One test: what it is about is global.
    #[test]
    fn the_first_failure_stops_the_rest_is_told_and_forgotten() {
        let _alone = process::ALONE.lock().unwrap();
        static DONE: AtomicU32 = AtomicU32::new(0);
        let count: fn() -> Outcome = || {
            DONE.fetch_add(1, Ordering::SeqCst);
            Ok(())
        };
        assert_eq!(side_by_side(&[count, count, count]), Ok(()));
        assert_eq!(DONE.load(Ordering::SeqCst), 3);

        let log = Path::new("/dev/null");
        let long: fn() -> Outcome = || {
            let mut sleep = Command::new("sleep");
            process::must(sleep.arg("600"), Path::new("/dev/null"), "Sleeping")
        };
        let broken: fn() -> Outcome = || Err("The reason.".to_owned());
        let fork: fn() -> Outcome = || {
            side_by_side(&[
                || Err("The reason.".to_owned()),
                || {
                    let mut sleep = Command::new("sleep");
                    process::must(sleep.arg("600"), Path::new("/dev/null"), "Sleeping")
                },
            ])
        };
        assert_eq!(side_by_side(&[long, broken]), Err("The reason.".to_owned()));
        assert_eq!(side_by_side(&[long, fork]), Err("The reason.".to_owned()));
        assert_eq!(process::finishes(&mut Command::new("true"), log), Ok(true));
    }
}
