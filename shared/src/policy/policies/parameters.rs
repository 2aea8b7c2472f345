//! The parameters that versions set, in one table: their names in the data files, their types and
//! what they mean.

use serde::{Deserialize, Serialize};

use super::parameter_value::{CountScope, DivorceLimit, OtherGround, ParameterValue, QuartersFor};
use super::version_id::{Series, VersionId};
use crate::purchase::Module;
use crate::values::Day;

/// Where a rule stands: the version, and the parameter in it. [`super::Policies::cite`] gives the
/// document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reference {
    /// The version.
    pub version: VersionId,
    /// The parameter of the version that the rule rests on.
    pub parameter: Parameter,
}

/// A value that holds on a day, and the version that set it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Set<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub reference: Reference,
}

macro_rules! parameters {
    ($($(#[doc = $doc:literal])+ $name:ident $variant:ident: $kind:ty,)+) => {
        /// The parameters that one version sets; all others stay as they were.
        #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct Parameters {
            $(
                $(#[doc = $doc])+
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $name: Option<$kind>,
            )+
        }

        /// The names of the parameters.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum Parameter {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Parameter {
            /// All parameters, residential ones first.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in the data files.
            #[must_use]
            pub fn slug(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($name),)+
                }
            }
        }

        /// The rules of one module on one day: everything that the versions up to it have set.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Rules {
            /// The newest version that takes part.
            pub policy: VersionId,
            $(
                $(#[doc = $doc])+
                pub $name: Option<Set<$kind>>,
            )+
        }

        impl Rules {
            /// No parameter set yet.
            pub(in crate::policy) fn begin(policy: VersionId) -> Self {
                Self { policy, $($name: None,)+ }
            }

            /// Lets a version change what it names of one module's parameters.
            pub(in crate::policy) fn change(
                &mut self,
                by: VersionId,
                parameters: &Parameters,
                module: Module,
            ) {
                self.policy = by;
                $(
                    if let Some(value) = parameters.$name
                        && Parameter::$variant.is_of(module)
                    {
                        let parameter = Parameter::$variant;
                        let reference = Reference { version: by, parameter };
                        self.$name = Some(Set { value, reference });
                    }
                )+
            }

            /// All values in force with their versions, for tables.
            #[must_use]
            pub fn entries(&self) -> Vec<(Parameter, ParameterValue, VersionId)> {
                let mut entries = Vec::new();
                $(
                    if let Some(set) = self.$name {
                        entries.push((Parameter::$variant, set.value.into(), set.reference.version));
                    }
                )+
                entries
            }
        }

        impl Parameters {
            /// The values that are set, for tables.
            #[must_use]
            pub fn entries(&self) -> Vec<(Parameter, ParameterValue)> {
                let mut entries = Vec::new();
                $(
                    if let Some(value) = self.$name {
                        entries.push((Parameter::$variant, value.into()));
                    }
                )+
                entries
            }
        }
    };
}

parameters! {
    /// Which homes count against the cap.
    count_scope CountScope: CountScope,
    /// How many homes a household may newly buy.
    new_purchase_cap NewPurchaseCap: u8,
    /// Homes that a local family may have in the city.
    local_family LocalFamily: u8,
    /// Homes that a local single adult may have in the city.
    local_single LocalSingle: u8,
    /// Homes that a non-local household may have in the city.
    nonlocal_cap NonlocalCap: u8,
    /// Consecutive months of contributions that a non-local household needs, inside the ring.
    months_in MonthsIn: u16,
    /// The same outside the ring.
    months_out MonthsOut: u16,
    /// Whether a non-local household needs a residence permit.
    temp_permit_required TempPermitRequired: bool,
    /// Months of insurance that may be paid late after a change of employer.
    backpay_tolerance BackpayTolerance: u8,
    /// What becomes of as many months of insurance that were paid late on another ground.
    backpay_other_ground BackpayOtherGround: OtherGround,
    /// The day of a month up to which the insurance of the month before is debited and posted.
    posting_day PostingDay: u8,
    /// Calendar years that each need a tax record, until consecutive months are asked for.
    tax_years TaxYears: u8,
    /// Consecutive months of income tax; a later `months_in` or `months_out` replaces it.
    tax_months TaxMonths: u16,
    /// The same in quarters, for those who pay quarterly.
    tax_quarters TaxQuarters: u16,
    /// Months of income tax that may be missing or paid late.
    tax_gap TaxGap: u8,
    /// Whose records of income tax may cover a quarter; all others count for one month.
    tax_quarters_for TaxQuartersFor: QuartersFor,
    /// Months of work in Beijing that a foreigner needs.
    foreign_min_months ForeignMinMonths: u16,
    /// Homes that an overseas buyer may have in the city.
    overseas_cap OverseasCap: u8,
    /// Whether single-storey houses are covered.
    bungalow Bungalow: bool,
    /// Single-storey houses acquired from this day on count as homes, earlier ones never do.
    bungalow_counts_from BungalowCountsFrom: Day,
    /// Years after a divorce in which neither party may buy if the family had reached its cap.
    divorce_years DivorceYears: u8,
    /// Whose cap that was.
    divorce_limit DivorceLimit: DivorceLimit,
    /// Divorces completed or filed up to this day are exempt.
    divorce_exempt_until DivorceExemptUntil: Day,
    /// Whether Tongzhou has rules of its own.
    tongzhou_special TongzhouSpecial: bool,
    /// Years of hukou or contributions in Tongzhou; at 0, hukou or employment there is enough.
    tz_years TzYears: u8,
    /// Homes that may be bought outside the ring beyond the cap.
    extra_outside ExtraOutside: u8,
    /// Whether that extra home needs hukou or employment in Tongzhou, where it lies there.
    tongzhou_rider TongzhouRider: bool,
    /// Months of contributions that certified talent needs, where that is less.
    talent_months TalentMonths: u16,
    /// Whether homes outside the ring are without a cap.
    outside_unlimited OutsideUnlimited: bool,
    /// Whether single adults are treated like families.
    single_as_family SingleAsFamily: bool,
    /// Homes that a local household may have inside the ring.
    in_local InLocal: u8,
    /// Homes that a non-local household may have inside the ring.
    in_nonlocal InNonlocal: u8,
    /// Homes inside the ring that a household with several minor children may have beyond the cap.
    multi_child_bonus MultiChildBonus: u8,
    /// How many minor children that takes.
    multi_child_min MultiChildMin: u8,
    /// Whether a parent's gift to an adult child is checked.
    gift_parent_child_check GiftParentChildCheck: bool,
    /// Commercial: homes that the person may own.
    own_home OwnHome: u8,
    /// Commercial: commercial units that the person may own.
    own_commercial OwnCommercial: u8,
    /// Commercial: consecutive months of contributions.
    months Months: u16,
    /// Commercial: whether persons may buy units on sale by a developer.
    new_build_individual NewBuildIndividual: bool,
    /// Commercial: persons may buy units that were first sold before this day.
    resale_sold_before ResaleSoldBefore: Day,
    /// Commercial: the same for units in Tongzhou.
    tz_commercial_sold_before TzCommercialSoldBefore: Day,
    /// Commercial: up to so many missing or late months are for a person to review.
    gap_unclear GapUnclear: u8,
}

