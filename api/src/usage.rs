//! What each client has asked for since this instance added it up last (`store::clients::usage`): to
//! count a request costs no statement.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use shared::client::usage::{UsageArea, UsageOutcome};
use shared::values::Day;
use uuid::Uuid;

/// How many counts are kept here. A database that does not answer for so long that there are more finds
/// some of them missing, which harms nobody.
const MOST: usize = 20_000;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tally {
    /// Who asked.
    pub client: Uuid,
    /// On which day, in Shanghai.
    pub day: Day,
    /// For what.
    pub area: UsageArea,
    /// How it ended.
    pub outcome: UsageOutcome,
}

/// What this instance has counted.
#[derive(Debug, Default)]
pub struct Usage(Mutex<BTreeMap<Tally, u32>>);

impl Usage {
    /// Counts so many more.
    pub fn add(&self, tally: Tally, some: u32) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= MOST && !counts.contains_key(&tally) {
            return;
        }
        let count = counts.entry(tally).or_default();
        *count = count.saturating_add(some);
    }

    /// Takes all counts away, in one order for every instance, so that no two wait for each other.
    pub fn take(&self) -> Vec<(Tally, u32)> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *counts).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_taken_once_and_bounded() {
        let usage = Usage::default();
        let tally = |client: u128, outcome| Tally {
            client: Uuid::from_u128(client),
            day: Day::default(),
            area: UsageArea::Holds,
            outcome,
        };
        usage.add(tally(2, UsageOutcome::Accepted), 1);
        usage.add(tally(1, UsageOutcome::Refused), 1);
        usage.add(tally(2, UsageOutcome::Accepted), 2);
        let taken = vec![
            (tally(1, UsageOutcome::Refused), 1),
            (tally(2, UsageOutcome::Accepted), 3),
        ];
        assert_eq!((usage.take(), usage.take()), (taken, Vec::new()));
        for client in 0..25_000 {
            usage.add(tally(client, UsageOutcome::Limited), 1);
        }
        usage.add(tally(0, UsageOutcome::Limited), 1);
        let kept = usage.take();
        assert_eq!((kept.len(), kept[0].1), (MOST, 2));
    }
}
