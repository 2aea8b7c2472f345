//! The facts that a finding used: typed values with source and time, never a name or a number of a
//! person.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::facts::{Fact, HouseholdHukou};
use crate::registry::{MaritalStatus, Registry, StayPermit};
use crate::values::{Day, Moment};

/// Whom a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Who {
    /// The applicant.
    Applicant,
    /// The spouse.
    Spouse,
    /// A child, by its place in the form from 1 on.
    Child(u8),
}

/// What a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FactKind {
    /// The day of the application.
    ApplicationDay,
    /// Whether everybody is as on record; `who` is the first who is not.
    IdentityAgrees,
    /// How many people were compared.
    People,
    /// The household's hukou.
    Hukou,
    /// Whether the marriage is as on record.
    MarriageAgrees,
    /// The marital status on record.
    MaritalStatus,
    /// The last day of the work-residence permit; `value: no` where there is none.
    WorkResidencePermitValidTo,
    /// Whether the unit is stationed in Beijing.
    StationedInBeijing,
    /// Whether the person is in the mainland.
    InMainland,
    /// Whether lodging is registered.
    LodgingRegistered,
    /// Whether the overseas-Chinese office has certified the person.
    OverseasChineseCertified,
    /// The permission to stay; `value: no` where there is none.
    StayPermit,
    /// Months of work in Beijing.
    MonthsOfWork,
    /// Whether there is a valid residence permit.
    ResidencePermit,
    /// Whether the person is certified talent.
    TalentCertified,
    /// The length of the row of contributions, in months (or years where years are counted).
    ContributionRow,
    /// How many months in the window have no contribution.
    MissingMonths,
    /// How many months in the window were paid late.
    BackPaidMonths,
    /// The day of the newest divorce; `value: no` where there is none.
    DivorceDay,
    /// How many homes the former family had.
    FormerFamilyHomes,
    /// Months of hukou in Tongzhou.
    TongzhouHukouMonths,
    /// Consecutive months of contributions in Tongzhou.
    TongzhouContributionMonths,
    /// Whether there is employment in Tongzhou.
    TongzhouEmployed,
    /// Homes in the whole city.
    HomesInCity,
    /// Homes inside the fifth ring.
    HomesInside,
    /// Homes outside the fifth ring.
    HomesOutside,
    /// Homes bought since the first rule of 2010.
    NewPurchases,
    /// Commercial units.
    CommercialUnits,
    /// Children under 18.
    MinorChildren,
    /// Children of 18 or more.
    AdultChildren,
}

/// The value of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FactValue {
    /// A number of people, homes or units.
    Count(u16),
    /// A number of months.
    Months(u16),
    /// A day.
    Day(Day),
    /// Yes or no.
    Yes(bool),
    /// The household's hukou.
    Hukou(HouseholdHukou),
    /// A marital status.
    MaritalStatus(MaritalStatus),
    /// A permission to stay.
    StayPermit(StayPermit),
}

/// A fact that a finding used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UsedFact {
    /// What it is.
    pub kind: FactKind,
    /// Whom it is about; none: the household.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Who>,
    /// The value; none: not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<FactValue>,
    /// The registry that told it; none: told by the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Registry>,
    /// When it was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
}

impl UsedFact {
    /// A fact that needs no source, such as the day of the application.
    #[must_use]
    pub fn plain(kind: FactKind, value: FactValue) -> Self {
        Self {
            kind,
            who: None,
            value: Some(value),
            source: None,
            at: None,
        }
    }

    /// What a finding keeps of a fact.
    #[must_use]
    pub fn of<T>(kind: FactKind, fact: &Fact<T>, value: impl FnOnce(&T) -> FactValue) -> Self {
        Self {
            kind,
            who: None,
            value: fact.value.as_ref().map(value),
            source: fact.source,
            at: fact.at,
        }
    }

    /// The same, about one person.
    #[must_use]
    pub fn about(mut self, who: Option<Who>) -> Self {
        self.who = who;
        self
    }
}

/// The most facts that one finding uses.
const MOST: usize = 4;

/// A short list of facts, kept in place so that a finding costs no allocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    items: [UsedFact; MOST],
    len: u8,
}

impl Default for Evidence {
    fn default() -> Self {
        let filler = UsedFact {
            kind: FactKind::ApplicationDay,
            who: None,
            value: None,
            source: None,
            at: None,
        };
        Self {
            items: [filler; MOST],
            len: 0,
        }
    }
}

impl Evidence {
    /// The list with one more fact; the fifth and later ones are left out.
    #[must_use]
    pub fn with(mut self, fact: UsedFact) -> Self {
        if let Some(place) = self.items.get_mut(usize::from(self.len)) {
            *place = fact;
            self.len += 1;
        }
        self
    }

    /// The facts, in order.
    #[must_use]
    pub fn as_slice(&self) -> &[UsedFact] {
        self.items.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// The facts, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, UsedFact> {
        self.as_slice().iter()
    }

    /// The first fact of a kind.
    #[must_use]
    pub fn get(&self, kind: FactKind) -> Option<&UsedFact> {
        self.iter().find(|fact| fact.kind == kind)
    }
}

impl<'a> IntoIterator for &'a Evidence {
    type Item = &'a UsedFact;
    type IntoIter = std::slice::Iter<'a, UsedFact>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Serialize for Evidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_slice().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Evidence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let facts = Vec::<UsedFact>::deserialize(deserializer)?;
        if facts.len() > MOST {
            return Err(D::Error::invalid_length(facts.len(), &"at most 4 facts"));
        }
        Ok(facts.into_iter().fold(Self::default(), Self::with))
    }
}
