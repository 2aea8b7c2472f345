//! The purchase policy: dated rules as data, facts of three values, and the decision that follows.
//!
//! [`evaluate`] is pure and total. The version is chosen by the application's day; every rule
//! leaves a [`Finding`] that is met, not met, for a person to review, or *cannot tell*, with the
//! facts it used and the paragraph it rests on. A missing fact never decides: a zone is denied only
//! by a rule that is known to fail, and the decision as a whole waits while any finding lacks a
//! fact. [`judge`] says the same without copying the facts out: a sweep over months asks it often.

pub mod cases;
pub mod decision;
pub mod explain;
pub mod facts;
pub mod policies;
pub mod precheck;
mod rules;
pub mod situation;

pub use decision::calendar::{Mark, MonthStrip, StripMonth};
pub use decision::compared::{FindingChange, changes};
pub use decision::reason::ReasonCode;
pub use decision::{Cap, Check, Decision, Finding, Outcome, Threshold, Verdict, ZoneResult};
pub use facts::evidence::{Evidence, FactKind, FactValue, UsedFact};
pub use facts::ledger::{Basis, ContributionKind, Ledger};
pub use facts::months::{MonthStatus, MonthStatuses};
pub use facts::{Couple, Fact, Facts};
pub use policies::parameter_value::{
    CountScope, DivorceLimit, OtherGround, ParameterValue, QuartersFor,
};
pub use policies::parameters::{Parameter, Parameters, Reference, Rules, Set};
pub use policies::published::{Change, InForce, PolicyDetail, PolicyList, RuleInForce};
pub use policies::version::{Bilingual, Confidence, Revision, Source, Version};
pub use policies::version_id::{Series, VersionId};
pub use policies::{Fault, Policies};
pub use precheck::request::PrecheckRequest;
pub use precheck::{Precheck, precheck};
pub use rules::judgment::Judgment;
pub use rules::{evaluate, evaluate_under, judge};
pub use situation::{Situation, Unnamed};
