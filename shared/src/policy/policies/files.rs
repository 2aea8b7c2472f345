//! One version's file: read, and refused where it is wrong, on the line that is wrong.

use std::fmt;

use serde_json::Value;

use super::parameter_value::ParameterValue;
use super::parameters::{Parameter, Parameters};
use super::version::Version;
use super::written::{self, Key, differing};
use crate::purchase::Module;
use crate::values::{Day, Month};

/// What is wrong with a version's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The name of the file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The key, as a JSON pointer (RFC 6901); empty where it is about the whole file.
    pub pointer: String,
    /// What is wrong, in English, for the operator.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

impl std::error::Error for Fault {}

/// A version with the file that it was read from.
pub(super) struct File {
    name: String,
    keys: Vec<Key>,
    /// Part of the program: further ones begin later.
    pub(super) published: bool,
    pub(super) version: Version,
}

impl File {
    /// Reads a file.
    ///
    /// # Errors
    /// The first thing that is wrong with the file alone.
    pub(super) fn read(name: String, text: &str, published: bool) -> Result<Self, Fault> {
        let broken = |error: &serde_json::Error| Fault {
            file: name.clone(),
            line: error.line().max(1),
            pointer: String::new(),
            what: without_place(error),
        };
        let version: Version = serde_json::from_str(text).map_err(|error| broken(&error))?;
        let written: Value = serde_json::from_str(text).map_err(|error| broken(&error))?;
        let file = Self {
            name,
            keys: written::keys(text),
            published,
            version,
        };
        file.check_keys()?;
        file.check_form(&written)?;
        file.check_version()?;
        Ok(file)
    }

    /// A version that was read elsewhere, without a text of its own.
    ///
    /// # Errors
    /// What [`File::read`] refuses.
    pub(super) fn of(version: Version) -> Result<Self, Fault> {
        let file = Self {
            name: format!("{}.json", version.id),
            keys: Vec::new(),
            published: true,
            version,
        };
        file.check_version()?;
        Ok(file)
    }

    /// Whether the version takes part in the rules of a module.
    pub(super) fn is_of(&self, module: Module) -> bool {
        self.version.is_of(module)
    }

    /// A fault at a key, named by its path; the last of keys that are repeated.
    pub(super) fn fault(&self, path: &str, what: String) -> Fault {
        let key = self.keys.iter().rev().find(|key| key.path == path);
        Fault {
            file: self.name.clone(),
            line: key.map_or(1, |key| key.line),
            pointer: path.to_owned(),
            what,
        }
    }

    /// A fault at one of the parameters that the version sets.
    pub(super) fn parameter_fault(&self, parameter: Parameter, what: &str) -> Fault {
        let path = format!("/parameters/{}", parameter.slug());
        self.fault(&path, format!("{} {what}", parameter.slug()))
    }

    /// No key stands there twice: one of the two would count for nothing.
    fn check_keys(&self) -> Result<(), Fault> {
        match written::repeated(&self.keys) {
            Some(key) => Err(self.fault(&key.path, format!("{} is there twice", key.name()))),
            None => Ok(()),
        }
    }

    /// The file is written as it would be written again: no `null`, no list in place of an object,
    /// no day in another form.
    fn check_form(&self, written: &Value) -> Result<(), Fault> {
        let read = serde_json::to_value(&self.version).unwrap_or_default();
        match differing(written, &read, "") {
            None => Ok(()),
            Some((path, Value::Null)) => {
                let what = "has to be left out where it is not known, not null";
                Err(self.fault(&path, what.to_owned()))
            }
            Some((path, _)) => {
                let what = "is not written in the form of the other versions";
                Err(self.fault(&path, what.to_owned()))
            }
        }
    }

    fn check_version(&self) -> Result<(), Fault> {
        let version = &self.version;
        let id = version.id;
        if self.name.strip_suffix(".json") != Some(&id.to_string()) {
            let what = format!("the file of {id} must be named {id}.json");
            return Err(self.fault("/id", what));
        }
        if id.from != version.effective_from {
            let what = "differs from the day in the id".to_owned();
            return Err(self.fault("/effective_from", what));
        }
        self.check_texts()?;
        let set = version.parameters.entries();
        for parameter in version.sources.keys() {
            if !set.iter().any(|(p, _)| p == parameter) {
                let path = format!("/sources/{}", parameter.slug());
                let what = format!("{} is not set by this version", parameter.slug());
                return Err(self.fault(&path, what));
            }
        }
        check_values(&version.parameters)
            .map_err(|(parameter, what)| self.parameter_fault(parameter, &what))?;
        match set.iter().find(|(p, _)| !p.may_stand_in(id.series)) {
            Some((parameter, _)) => {
                let what = "belongs to the other module, where this version changes nothing";
                Err(self.parameter_fault(*parameter, what))
            }
            None => Ok(()),
        }
    }

    /// Texts say something, and addresses are ones that a browser may follow.
    fn check_texts(&self) -> Result<(), Fault> {
        let version = &self.version;
        if !is_day_or_month(&version.issued) {
            let what = "must be a day or a month, such as 2026-08-07 or 2026-08".to_owned();
            return Err(self.fault("/issued", what));
        }
        if version.revised.is_some_and(|revised| revised.number < 2) {
            let what = "counts from the first publication, which is 1".to_owned();
            return Err(self.fault("/revised/number", what));
        }
        let mut texts = vec![
            ("/sentence/zh-CN".to_owned(), version.sentence.zh.as_str()),
            ("/sentence/en".to_owned(), version.sentence.en.as_str()),
        ];
        if let Some(open) = &version.open_question {
            texts.push(("/open_question/zh-CN".to_owned(), &open.zh));
            texts.push(("/open_question/en".to_owned(), &open.en));
        }
        let own = std::iter::once(("/source".to_owned(), &version.source));
        let others = version.sources.iter();
        let others = others.map(|(p, source)| (format!("/sources/{}", p.slug()), source));
        for (path, source) in own.chain(others) {
            texts.push((format!("{path}/document"), &source.document));
            let further = [
                ("number", &source.number),
                ("article", &source.article),
                ("url", &source.url),
            ];
            for (key, text) in further {
                if let Some(text) = text {
                    texts.push((format!("{path}/{key}"), text));
                }
            }
            let url = source.url.as_deref().unwrap_or("https://");
            if !url.starts_with("https://") && !url.starts_with("http://") {
                let what = "must begin with https:// or http://".to_owned();
                return Err(self.fault(&format!("{path}/url"), what));
            }
        }
        match texts.iter().find(|(_, text)| text.trim().is_empty()) {
            Some((path, _)) => Err(self.fault(path, "says nothing".to_owned())),
            None => Ok(()),
        }
    }
}

/// The words of an error without the place, which stands before them.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).unwrap_or(&text).to_owned()
}

fn is_day_or_month(text: &str) -> bool {
    let is_day = text
        .parse::<Day>()
        .is_ok_and(|day| day.to_string() == text && text.len() == 10);
    is_day || text.parse::<Month>().is_ok()
}

/// Values that no rule can mean.
fn check_values(parameters: &Parameters) -> Result<(), (Parameter, String)> {
    for (parameter, value) in parameters.entries() {
        let ParameterValue::Number(number) = value else {
            continue;
        };
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
        } else if self == Self::PostingDay {
            (1, 28)
        } else {
            (0, 9)
        }
    }
}
