//! How and when it could become yes: the engine is asked again with papers in order, with homes
//! sold, and month after month with contributions going on. All of it is an estimate under the
//! rules known today.

use serde::{Deserialize, Serialize};

use super::questions::{Question, is_used_by};
use crate::policy::decision::reason::ReasonCode;
use crate::policy::decision::{Decision, Outcome, Verdict};
use crate::policy::facts::Facts;
use crate::policy::facts::ledger::ContributionKind;
use crate::policy::policies::Policies;
use crate::policy::rules::judge;
use crate::policy::situation::{Situation, Unnamed};
use crate::purchase::Module;
use crate::registry::StayPermit;
use crate::values::{Day, Month, Zone};

/// How far ahead is looked, in months.
const HORIZON: u16 = 132;

/// Homes and units that would have to be sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sale {
    /// Homes inside the fifth ring.
    pub inside_fifth_ring: u8,
    /// Homes outside the fifth ring.
    pub outside_fifth_ring: u8,
    /// Commercial units.
    pub commercial_units: u8,
}

/// One way to a yes: all of it together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Path {
    /// The zone that it leads to; none: a commercial unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
    /// Papers and registrations that would have to be in order.
    pub obtain: Vec<Question>,
    /// What would have to be sold.
    pub sell: Sale,
    /// For how many months contributions, hukou or time would have to go on; 0: at once.
    #[cfg_attr(feature = "openapi", schema(maximum = 132))]
    pub wait_months: u16,
    /// The first month in which an application would pass.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2027-03"))]
    pub from: Month,
    /// What would still have to be known; empty where the estimate is a yes.
    pub open: Vec<Question>,
}

/// The ways to a yes, for each part that is a no today: the one that sells least first, then those
/// that sell more and wait less.
pub(super) fn outlook(
    situation: &Situation,
    decision: &Decision,
    policies: &Policies,
) -> Vec<Path> {
    situation
        .module
        .parts()
        .iter()
        .filter(|part| {
            matches!(
                decision.outcome_for(**part).0,
                Outcome::Ineligible | Outcome::ManualReview
            )
        })
        .flat_map(|part| {
            let sweep = Sweep {
                policies,
                part: *part,
            };
            sweep.paths(situation, decision)
        })
        .collect()
}

/// What neither papers nor sales nor time change.
const NOBODY_CAN_MEND: [ReasonCode; 5] = [
    ReasonCode::HukouNotLocal,
    ReasonCode::IdentityMismatch,
    ReasonCode::MarriageMismatch,
    ReasonCode::NewBuildEntitiesOnly,
    ReasonCode::NotStationedInBeijing,
];

/// Puts the paper in order that a rule misses; none where it misses something else.
fn put_in_order(code: ReasonCode, situation: &mut Situation) -> Option<Question> {
    if code == ReasonCode::WorkResidencePermitInvalid {
        situation.work_residence_permit_valid_to = Some(Some(situation.date));
        Some(Question::WorkResidencePermitValidTo)
    } else if code == ReasonCode::NotInMainland {
        situation.in_mainland = Some(true);
        Some(Question::InMainland)
    } else if code == ReasonCode::NoLodgingRegistration {
        situation.lodging_registered = Some(true);
        Some(Question::LodgingRegistered)
    } else if code == ReasonCode::NoOverseasChineseCert {
        situation.overseas_chinese_certified = Some(true);
        Some(Question::OverseasChineseCertified)
    } else if code == ReasonCode::NoWorkVisaOrPr {
        situation.stay_permit = Some(Some(StayPermit::Work));
        Some(Question::StayPermit)
    } else if code == ReasonCode::NoTempResidencePermit {
        situation.temporary_residence_permit = Some(true);
        Some(Question::TemporaryResidencePermit)
    } else {
        None
    }
}

struct Sweep<'a> {
    policies: &'a Policies,
    part: Option<Zone>,
}

