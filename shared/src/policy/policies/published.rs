//! The policy as everybody may read it: all versions, and for one of them what it changed and what
//! has held since.

use serde::{Deserialize, Serialize};

use super::Policies;
use super::parameter_value::ParameterValue;
use super::parameters::{Parameter, Rules};
use super::version::{Source, Version};
use super::version_id::VersionId;
use crate::purchase::Module;
use crate::values::Day;

/// All versions, as their files hold them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PolicyList {
    /// Oldest first; those whose first day is yet to come are among them.
    pub versions: Vec<Version>,
    /// The newest version in force today, for each module.
    pub in_force: InForce,
}

/// The newest version in force on a day, for each module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InForce {
    /// 住宅
    pub residential: VersionId,
    /// 商办
    pub commercial: VersionId,
}

/// One version, what it changed, and all the rules that held from then on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PolicyDetail {
    /// The version, as its file holds it.
    pub version: Version,
    /// The module whose rules it changes.
    pub module: Module,
    /// The first day on which it is the newest of its module.
    pub from: Day,
    /// The last day on which it is; null while no later version is known.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub until: Option<Day>,
    /// The parameters that have another value than before. One that is confirmed is not among them.
    pub changes: Vec<Change>,
    /// All parameters in force from its first day on, with the document of each.
    pub rules: Vec<RuleInForce>,
}

/// A parameter that has another value than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// The parameter.
    pub parameter: Parameter,
    /// Its value until then; null where it had none.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub before: Option<ParameterValue>,
    /// Its value since.
    pub after: ParameterValue,
}

/// A parameter in force, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuleInForce {
    /// The parameter.
    pub parameter: Parameter,
    /// Its value.
    pub value: ParameterValue,
    /// The version that set it last.
    pub version: VersionId,
    /// The document that it stands in.
    pub source: Source,
}

impl Policies {
    /// All versions, and which of them are in force on a day; none before the first.
    #[must_use]
    pub fn list(&self, today: Day) -> Option<PolicyList> {
        let newest = |module| self.in_force(module, today).map(|rules| rules.policy);
        Some(PolicyList {
            versions: self.versions().to_vec(),
            in_force: InForce {
                residential: newest(Module::Residential)?,
                commercial: newest(Module::Commercial)?,
            },
        })
    }

    /// One version in full; none where there is no such version.
    #[must_use]
    pub fn detail(&self, id: VersionId) -> Option<PolicyDetail> {
        let version = self.version(id)?;
        let module = id.module();
        let rules = self.rules(module);
        let next = rules.iter().find(|rules| rules.policy.from > id.from);
        let on_the_eve = |module| {
            let eve = id.from.pred_opt()?;
            self.in_force(module, eve).map(Rules::entries)
        };
        let before = on_the_eve(module).unwrap_or_default();
        // Tongzhou's versions may set what the commercial rules alone read.
        let of_commerce = on_the_eve(Module::Commercial).unwrap_or_default();
        let after = self.in_force(module, id.from).map(Rules::entries);
        let changes = version.parameters.entries().into_iter();
        let changes = changes.filter_map(|(parameter, after)| {
            let read_by = if parameter.is_of(module) {
                &before
            } else {
                &of_commerce
            };
            let before = read_by
                .iter()
                .find_map(|(p, value, _)| (*p == parameter).then_some(*value));
            (before != Some(after)).then_some(Change {
                parameter,
                before,
                after,
            })
        });
        let rules = after.unwrap_or_default().into_iter();
        let rules = rules.filter_map(|(parameter, value, by)| {
            Some(RuleInForce {
                parameter,
                value,
                version: by,
                source: self.version(by)?.source_of(parameter).clone(),
            })
        });
        Some(PolicyDetail {
            version: version.clone(),
            module,
            from: id.from,
            until: next.and_then(|rules| rules.policy.from.pred_opt()),
            changes: changes.collect(),
            rules: rules.collect(),
        })
    }
}
