//! What is to be bought: the module of the platform that it belongs to, how and where.

use serde::{Deserialize, Serialize};

use crate::names::named;
use crate::values::Zone;

named! {
    /// The two modules of the platform.
    pub enum Module {
        /// 住宅, decided per household.
        Residential = "residential",
        /// 商办, decided per person.
        Commercial = "commercial",
    }
}

impl Module {
    /// What a decision answers for: both zones, or the commercial unit.
    #[must_use]
    pub fn parts(self) -> &'static [Option<Zone>] {
        match self {
            Self::Residential => &[Some(Zone::InsideFifthRing), Some(Zone::OutsideFifthRing)],
            Self::Commercial => &[None],
        }
    }
}

/// How the home changes hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Transfer {
    /// A purchase.
    Purchase,
    /// A gift of a parent to an adult child.
    GiftParentToAdultChild,
    /// Any other gift: of others, or of a parent to a minor child.
    GiftOther,
}

/// Where the home lies. Tongzhou lies outside the fifth ring and had rules of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Place {
    /// Inside the fifth ring road.
    InsideFifthRing,
    /// Outside the fifth ring road, other than Tongzhou.
    OutsideFifthRing,
    /// Tongzhou district.
    Tongzhou,
}

impl Place {
    /// The zone in which the place lies.
    #[must_use]
    pub fn zone(self) -> Zone {
        match self {
            Self::InsideFifthRing => Zone::InsideFifthRing,
            Self::OutsideFifthRing | Self::Tongzhou => Zone::OutsideFifthRing,
        }
    }
}

/// The kind of home.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum HomeKind {
    /// New, from a developer.
    New,
    /// Resale.
    Resale,
    /// 平房
    SingleStorey,
}

/// The use of a commercial unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum UnitKind {
    /// 办公
    Office,
    /// 商业
    Shop,
    /// 综合: business and offices in one.
    Mixed,
}

/// Who sells a commercial unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Seller {
    /// Its owner: a resale.
    Owner,
    /// Its developer.
    Developer,
}

/// What is to be bought, as far as the rules tell it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Purchase {
    /// Where the home lies; none for commercial units, or where it is not told yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// A single-storey house (平房).
    pub single_storey: bool,
    /// On sale by a developer.
    pub new_build: bool,
    /// Purchase or gift.
    pub transfer: Transfer,
}
