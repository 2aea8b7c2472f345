//! Invented households of all seven categories, with the facts that a verification gathers: what
//! each registry told, and when. The same seed gives the same households.

use shared::household::{Category, HouseholdHukou, Origin, Who};
use shared::policy::facts::{
    HomeCount, Homes, Identity, Marriage, SingleStoreyHouse, Tongzhou, Unit,
};
use shared::policy::{Couple, Fact, Facts, Ledger};
use shared::purchase::{Module, Place, Purchase, Transfer};
use shared::registry::{MaritalStatus, Registry, StayPermit};
use shared::values::{Day, Moment, Month, Zone};

use crate::by_hand::Today;
use crate::contributions;
use crate::dice::Dice;

/// The day of all applications.
#[must_use]
pub fn today() -> Day {
    Day::from_ymd_opt(2026, 11, 20).unwrap_or_default()
}

/// That day, with the last month that counts on it.
#[must_use]
pub fn now() -> Today {
    let day = today();
    let last = Month::of(day).plus(-1);
    Today { day, last }
}

/// As many households as are asked for.
#[must_use]
pub fn households(seed: u64, count: usize) -> Vec<Facts> {
    let mut dice = Dice::new(seed);
    (0..count).map(|_| household(&mut dice)).collect()
}

fn household(dice: &mut Dice) -> Facts {
    let category = dice.pick(Category::ALL);
    let married = dice.percent(65);
    let mut registries = Registries::new(dice);
    let dice = &mut *registries.dice;
    let identity = Identity {
        people: 1 + dice.below(4),
        differs: dice.percent(4).then_some(Who::Applicant),
    };
    let marriage = Marriage {
        agrees: !dice.percent(4),
        status: if married {
            MaritalStatus::Married
        } else {
            dice.pick([MaritalStatus::Single, MaritalStatus::Divorced])
        },
    };
    let local = match category {
        Category::Local => 90,
        Category::Military => 50,
        Category::WorkResidencePermit
        | Category::NonLocalSocialInsurance
        | Category::NonLocalIncomeTax
        | Category::HongKongMacaoTaiwanOverseasChinese
        | Category::Foreign => 2,
    };
    let hukou = if dice.percent(local) {
        HouseholdHukou::Local
    } else {
        dice.pick([
            HouseholdHukou::NonLocal,
            HouseholdHukou::NonLocal,
            HouseholdHukou::StudentCollective,
        ])
    };
    let permit_until = match dice.below(10) {
        0 => None,
        1 => today().pred_opt(),
        2 => Some(today()),
        _ => Day::from_ymd_opt(2028, 6, 30),
    };
    let mut homes = Homes {
        always: HomeCount {
            inside: dice.pick([0, 0, 0, 0, 1, 1, 2, 3]),
            outside: dice.pick([0, 0, 0, 1, 2]),
            newly_bought: 0,
        },
        single_storey: Vec::new(),
    };
    if dice.percent(5) {
        let acquired = Day::from_ymd_opt(2017, 4, dice.pick([2, 3])).unwrap_or_default();
        let zone = dice.pick([Zone::InsideFifthRing, Zone::OutsideFifthRing]);
        homes
            .single_storey
            .push(SingleStoreyHouse { zone, acquired });
    }
    let purchase = Purchase {
        place: Some(dice.pick([
            Place::InsideFifthRing,
            Place::InsideFifthRing,
            Place::OutsideFifthRing,
            Place::Tongzhou,
        ])),
        single_storey: dice.percent(3),
        new_build: dice.percent(30),
        transfer: if dice.percent(2) {
            Transfer::GiftParentToAdultChild
        } else if dice.percent(2) {
            Transfer::GiftOther
        } else {
            Transfer::Purchase
        },
    };
    let stationed = category == Category::Military && !dice.percent(10);
    let origin = (category == Category::HongKongMacaoTaiwanOverseasChinese).then(|| {
        dice.pick([
            Origin::HongKong,
            Origin::Macao,
            Origin::Taiwan,
            Origin::OverseasChinese,
            Origin::OverseasChinese,
        ])
    });
    let in_mainland = !dice.percent(4);
    let lodging_registered = !dice.percent(4);
    let stay_permit = dice.pick([
        Some(StayPermit::Work),
        Some(StayPermit::Work),
        Some(StayPermit::Work),
        Some(StayPermit::PermanentResidenceCard),
        Some(StayPermit::Study),
        None,
    ]);
    let certified = !dice.percent(20);
    let residence_permit = !dice.percent(10);
    let minors = dice.pick([0, 0, 1, 1, 2, 3]);
    let adult_children = dice.pick([0, 0, 0, 0, 1]);
    Facts {
        module: Module::Residential,
        category: Some(category),
        purchase,
        married,
        identity: registries.told(Registry::Population, identity),
        marriage: registries.told(Registry::CivilAffairs, marriage),
        hukou: registries.told(Registry::Population, hukou),
        work_residence_permit: registries.told(Registry::Permits, permit_until),
        stationed_in_beijing: registries.told(Registry::Permits, stationed),
        origin,
        in_mainland: registries.told(Registry::Population, in_mainland),
        lodging_registered: registries.told(Registry::Population, lodging_registered),
        stay_permit: registries.told(Registry::Population, stay_permit),
        months_of_work: registries.told(Registry::Population, 30),
        overseas_chinese_certified: registries.told(Registry::Permits, certified),
        residence_permit: registries.told(Registry::Population, residence_permit),
        talent_certified: registries.told(Registry::Permits, false),
        social_insurance: registries.ledgers(Registry::SocialInsurance, married),
        income_tax: registries.ledgers(Registry::Tax, married),
        divorce: registries.told(Registry::CivilAffairs, None),
        former_family_homes: registries.told(Registry::Property, 0),
        former_family: None,
        tongzhou: registries.told(Registry::Population, Tongzhou::default()),
        homes: registries.told(Registry::Property, homes),
        commercial_units: registries.told(Registry::Property, 0),
        unit: Unit {
            first_sold: Fact::unknown(Some(Registry::Property)),
            in_tongzhou: Fact::unknown(Some(Registry::Property)),
        },
        minor_children: registries.told(Registry::Population, minors),
        adult_children,
    }
}

