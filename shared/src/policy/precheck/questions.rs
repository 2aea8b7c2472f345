//! Which facts matter, found by asking the engine: a question is worth asking as long as one of
//! its answers would change what is known about one of the zones.

use serde::{Deserialize, Serialize};

use crate::household::Origin;
use crate::names::named;
use crate::policy::decision::{Cap, Check, Decision, Finding, Outcome, Verdict};
use crate::policy::facts::evidence::FactKind;
use crate::policy::facts::ledger::ContributionKind;
use crate::policy::policies::Policies;
use crate::policy::policies::parameters::Reference;
use crate::policy::rules::judge;
use crate::policy::situation::{
    Claim, ContributionRow, FirstSold, HomeCounts, LocalHukou, PastDivorce, Situation,
    TongzhouTies, Unnamed,
};
use crate::registry::{MaritalStatus, StayPermit};
use crate::values::Day;

named! {
    /// What a person can be asked; the name is the key in the situation, where a dot leads into it.
    pub enum Question {
        /// Where an overseas buyer of Chinese descent comes from.
        Origin = "origin",
        /// Whose Beijing hukou, and of what kind.
        LocalHukou = "local_hukou",
        /// The last day of the work-residence permit.
        WorkResidencePermitValidTo = "work_residence_permit_valid_to",
        /// Whether the unit is stationed in Beijing.
        StationedInBeijing = "stationed_in_beijing",
        /// Whether the person is in the mainland.
        InMainland = "in_mainland",
        /// Whether temporary lodging is registered.
        LodgingRegistered = "lodging_registered",
        /// The permission to stay.
        StayPermit = "stay_permit",
        /// Certification by the overseas-Chinese office.
        OverseasChineseCertified = "overseas_chinese_certified",
        /// Marital status, while the rules tell singles apart.
        MaritalStatus = "marital_status",
        /// Homes in Beijing.
        Homes = "homes",
        /// Commercial units in Beijing.
        CommercialUnits = "commercial_units",
        /// When the commercial unit was first sold.
        UnitFirstSold = "unit.first_sold",
        /// Whether the commercial unit lies in Tongzhou.
        UnitInTongzhou = "unit.in_tongzhou",
        /// Months of social insurance or income tax.
        Contribution = "contribution",
        /// A valid residence permit.
        TemporaryResidencePermit = "temporary_residence_permit",
        /// Months of work in Beijing.
        MonthsWorkingInBeijing = "months_working_in_beijing",
        /// The children's ages.
        ChildrenAges = "children_ages",
        /// Certification as talent.
        TalentCertified = "talent_certified",
        /// The newest divorce.
        Divorce = "divorce",
        /// Hukou, employment or contributions in Tongzhou.
        Tongzhou = "tongzhou",
    }
}

/// Stands for "more than any rule asks for", in months.
const PLENTY: u16 = 240;
/// More homes than any rule allows.
const MOST_HOMES: u8 = 4;

impl Question {
    /// Whether the situation answers it.
    #[must_use]
    pub fn is_answered(self, situation: &Situation) -> bool {
        match self {
            Self::Origin => situation.origin.is_some(),
            Self::LocalHukou => situation.local_hukou.is_some(),
            Self::WorkResidencePermitValidTo => situation.work_residence_permit_valid_to.is_some(),
            Self::StationedInBeijing => situation.stationed_in_beijing.is_some(),
            Self::InMainland => situation.in_mainland.is_some(),
            Self::LodgingRegistered => situation.lodging_registered.is_some(),
            Self::StayPermit => situation.stay_permit.is_some(),
            Self::OverseasChineseCertified => situation.overseas_chinese_certified.is_some(),
            Self::MaritalStatus => situation.marital_status.is_some(),
            Self::Homes => situation.homes.is_some(),
            Self::CommercialUnits => situation.commercial_units.is_some(),
            Self::UnitFirstSold => situation.unit.is_some_and(|u| u.first_sold.is_some()),
            Self::UnitInTongzhou => situation.unit.is_some_and(|u| u.in_tongzhou.is_some()),
            Self::Contribution => situation.contribution.is_some(),
            Self::TemporaryResidencePermit => situation.temporary_residence_permit.is_some(),
            Self::MonthsWorkingInBeijing => situation.months_working_in_beijing.is_some(),
            Self::ChildrenAges => situation.children_ages.is_some(),
            Self::TalentCertified => situation.talent_certified.is_some(),
            Self::Divorce => situation.divorce.is_some(),
            Self::Tongzhou => situation.tongzhou.is_some(),
        }
    }

