//! Texts that cost something to make and are the same for everybody, kept for a short while.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use shared::values::Moment;

/// Texts by a number, each with the moment at which it was made.
#[derive(Debug, Default)]
pub struct Kept(Mutex<HashMap<u32, (Moment, Arc<str>)>>);

impl Kept {
    /// The text, unless it was made so many seconds ago or more.
    #[must_use]
    pub fn get(&self, number: u32, now: Moment, seconds: u64) -> Option<Arc<str>> {
        let kept = self.0.lock().ok()?;
        let (made_at, text) = kept.get(&number)?;
        let age = u64::try_from((now - *made_at).num_seconds()).ok()?;
        (age < seconds).then(|| Arc::clone(text))
    }

    /// Keeps a text. Only what there is may be kept: others could fill the memory.
    pub fn put(&self, number: u32, now: Moment, text: Arc<str>) {
        if let Ok(mut kept) = self.0.lock() {
            kept.insert(number, (now, text));
        }
    }
}
