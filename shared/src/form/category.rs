//! The family categories (家庭类别) of a residential application.

use serde::{Deserialize, Serialize};

use crate::document::DocumentKind;

/// The seven family categories, in the order of the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Category {
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
}

impl Category {
    /// All seven.
    pub const ALL: [Self; 7] = [
        Self::Local,
        Self::Military,
        Self::WorkResidencePermit,
        Self::NonLocalSocialInsurance,
        Self::NonLocalIncomeTax,
        Self::HongKongMacaoTaiwanOverseasChinese,
        Self::Foreign,
    ];

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::tests::{complete, found, one};
    use crate::form::{Chapter, IssueCode};

    #[test]
    fn a_category_is_chosen_and_every_one_has_a_document() {
        let mut answers = complete();
        answers.category = None;
        assert_eq!(
            found(&answers, Chapter::Category),
            one("/category", IssueCode::ChooseOne)
        );
        for category in Category::ALL {
            assert!(!category.applicant_documents().is_empty());
        }
    }
}
