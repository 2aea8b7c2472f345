//! Child processes: each in a group of its own, so that it can be stopped with all it started.
//!
//! Invariant: no process that this program started outlives it, whether it ends
//! by success, by failure, by Ctrl-C or by SIGTERM.

use crate::fork::{self, Fork};
use crate::outcome::Outcome;
use crate::{meter, progress, workspace};
use nix::sys::signal::{Signal, killpg};
use nix::sys::wait::{Id, WaitPidFlag, WaitStatus, waitid};
use nix::unistd::Pid;
use std::fs::File;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The groups that run now, in the order in which they were started.
static GROUPS: Mutex<Vec<Group>> = Mutex::new(Vec::new());
/// Folders to delete when the program is interrupted.
static FOLDERS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
/// Set by the first Ctrl-C: from then on only the handler may end the program.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);
/// The exit code after Ctrl-C: 130 (the shell's custom) until serving, which is ended that way.
static INTERRUPT_CODE: AtomicI32 = AtomicI32::new(130);

/// Servers may finish what they are doing; after that they are killed.
const GRACE: Duration = Duration::from_secs(10);

/// A child with all it started, and the parallel work that it is part of.
#[derive(Clone)]
struct Group {
    leader: Pid,
    forks: Vec<Arc<Fork>>,
}

/// Takes a lock; a panic elsewhere leaves plain data that is still good.
pub(crate) fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on Ctrl-C, SIGTERM and a closed terminal stop every child and then this program.
pub(crate) fn stop_everything_on_interrupt() -> Outcome {
    ctrlc::set_handler(|| {
        if INTERRUPTED.swap(true, Ordering::SeqCst) {
            return;
        }
        progress::say("\nStopping …");
        stop_those(|_| true);
        for folder in held(&FOLDERS).drain(..) {
            let _gone_already = std::fs::remove_dir_all(folder);
        }
        progress::say("Everything is stopped.");
        std::process::exit(INTERRUPT_CODE.load(Ordering::SeqCst));
    })
    .map_err(|problem| format!("Ctrl-C cannot be handled here: {problem}."))
}

/// Ctrl-C is the ordinary end from here on.
pub(crate) fn interrupt_is_success() {
    INTERRUPT_CODE.store(0, Ordering::SeqCst);
}

/// Once interrupted, the handler alone decides when the program ends.
pub(crate) fn let_interrupt_finish() {
    while INTERRUPTED.load(Ordering::SeqCst) {
        std::thread::park();
    }
}

/// Stops what runs as part of this parallel work.
pub(crate) fn stop_fork(fork: &Arc<Fork>) {
    stop_those(|group| group.forks.iter().any(|one| Arc::ptr_eq(one, fork)));
}

/// A child that runs beside us. Dropping it stops it.
pub(crate) struct Running {
    child: Child,
    group: Pid,
    /// Whether the processor time that it used is counted already.
    is_counted: bool,
}

impl Running {
    /// Starts a command; both its outputs go to the log file.
    pub(crate) fn start(command: &mut Command, log: &Path) -> Outcome<Self> {
        let out = log_file(log)?;
        let err = out
            .try_clone()
            .map_err(|problem| format!("{} cannot be written: {problem}.", shown(log)))?;
        start_with(command.stdout(out).stderr(err))
    }

    /// How it ended, if it has.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    fn wait(&mut self) -> Outcome<ExitStatus> {
        let _ended = waitid(
            Id::Pid(self.group),
            WaitPidFlag::WEXITED | WaitPidFlag::WNOWAIT,
        );
        meter::add_ended(self.group);
        self.is_counted = true;
        let status = self
            .child
            .wait()
            .map_err(|problem| format!("A child process was lost: {problem}."));
        let_interrupt_finish();
        status
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let_interrupt_finish();
        stop(self.group);
        if !self.is_counted {
            meter::add_ended(self.group);
        }
        let _reaped = self.child.wait();
        held(&GROUPS).retain(|group| group.leader != self.group);
    }
}

fn start_with(command: &mut Command) -> Outcome<Running> {
    // Held over the spawn: an interrupt either sees the child or prevents it.
    let mut groups = held(&GROUPS);
    if INTERRUPTED.load(Ordering::SeqCst) {
        drop(groups);
        let_interrupt_finish();
        return Err("Interrupted.".to_owned());
    }
    let forks = fork::forks();
    if let Some(sentence) = forks.iter().find_map(|fork| fork.failure()) {
        return Err(sentence);
    }
    let name = command.get_program().to_string_lossy().into_owned();
    let child = command.process_group(0).spawn().map_err(|problem| {
        if problem.kind() == std::io::ErrorKind::NotFound {
            format!("`{name}` is not installed, or not on PATH.")
        } else {
            format!("`{name}` cannot be started: {problem}.")
        }
    })?;
    let leader = i32::try_from(child.id())
        .map(Pid::from_raw)
        .map_err(|problem| format!("`{name}` has an impossible process id: {problem}."))?;
    groups.push(Group { leader, forks });
    Ok(Running {
        child,
        group: leader,
        is_counted: false,
    })
}

