//! From the form and the registries' replies to the facts of a household, or of a person. What the registries say
//! decides; homes that the form declares are for information only.

mod estates;
mod houses;
mod members;
mod people;
mod ties;
mod unit;

use crate::form::Answers;
use crate::household::HouseholdHukou;
use crate::policy::ContributionKind;
use crate::policy::facts::ledger::Ledger;
use crate::policy::facts::{Couple, DivorceFact, Fact, Facts, Unit};
use crate::purchase::{HomeKind, Module, Purchase, Seller, Transfer};
use crate::registry::{
    CivilAffairsRecord, ContributionRecord, HukouKind, PermitsRecord, PersonReplies,
    PopulationRecord, Registry, Replies, Reply,
};
use crate::values::{Day, Month, completed_months};

pub use houses::{corrected, house_records};
use members::{Members, any, of};

/// The facts of an application on a day. A registry that is silent about somebody
/// leaves its facts unknown, unless what is known of the others decides them already.
#[must_use]
pub fn facts(module: Module, answers: &Answers, replies: &Replies, on: Day) -> Facts {
    let answers = answers.effective(module);
    let members = Members::new(&answers, replies, on);
    // Nothing on record of a stay is a no to every question about it.
    let stay = of(Registry::Population, replies.applicant.population.as_ref())
        .map(|record| record.and_then(|record| record.stay.as_ref()));
    let (social_insurance, income_tax) = (
        members.contributions(module, ContributionKind::SocialInsurance),
        members.contributions(module, ContributionKind::IncomeTax),
    );
    Facts {
        module,
        category: answers.category,
        purchase: purchase(module, &answers),
        married: answers.is_married(),
        identity: members.identity(),
        marriage: members.marriage(),
        hukou: members.hukou(),
        work_residence_permit: members.work_residence_permit(),
        stationed_in_beijing: members
            .any_permit(|record| record.stationed_in_beijing == Some(true)),
        origin: answers.applicant.overseas.as_ref().and_then(|o| o.origin),
        in_mainland: stay.map(|stay| stay.is_some_and(|s| s.in_mainland)),
        lodging_registered: stay.map(|stay| stay.is_some_and(|s| s.lodging_registered)),
        stay_permit: stay.map(|stay| stay.and_then(|s| s.permit)),
        months_of_work: stay.map(|stay| {
            let since = stay.and_then(|s| s.working_since);
            since.map_or(0, |since| completed_months(since, on))
        }),
        overseas_chinese_certified: of(Registry::Permits, replies.applicant.permits.as_ref())
            .map(|record| record.is_some_and(|r| r.overseas_chinese_certified)),
        residence_permit: members.residence_permit(),
        talent_certified: members.any_permit(|record| record.talent_certified),
        social_insurance,
        income_tax,
        divorce: members.divorce(),
        former_family_homes: members.former_family_homes(),
        former_family: None,
        tongzhou: members.tongzhou(),
        homes: members.homes(),
        commercial_units: members.commercial_units(),
        unit: match module {
            Module::Commercial => unit::unit(&answers, replies),
            // A household buys a home.
            Module::Residential => Unit {
                first_sold: Fact::unknown(Some(Registry::Property)),
                in_tongzhou: Fact::unknown(Some(Registry::Property)),
            },
        },
        minor_children: members.minor_children(),
        adult_children: members.adult_children(),
    }
}

/// How many children are minors on a day, and how many are adults, of effective answers.
pub(crate) fn children(answers: &Answers, replies: &Replies, on: Day) -> (Fact<u8>, u8) {
    let members = Members::new(answers, replies, on);
    (members.minor_children(), members.adult_children())
}

fn purchase(module: Module, answers: &Answers) -> Purchase {
    Purchase {
        place: answers.target.place,
        single_storey: answers.target.kind == Some(HomeKind::SingleStorey),
        new_build: match module {
            Module::Residential => answers.target.kind == Some(HomeKind::New),
            Module::Commercial => answers.unit.seller == Some(Seller::Developer),
        },
        transfer: answers.target.transfer.unwrap_or(Transfer::Purchase),
    }
}

impl<'a> Members<'a> {
    fn contributions(&self, module: Module, kind: ContributionKind) -> Couple<Ledger> {
        match module {
            Module::Residential => self.ledgers_of(kind),
            Module::Commercial => self.named_ledger(kind),
        }
    }

