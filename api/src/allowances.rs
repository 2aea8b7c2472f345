//! How much each client may still ask for in this minute, as far as this instance knows. What all
//! instances have taken together stands in the database (`store::clients::requests`); each takes several
//! requests at a time from there and gives them out from here.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use uuid::Uuid;

/// What this instance holds of each client.
#[derive(Debug, Default)]
pub struct Allowances(Mutex<HashMap<Uuid, Held>>);

/// What this instance holds of a client in a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The minute, counted from 1970.
    pub minute: i64,
    /// How many requests are left of those that were taken.
    pub left: u32,
    /// How many there are still to be taken, when this instance last looked.
    pub behind: u32,
}

impl Allowances {
    /// Takes one request of a minute, if this instance has one; tells what is left after it. None where
    /// the database has to be asked.
    pub fn take(&self, client: Uuid, minute: i64) -> Option<Held> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let held = all.get_mut(&client).filter(|held| held.minute == minute)?;
        held.left = held.left.checked_sub(1)?;
        Some(*held)
    }

    /// Whether all instances together have taken everything there is in a minute, and this one has nothing left
    /// of it.
    pub fn is_spent(&self, client: Uuid, minute: i64) -> bool {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(&client)
            .is_some_and(|held| held.minute == minute && held.left == 0 && held.behind == 0)
    }

    /// Puts requests here that were taken from the database, takes one of them, and tells what is left. None
    /// where there was none.
    pub fn put(&self, client: Uuid, taken: Held) -> Option<Held> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Those of other minutes are worth nothing any more.
        all.retain(|_, held| held.minute >= taken.minute);
        let held = all.entry(client).or_insert(Held { left: 0, ..taken });
        if held.minute == taken.minute {
            held.left = held.left.saturating_add(taken.left);
            held.behind = held.behind.min(taken.behind);
        } else {
            *held = taken;
        }
        held.left = held.left.checked_sub(1)?;
        Some(*held)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_is_given_out_in_its_minute_alone() {
        let all = Allowances::default();
        let client = Uuid::nil();
        let taken = |minute, left, behind| Held {
            minute,
            left,
            behind,
        };
        assert_eq!(all.take(client, 1), None);
        assert_eq!(all.put(client, taken(1, 2, 3)), Some(taken(1, 1, 3)));
        assert_eq!(all.take(client, 1), Some(taken(1, 0, 3)));
        assert_eq!(
            (all.take(client, 1), all.is_spent(client, 1)),
            (None, false)
        );
        assert_eq!(all.put(client, taken(1, 3, 0)), Some(taken(1, 2, 0)));
        assert_eq!(all.take(client, 2), None, "of another minute");
        assert!(all.take(client, 1).is_some() && all.take(client, 1).is_some());
        assert_eq!((all.take(client, 1), all.is_spent(client, 1)), (None, true));
        assert_eq!(all.put(client, taken(1, 0, 0)), None);
        assert_eq!(all.put(client, taken(2, 1, 0)), Some(taken(2, 0, 0)));
        assert!(!all.is_spent(client, 3));
    }
}
