//! How much processor time the children of a thread have used: what a test run costs does not
//! depend on how busy the machine is, the clock on the wall does.

use nix::unistd::Pid;
use std::cell::Cell;
use std::time::Duration;

/// `USER_HZ`: Linux tells processor time in hundredths of a second, on every machine.
const TICK: Duration = Duration::from_millis(10);

thread_local! {
    static USED: Cell<Duration> = const { Cell::new(Duration::ZERO) };
}

/// Adds to what this thread's children have used.
pub(crate) fn add(used: Duration) {
    USED.set(USED.get() + used);
}

/// What this thread's children have used since the last call.
pub(crate) fn take() -> Duration {
    USED.take()
}

/// Adds what a child has used that has ended and whose end nobody has asked for yet, with
/// everything that it started and waited for. Other systems than Linux do not tell: nothing is
/// added there.
pub(crate) fn add_ended(child: Pid) {
    if let Ok(stat) = std::fs::read_to_string(format!("/proc/{child}/stat")) {
        add(of_stat(&stat).unwrap_or_default());
    }
}

/// The sum of `utime`, `stime`, `cutime` and `cstime` (proc_pid_stat(5), fields 14 to 17).
fn of_stat(stat: &str) -> Option<Duration> {
    // The second field is the program's name in brackets, which may hold anything.
    let (_, fields) = stat.rsplit_once(") ")?;
    let ticks: u32 = fields
        .split(' ')
        .skip(11)
        .take(4)
        .map(|field| field.parse::<u32>().unwrap_or_default())
        .sum();
    Some(TICK * ticks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_times_are_added_whatever_the_program_is_called() {
        let stat = "7 (a) b (c) Z 1 7 7 0 -1 4 1 2 3 4 10 20 300 4000 20 0 1 0 5 0 0";
        assert_eq!(of_stat(stat), Some(Duration::from_millis(43_300)));
    }

    #[test]
    fn what_is_taken_is_counted_once() {
        add(Duration::from_secs(2));
        add(Duration::from_secs(1));
        assert_eq!(take(), Duration::from_secs(3));
        assert_eq!(take(), Duration::ZERO);
    }
}
