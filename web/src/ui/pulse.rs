//! Asking again while something is awaited: each second at first, then more rarely.

use std::future::Future;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::live::{effect, memo};

/// The first pause between two questions, in milliseconds.
const FIRST: u32 = 1_000;
/// The longest pause.
const LONGEST: u32 = 5_000;

/// Asks again while it is worth it and the page is there.
#[derive(Clone, Copy)]
pub(crate) struct Pulse {
    /// Gone with the page.
    alive: StoredValue<()>,
}

impl Pulse {
    /// A pulse that stops with the page that makes it.
    pub(crate) fn new() -> Self {
        Self {
            alive: StoredValue::new(()),
        }
    }

    /// Runs `ask` again and again while `worth` says so (tracked).
    pub(crate) fn every<F>(
        self,
        worth: impl Fn() -> bool + Send + Sync + 'static,
        ask: impl Fn() -> F + Clone + 'static,
    ) where
        F: Future<Output = ()> + 'static,
    {
        let worth = memo(worth);
        effect(move || {
            if !worth.get() {
                return;
            }
            let ask = ask.clone();
            spawn_local(async move {
                let mut pause = FIRST;
                loop {
                    TimeoutFuture::new(pause).await;
                    if self.alive.try_get_value().is_none()
                        || worth.try_get_untracked() != Some(true)
                    {
                        return;
                    }
                    if document().hidden() {
                        pause = LONGEST;
                        continue;
                    }
                    ask().await;
                    pause = (pause + pause / 4).min(LONGEST);
                }
            });
        });
    }
}
