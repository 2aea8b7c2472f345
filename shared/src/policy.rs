//! The purchase policy: dated rules as data, facts of three values, and the decision that follows.
//!
//! [`evaluate`] is pure and total. The version is chosen by the application's day; every rule
//! leaves a [`Finding`] that is met, not met, for a person to review, or *cannot tell*, with the
//! facts it used and the paragraph it rests on. A missing fact never decides: a zone is denied only
//! by a rule that is known to fail, and the decision as a whole waits while any finding lacks a
//! fact. [`judge`] says the same without copying the facts out: a sweep over months asks it often.

pub mod calendar;
pub mod cases;
pub mod decision;
pub mod evidence;
pub mod explain;
pub mod facts;
pub mod judgment;
pub mod ledger;
pub mod months;
pub mod parameters;
pub mod policies;
pub mod precheck;
pub mod published;
pub mod reason;
pub mod request;
mod requirements;
mod row;
mod rules;
pub mod situation;
pub mod version;
pub mod version_id;
mod written;

pub use calendar::{Mark, MonthStrip, StripMonth};
pub use decision::{Cap, Check, Decision, Finding, Outcome, Threshold, Verdict, ZoneResult};
pub use evidence::{Evidence, FactKind, FactValue, UsedFact};
pub use facts::{Couple, Fact, Facts};
pub use judgment::Judgment;
pub use ledger::{Basis, ContributionKind, Ledger};
pub use months::{MonthStatus, Months};
pub use parameters::{CountScope, Parameter, ParameterValue, Parameters, Reference, Rules, Set};
pub use policies::{Fault, Policies};
pub use precheck::{Precheck, precheck};
pub use published::{Change, InForce, PolicyDetail, PolicyList, RuleInForce};
pub use reason::{ReasonCode, house_reason};
pub use request::PrecheckRequest;
pub use rules::{evaluate, judge};
pub use situation::{Situation, Unnamed};
pub use version::{Bilingual, Confidence, Source, Version};
pub use version_id::{Series, VersionId};