impl Sweep<'_> {
    fn paths(&self, situation: &Situation, decision: &Decision) -> Vec<Path> {
        let Some((mended, obtain)) = self.with_papers(situation, decision) else {
            return Vec::new();
        };
        let mut paths = Vec::new();
        let mut horizon = if self.time_helps(decision) {
            HORIZON
        } else {
            0
        };
        // Which single-storey houses count today: selling another one helps nobody.
        let rules = self.policies.in_force(Module::Residential, situation.date);
        let from = rules.and_then(|rules| rules.bungalow_counts_from.map(|set| set.value));
        for sale in sales(&mended, from) {
            let sold = sale.applied_to(&mended, from);
            let Some((wait, open)) = self.soonest(&sold, horizon) else {
                continue;
            };
            paths.push(Path {
                zone: self.part,
                obtain: obtain.clone(),
                sell: sale,
                wait_months: wait,
                from: Month::of(later_day(situation.date, wait)),
                open,
            });
            match wait.checked_sub(1) {
                Some(sooner) => horizon = sooner,
                None => break,
            }
        }
        paths
    }

    /// The situation with every paper in order that is known to be missing; none where a rule
    /// fails that no paper, sale or time can mend.
    fn with_papers(
        &self,
        situation: &Situation,
        decision: &Decision,
    ) -> Option<(Situation, Vec<Question>)> {
        let mut mended = situation.clone();
        let mut obtain = Vec::new();
        let failing = decision
            .findings
            .iter()
            .filter(|f| f.verdict == Verdict::NotMet && (f.zone.is_none() || f.zone == self.part));
        for finding in failing {
            if NOBODY_CAN_MEND.contains(&finding.code) {
                return None;
            }
            obtain.extend(put_in_order(finding.code, &mut mended));
        }
        Some((mended, obtain))
    }

    /// Whether a rule stands in the way that time can satisfy.
    fn time_helps(&self, decision: &Decision) -> bool {
        use ReasonCode as R;
        decision.findings.iter().any(|f| {
            matches!(f.verdict, Verdict::NotMet | Verdict::Review)
                && matches!(
                    f.code,
                    R::ContributionShort
                        | R::BackpayNotRecognised
                        | R::GapTooLong
                        | R::GapRuleUnclear
                        | R::BackpayGroundUnclear
                        | R::StudentCollectiveHukou
                        | R::LessThanOneYear
                        | R::Divorce3y
                        | R::Tongzhou3y
                )
        })
    }

    /// The first month, up to the horizon, in which nothing stands in the way that is known, and
    /// what would have to be known then.
    fn soonest(&self, situation: &Situation, horizon: u16) -> Option<(u16, Vec<Question>)> {
        let mut today = situation.facts(self.policies, Unnamed::Unknown);
        // An estimate takes a month that is not posted yet as paid.
        let last = Month::of(situation.date).plus(-1);
        if let Some(ledger) = &mut today.social_insurance.applicant.value
            && let Some(paid) = ledger.with_unposted_paid(last)
        {
            *ledger = paid;
        }
        (0..=horizon).find_map(|months| {
            let on = later_day(situation.date, months);
            let facts = later(&today, situation, months);
            let judgment = judge(&facts, self.policies, on);
            match judgment.outcome_for(self.part).0 {
                Outcome::Eligible => Some((months, Vec::new())),
                Outcome::CannotTell => Some((months, self.open(situation, &judgment.decision()))),
                Outcome::Ineligible | Outcome::ManualReview | Outcome::NotChecked => None,
            }
        })
    }

    /// What the findings about this part wait for.
    fn open(&self, situation: &Situation, decision: &Decision) -> Vec<Question> {
        let waiting = |question: &Question| {
            !question.is_answered(situation)
                && decision.findings.iter().any(|finding| {
                    finding.verdict == Verdict::CannotTell
                        && (finding.zone.is_none() || finding.zone == self.part)
                        && is_used_by(*question, finding)
                })
        };
        Question::ALL.into_iter().filter(waiting).collect()
    }
}

/// The day of an application so many months later: any later month is asked about at its beginning.
fn later_day(on: Day, months: u16) -> Day {
    match months {
        0 => on,
        _ => Month::of(on).plus(i32::from(months)).first_day(),
    }
}