    /// The question that a fact of a finding answers.
    pub(super) fn about(kind: FactKind) -> Option<Self> {
        use FactKind as F;
        Some(match kind {
            F::Hukou => Self::LocalHukou,
            F::MarriageAgrees | F::MaritalStatus => Self::MaritalStatus,
            F::WorkResidencePermitValidTo => Self::WorkResidencePermitValidTo,
            F::StationedInBeijing => Self::StationedInBeijing,
            F::InMainland => Self::InMainland,
            F::LodgingRegistered => Self::LodgingRegistered,
            F::OverseasChineseCertified => Self::OverseasChineseCertified,
            F::StayPermit => Self::StayPermit,
            F::MonthsOfWork => Self::MonthsWorkingInBeijing,
            F::ResidencePermit => Self::TemporaryResidencePermit,
            F::TalentCertified => Self::TalentCertified,
            F::ContributionRow | F::MissingMonths | F::BackPaidMonths => Self::Contribution,
            F::DivorceDay | F::FormerFamilyHomes => Self::Divorce,
            F::TongzhouHukouMonths | F::TongzhouContributionMonths | F::TongzhouEmployed => {
                Self::Tongzhou
            }
            F::HomesInCity | F::HomesInside | F::HomesOutside | F::NewPurchases => Self::Homes,
            F::CommercialUnits => Self::CommercialUnits,
            F::UnitFirstSold => Self::UnitFirstSold,
            F::UnitInTongzhou => Self::UnitInTongzhou,
            F::MinorChildren | F::AdultChildren => Self::ChildrenAges,
            F::IdentityAgrees | F::People => return None,
        })
    }

    /// The situation with one answer after another: enough of them to see every difference that
    /// the question can make.
    fn answers(self, situation: &Situation) -> Vec<Situation> {
        let with = |answer: &dyn Fn(&mut Situation)| {
            let mut answered = situation.clone();
            answer(&mut answered);
            answered
        };
        let either = |set: fn(&mut Situation, bool)| {
            [false, true].map(|yes| with(&|s| set(s, yes))).to_vec()
        };
        match self {
            Self::Origin => [Origin::HongKong, Origin::OverseasChinese]
                .map(|origin| with(&|s| s.origin = Some(origin)))
                .to_vec(),
            Self::LocalHukou => [
                LocalHukou::None,
                LocalHukou::Applicant,
                LocalHukou::StudentCollective,
            ]
            .map(|hukou| with(&|s| s.local_hukou = Some(hukou)))
            .to_vec(),
            Self::WorkResidencePermitValidTo => [None, Some(situation.date)]
                .map(|day| with(&|s| s.work_residence_permit_valid_to = Some(day)))
                .to_vec(),
            Self::StationedInBeijing => either(|s, yes| s.stationed_in_beijing = Some(yes)),
            Self::InMainland => either(|s, yes| s.in_mainland = Some(yes)),
            Self::LodgingRegistered => either(|s, yes| s.lodging_registered = Some(yes)),
            Self::StayPermit => [None, Some(StayPermit::Work)]
                .map(|permit| with(&|s| s.stay_permit = Some(permit)))
                .to_vec(),
            Self::OverseasChineseCertified => {
                either(|s, yes| s.overseas_chinese_certified = Some(yes))
            }
            Self::MaritalStatus => [MaritalStatus::Single, MaritalStatus::Married]
                .map(|status| with(&|s| s.marital_status = Some(status)))
                .to_vec(),
            Self::Homes => homes()
                .map(|homes| with(&|s| s.homes = Some(homes.clone())))
                .collect(),
            Self::CommercialUnits => [0, 1]
                .map(|units| with(&|s| s.commercial_units = Some(units)))
                .to_vec(),
            Self::UnitFirstSold => [Day::default(), situation.date]
                .map(|day| {
                    with(&|s| {
                        let unit = s.unit.get_or_insert_default();
                        unit.first_sold = Some(FirstSold::On(day));
                    })
                })
                .to_vec(),
            Self::UnitInTongzhou => {
                either(|s, yes| s.unit.get_or_insert_default().in_tongzhou = Some(yes))
            }
            Self::Contribution => rows(situation.category)
                .into_iter()
                .map(|row| with(&|s| s.contribution = Some(row)))
                .collect(),
            Self::TemporaryResidencePermit => {
                either(|s, yes| s.temporary_residence_permit = Some(yes))
            }
            Self::MonthsWorkingInBeijing => [0, PLENTY]
                .map(|months| with(&|s| s.months_working_in_beijing = Some(months)))
                .to_vec(),
            Self::ChildrenAges => [vec![], vec![1, 20], vec![1; 4]]
                .map(|ages| with(&|s| s.children_ages = Some(ages.clone())))
                .to_vec(),
            Self::TalentCertified => either(|s, yes| s.talent_certified = Some(yes)),
            Self::Divorce => {
                let recent = PastDivorce {
                    date: situation.date,
                    former_family_homes: u8::MAX,
                    former_family: None,
                };
                [None, Some(recent)]
                    .map(|divorce| with(&|s| s.divorce = Some(divorce)))
                    .to_vec()
            }
            Self::Tongzhou => [false, true]
                .map(|tied| {
                    with(&|s| {
                        let months = if tied { PLENTY } else { 0 };
                        s.tongzhou = Some(TongzhouTies {
                            hukou_months: months,
                            employed: tied,
                            contribution_months: months,
                        });
                    })
                })
                .to_vec(),
        }
    }
}

