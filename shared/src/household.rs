//! The household that a purchase is decided for: its category, its members, their age.

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use crate::document::DocumentKind;
use crate::names::named;
use crate::values::Day;

/// The most children, and the most homes, that a household can list.
pub const MOST_ENTRIES: usize = 20;

named! {
    /// The seven family categories, in the order of the platform.
    pub enum Category {
        /// 本市户籍居民家庭
        Local = "local",
        /// 驻京部队现役军人和现役武警家庭
        Military = "military",
        /// 持有有效《北京市工作居住证》家庭
        WorkResidencePermit = "work_residence_permit",
        /// 非本市户籍家庭（缴纳社会保险）
        NonLocalSocialInsurance = "non_local_social_insurance",
        /// 非本市户籍家庭（缴纳个人所得税）
        NonLocalIncomeTax = "non_local_income_tax",
        /// 港澳台居民及华侨家庭
        HongKongMacaoTaiwanOverseasChinese = "hong_kong_macao_taiwan_overseas_chinese",
        /// 外籍家庭
        Foreign = "foreign",
    }
}

impl Category {
    /// The kinds of document that an applicant of this category can hold.
    #[must_use]
    pub fn applicant_documents(self) -> &'static [DocumentKind] {
        use DocumentKind as K;
        match self {
            Self::Local
            | Self::WorkResidencePermit
            | Self::NonLocalSocialInsurance
            | Self::NonLocalIncomeTax => &[K::ResidentId],
            Self::Military => &[K::ResidentId, K::MilitaryId],
            Self::HongKongMacaoTaiwanOverseasChinese => &[
                K::HmtResidencePermit,
                K::HkMacaoTravelPermit,
                K::TaiwanTravelPermit,
                K::ChinesePassport,
            ],
            Self::Foreign => &[K::ForeignPassport, K::PermanentResidenceCard],
        }
    }

    /// Whether the category rests on months of social insurance or income tax.
    #[must_use]
    pub fn rests_on_contributions(self) -> bool {
        matches!(
            self,
            Self::NonLocalSocialInsurance | Self::NonLocalIncomeTax
        )
    }
}

/// Where an overseas buyer of Chinese descent comes from (category 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Origin {
    /// Hong Kong.
    HongKong,
    /// Macao.
    Macao,
    /// Taiwan.
    Taiwan,
    /// Overseas Chinese (华侨).
    OverseasChinese,
}

/// The hukou of a household as the rules see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum HouseholdHukou {
    /// At least one spouse is registered in Beijing.
    Local,
    /// Only a school's collective hukou, which does not count.
    StudentCollective,
    /// Elsewhere, or none.
    NonLocal,
}

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

/// The age at which a person is an adult (Civil Code, article 17).
pub const ADULT: u32 = 18;

/// The age in completed years on a day; nobody has an age before birth.
#[must_use]
pub fn age_on(born: Day, on: Day) -> Option<u32> {
    let years = on.year() - born.year();
    let had_birthday = (on.month(), on.day()) >= (born.month(), born.day());
    u32::try_from(if had_birthday { years } else { years - 1 }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_has_a_document() {
        for category in Category::ALL {
            assert!(!category.applicant_documents().is_empty());
        }
    }

    #[test]
    fn ages_turn_on_the_birthday() {
        let born = Day::from_ymd_opt(2008, 2, 29).unwrap();
        let age = |text: &str| age_on(born, text.parse().unwrap());
        assert_eq!(age("2026-02-28"), Some(17));
        assert_eq!(age("2026-03-01"), Some(18));
        assert_eq!(age("2007-01-01"), None);
    }
}
