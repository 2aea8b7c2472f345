//! Work side by side: on two cores, one long compilation leaves the other core idle.

use crate::fork::{Fork, forks, work_for};
use crate::outcome::Outcome;
use crate::{meter, process};
use std::sync::Arc;

/// Does all of it at the same time. The first failure stops the rest, and nothing else, and is told.
pub(crate) fn side_by_side(lanes: &[fn() -> Outcome]) -> Outcome {
    let fork = Arc::<Fork>::default();
    let mut forks = forks();
    forks.push(Arc::clone(&fork));
    together(lanes.iter().map(|lane| {
        || {
            work_for(forks.clone());
            if let Err(sentence) = lane() {
                fork.give_up(sentence);
                process::stop_fork(&fork);
            }
        }
    }));
    process::let_interrupt_finish();
    fork.failure().map_or(Ok(()), Err)
}

/// Does all of it at the same time, to the end. What the children of all threads have used counts
/// as used by the children of this one.
pub(crate) fn together<T: Send>(lanes: impl Iterator<Item = impl FnOnce() -> T + Send>) -> Vec<T> {
    std::thread::scope(|scope| {
        let threads: Vec<_> = lanes
            .map(|lane| scope.spawn(|| (lane(), meter::take())))
            .collect();
        threads
            .into_iter()
            .map(|thread| {
                let (done, used) = match thread.join() {
                    Ok(ended) => ended,
                    Err(panic) => std::panic::resume_unwind(panic),
                };
                meter::add(used);
                done
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;
    use std::process::Command;
    use std::sync::atomic::{AtomicU32, Ordering};

    fn sleep() -> Outcome {
        let mut sleep = Command::new("sleep");
        process::must(sleep.arg("600"), Path::new("/dev/null"), "Sleeping")
    }

    fn broken() -> Outcome {
        Err("The reason.".to_owned())
    }

    #[test]
    fn all_of_it_is_done() {
        static DONE: AtomicU32 = AtomicU32::new(0);
        let count: fn() -> Outcome = || {
            DONE.fetch_add(1, Ordering::SeqCst);
            Ok(())
        };
        assert_eq!(side_by_side(&[count, count, count]), Ok(()));
        assert_eq!(DONE.load(Ordering::SeqCst), 3);
    }

    #[test]
    fn the_first_failure_stops_the_rest_and_is_told() {
        assert_eq!(side_by_side(&[sleep, broken]), broken());
        assert_eq!(
            side_by_side(&[sleep, || side_by_side(&[broken, sleep])]),
            broken()
        );
        // What was given up is over.
        let mut program = Command::new("true");
        let log = Path::new("/dev/null");
        assert_eq!(process::finishes(&mut program, log), Ok(true));
    }

    #[test]
    fn a_failure_leaves_other_work_alone() {
        let mut program = Command::new("sleep");
        let log = Path::new("/dev/null");
        let mut other = process::Running::start(program.arg("600"), log).unwrap();
        assert_eq!(side_by_side(&[sleep, broken]), broken());
        assert!(other.ended().is_none());
    }

    #[test]
    fn what_children_used_comes_back_to_who_forked() {
        let busy = || {
            let mut shell = Command::new("sh");
            shell.args(["-c", "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done"]);
            process::finishes(&mut shell, Path::new("/dev/null"))
        };
        let done = together([busy, busy].into_iter());
        assert_eq!(done, [Ok(true), Ok(true)]);
        if cfg!(target_os = "linux") {
            assert!(!meter::take().is_zero());
        }
    }
}
