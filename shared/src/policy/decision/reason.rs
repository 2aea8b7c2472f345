//! The reasons of an outcome, in the order in which one of them is told first.

use std::fmt;

use crate::names::named;

named! {
    /// The reason of an outcome; these codes are stable. Their order is the order in which one of
    /// several is reported first.
    pub enum ReasonCode {
        /// No rule was in force yet.
        BeforeRule = "before_rule",
        /// Single-storey houses were not covered yet.
        SingleStoreyHouseNotCovered = "single_storey_house_not_covered",
        /// A parent's gift to an adult child needs no check.
        GiftParentToChild = "gift_parent_to_child",
        /// A person is not as the population registry has them.
        IdentityMismatch = "identity_mismatch",
        /// The marriage is not as the civil-affairs registry has it.
        MarriageMismatch = "marriage_mismatch",
        /// Somebody whom the form merely names is not on record as it says. What is told in place of
        /// the two before, see [`super::Decision::told_to`]; no rule finds it.
        MemberNotAsOnRecord = "member_not_as_on_record",
        /// Nobody in the household has a Beijing hukou that counts.
        HukouNotLocal = "hukou_not_local",
        /// There is no valid work-residence permit.
        WorkResidencePermitInvalid = "work_residence_permit_invalid",
        /// Commercial units on sale by a developer, and those first sold since the rule, go to
        /// organisations only.
        NewBuildEntitiesOnly = "new_build_entities_only",
        /// The unit is not stationed in Beijing.
        NotStationedInBeijing = "not_stationed_in_beijing",
        /// The person is not in the mainland.
        NotInMainland = "not_in_mainland",
        /// Temporary lodging is not registered.
        NoLodgingRegistration = "no_lodging_registration",
        /// No certification of the overseas-Chinese office.
        NoOverseasChineseCert = "no_overseas_chinese_cert",
        /// Neither a work visa nor a permanent-residence card.
        NoWorkVisaOrPr = "no_work_visa_or_pr",
        /// Less than the required time of work in Beijing.
        LessThanOneYear = "less_than_one_year",
        /// No valid residence permit of Beijing.
        NoTempResidencePermit = "no_temp_residence_permit",
        /// The former family had reached its cap and the divorce is too recent.
        Divorce3y = "divorce_3y",
        /// A home in Beijing is owned where none may be.
        OwnsHome = "owns_home",
        /// A commercial unit in Beijing is owned where none may be.
        OwnsCommercial = "owns_commercial",
        /// The holder of a school's collective hukou is checked as non-local, and fails.
        StudentCollectiveHukou = "student_collective_hukou",
        /// The row of contributions is too short.
        ContributionShort = "contribution_short",
        /// Back-paid months are not recognised.
        BackpayNotRecognised = "backpay_not_recognised",
        /// Too many months are missing in the row.
        GapTooLong = "gap_too_long",
        /// Tongzhou: three years of hukou or contributions there are missing.
        Tongzhou3y = "tongzhou_3y",
        /// Tongzhou: neither hukou nor employment there.
        TongzhouRider = "tongzhou_rider",
        /// The household has as many homes as it may have.
        QuotaFull = "quota_full",
        /// A fact that decides is not known yet.
        CannotTell = "cannot_tell",
        /// The newest month of insurance decides and is not posted yet.
        NewestMonthNotPosted = "newest_month_not_posted",
        /// The notice does not say whether short gaps are tolerated.
        GapRuleUnclear = "gap_rule_unclear",
        /// Sources disagree whether months count that were paid late on another ground than a
        /// change of employer.
        BackpayGroundUnclear = "backpay_ground_unclear",
        /// Nobody knows when the commercial unit was first sold.
        UnitSaleUnknown = "unit_sale_unknown",
        /// The notice does not say whether adult children count.
        MultiChildUncertain = "multi_child_uncertain",
        /// Nothing stands against it.
        Ok = "ok",
    }
}

impl fmt::Display for ReasonCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

impl ReasonCode {
    /// Whether it says that people are not on record as the form says; nothing else was looked at
    /// then.
    #[must_use]
    pub fn is_mismatch(self) -> bool {
        matches!(
            self,
            Self::IdentityMismatch | Self::MarriageMismatch | Self::MemberNotAsOnRecord
        )
    }
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