/// Runs a command to its end, its output in a log file; tells whether it succeeded.
pub(crate) fn finishes(command: &mut Command, log: &Path) -> Outcome<bool> {
    Ok(Running::start(command, log)?.wait()?.success())
}

/// Runs a command that has to succeed; otherwise the end of its log is in the error.
pub(crate) fn must(command: &mut Command, log: &Path, what: &str) -> Outcome {
    if finishes(command, log)? {
        return Ok(());
    }
    Err(format!(
        "{what} failed. The whole log is {}; it ends with:\n{}",
        shown(log),
        tail(log, 25)
    ))
}

/// What a short command prints, if it succeeds.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The last lines of a log file, indented.
pub(crate) fn tail(log: &Path, lines: usize) -> String {
    let text = std::fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let all: Vec<&str> = text.lines().collect();
    all.iter()
        .skip(all.len().saturating_sub(lines))
        .map(|line| format!("    {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// A path as it is told to a person: relative to the workspace where it can be.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(workspace::root())
        .unwrap_or(path)
        .display()
        .to_string()
}

/// A folder that is deleted when this value is dropped or the program interrupted.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// Makes an empty folder in the system's place for temporary files.
    pub(crate) fn new(name: &str) -> Outcome<Self> {
        let path = std::env::temp_dir().join(format!("anju-{name}-{}", std::process::id()));
        let _was_not_there = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path)
            .map_err(|problem| format!("{} cannot be made: {problem}.", path.display()))?;
        held(&FOLDERS).push(path.clone());
        Ok(Self(path))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _gone_already = std::fs::remove_dir_all(&self.0);
        held(&FOLDERS).retain(|folder| *folder != self.0);
    }
}

fn log_file(log: &Path) -> Outcome<File> {
    if let Some(folder) = log.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|problem| format!("{} cannot be made: {problem}.", shown(folder)))?;
    }
    File::create(log).map_err(|problem| format!("{} cannot be written: {problem}.", shown(log)))
}

fn stop_those(concerned: impl Fn(&Group) -> bool) {
    let mut groups = held(&GROUPS).clone();
    groups.retain(concerned);
    for group in groups.iter().rev() {
        let _gone_already = killpg(group.leader, Signal::SIGTERM);
    }
    for group in groups.iter().rev() {
        stop(group.leader);
    }
}

/// Asks a group to end, waits for its leader, and kills what is left.
fn stop(group: Pid) {
    let deadline = Instant::now() + GRACE;
    if killpg(group, Signal::SIGTERM).is_ok() {
        while leader_lives(group) && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(30));
        }
        let _gone_already = killpg(group, Signal::SIGKILL);
    }
}

/// Its end is left for whoever waits for it, and with it what it has used.
fn leader_lives(group: Pid) -> bool {
    let look = WaitPidFlag::WEXITED | WaitPidFlag::WNOHANG | WaitPidFlag::WNOWAIT;
    matches!(waitid(Id::Pid(group), look), Ok(WaitStatus::StillAlive))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    fn scratch_log(name: &str) -> (Scratch, PathBuf) {
        let scratch = Scratch::new(name).unwrap();
        let log = scratch.path().join("log");
        (scratch, log)
    }

    #[test]
    fn dropping_a_child_stops_what_it_started() {
        let mut shell = Command::new("sh");
        // The shell's own child deafens itself and holds the pipe for as long as it lives.
        let script = "(trap '' TERM; echo up; sleep 30) & wait";
        shell.args(["-c", script]).stdout(Stdio::piped());
        let mut child = start_with(&mut shell).unwrap();
        let mut pipe = child.child.stdout.take().unwrap();
        let mut up = [0; 3];
        pipe.read_exact(&mut up).unwrap();
        let begun = Instant::now();
        drop(child);
        pipe.read_to_end(&mut Vec::new()).unwrap();
        assert!(begun.elapsed() < Duration::from_secs(20), "it lived on");
    }

    #[test]
    fn a_failure_shows_the_end_of_the_log() {
        let (_scratch, log) = scratch_log("tail");
        let mut shell = Command::new("sh");
        shell.args(["-c", "seq 100; echo the reason >&2; exit 3"]);
        let sentence = must(&mut shell, &log, "Counting").unwrap_err();
        assert!(sentence.starts_with("Counting failed."), "{sentence}");
        assert!(sentence.ends_with("    the reason"), "{sentence}");
        assert!(!sentence.contains("    50\n"), "{sentence}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let (_scratch, log) = scratch_log("missing");
        let sentence = finishes(&mut Command::new("no-such-program"), &log).unwrap_err();
        assert_eq!(
            sentence,
            "`no-such-program` is not installed, or not on PATH."
        );
    }

    #[test]
    fn scratch_folders_go_away() {
        let path = Scratch::new("gone").unwrap().path().to_owned();
        assert!(!path.exists());
    }
}
