//! Runs a command and waits for all that it leaves behind. A browser that is killed leaves its
//! processes to nobody, and what they have used would count for nobody either: here they are waited
//! for, so that `meter` finds it.

use crate::outcome::Outcome;
use nix::errno::Errno;
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

/// How long the rest may outlive the command.
const GRACE: Duration = Duration::from_secs(5);

/// Runs the command that the words are; ends as it ends.
pub(crate) fn supervise(words: &[String]) -> Outcome<ExitCode> {
    let (program, arguments) = words
        .split_first()
        .ok_or("`cargo xtask supervise` needs a command.")?;
    adopt_orphans()?;
    let child = Command::new(program)
        .args(arguments)
        .spawn()
        .map_err(|problem| format!("`{program}` cannot be started: {problem}."))?;
    let mut code = None;
    let mut ended = Instant::now();
    while code.is_none() || ended.elapsed() < GRACE {
        let look = code.map(|_| WaitPidFlag::WNOHANG);
        match waitpid(None, look) {
            Ok(WaitStatus::StillAlive) => std::thread::sleep(Duration::from_millis(20)),
            Ok(status) => {
                let leader = status
                    .pid()
                    .and_then(|pid| u32::try_from(pid.as_raw()).ok());
                if leader == Some(child.id()) {
                    code = Some(code_of(status));
                    ended = Instant::now();
                }
            }
            Err(Errno::EINTR) => {}
            Err(_nobody_left) => break,
        }
    }
    Ok(ExitCode::from(code.unwrap_or(1)))
}

fn code_of(status: WaitStatus) -> u8 {
    if let WaitStatus::Exited(_, code) = status {
        u8::try_from(code).unwrap_or(1)
    } else {
        1
    }
}

/// Processes whose parent is gone become children of this one.
fn adopt_orphans() -> Outcome {
    #[cfg(target_os = "linux")]
    nix::sys::prctl::set_child_subreaper(true)
        .map_err(|problem| format!("Orphans cannot be waited for: {problem}."))?;
    Ok(())
}