/// As many homes in each zone as any rule tells apart.
fn homes() -> impl Iterator<Item = HomeCounts> {
    (0..=MOST_HOMES)
        .flat_map(|inside| (0..=MOST_HOMES).map(move |outside| (inside, outside)))
        .map(|(inside, outside)| HomeCounts {
            inside_fifth_ring: inside,
            outside_fifth_ring: outside,
            ..HomeCounts::default()
        })
}

/// No row and a long one, of the kinds that the category can rest on.
fn rows(category: Claim) -> Vec<ContributionRow> {
    let kinds: &[ContributionKind] = match category {
        Claim::NonLocalIncomeTax => &[ContributionKind::IncomeTax],
        Claim::Individual => &[
            ContributionKind::SocialInsurance,
            ContributionKind::IncomeTax,
        ],
        Claim::NonLocalSocialInsurance
        | Claim::Local
        | Claim::Military
        | Claim::WorkResidencePermit
        | Claim::HongKongMacaoTaiwanOverseasChinese
        | Claim::Foreign => &[ContributionKind::SocialInsurance],
    };
    kinds
        .iter()
        .flat_map(|kind| [0, PLENTY].map(|months| (*kind, months)))
        .map(|(kind, months)| ContributionRow {
            months,
            years_with_a_record: if months > 0 { 20 } else { 0 },
            ..ContributionRow::none(kind)
        })
        .collect()
}

/// A question, whether it is answered, and why it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Asked {
    /// The question.
    pub question: Question,
    /// Whether the situation answers it.
    pub answered: bool,
    /// The check that the answer belongs to.
    pub check: Check,
    /// The rule that asks for it.
    pub because: Reference,
}

/// What is answered and used, what would have to be known, and what else is wanted.
pub(super) fn questions(
    situation: &Situation,
    decision: &Decision,
    policies: &Policies,
    wanted: &[Question],
) -> Vec<Asked> {
    Question::ALL
        .into_iter()
        .filter(|question| {
            question.is_answered(situation)
                || wanted.contains(question)
                || matters(*question, situation, policies)
        })
        .filter_map(|question| {
            let answered = question.is_answered(situation);
            let asking = |waits: bool| {
                decision.findings.iter().find(|finding| {
                    let waiting = finding.verdict == Verdict::CannotTell;
                    (waiting || !waits) && is_used_by(question, finding)
                })
            };
            // A buyer from Hong Kong, Macao or Taiwan needs no certificate, so no finding uses the
            // origin; it was asked because of the rules on the stay.
            let origin = || {
                let mut findings = decision.findings.iter();
                findings.find(|f| question == Question::Origin && f.check == Check::Stay)
            };
            let finding = asking(!answered)
                .or_else(|| asking(false))
                .or_else(origin)?;
            Some(Asked {
                question,
                answered,
                check: finding.check,
                because: finding.reference,
            })
        })
        .collect()
}

/// Whether an answer would change what is known about one of the zones.
fn matters(question: Question, situation: &Situation, policies: &Policies) -> bool {
    if question.is_answered(situation) {
        return false;
    }
    let known = known(situation, policies);
    question
        .answers(situation)
        .iter()
        .any(|answered| self::known(answered, policies) != known)
}

/// What is known about each part: the outcome and how many more homes.
fn known(situation: &Situation, policies: &Policies) -> Vec<(Outcome, Option<Cap>)> {
    let facts = situation.facts(policies, Unnamed::Unknown);
    let judgment = judge(&facts, policies, situation.date);
    situation
        .module
        .parts()
        .iter()
        .map(|part| {
            let left = part.and_then(|zone| judgment.zone(zone)?.remaining);
            (judgment.outcome_for(*part).0, left)
        })
        .collect()
}

/// Whether a finding rests on the answer to a question.
#[must_use]
pub fn is_used_by(question: Question, finding: &Finding) -> bool {
    let asks_origin = question == Question::Origin
        && finding
            .facts
            .get(FactKind::OverseasChineseCertified)
            .is_some();
    asks_origin
        || finding
            .facts
            .iter()
            .any(|fact| Question::about(fact.kind) == Some(question))
}
