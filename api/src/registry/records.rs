//! What each registry keeps of a person.

use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::registry::{
    CivilAffairsRecord, ContributionRecord, PermitsRecord, PopulationRecord, PropertyRecord,
    Registry,
};

/// A registry as a type.
pub trait Records {
    /// Which registry.
    const REGISTRY: Registry;
    /// What it keeps of a person.
    type Record: DeserializeOwned + Serialize;
}

macro_rules! registries {
    ($($(#[$what:meta])* $registry:ident keeps $record:ty;)*) => {$(
        $(#[$what])*
        #[derive(Debug)]
        pub struct $registry;

        impl Records for $registry {
            const REGISTRY: Registry = Registry::$registry;
            type Record = $record;
        }
    )*};
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
