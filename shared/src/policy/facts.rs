//! What a decision rests on: facts of three values (known yes, known no, not known), each with the
//! registry that told it and the time.

pub mod evidence;
pub mod ledger;
pub mod months;

use serde::{Deserialize, Serialize};

use crate::household::{Category, HouseholdHukou, Origin, Who};
use crate::purchase::{Module, Purchase};
use crate::registry::{MaritalStatus, Registry, StayPermit};
use crate::values::{Day, Moment, Zone};
use ledger::Ledger;

/// A fact. Without a value it is *cannot tell*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fact<T> {
    /// The value; none: not known.
    pub value: Option<T>,
    /// The registry that told it, or that is asked; none: told by the applicant.
    pub source: Option<Registry>,
    /// When it was told.
    pub at: Option<Moment>,
}

impl<T> Fact<T> {
    /// A fact that a registry told.
    #[must_use]
    pub fn known(value: T, source: Registry, at: Moment) -> Self {
        Self {
            value: Some(value),
            source: Some(source),
            at: Some(at),
        }
    }

    /// A fact that the applicant, or a person who tries the rules out, tells.
    #[must_use]
    pub fn told(value: T) -> Self {
        Self {
            value: Some(value),
            source: None,
            at: None,
        }
    }

    /// A fact that nobody knows yet; `source` is the registry that is asked for it.
    #[must_use]
    pub fn unknown(source: Option<Registry>) -> Self {
        Self {
            value: None,
            source,
            at: None,
        }
    }

    /// The same fact seen differently; not known stays not known.
    #[must_use]
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Fact<U> {
        Fact {
            value: self.value.map(f),
            source: self.source,
            at: self.at,
        }
    }
}

/// Whether the people of the form are as the population registry has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Identity {
    /// How many people were compared.
    pub people: u8,
    /// The first who is not as on record.
    pub differs: Option<Who>,
}

/// Whether the marriage of the form is as on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Marriage {
    /// Whether status and spouse agree.
    pub agrees: bool,
    /// The status on record.
    pub status: MaritalStatus,
}

/// The newest divorce.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DivorceFact {
    /// The day on which it was completed.
    pub date: Day,
    /// The day on which it was filed, where known.
    pub filed_on: Option<Day>,
}

/// What ties a household to Tongzhou.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Tongzhou {
    /// Months of hukou there.
    pub hukou_months: u16,
    /// Whether there is employment there.
    pub employed: bool,
    /// Consecutive months of contributions there.
    pub contribution_months: u16,
}

/// The homes of a household (or of a person, for commercial units), once each. A home signed online
/// counts, a share counts as one, a home transferred away does not.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Homes {
    /// Those that count whenever they were acquired.
    pub always: HomeCount,
    /// Single-storey houses (平房), which count from a day on.
    pub single_storey: Vec<SingleStoreyHouse>,
}

/// A single-storey house (平房).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SingleStoreyHouse {
    /// The zone in which it lies.
    pub zone: Zone,
    /// The day on which it was acquired or signed.
    pub acquired: Day,
}

impl SingleStoreyHouse {
    /// Whether it counts as a home where those do that were acquired from a day on; none: none
    /// does.
    #[must_use]
    pub fn counts(&self, from: Option<Day>) -> bool {
        from.is_some_and(|from| self.acquired >= from)
    }
}

impl Homes {
    /// How many count, where single-storey houses do that were acquired from a day on.
    #[must_use]
    pub fn counted(&self, single_storey_from: Option<Day>) -> HomeCount {
        let houses = self.single_storey.iter();
        let counting = houses.filter(|house| house.counts(single_storey_from));
        counting.fold(self.always, |mut homes, house| {
            homes.add(house.zone);
            homes
        })
    }
}

/// A number of homes by zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct HomeCount {
    /// Inside the fifth ring.
    pub inside: u8,
    /// Outside the fifth ring.
    pub outside: u8,
    /// Of these, acquired since the first rule (2010-05-01).
    pub newly_bought: u8,
}

