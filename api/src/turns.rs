//! Turns in memory: what one key asks for at once is done one after the other, so that it takes no
//! more of the machine than anybody else.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::OwnedMutexGuard;
use uuid::Uuid;

/// Whose turn it is, by key.
#[derive(Debug, Default)]
pub struct Turns(Mutex<HashMap<Uuid, Weak<tokio::sync::Mutex<()>>>>);

impl Turns {
    /// Waits for a turn, in the order of asking. It lasts as long as what is returned.
    pub async fn wait(&self, key: Uuid) -> OwnedMutexGuard<()> {
        let line = {
            let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            lines.retain(|_, line| line.strong_count() > 0);
            let line = lines.get(&key).and_then(Weak::upgrade).unwrap_or_default();
            lines.insert(key, Arc::downgrade(&line));
            line
        };
        line.lock_owned().await
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    #[tokio::test]
    async fn a_key_has_one_turn_at_a_time_and_nothing_stays() {
        let turns = Turns::default();
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let first = turns.wait(one).await;
        assert!(turns.wait(one).now_or_never().is_none());
        drop(turns.wait(other).await);
        drop(first);
        drop(turns.wait(one).await);
        drop(turns.wait(other).await);
        assert_eq!(turns.0.lock().unwrap().len(), 1);
    }
}
