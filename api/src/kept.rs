//! Texts that cost something to make and are the same for everybody, kept for a short while.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use shared::values::Moment;

/// Texts by a number, each with the moment at which it was made.
#[derive(Debug, Default)]
pub struct Kept(Mutex<HashMap<u32, (Moment, Arc<str>)>>);

impl Kept {
    /// The text and for how many seconds more it can be given out, unless it was made so many seconds
    /// ago or more.
    #[must_use]
    pub fn get(&self, number: u32, now: Moment, seconds: u64) -> Option<(Arc<str>, u64)> {
        let kept = self.0.lock().ok()?;
        let (made_at, text) = kept.get(&number)?;
        let age = u64::try_from((now - *made_at).num_seconds()).ok()?;
        let left = seconds.checked_sub(age).filter(|left| *left > 0)?;
        Some((Arc::clone(text), left))
    }

    /// Keeps a text. Only what there is may be kept: others could fill the memory.
    pub fn put(&self, number: u32, now: Moment, text: Arc<str>) {
        if let Ok(mut kept) = self.0.lock() {
            kept.insert(number, (now, text));
        }
    }
}
