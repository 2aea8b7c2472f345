//! Work on several threads that is given up together as soon as one part fails; see `lanes`.

use std::cell::RefCell;
use std::sync::{Arc, Mutex, PoisonError};

/// The work.
#[derive(Default)]
pub(crate) struct Fork {
    failure: Mutex<Option<String>>,
}

impl Fork {
    /// Why the work is being given up, if it is: nothing new is started for it.
    pub(crate) fn failure(&self) -> Option<String> {
        let failure = self.failure.lock();
        failure.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Gives it up; the first reason counts.
    pub(crate) fn give_up(&self, sentence: String) {
        let failure = self.failure.lock();
        failure
            .unwrap_or_else(PoisonError::into_inner)
            .get_or_insert(sentence);
    }
}

thread_local! {
    static FORKS: RefCell<Vec<Arc<Fork>>> = const { RefCell::new(Vec::new()) };
}

/// The forks that this thread works for, the outermost first.
pub(crate) fn forks() -> Vec<Arc<Fork>> {
    FORKS.with_borrow(Clone::clone)
}

/// From now on this thread works for these.
pub(crate) fn work_for(forks: Vec<Arc<Fork>>) {
    FORKS.set(forks);
}
