//! How and when it could become yes: the engine is asked again with papers in order, with homes
//! sold, and month after month with contributions going on. All of it is an estimate under the
//! rules known today, for the pre-check and for a result alike.

use serde::{Deserialize, Serialize};

use super::questions::Question;
use crate::policy::decision::reason::ReasonCode;
use crate::policy::decision::{Decision, Outcome, Verdict};
use crate::policy::facts::{Fact, Facts};
use crate::policy::policies::Policies;
use crate::policy::rules::{evaluate, judge};
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

/// What would still have to be known where a decision about a part cannot tell; none where nobody
/// can be asked.
pub(crate) type OpenQuestions<'a> = dyn Fn(&Decision, Option<Zone>) -> Option<Vec<Question>> + 'a;

/// What is looked ahead from.
pub(crate) struct Prospect<'a> {
    /// The day of the application, or of the pre-check.
    pub(crate) on: Day,
    /// What the rules say on that day.
    pub(crate) decision: &'a Decision,
    /// The rules.
    pub(crate) policies: &'a Policies,
    /// The facts so many months later, while contributions, work and hukou go on; 0: those of the
    /// day, with a month that is not posted yet taken as paid.
    pub(crate) later: &'a dyn Fn(u16) -> Facts,
    /// What would still have to be known.
    pub(crate) open: &'a OpenQuestions<'a>,
}

