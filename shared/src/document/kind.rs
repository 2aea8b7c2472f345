//! The kinds of identity document.

use serde::{Deserialize, Serialize};

/// The kinds of identity document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DocumentKind {
    /// 居民身份证
    ResidentId,
    /// 港澳台居民居住证
    HmtResidencePermit,
    /// 港澳居民来往内地通行证
    HkMacaoTravelPermit,
    /// 台湾居民来往大陆通行证
    TaiwanTravelPermit,
    /// 中国护照
    ChinesePassport,
    /// 外国护照
    ForeignPassport,
    /// 外国人永久居留身份证
    PermanentResidenceCard,
    /// 军官证, 警官证, 士兵证
    MilitaryId,
}

impl DocumentKind {
    /// All kinds, in the order in which people are shown them.
    pub const ALL: [Self; 8] = [
        Self::ResidentId,
        Self::HmtResidencePermit,
        Self::HkMacaoTravelPermit,
        Self::TaiwanTravelPermit,
        Self::ChinesePassport,
        Self::ForeignPassport,
        Self::PermanentResidenceCard,
        Self::MilitaryId,
    ];

    /// The name in JSON and tables.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::ResidentId => "resident_id",
            Self::HmtResidencePermit => "hmt_residence_permit",
            Self::HkMacaoTravelPermit => "hk_macao_travel_permit",
            Self::TaiwanTravelPermit => "taiwan_travel_permit",
            Self::ChinesePassport => "chinese_passport",
            Self::ForeignPassport => "foreign_passport",
            Self::PermanentResidenceCard => "permanent_residence_card",
            Self::MilitaryId => "military_id",
        }
    }

    /// The kind of that slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.slug() == slug)
    }

    /// Whether the citizen's number is asked beside a document of this kind.
    #[must_use]
    pub fn asks_citizen_number(self) -> bool {
        self == Self::MilitaryId
    }

    /// Whether the holder is a foreigner, who has another nationality to tell.
    #[must_use]
    pub fn is_of_foreigners(self) -> bool {
        matches!(self, Self::ForeignPassport | Self::PermanentResidenceCard)
    }
}
