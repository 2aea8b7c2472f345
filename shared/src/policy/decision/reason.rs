//! The reasons of an outcome, in the order in which one of them is told first.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The reason of an outcome; these codes are stable. Their order is the order in which one of
/// several is reported first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ReasonCode {
    /// No rule was in force yet.
    BeforeRule,
    /// Single-storey houses were not covered yet.
    SingleStoreyHouseNotCovered,
    /// A parent's gift to an adult child needs no check.
    GiftParentToChild,
    /// A person is not as the population registry has them.
    IdentityMismatch,
    /// The marriage is not as the civil-affairs registry has it.
    MarriageMismatch,
    /// Nobody in the household has a Beijing hukou that counts.
    HukouNotLocal,
    /// There is no valid work-residence permit.
    WorkResidencePermitInvalid,
    /// Units on sale by a developer go to organisations only.
    NewBuildEntitiesOnly,
    /// The unit is not stationed in Beijing.
    NotStationedInBeijing,
    /// The person is not in the mainland.
    NotInMainland,
    /// Temporary lodging is not registered.
    NoLodgingRegistration,
    /// No certification of the overseas-Chinese office.
    NoOverseasChineseCert,
    /// Neither a work visa nor a permanent-residence card.
    NoWorkVisaOrPr,
    /// Less than the required time of work in Beijing.
    LessThanOneYear,
    /// No valid residence permit of Beijing.
    NoTempResidencePermit,
    /// The former family had reached its cap and the divorce is too recent.
    #[serde(rename = "divorce_3y")]
    Divorce3y,
    /// A home in Beijing is owned where none may be.
    OwnsHome,
    /// A commercial unit in Beijing is owned where none may be.
    OwnsCommercial,
    /// The holder of a school's collective hukou is checked as non-local, and fails.
    StudentCollectiveHukou,
    /// The row of contributions is too short.
    ContributionShort,
    /// Back-paid months are not recognised.
    BackpayNotRecognised,
    /// Too many months are missing in the row.
    GapTooLong,
    /// Tongzhou: three years of hukou or contributions there are missing.
    #[serde(rename = "tongzhou_3y")]
    Tongzhou3y,
    /// Tongzhou: neither hukou nor employment there.
    TongzhouRider,
    /// The household has as many homes as it may have.
    QuotaFull,
    /// The notice does not say whether short gaps are tolerated.
    GapRuleUnclear,
    /// The notice does not say whether adult children count.
    MultiChildUncertain,
    /// A fact that decides is not known yet.
    CannotTell,
    /// Nothing stands against it.
    Ok,
}

impl ReasonCode {
    /// All codes, in their order.
    pub const ALL: [Self; 29] = [
        Self::BeforeRule,
        Self::SingleStoreyHouseNotCovered,
        Self::GiftParentToChild,
        Self::IdentityMismatch,
        Self::MarriageMismatch,
        Self::HukouNotLocal,
        Self::WorkResidencePermitInvalid,
        Self::NewBuildEntitiesOnly,
        Self::NotStationedInBeijing,
        Self::NotInMainland,
        Self::NoLodgingRegistration,
        Self::NoOverseasChineseCert,
        Self::NoWorkVisaOrPr,
        Self::LessThanOneYear,
        Self::NoTempResidencePermit,
        Self::Divorce3y,
        Self::OwnsHome,
        Self::OwnsCommercial,
        Self::StudentCollectiveHukou,
        Self::ContributionShort,
        Self::BackpayNotRecognised,
        Self::GapTooLong,
        Self::Tongzhou3y,
        Self::TongzhouRider,
        Self::QuotaFull,
        Self::GapRuleUnclear,
        Self::MultiChildUncertain,
        Self::CannotTell,
        Self::Ok,
    ];

    /// The name in JSON, tables and worked cases.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::BeforeRule => "before_rule",
            Self::SingleStoreyHouseNotCovered => "single_storey_house_not_covered",
            Self::GiftParentToChild => "gift_parent_to_child",
            Self::IdentityMismatch => "identity_mismatch",
            Self::MarriageMismatch => "marriage_mismatch",
            Self::HukouNotLocal => "hukou_not_local",
            Self::WorkResidencePermitInvalid => "work_residence_permit_invalid",
            Self::NewBuildEntitiesOnly => "new_build_entities_only",
            Self::NotStationedInBeijing => "not_stationed_in_beijing",
            Self::NotInMainland => "not_in_mainland",
            Self::NoLodgingRegistration => "no_lodging_registration",
            Self::NoOverseasChineseCert => "no_overseas_chinese_cert",
            Self::NoWorkVisaOrPr => "no_work_visa_or_pr",
            Self::LessThanOneYear => "less_than_one_year",
            Self::NoTempResidencePermit => "no_temp_residence_permit",
            Self::Divorce3y => "divorce_3y",
            Self::OwnsHome => "owns_home",
            Self::OwnsCommercial => "owns_commercial",
            Self::StudentCollectiveHukou => "student_collective_hukou",
            Self::ContributionShort => "contribution_short",
            Self::BackpayNotRecognised => "backpay_not_recognised",
            Self::GapTooLong => "gap_too_long",
            Self::Tongzhou3y => "tongzhou_3y",
            Self::TongzhouRider => "tongzhou_rider",
            Self::QuotaFull => "quota_full",
            Self::GapRuleUnclear => "gap_rule_unclear",
            Self::MultiChildUncertain => "multi_child_uncertain",
            Self::CannotTell => "cannot_tell",
            Self::Ok => "ok",
        }
    }

    /// The code of that slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.slug() == slug)
    }
}

impl fmt::Display for ReasonCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

/// Whether a failure for this reason rests on house records, so that 申请复核 belongs to it; every
/// other failure leads to 复核帮助.
#[must_use]
pub fn house_reason(code: ReasonCode) -> bool {
    matches!(
        code,
        ReasonCode::QuotaFull | ReasonCode::OwnsHome | ReasonCode::OwnsCommercial
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_the_names_in_json_and_the_order_is_the_order_of_report() {
        for code in ReasonCode::ALL {
            assert_eq!(serde_json::to_value(code).unwrap(), code.slug());
            assert_eq!(ReasonCode::from_slug(code.slug()), Some(code));
        }
        assert!(ReasonCode::ALL.is_sorted());
    }
}
