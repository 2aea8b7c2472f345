//! The files of the policy's versions: those that are part of the program, and further ones from
//! the configured folder. Each is known by the hash of what decides in it, which never changes once
//! it is published.

use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use shared::policy::{Fault, Policies, Series, VersionId};
use shared::values::Day;

use crate::error::Error;
use crate::store::policy_versions::Pin;

/// Why the versions cannot be used, as one sentence for the operator.
#[derive(Debug)]
pub enum Unusable {
    /// The folder cannot be read.
    Folder(PathBuf, std::io::Error),
    /// A file is wrong.
    File(Fault),
    /// In a version that has been in force, what decides has changed.
    Changed {
        /// The version.
        id: String,
        /// The hash that it had.
        was: String,
        /// The hash that it has now.
        is: String,
    },
    /// A version that decisions rest on is not there any more.
    Gone(String),
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder, error) => write!(
                f,
                "the folder {} of ANJU_POLICY_DIR cannot be read: {error}",
                folder.display()
            ),
            Self::File(fault) => write!(f, "{fault}"),
            Self::Changed { id, was, is } => write!(
                f,
                "the policy version {id} has decided otherwise (SHA-256 {was}, now {is}): put that \
                 file back, and publish what changes as a new version"
            ),
            Self::Gone(id) => write!(
                f,
                "the policy version {id} is gone, and decisions rest on it: put its file back into \
                 the folder of ANJU_POLICY_DIR"
            ),
        }
    }
}

impl std::error::Error for Unusable {}

impl From<Unusable> for Error {
    fn from(unusable: Unusable) -> Self {
        Self::Unexpected(Box::new(unusable))
    }
}

/// The hash of what decides in each version.
#[derive(Debug, Clone)]
pub struct VersionHashes(BTreeMap<VersionId, String>);

/// Reads all versions and checks them.
///
/// # Errors
/// The folder cannot be read, or the first thing that is wrong with a file in it.
pub fn read(folder: Option<&Path>) -> Result<(Policies, VersionHashes), Unusable> {
    let further = match folder {
        None => Vec::new(),
        Some(folder) => list(folder).map_err(|e| Unusable::Folder(folder.to_owned(), e))?,
    };
    let mut texts = Vec::new();
    for path in further {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let bytes = fs::read(&path).map_err(|error| at(&path, 1, &error))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let good = error.as_bytes().get(..error.utf8_error().valid_up_to());
            let lines = good.unwrap_or_default().iter().filter(|b| **b == b'\n');
            at(&path, lines.count().saturating_add(1), &"is not UTF-8")
        })?;
        texts.push((name.into_owned(), text));
    }
    let policies = Policies::load(texts).map_err(|fault| {
        // The operator is shown the file, not only its name.
        let file = folder.unwrap_or(Path::new("")).join(&fault.file);
        at(&file, fault.line, &fault.what)
    })?;
    let versions = policies.versions().iter();
    let hashes = versions.map(|version| (version.id, hash(version.deciding().as_bytes())));
    let hashes = VersionHashes(hashes.collect());
    Ok((policies, hashes))
}

/// The folder's `*.json`, by name.
fn list(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|kind| kind == "json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn at(file: &Path, line: usize, what: &dyn fmt::Display) -> Unusable {
    Unusable::File(Fault {
        file: file.display().to_string(),
        line,
        pointer: String::new(),
        what: what.to_string(),
    })
}

/// SHA-256 as `sha256sum` prints it.
fn hash(bytes: &[u8]) -> String {
    let mut hex = String::new();
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

impl VersionHashes {
    /// The versions whose first day is not after a day.
    #[must_use]
    pub fn in_force(&self, on: Day) -> Vec<Pin> {
        let begun = self.0.iter().filter(|(id, _)| id.from <= on);
        begun
            .map(|(id, sha256)| Pin {
                id: id.to_string(),
                sha256: sha256.clone(),
            })
            .collect()
    }

    /// Whether every version decides as it did when it came into force.
    ///
    /// # Errors
    /// One does not.
    pub fn check(&self, pins: &[Pin]) -> Result<(), Unusable> {
        for pin in pins {
            if let Some(now) = self.find(&pin.id)
                && *now != pin.sha256
            {
                return Err(Unusable::Changed {
                    id: pin.id.clone(),
                    was: pin.sha256.clone(),
                    is: now.clone(),
                });
            }
        }
        Ok(())
    }

    /// The versions that came into force once and are not there any more.
    #[must_use]
    pub fn gone<'a>(&self, pins: &'a [Pin]) -> Vec<&'a str> {
        let gone = pins.iter().filter(|pin| self.find(&pin.id).is_none());
        gone.map(|pin| pin.id.as_str()).collect()
    }

    fn find(&self, id: &str) -> Option<&String> {
        self.0.get(&id.parse().ok()?)
    }
}

/// Whether a decision under one version rests on another one: versions accumulate, so that all
/// earlier ones of its module take part.
#[must_use]
pub fn rests_on(decided: &str, version: &str) -> bool {
    match (decided.parse::<VersionId>(), version.parse::<VersionId>()) {
        (Ok(decided), Ok(version)) => {
            // Tongzhou's versions change what both modules read.
            let both = [decided.series, version.series].contains(&Series::Tongzhou);
            (both || decided.module() == version.module()) && decided.from >= version.from
        }
        // Ids of another release, which this one cannot read.
        _ => decided == version,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_rests_on_all_earlier_versions_of_its_module() {
        assert!(rests_on("R-2027-01-01", "R-2027-01-01"));
        assert!(rests_on("R-2027-02-01", "T-2027-01-01"));
        assert!(rests_on("X-1", "X-1"));
        assert!(!rests_on("R-2027-01-01", "R-2027-02-01"));
        assert!(!rests_on("R-2027-02-01", "C-2027-01-01"));
        assert!(rests_on("C-2027-02-01", "T-2027-01-01"));
        assert!(!rests_on("R-2027-02-01", "X-1"));
    }

    #[test]
    fn hashes_are_those_of_the_published_list() {
        let list = include_str!("../../shared/policies/pins.txt");
        let (policies, hashes) = read(None).unwrap();
        assert_eq!(&policies, Policies::builtin());
        assert_eq!(hashes.0.len(), list.lines().count());
        for (id, hash) in &hashes.0 {
            assert!(list.contains(&format!("{hash}  {id}\n")), "{id}");
        }
    }
}
