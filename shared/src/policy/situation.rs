//! A household or a person described in a few plain facts, in the words of the worked cases: the
//! input of a case and of a pre-check, where nobody is named and no registry is asked.

use serde::{Deserialize, Deserializer, Serialize};

use super::facts::ledger::ContributionKind;
use super::facts::{FormerFamily, SingleStoreyHouse};
use crate::household::{Category, Origin};
use crate::purchase::{Module, Transfer};
use crate::registry::{BackPaidGround, Income, MaritalStatus, StayPermit};
use crate::values::Day;

mod limits;
mod reading;

/// The category that is claimed; commercial units are bought by an individual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Claim {
    /// 本市户籍居民家庭
    Local,
    /// 驻京部队现役军人和现役武警家庭
    Military,
    /// 持有有效《北京市工作居住证》家庭
    WorkResidencePermit,
    /// 非本市户籍家庭（缴纳社会保险）
    NonLocalSocialInsurance,
    /// 非本市户籍家庭（缴纳个人所得税）
    NonLocalIncomeTax,
    /// 港澳台居民及华侨家庭
    HongKongMacaoTaiwanOverseasChinese,
    /// 外籍家庭
    Foreign,
    /// A person who buys a commercial unit.
    Individual,
}

impl Claim {
    /// The family category; none for an individual.
    #[must_use]
    pub fn category(self) -> Option<Category> {
        match self {
            Self::Local => Some(Category::Local),
            Self::Military => Some(Category::Military),
            Self::WorkResidencePermit => Some(Category::WorkResidencePermit),
            Self::NonLocalSocialInsurance => Some(Category::NonLocalSocialInsurance),
            Self::NonLocalIncomeTax => Some(Category::NonLocalIncomeTax),
            Self::HongKongMacaoTaiwanOverseasChinese => {
                Some(Category::HongKongMacaoTaiwanOverseasChinese)
            }
            Self::Foreign => Some(Category::Foreign),
            Self::Individual => None,
        }
    }
}

/// What is to be bought, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Aim {
    /// A home inside the fifth ring.
    InsideFifthRing,
    /// A home outside the fifth ring.
    OutsideFifthRing,
    /// A home in Tongzhou, which lies outside.
    Tongzhou,
    /// A single-storey house inside the fifth ring.
    SingleStoreyHouse,
    /// A commercial unit from its owner.
    CommercialResale,
    /// A commercial unit from its developer.
    CommercialNew,
}

/// Who has a Beijing hukou.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum LocalHukou {
    /// Nobody.
    None,
    /// The applicant.
    Applicant,
    /// The spouse.
    Spouse,
    /// Both.
    Both,
    /// The applicant, in a school's collective hukou.
    StudentCollective,
}

/// Homes by zone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HomeCounts {
    /// Inside the fifth ring.
    pub inside_fifth_ring: u8,
    /// Outside the fifth ring.
    pub outside_fifth_ring: u8,
    /// Inside, signed online and not yet registered.
    pub signed_not_registered_inside: u8,
    /// Single-storey houses beside these: whether one counts depends on when it was acquired.
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub single_storey: Vec<SingleStoreyHouse>,
}

/// Whether the month before the application has been posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum NewestMonth {
    /// It has.
    #[default]
    Posted,
    /// Not yet: the row ends one month earlier.
    NotPostedYet,
}

/// A row of contributions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContributionRow {
    /// What is paid.
    pub kind: ContributionKind,
    /// The length of the row of calendar months that ends in the month before the application, with
    /// its missing and late months.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(maximum = 600))]
    pub months: u16,
    /// How many of them have no contribution.
    #[serde(default)]
    pub missing: u16,
    /// How many of them were paid late.
    #[serde(default)]
    pub back_paid: u16,
    /// Insurance: on which ground they were paid late.
    #[serde(default)]
    pub back_paid_ground: BackPaidGround,
    /// Insurance: whether the month before the application is posted. Where it is not, the row ends
    /// one month earlier.
    #[serde(default)]
    pub newest_month: NewestMonth,
    /// Tax: on what kind of income.
    #[serde(default)]
    pub income: Income,
    /// Tax: whether it is recorded by quarters, in the last month of each.
    #[serde(default)]
    pub quarters: bool,
    /// Income tax before 2017-03-22: in how many of the last years there is a record.
    #[serde(default)]
    pub years_with_a_record: u8,
}

