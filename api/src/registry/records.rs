//! What each registry keeps of a person.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::document::Document;
use shared::purchase::Module;
use shared::registry::{
    CivilAffairsRecord, ContributionRecord, PermitsRecord, PopulationRecord, PropertyRecord,
    Question, Registry, UnitQuestion, UnitRecord,
};
use shared::text::record_key;

/// A registry as a type.
pub trait Records {
    /// Which registry.
    const REGISTRY: Registry;
    /// Where it is asked, below the address of all registries.
    const PATH: &'static [&'static str];
    /// What it is asked.
    type Question: About;
    /// What it keeps of whom or what it is asked about.
    type Record: Kept;
}

/// A record of which an application keeps what its rules can need (个人信息保护法, article 6).
pub trait Kept: DeserializeOwned + Serialize {
    /// Drops the rest.
    fn keep_for(&mut self, _module: Module) {}
}

impl Kept for CivilAffairsRecord {}
impl Kept for ContributionRecord {}
impl Kept for PermitsRecord {}
impl Kept for UnitRecord {}

impl Kept for PopulationRecord {
    fn keep_for(&mut self, module: Module) {
        match module {
            Module::Residential => {}
            // Who it is, and nothing else.
            Module::Commercial => {
                self.residence_permit_valid_to = None;
                self.stay = None;
                self.parents.clear();
            }
        }
    }
}

impl Kept for PropertyRecord {
    fn keep_for(&mut self, module: Module) {
        match module {
            Module::Residential => {}
            Module::Commercial => self.former_family_homes = None,
        }
    }
}

/// A question, which an answer has to be about.
pub trait About: Serialize {
    /// Whether an answer says that it is about what was asked; none where that cannot be read.
    fn is_about(&self, told: Value) -> Option<bool>;
}

impl About for Question {
    fn is_about(&self, told: Value) -> Option<bool> {
        let told: Document = serde_json::from_value(told).ok()?;
        Some(told.normalized() == self.document.normalized())
    }
}

impl About for UnitQuestion {
    fn is_about(&self, told: Value) -> Option<bool> {
        Some(record_key(told.as_str()?) == record_key(&self.certificate))
    }
}

macro_rules! registries {
    ($($(#[$what:meta])* $registry:ident keeps $record:ty;)*) => {$(
        $(#[$what])*
        #[derive(Debug)]
        pub struct $registry;

        impl Records for $registry {
            const REGISTRY: Registry = Registry::$registry;
            const PATH: &'static [&'static str] = &[Registry::$registry.slug()];
            type Question = Question;
            type Record = $record;
        }
    )*

    /// Every address at which something is asked.
    pub(super) fn paths() -> Vec<&'static [&'static str]> {
        vec![$($registry::PATH,)* Units::PATH]
    }
    };
}

registries! {
    /// 公安: identity, hukou, residence permit, entry and exit.
    Population keeps PopulationRecord;
    /// 民政: marriages and divorces.
    CivilAffairs keeps CivilAffairsRecord;
    /// 人社: months of the pension line.
    SocialInsurance keeps ContributionRecord;
    /// 税务: months with income tax.
    Tax keeps ContributionRecord;
    /// 住建 and 规自: homes and commercial units.
    Property keeps PropertyRecord;
    /// 人才 and 部队: work-residence permit, military status, certificates.
    Permits keeps PermitsRecord;
}

/// 住建 and 规自: commercial units by their certificates, whoever owns them.
#[derive(Debug)]
pub struct Units;

impl Records for Units {
    const REGISTRY: Registry = Registry::Property;
    const PATH: &'static [&'static str] = &[Registry::Property.slug(), "units"];
    type Question = UnitQuestion;
    type Record = UnitRecord;
}