impl Prospect<'_> {
    /// The ways to a yes, for each part that is a no on the day: the one that sells least first,
    /// then those that sell more and wait less.
    pub(crate) fn paths(&self) -> Vec<Path> {
        let parts = self.decision.module.parts().iter();
        let refused = parts.filter(|part| {
            matches!(
                self.decision.outcome_for(**part).0,
                Outcome::Ineligible | Outcome::ManualReview
            )
        });
        refused.flat_map(|part| self.paths_for(*part)).collect()
    }

    fn paths_for(&self, part: Option<Zone>) -> Vec<Path> {
        let failing: Vec<ReasonCode> = self
            .decision
            .findings
            .iter()
            .filter(|f| f.verdict == Verdict::NotMet && (f.zone.is_none() || f.zone == part))
            .map(|finding| finding.code)
            .collect();
        if failing.iter().any(|code| NOBODY_CAN_MEND.contains(code)) {
            return Vec::new();
        }
        let papers: Vec<Question> = failing.into_iter().filter_map(paper).collect();
        let mut horizon = if self.time_helps() { HORIZON } else { 0 };
        let mut paths = Vec::new();
        for sale in sales(&(self.later)(0), self.single_storey_from()) {
            let Some((wait, open)) = self.soonest(part, &papers, sale, horizon) else {
                continue;
            };
            paths.push(Path {
                zone: part,
                obtain: papers.clone(),
                sell: sale,
                wait_months: wait,
                from: Month::of(later_day(self.on, wait)),
                open,
            });
            match wait.checked_sub(1) {
                Some(sooner) => horizon = sooner,
                None => break,
            }
        }
        paths
    }

    /// Which single-storey houses count on the day: selling another one helps nobody.
    fn single_storey_from(&self) -> Option<Day> {
        let rules = self.policies.in_force(Module::Residential, self.on);
        rules.and_then(|rules| rules.bungalow_counts_from.map(|set| set.value))
    }

    /// Whether a rule stands in the way that time can satisfy.
    fn time_helps(&self) -> bool {
        use ReasonCode as R;
        self.decision.findings.iter().any(|f| {
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
    fn soonest(
        &self,
        part: Option<Zone>,
        papers: &[Question],
        sale: Sale,
        horizon: u16,
    ) -> Option<(u16, Vec<Question>)> {
        let from = self.single_storey_from();
        let facts = |months: u16, on: Day| {
            let mut facts = (self.later)(months);
            for paper in papers {
                put_in_order(*paper, &mut facts, on);
            }
            sale.applied_to(&mut facts, from);
            facts
        };
        // Time takes no homes away: with too many now and too many then it is no all along, and a
        // household that owns very much is not asked about month by month.
        let too_many = |months: u16| {
            let on = later_day(self.on, months);
            owns_too_much(&evaluate(&facts(months, on), self.policies, on), part)
        };
        if horizon > 0 && too_many(0) && too_many(horizon) {
            return None;
        }
        (0..=horizon).find_map(|months| {
            let on = later_day(self.on, months);
            let facts = facts(months, on);
            let judgment = judge(&facts, self.policies, on);
            match judgment.outcome_for(part).0 {
                Outcome::Eligible => Some((months, Vec::new())),
                Outcome::CannotTell => {
                    (self.open)(&judgment.decision(), part).map(|open| (months, open))
                }
                Outcome::Ineligible | Outcome::ManualReview | Outcome::NotChecked => None,
            }
        })
    }
}

/// What neither papers nor sales nor time change.
const NOBODY_CAN_MEND: [ReasonCode; 5] = [
    ReasonCode::HukouNotLocal,
    ReasonCode::IdentityMismatch,
    ReasonCode::MarriageMismatch,
    ReasonCode::NewBuildEntitiesOnly,
    ReasonCode::NotStationedInBeijing,
];

/// Whether what is owned stands in the way of a part.
fn owns_too_much(decision: &Decision, part: Option<Zone>) -> bool {
    use ReasonCode as R;
    decision.findings.iter().any(|finding| {
        finding.verdict == Verdict::NotMet
            && (finding.zone.is_none() || finding.zone == part)
            && matches!(finding.code, R::OwnsHome | R::OwnsCommercial | R::QuotaFull)
    })
}

/// The paper or registration that a rule misses; none where it misses something else.
fn paper(code: ReasonCode) -> Option<Question> {
    if code == ReasonCode::WorkResidencePermitInvalid {
        Some(Question::WorkResidencePermitValidTo)
    } else if code == ReasonCode::NotInMainland {
        Some(Question::InMainland)
    } else if code == ReasonCode::NoLodgingRegistration {
        Some(Question::LodgingRegistered)
    } else if code == ReasonCode::NoOverseasChineseCert {
        Some(Question::OverseasChineseCertified)
    } else if code == ReasonCode::NoWorkVisaOrPr {
        Some(Question::StayPermit)
    } else if code == ReasonCode::NoTempResidencePermit {
        Some(Question::TemporaryResidencePermit)
    } else {
        None
    }
}

/// Puts a paper in order that is valid on a day.
fn put_in_order(paper: Question, facts: &mut Facts, on: Day) {
    if paper == Question::WorkResidencePermitValidTo {
        facts.work_residence_permit = Fact::told(Some(on));
    } else if paper == Question::InMainland {
        facts.in_mainland = Fact::told(true);
    } else if paper == Question::LodgingRegistered {
        facts.lodging_registered = Fact::told(true);
    } else if paper == Question::OverseasChineseCertified {
        facts.overseas_chinese_certified = Fact::told(true);
    } else if paper == Question::StayPermit {
        facts.stay_permit = Fact::told(Some(StayPermit::Work));
    } else if paper == Question::TemporaryResidencePermit {
        facts.residence_permit = Fact::told(true);
    }
}

/// The day of an application so many months later: any later month is asked about at its beginning.
pub(crate) fn later_day(on: Day, months: u16) -> Day {
    match months {
        0 => on,
        _ => Month::of(on).plus(i32::from(months)).first_day(),
    }
}

impl Facts {
    /// Lets so many months pass in which work and hukou go on and permits are extended.
    /// Contributions and children are not touched: whoever looks ahead knows more of them.
    pub(crate) fn go_on(&mut self, on: Day, months: u16) {
        if let Some(work) = &mut self.months_of_work.value {
            *work = work.saturating_add(months);
        }
        if let Some(ties) = &mut self.tongzhou.value {
            for row in [&mut ties.hukou_months, &mut ties.contribution_months] {
                if *row > 0 {
                    *row = row.saturating_add(months);
                }
            }
        }
        if let Some(Some(valid_to)) = &mut self.work_residence_permit.value
            && *valid_to >= on
        {
            *valid_to = later_day(on, months).max(*valid_to);
        }
    }
}

impl Sale {
    fn applied_to(self, facts: &mut Facts, single_storey_from: Option<Day>) {
        if let Some(homes) = &mut facts.homes.value {
            let inside = take(&mut homes.always.inside, self.inside_fifth_ring);
            let outside = take(&mut homes.always.outside, self.outside_fifth_ring);
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
        if let Some(units) = &mut facts.commercial_units.value {
            *units = units.saturating_sub(self.commercial_units);
        }
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
fn sales(facts: &Facts, single_storey_from: Option<Day>) -> Vec<Sale> {
    let homes = facts.homes.value.as_ref();
    let counted = homes.map(|homes| homes.counted(single_storey_from));
    let counted = counted.unwrap_or_default();
    let (inside, outside) = (
        counted.inside.min(MOST_SOLD),
        counted.outside.min(MOST_SOLD),
    );
    let units = match facts.module {
        // Commercial units never stand against buying a home, so selling them helps nobody.
        Module::Residential => 0,
        Module::Commercial => facts.commercial_units.value.unwrap_or(0).min(MOST_SOLD),
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
