//! What the policy engine is measured against, for the residential rules of one day: the same rules
//! [by hand](by_hand), and the same rules in a table of zen, a general rules engine.
//!
//! All three decide on the same [households](households()): that they decide alike is the test of
//! this package, how fast they are its benchmark. zen is a feature of its own, `zen`: it takes many
//! minutes to build.

mod answer;
pub mod by_hand;
pub mod contributions;
pub mod dice;
pub mod households;
#[cfg(feature = "zen")]
pub mod table;

pub use answer::{MayBuy, by_engine};
pub use households::{households, today};