/// The registries on that day: each answers at a moment of its own, and now and then one is silent.
struct Registries<'a> {
    dice: &'a mut Dice,
    answers: [Option<Moment>; 6],
}

impl<'a> Registries<'a> {
    fn new(dice: &'a mut Dice) -> Self {
        let answers = Registry::ALL.map(|_| {
            let minute = u32::from(dice.below(60));
            (!dice.percent(1))
                .then(|| today().and_hms_opt(3, minute, 7))
                .flatten()
                .map(|moment| moment.and_utc())
        });
        Self { dice, answers }
    }

    fn told<T>(&self, registry: Registry, value: T) -> Fact<T> {
        let place = Registry::ALL.iter().position(|one| *one == registry);
        let at = place.and_then(|place| self.answers.get(place).copied().flatten());
        match at {
            Some(at) => Fact::known(value, registry, at),
            None => Fact::unknown(Some(registry)),
        }
    }

    fn ledgers(&mut self, registry: Registry, married: bool) -> Couple<Ledger> {
        let quarterly = registry == Registry::Tax;
        let mut ledger = || {
            let last = now().last;
            let contributions = contributions::on_record(self.dice, last, quarterly);
            let waits = registry == Registry::SocialInsurance && self.dice.percent(10);
            Ledger::new(&contributions, last).posted_through(waits.then(|| last.plus(-1)))
        };
        let (own, spouse) = (ledger(), married.then(ledger));
        Couple {
            applicant: self.told(registry, own),
            spouse: spouse.map(|ledger| self.told(registry, ledger)),
        }
    }
}
