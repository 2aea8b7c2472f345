//! All versions together: reading their files, refusing what is wrong, and finding the rules of a
//! day.

mod files;
pub mod parameter_value;
pub mod parameters;
pub mod published;
pub(super) mod requirements;
mod together;
pub mod version;
pub mod version_id;
pub(super) mod written;

use std::sync::OnceLock;

use super::facts::ledger::ContributionKind;
use crate::purchase::Module;
use crate::values::Day;
pub use files::Fault;
use files::File;
use parameters::{Reference, Rules};
use requirements::Requirements;
use version::{Source, Version};
use version_id::VersionId;

/// All versions, oldest first, with the rules of each day worked out once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Policies {
    versions: Vec<Version>,
    residential: History,
    commercial: History,
}

/// What has held in one module, version by version, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct History {
    rules: Vec<Rules>,
    /// What the rules at the same place require.
    requirements: Vec<Requirements>,
}

impl History {
    fn of(rules: Vec<Rules>) -> Self {
        let requirements = rules.iter().map(Requirements::of).collect();
        Self {
            rules,
            requirements,
        }
    }
}

/// The files that are part of the program, by name.
macro_rules! builtin {
    ($($id:literal,)+) => {
        &[$(($id, include_str!(concat!("../../policies/", $id, ".json"))),)+]
    };
}

/// The published versions: name without `.json`, and text.
pub const BUILTIN: &[(&str, &str)] = builtin![
    "R-2010-05-01",
    "R-2011-02-17",
    "R-2012-12-18",
    "R-2013-03-31",
    "T-2015-08-15",
    "R-2016-02-04",
    "T-2016-05-06",
    "R-2017-03-22",
    "C-2017-03-26",
    "R-2017-04-03",
    "R-2021-08-05",
    "T-2024-02-06",
    "R-2024-03-27",
    "R-2024-05-01",
    "R-2024-10-01",
    "R-2025-08-09",
    "R-2025-12-24",
    "R-2026-08-08",
];

impl Policies {
    /// The published versions that are part of the program, read once.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static BUILTIN_POLICIES: OnceLock<Policies> = OnceLock::new();
        // That the files are good is a test of this crate; without versions everything would be
        // *not checked*, never a panic.
        BUILTIN_POLICIES.get_or_init(|| Self::load(Vec::new()).unwrap_or_default())
    }

    /// The published versions and further ones, given as file name and text. A further version
    /// begins after every published one of its module.
    ///
    /// # Errors
    /// The first thing that is wrong, with file and line: not JSON, an unknown or repeated key, a
    /// name that does not fit, a day taken twice or before the last published version, an
    /// impossible value, or a rule that lacks a parameter.
    pub fn load(extra: Vec<(String, String)>) -> Result<Self, Fault> {
        let published = BUILTIN
            .iter()
            .map(|(name, text)| (format!("{name}.json"), (*text).to_owned(), true));
        let further = extra.into_iter().map(|(name, text)| (name, text, false));
        let files = published
            .chain(further)
            .map(|(name, text, published)| File::read(name, &text, published))
            .collect::<Result<_, _>>()?;
        Self::of(files)
    }

    /// The policies of versions that were read elsewhere, as the API lists them. All of them count
    /// as published: none has to begin after another.
    ///
    /// # Errors
    /// What [`Policies::load`] refuses; the line means nothing.
    pub fn from_versions(versions: Vec<Version>) -> Result<Self, Fault> {
        let files = versions.into_iter().map(File::of);
        Self::of(files.collect::<Result<_, _>>()?)
    }

    /// The same with one version more, which was read elsewhere and begins after every published one of
    /// its module.
    ///
    /// # Errors
    /// What [`Policies::load`] refuses; the line means nothing.
    pub fn with_version(&self, version: Version) -> Result<Self, Fault> {
        let mut further = File::of(version)?;
        further.published = false;
        let known = self.versions.iter().cloned().map(File::of);
        let mut files: Vec<File> = known.collect::<Result<_, _>>()?;
        files.push(further);
        Self::of(files)
    }

    fn of(mut files: Vec<File>) -> Result<Self, Fault> {
        files.sort_by_key(|f| f.version.id);
        together::check_order(&files)?;
        Ok(Self {
            residential: History::of(together::accumulate(&files, Module::Residential)?),
            commercial: History::of(together::accumulate(&files, Module::Commercial)?),
            versions: files.into_iter().map(|f| f.version).collect(),
        })
    }

    /// All versions, oldest first.
    #[must_use]
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// One version.
    #[must_use]
    pub fn version(&self, id: VersionId) -> Option<&Version> {
        self.versions.iter().find(|v| v.id == id)
    }

    /// The rules of a module on a day; none before the first version.
    #[must_use]
    pub fn in_force(&self, module: Module, on: Day) -> Option<&Rules> {
        self.in_force_with_requirements(module, on)
            .map(|(rules, _)| rules)
    }

    /// The rules of a module on a day, and what they require of contributions.
    pub(super) fn in_force_with_requirements(
        &self,
        module: Module,
        on: Day,
    ) -> Option<(&Rules, &Requirements)> {
        let history = self.history(module);
        // The newest first: it is the one that nearly everybody asks for.
        let newest_first = history.rules.iter().zip(&history.requirements).rev();
        newest_first
            .into_iter()
            .find(|(rules, _)| rules.policy.from <= on)
    }

    /// How many consecutive months of contributions of a kind a non-local household needs on a
    /// day, inside the fifth ring and outside; none where no such months are required.
    #[must_use]
    pub fn months_required(
        &self,
        module: Module,
        on: Day,
        kind: ContributionKind,
    ) -> [Option<u16>; 2] {
        self.in_force_with_requirements(module, on)
            .map_or([None; 2], |(_, requirements)| requirements.months(kind))
    }

    /// The rules of a module version by version, oldest first.
    #[must_use]
    pub fn rules(&self, module: Module) -> &[Rules] {
        &self.history(module).rules
    }

    fn history(&self, module: Module) -> &History {
        match module {
            Module::Residential => &self.residential,
            Module::Commercial => &self.commercial,
        }
    }

    /// The version and the document that a reference stands for.
    #[must_use]
    pub fn cite(&self, reference: Reference) -> Option<(&Version, &Source)> {
        let version = self.version(reference.version)?;
        Some((version, version.source_of(reference.parameter)))
    }
}
