//! The kinds of identity document.

use crate::names::named;

named! {
    /// The kinds of identity document.
    pub enum DocumentKind {
        /// 居民身份证
        ResidentId = "resident_id",
        /// 港澳台居民居住证
        HmtResidencePermit = "hmt_residence_permit",
        /// 港澳居民来往内地通行证
        HkMacaoTravelPermit = "hk_macao_travel_permit",
        /// 台湾居民来往大陆通行证
        TaiwanTravelPermit = "taiwan_travel_permit",
        /// 中国护照
        ChinesePassport = "chinese_passport",
        /// 外国护照
        ForeignPassport = "foreign_passport",
        /// 外国人永久居留身份证
        PermanentResidenceCard = "permanent_residence_card",
        /// 军官证, 警官证, 士兵证
        MilitaryId = "military_id",
    }
}

impl DocumentKind {
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