impl Parameter {
    /// Whether the rules of a module read it.
    #[must_use]
    pub fn is_of(self, module: Module) -> bool {
        use Parameter as P;
        let commercial = matches!(
            self,
            P::OwnHome
                | P::OwnCommercial
                | P::Months
                | P::NewBuildIndividual
                | P::ResaleSoldBefore
                | P::TzCommercialSoldBefore
                | P::GapUnclear
        );
        self == P::PostingDay || commercial == (module == Module::Commercial)
    }

    /// Whether a version of a series may set it. What the commercial rules read of Tongzhou stands
    /// in Tongzhou's versions.
    pub(super) fn may_stand_in(self, series: Series) -> bool {
        match series {
            Series::Residential => self.is_of(Module::Residential),
            Series::Tongzhou => {
                self.is_of(Module::Residential) || self == Self::TzCommercialSoldBefore
            }
            Series::Commercial => self.is_of(Module::Commercial),
        }
    }
}

impl Rules {
    /// The values that decide something, for readers: without those that a later one has taken the
    /// place of, or that switch a rule off.
    #[must_use]
    pub fn entries_in_use(&self) -> Vec<(Parameter, ParameterValue, VersionId)> {
        let mut entries = self.entries();
        entries.retain(|(parameter, _, _)| self.is_in_use(*parameter));
        entries
    }

    fn is_in_use(&self, parameter: Parameter) -> bool {
        use Parameter as P;
        let on = |set: Option<Set<bool>>| set.is_some_and(|set| set.value);
        let some = |set: Option<Set<u8>>| set.is_some_and(|set| set.value > 0);
        let scope = self.count_scope.map(|set| set.value);
        let capped_in_city = scope == Some(CountScope::City)
            || (scope == Some(CountScope::InsideFifthRing) && !on(self.outside_unlimited));
        let months = [self.months_in, self.months_out];
        let tax_replaced = self.tax_months.is_some_and(|tax| {
            months
                .iter()
                .flatten()
                .all(|set| set.reference.version.from > tax.reference.version.from)
        });
        let talent_helps = self
            .talent_months
            .is_some_and(|talent| months.iter().flatten().any(|set| set.value > talent.value));
        // Named one by one where a value can be out of use; every other one is in use once it is
        // set.
        match [parameter] {
            [P::NewPurchaseCap] => scope == Some(CountScope::NewPurchases),
            [P::LocalFamily | P::LocalSingle | P::NonlocalCap] => capped_in_city,
            [P::ExtraOutside | P::TongzhouRider] => capped_in_city && some(self.extra_outside),
            [P::TaxYears] => self.tax_months.is_none(),
            [P::TaxMonths | P::TaxQuarters] => !tax_replaced,
            [P::BackpayOtherGround] => self.backpay_tolerance.is_some(),
            [P::TalentMonths] => talent_helps,
            [P::DivorceYears | P::DivorceExemptUntil | P::DivorceLimit] => some(self.divorce_years),
            [P::TongzhouSpecial | P::TzYears] => on(self.tongzhou_special),
            [P::ForeignMinMonths] => self.foreign_min_months.is_some_and(|set| set.value > 0),
            _ => true,
        }
    }
}
