//! What all three answer of a household, and what the engine says of it.

use shared::policy::{Decision, Outcome};
use shared::values::Zone;

/// Whether a household may buy, inside the fifth ring and outside.
pub type MayBuy = [bool; 2];

/// The same of a decision of the engine.
#[must_use]
pub fn by_engine(decision: &Decision) -> MayBuy {
    [Zone::InsideFifthRing, Zone::OutsideFifthRing].map(|zone| {
        decision
            .zone(zone)
            .is_some_and(|result| result.outcome == Outcome::Eligible)
    })
}