    fn ledgers_of(&self, kind: ContributionKind) -> Couple<Ledger> {
        match kind {
            ContributionKind::SocialInsurance => {
                self.ledgers(Registry::SocialInsurance, |r| r.social_insurance.as_ref())
            }
            ContributionKind::IncomeTax => self.ledgers(Registry::Tax, |r| r.tax.as_ref()),
        }
    }

    fn ledgers(
        &self,
        registry: Registry,
        pick: impl Fn(&'a PersonReplies) -> Option<&'a Reply<ContributionRecord>>,
    ) -> Couple<Ledger> {
        let last = Month::of(self.on).plus(-1);
        let ledger = |record: Option<&ContributionRecord>| {
            record.map_or_else(Ledger::default, |r| {
                Ledger::new(&r.contributions, last).posted_through(r.posted_through)
            })
        };
        let mut ledgers = self
            .adult_replies(registry, pick)
            .map(|fact| fact.map(ledger));
        Couple {
            applicant: ledgers.next().unwrap_or(Fact::unknown(Some(registry))),
            spouse: ledgers.next(),
        }
    }

    fn hukou(&self) -> Fact<HouseholdHukou> {
        let kinds = || {
            self.adult_replies(Registry::Population, |r| r.population.as_ref())
                .map(|fact| fact.map(|r| r.and_then(|r| r.hukou.as_ref()).map(|h| h.kind)))
        };
        let has = |kind| any(kinds().map(|fact| fact.map(|k| k == Some(kind))));
        let local = has(HukouKind::Beijing).unwrap_or(Fact::unknown(Some(Registry::Population)));
        let collective = has(HukouKind::BeijingStudentCollective);
        local.map(|local| match collective.and_then(|fact| fact.value) {
            _ if local => HouseholdHukou::Local,
            Some(true) => HouseholdHukou::StudentCollective,
            _ => HouseholdHukou::NonLocal,
        })
    }

    fn any_permit(&self, test: impl Fn(&PermitsRecord) -> bool) -> Fact<bool> {
        let answers = self
            .adult_replies(Registry::Permits, |r| r.permits.as_ref())
            .map(|fact| fact.map(|record| record.is_some_and(&test)));
        any(answers).unwrap_or(Fact::unknown(Some(Registry::Permits)))
    }

    fn residence_permit(&self) -> Fact<bool> {
        let valid = |record: Option<&PopulationRecord>| {
            let last = record.and_then(|r| r.residence_permit_valid_to);
            last.is_some_and(|day| day >= self.on)
        };
        let answers = self
            .adult_replies(Registry::Population, |r| r.population.as_ref())
            .map(|fact| fact.map(valid));
        any(answers).unwrap_or(Fact::unknown(Some(Registry::Population)))
    }

    /// The permit that is valid longest; while somebody is not known, only one that is valid
    /// decides.
    fn work_residence_permit(&self) -> Fact<Option<Day>> {
        let valid_to = |record: Option<&PermitsRecord>| {
            record
                .and_then(|r| r.work_residence_permit.as_ref())
                .map(|p| p.valid_to)
        };
        self.adult_replies(Registry::Permits, |r| r.permits.as_ref())
            .map(|fact| fact.map(valid_to))
            .reduce(|one, other| match (one.value, other.value) {
                (Some(Some(day)), _) if day >= self.on => one,
                (_, Some(Some(day))) if day >= self.on => other,
                (None, _) => one,
                (_, None) => other,
                (Some(a), Some(b)) => {
                    if b > a {
                        other
                    } else {
                        one
                    }
                }
            })
            .unwrap_or(Fact::unknown(Some(Registry::Permits)))
    }

    fn divorce(&self) -> Fact<Option<DivorceFact>> {
        let last = |record: Option<&CivilAffairsRecord>| {
            let divorces = record.map(|r| r.divorces.iter()).into_iter().flatten();
            let newest = divorces
                .filter(|d| d.date <= self.on)
                .max_by_key(|d| d.date);
            newest.map(|d| DivorceFact {
                date: d.date,
                filed_on: d.filed_on,
            })
        };
        self.adult_replies(Registry::CivilAffairs, |r| r.civil_affairs.as_ref())
            .map(|fact| fact.map(last))
            .reduce(|one, other| match (one.value, other.value) {
                (None, _) => one,
                (_, None) => other,
                (Some(a), Some(b)) => {
                    if b.map(|d| d.date) > a.map(|d| d.date) {
                        other
                    } else {
                        one
                    }
                }
            })
            .unwrap_or(Fact::unknown(Some(Registry::CivilAffairs)))
    }
}