impl HomeCount {
    /// Counts one more.
    pub fn add(&mut self, zone: Zone) {
        let place = match zone {
            Zone::InsideFifthRing => &mut self.inside,
            Zone::OutsideFifthRing => &mut self.outside,
        };
        *place = place.saturating_add(1);
    }

    /// In the whole city.
    #[must_use]
    pub fn city(self) -> u8 {
        self.inside.saturating_add(self.outside)
    }
}

/// What is known of a commercial unit, whoever owns it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Unit {
    /// The day on which it was first sold; `Some(None)`: nobody knows.
    pub first_sold: Fact<Option<Day>>,
    /// Whether it lies in Tongzhou.
    pub in_tongzhou: Fact<bool>,
}

/// The class of a former family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FormerFamily {
    /// A local household.
    Local,
    /// A non-local one.
    NonLocal,
}

/// One thing known of each spouse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Couple<T> {
    /// The applicant.
    pub applicant: Fact<T>,
    /// The spouse, where there is one.
    pub spouse: Option<Fact<T>>,
}

impl<T> Couple<T> {
    /// Both, with whom they are about.
    pub fn iter(&self) -> impl Iterator<Item = (Who, &Fact<T>)> {
        std::iter::once((Who::Applicant, &self.applicant))
            .chain(self.spouse.as_ref().map(|fact| (Who::Spouse, fact)))
    }
}

/// Everything that a decision rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Which module.
    pub module: Module,
    /// The category that the household claims; none for commercial units, or not told yet.
    pub category: Option<Category>,
    /// What is to be bought.
    pub purchase: Purchase,
    /// Whether the applicant is married, as claimed; [`Facts::marriage`] verifies it. All others
    /// count as single.
    pub married: bool,
    /// Identity of everybody in the form.
    pub identity: Fact<Identity>,
    /// The marriage.
    pub marriage: Fact<Marriage>,
    /// The hukou.
    pub hukou: Fact<HouseholdHukou>,
    /// The last day of the work-residence permit, where either spouse has one.
    pub work_residence_permit: Fact<Option<Day>>,
    /// Whether the unit of either spouse is stationed in Beijing; false also for civilians.
    pub stationed_in_beijing: Fact<bool>,
    /// Where an overseas buyer of Chinese descent comes from, as claimed.
    pub origin: Option<Origin>,
    /// Whether an overseas buyer is in the mainland.
    pub in_mainland: Fact<bool>,
    /// Whether temporary lodging is registered.
    pub lodging_registered: Fact<bool>,
    /// The permission to stay, where there is one.
    pub stay_permit: Fact<Option<StayPermit>>,
    /// Completed months of work in Beijing.
    pub months_of_work: Fact<u16>,
    /// Certification by the overseas-Chinese office.
    pub overseas_chinese_certified: Fact<bool>,
    /// A residence permit of Beijing that is valid on the day.
    pub residence_permit: Fact<bool>,
    /// Certification as high-level or urgently needed talent.
    pub talent_certified: Fact<bool>,
    /// Months of the pension line.
    pub social_insurance: Couple<Ledger>,
    /// Months of income tax.
    pub income_tax: Couple<Ledger>,
    /// The newest divorce of either spouse.
    pub divorce: Fact<Option<DivorceFact>>,
    /// How many homes the former family had at the newest divorce.
    pub former_family_homes: Fact<u8>,
    /// Its class, where it is told: no registry knows it.
    pub former_family: Option<FormerFamily>,
    /// Ties to Tongzhou.
    pub tongzhou: Fact<Tongzhou>,
    /// Homes.
    pub homes: Fact<Homes>,
    /// Commercial units of the person.
    pub commercial_units: Fact<u8>,
    /// The commercial unit that is to be bought.
    pub unit: Unit,
    /// Children under 18.
    pub minor_children: Fact<u8>,
    /// Children of 18 or more whom the household names or tells of: they are no part of it, and no
    /// registry is asked about them. A household that tells of none has none that matter.
    pub adult_children: u8,
}
