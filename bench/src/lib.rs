//! What the policy engine is measured against, for the residential rules of one day: the same rules
//! [by hand](by_hand), and the same rules in a table of zen, a general rules engine.
//!
//! All three decide on the same [households](households()): that they decide alike is the test of
//! this package, how fast they are its benchmark. zen is a feature of its own, `zen`: it takes many
//! minutes to build.

pub mod by_hand;
pub mod contributions;
pub mod dice;
pub mod households;
#[cfg(feature = "zen")]
pub mod table;

pub use households::{households, today};

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