/// The same household some months later: contributions, work and hukou go on, permits are
/// extended, children grow up.
fn later(today: &Facts, situation: &Situation, months: u16) -> Facts {
    let mut facts = today.clone();
    if months == 0 {
        return facts;
    }
    let this_month = Month::of(situation.date);
    let until = this_month.plus(i32::from(months) - 1);
    if let Some(row) = situation.contribution {
        let ledgers = match row.kind {
            ContributionKind::SocialInsurance => &mut facts.social_insurance,
            ContributionKind::IncomeTax => &mut facts.income_tax,
        };
        if let Some(ledger) = &mut ledgers.applicant.value {
            ledger.pay(this_month, until);
        }
    }
    if let Some(work) = &mut facts.months_of_work.value {
        *work = work.saturating_add(months);
    }
    if let Some(ties) = &mut facts.tongzhou.value {
        for row in [&mut ties.hukou_months, &mut ties.contribution_months] {
            if *row > 0 {
                *row = row.saturating_add(months);
            }
        }
    }
    if let Some(Some(valid_to)) = &mut facts.work_residence_permit.value
        && *valid_to >= situation.date
    {
        *valid_to = later_day(situation.date, months).max(*valid_to);
    }
    if let (Some(minors), Some(ages)) = (&mut facts.minor_children.value, &situation.children_ages)
    {
        // Ages are told in whole years: a child who may have turned 18 by then is not counted.
        let surely_minor = |age: &&u8| u16::from(**age) * 12 + 11 + months < 18 * 12;
        let count = ages.iter().filter(surely_minor).count();
        *minors = u8::try_from(count).unwrap_or(u8::MAX).min(*minors);
    }
    facts
}

impl Sale {
    fn applied_to(self, situation: &Situation, single_storey_from: Option<Day>) -> Situation {
        let mut sold = situation.clone();
        if let Some(homes) = &mut sold.homes {
            let inside = take(&mut homes.inside_fifth_ring, self.inside_fifth_ring);
            let inside = take(&mut homes.signed_not_registered_inside, inside);
            let outside = take(&mut homes.outside_fifth_ring, self.outside_fifth_ring);
            for (zone, mut left) in [
                (Zone::InsideFifthRing, inside),
                (Zone::OutsideFifthRing, outside),
            ] {
                homes.single_storey.retain(|house| {
                    let is_sold =
                        left > 0 && house.zone == zone && house.counts(single_storey_from);
                    left -= u8::from(is_sold);
                    !is_sold
                });
            }
        }
        if let Some(units) = &mut sold.commercial_units {
            *units = units.saturating_sub(self.commercial_units);
        }
        sold
    }

    fn total(self) -> u16 {
        [
            self.inside_fifth_ring,
            self.outside_fifth_ring,
            self.commercial_units,
        ]
        .map(u16::from)
        .iter()
        .sum()
    }
}

/// Takes up to so many away; tells how many are left to take.
fn take(from: &mut u8, number: u8) -> u8 {
    let taken = number.min(*from);
    *from -= taken;
    number - taken
}

/// More than this is not worth telling, whatever a household owns.
const MOST_SOLD: u8 = 9;

/// What can be sold, least first.
fn sales(situation: &Situation, single_storey_from: Option<Day>) -> Vec<Sale> {
    let counted = situation.told_homes().counted(single_storey_from);
    let (inside, outside) = (
        counted.inside.min(MOST_SOLD),
        counted.outside.min(MOST_SOLD),
    );
    let units = match situation.module {
        // Commercial units never stand against buying a home, so selling them helps nobody.
        Module::Residential => 0,
        Module::Commercial => situation.commercial_units.unwrap_or(0).min(MOST_SOLD),
    };
    let mut sales: Vec<Sale> = (0..=inside)
        .flat_map(|inside| (0..=outside).map(move |outside| (inside, outside)))
        .flat_map(|(inside, outside)| {
            (0..=units).map(move |units| Sale {
                inside_fifth_ring: inside,
                outside_fifth_ring: outside,
                commercial_units: units,
            })
        })
        .collect();
    sales.sort_by_key(|sale| sale.total());
    sales
}
