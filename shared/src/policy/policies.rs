//! All versions together: reading their files, refusing what is wrong, and finding the rules of a
//! day.

use std::fmt;
use std::sync::OnceLock;

use super::decision::Reference;
use super::parameters::{CountScope, Parameter, Parameters, Rules};
use super::version::{Series, Source, Version, VersionId};
use crate::application::Module;
use crate::values::Day;

/// What is wrong with a version's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The name of the file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong, in English, for the operator.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

impl std::error::Error for Fault {}

/// All versions, oldest first, with the rules of each day worked out once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Policies {
    versions: Vec<Version>,
    residential: Vec<Rules>,
    commercial: Vec<Rules>,
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
    /// The first thing that is wrong, with file and line: not JSON, an unknown key, a name that
    /// does not fit, a day taken twice or before the last published version, an impossible value,
    /// or a rule that lacks a parameter.
    pub fn load(extra: Vec<(String, String)>) -> Result<Self, Fault> {
        let published = BUILTIN
            .iter()
            .map(|(name, text)| (format!("{name}.json"), (*text).to_owned(), true));
        let further = extra.into_iter().map(|(name, text)| (name, text, false));
        let mut files = Vec::new();
        for (file, text, published) in published.chain(further) {
            let version = read(&file, &text)?;
            files.push(File {
                file,
                text,
                published,
                version,
            });
        }
        files.sort_by_key(|f| f.version.id);
        check_order(&files)?;
        let residential = accumulate(&files, Module::Residential)?;
        let commercial = accumulate(&files, Module::Commercial)?;
        Ok(Self {
            versions: files.into_iter().map(|f| f.version).collect(),
            residential,
            commercial,
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
        let rules = self.rules(module);
        let next = rules.partition_point(|r| r.policy.from <= on);
        next.checked_sub(1).and_then(|index| rules.get(index))
    }

    /// The rules of a module version by version, oldest first.
    #[must_use]
    pub fn rules(&self, module: Module) -> &[Rules] {
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

struct File {
    file: String,
    text: String,
    published: bool,
    version: Version,
}

impl File {
    fn fault(&self, key: &str, what: String) -> Fault {
        Fault {
            file: self.file.clone(),
            line: line_of(&self.text, key),
            what,
        }
    }
}

/// The line on which a key stands, so that a fault found later can still be shown in place.
fn line_of(text: &str, key: &str) -> usize {
    let quoted = format!("\"{key}\"");
    text.lines()
        .position(|line| line.trim_start().starts_with(&quoted) || line.contains(&quoted))
        .map_or(1, |index| index + 1)
}

fn module_of(id: VersionId) -> Module {
    match id.series {
        Series::Residential | Series::Tongzhou => Module::Residential,
        Series::Commercial => Module::Commercial,
    }
}

fn read(file: &str, text: &str) -> Result<Version, Fault> {
    let version: Version = serde_json::from_str(text).map_err(|error| Fault {
        file: file.to_owned(),
        line: error.line().max(1),
        what: error.to_string(),
    })?;
    let fault = |key: &str, what: String| Fault {
        file: file.to_owned(),
        line: line_of(text, key),
        what,
    };
    if file.strip_suffix(".json") != Some(&version.id.to_string()) {
        let what = format!(
            "the file of {} must be named {}.json",
            version.id, version.id
        );
        return Err(fault("id", what));
    }
    if version.id.from != version.effective_from {
        return Err(fault(
            "effective_from",
            "differs from the day in the id".to_owned(),
        ));
    }
    if let Some((parameter, _)) = version
        .sources
        .iter()
        .find(|(p, _)| !version.parameters.entries().iter().any(|(q, _)| q == *p))
    {
        let what = format!("names {}, which the version does not set", parameter.slug());
        return Err(fault("sources", what));
    }
    check_values(&version.parameters).map_err(|(parameter, what)| {
        fault(parameter.slug(), format!("{} {what}", parameter.slug()))
    })?;
    Ok(version)
}

/// Values that no rule can mean.
fn check_values(parameters: &Parameters) -> Result<(), (Parameter, String)> {
    use super::parameters::ParameterValue as V;
    for (parameter, value) in parameters.entries() {
        let V::Number(number) = value else { continue };
        let (least, most) = parameter.bounds();
        if !(least..=most).contains(&number) {
            return Err((parameter, format!("must lie between {least} and {most}")));
        }
    }
    Ok(())
}

impl Parameter {
    /// The least and the most that the parameter can be, where it is a number.
    fn bounds(self) -> (u16, u16) {
        const MONTHS: [Parameter; 6] = [
            Parameter::MonthsIn,
            Parameter::MonthsOut,
            Parameter::Months,
            Parameter::TaxMonths,
            Parameter::TaxQuarters,
            Parameter::TalentMonths,
        ];
        const TOLERANCES: [Parameter; 3] = [
            Parameter::BackpayTolerance,
            Parameter::TaxGap,
            Parameter::GapUnclear,
        ];
        const YEARS: [Parameter; 2] = [Parameter::DivorceYears, Parameter::TzYears];
        if MONTHS.contains(&self) {
            (1, 240)
        } else if self == Self::ForeignMinMonths {
            (0, 240)
        } else if TOLERANCES.contains(&self) {
            (0, 24)
        } else if YEARS.contains(&self) {
            (0, 20)
        } else if self == Self::TaxYears || self == Self::MultiChildMin {
            (1, 20)
        } else {
            (0, 9)
        }
    }
}

/// Days taken twice (overlaps) and versions that would change what is already published.
fn check_order(files: &[File]) -> Result<(), Fault> {
    for (earlier, later) in files.iter().zip(files.iter().skip(1)) {
        if earlier.version.id == later.version.id {
            let what = format!("{} is there twice", later.version.id);
            return Err(later.fault("id", what));
        }
    }
    for file in files.iter().filter(|f| !f.published) {
        let id = file.version.id;
        let last = files
            .iter()
            .filter(|f| f.published && module_of(f.version.id) == module_of(id))
            .map(|f| f.version.id)
            .max();
        if let Some(last) = last.filter(|last| id.from <= last.from) {
            let what = format!("must begin after {last}, which is published");
            return Err(file.fault("effective_from", what));
        }
    }
    Ok(())
}

/// The rules after each version of a module. Two versions of one day may not set the same
/// parameter, and no version may leave a rule without a parameter that it needs.
fn accumulate(files: &[File], module: Module) -> Result<Vec<Rules>, Fault> {
    let mut all: Vec<Rules> = Vec::new();
    for file in files.iter().filter(|f| module_of(f.version.id) == module) {
        let id = file.version.id;
        let mut rules = all.last().cloned().unwrap_or_else(|| Rules::begin(id));
        for (parameter, _) in file.version.parameters.entries() {
            let other = rules
                .entries()
                .into_iter()
                .find(|(p, _, by)| *p == parameter && by.from == id.from);
            if let Some((_, _, by)) = other {
                let what = format!("{} is set by {by} on the same day", parameter.slug());
                return Err(file.fault(parameter.slug(), what));
            }
        }
        rules.change(id, &file.version.parameters);
        if let Some(missing) = missing_parameter(&rules, module) {
            let what = format!("leaves a rule without {}", missing.slug());
            return Err(file.fault("parameters", what));
        }
        if all.last().is_some_and(|last| last.policy.from == id.from) {
            all.pop();
        }
        all.push(rules);
    }
    Ok(all)
}

/// A parameter that the rules of a day need and nobody has set.
fn missing_parameter(rules: &Rules, module: Module) -> Option<Parameter> {
    use Parameter as P;
    let needed: Vec<(bool, Parameter)> = match module {
        Module::Commercial => vec![
            (rules.own_home.is_some(), P::OwnHome),
            (rules.own_commercial.is_some(), P::OwnCommercial),
            (rules.months.is_some(), P::Months),
            (rules.new_build_individual.is_some(), P::NewBuildIndividual),
        ],
        Module::Residential => {
            let mut needed = vec![
                (rules.count_scope.is_some(), P::CountScope),
                (rules.overseas_cap.is_some(), P::OverseasCap),
            ];
            match rules.count_scope.map(|s| s.value) {
                None => {}
                Some(CountScope::NewPurchases) => {
                    needed.push((rules.new_purchase_cap.is_some(), P::NewPurchaseCap));
                }
                Some(scope) => {
                    needed.extend([
                        (rules.months_in.is_some(), P::MonthsIn),
                        (rules.months_out.is_some(), P::MonthsOut),
                        (rules.local_family.is_some(), P::LocalFamily),
                        (rules.local_single.is_some(), P::LocalSingle),
                        (rules.nonlocal_cap.is_some(), P::NonlocalCap),
                        (
                            rules.tax_years.is_some() || rules.tax_months.is_some(),
                            P::TaxMonths,
                        ),
                    ]);
                    if scope == CountScope::InsideFifthRing {
                        needed.push((rules.in_local.is_some(), P::InLocal));
                        needed.push((rules.in_nonlocal.is_some(), P::InNonlocal));
                    }
                }
            }
            let bonus = rules.multi_child_bonus.is_some_and(|s| s.value > 0);
            needed.push((!bonus || rules.multi_child_min.is_some(), P::MultiChildMin));
            let years = rules.divorce_years.is_some_and(|s| s.value > 0);
            needed.push((
                !years || rules.divorce_exempt_until.is_some(),
                P::DivorceExemptUntil,
            ));
            let special = rules.tongzhou_special.is_some_and(|s| s.value);
            needed.push((!special || rules.tz_years.is_some(), P::TzYears));
            needed
        }
    };
    needed.into_iter().find(|(there, _)| !there).map(|(_, p)| p)
}