impl ContributionRow {
    /// No months of a kind.
    #[must_use]
    pub fn none(kind: ContributionKind) -> Self {
        Self {
            kind,
            months: 0,
            missing: 0,
            back_paid: 0,
            back_paid_ground: BackPaidGround::default(),
            newest_month: NewestMonth::default(),
            income: Income::default(),
            quarters: false,
            years_with_a_record: 0,
        }
    }
}

/// The newest divorce.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PastDivorce {
    /// The day on which it was completed.
    pub date: Day,
    /// How many homes the family had.
    pub former_family_homes: u8,
    /// Whether it was a local family; left out: not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former_family: Option<FormerFamily>,
}

/// A commercial unit that an owner sells, or a developer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommercialUnit {
    /// The day on which it was first sold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_sold: Option<FirstSold>,
    /// Whether it lies in Tongzhou.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_tongzhou: Option<bool>,
}

/// When a commercial unit was first sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FirstSold {
    /// On this day.
    On(Day),
    /// Nobody knows.
    Unknown(NotKnown),
}

/// The word for what nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum NotKnown {
    /// Nobody knows.
    Unknown,
}

/// Ties to Tongzhou.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TongzhouTies {
    /// Months of hukou there.
    pub hukou_months: u16,
    /// A labour relation there.
    pub employed: bool,
    /// Consecutive months of contributions there.
    pub contribution_months: u16,
}

/// A situation. What it does not name is read as [`Unnamed`] says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Situation {
    /// 住宅 or 商办.
    pub module: Module,
    /// The day of the application.
    pub date: Day,
    /// What is to be bought.
    pub target: Aim,
    /// Purchase (default) or gift.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<Transfer>,
    /// The category that is claimed; only this one is checked.
    pub category: Claim,
    /// Marital status; all but married count as single.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marital_status: Option<MaritalStatus>,
    /// The children's ages in completed years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub children_ages: Option<Vec<u8>>,
    /// Who has a Beijing hukou.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub local_hukou: Option<LocalHukou>,
    /// Homes of the household (commercial: of the person).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub homes: Option<HomeCounts>,
    /// Commercial units of the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commercial_units: Option<u8>,
    /// Commercial: homes of the spouse, which do not matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spouse_homes: Option<u8>,
    /// Commercial: the unit that is to be bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<CommercialUnit>,
    /// Social insurance or income tax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contribution: Option<ContributionRow>,
    /// The last day of the work-residence permit; `null`: there is none.
    #[serde(
        default,
        deserialize_with = "null_is_an_answer",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Day>))]
    pub work_residence_permit_valid_to: Option<Option<Day>>,
    /// Whether the unit is stationed in Beijing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stationed_in_beijing: Option<bool>,
    /// Certification as high-level or urgently needed talent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub talent_certified: Option<bool>,
    /// A valid residence permit of Beijing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temporary_residence_permit: Option<bool>,
    /// Where an overseas buyer of Chinese descent comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// Certification by the overseas-Chinese office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overseas_chinese_certified: Option<bool>,
    /// Whether the person is in the mainland.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_mainland: Option<bool>,
    /// Whether temporary lodging is registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lodging_registered: Option<bool>,
    /// The permission to stay; `null`: there is none.
    #[serde(
        default,
        deserialize_with = "null_is_an_answer",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<StayPermit>))]
    pub stay_permit: Option<Option<StayPermit>>,
    /// Months of work in Beijing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months_working_in_beijing: Option<u16>,
    /// The newest divorce; `null`: there was none.
    #[serde(
        default,
        deserialize_with = "null_is_an_answer",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<PastDivorce>))]
    pub divorce: Option<Option<PastDivorce>>,
    /// Ties to Tongzhou.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tongzhou: Option<TongzhouTies>,
}

/// How facts are read that a situation does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unnamed {
    /// As harmless: present, registered, permit valid, no divorce, no home; but no contributions.
    /// So worked cases are read.
    Harmless,
    /// As not known. So a pre-check is read.
    Unknown,
}

/// A key that is there tells something, even where it says `null`: that there is none.
fn null_is_an_answer<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer).map(Some)
}
